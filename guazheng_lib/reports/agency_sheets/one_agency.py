"""One agency's sheet (一家机构的核查表)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from guazheng_lib.ads.judge import Verdict
from guazheng_lib.ads.lexicon import Role, concepts
from guazheng_lib.casebook.life import life
from guazheng_lib.reports.ad_excerpt import excerpt
from guazheng_lib.reports.agency_sheets.contents import AgencyFile, Row
from guazheng_lib.reports.agency_sheets.marked_cell import put_marked
from guazheng_lib.reports.agency_sheets.plan import sheet_plan
from guazheng_lib.reports.sheets import (
    FONT,
    print_on_a4,
    put_text,
    row_height,
    set_widths,
    thin_border,
)
from guazheng_lib.terms.catalogue import LEAD_IS_NO_FINDING
from guazheng_lib.terms.frames import records
from guazheng_lib.terms.identity import hide_ids

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (6, 15, 13, 48, 30, 16, 26)
_LAST = len(_WIDTHS)
_HEADING, _FILL_IN = "E3E8EE", "FFF8DC"
_ADS = ("序号", "信息编号和日期", "判断", "原文（红字为所据）", "所据", "来件位置", "核查意见")
_LINKS = ("序号", "类别", None, "名称", "怎样对上", "信息编号", "核查意见")
_CHECKS = ("序号", "核查事项", None, "看什么", "依据", "核查结果", "核查情况")


def write_agency(sheet: "Worksheet", agency: AgencyFile, *, county: str, as_of: date) -> None:
    """Fill an empty sheet with what is known and what is to be verified (写一家机构)."""
    plan, page = sheet_plan(), _Page(sheet)
    page.line(plan.title, size=16, height=28)
    page.line(f"{county}　数据截止 {as_of:%Y-%m-%d}　{LEAD_IS_NO_FINDING}", bold=True)
    for note in plan.notes:
        page.line(note)
    page.line(plan.headings.agency, bold=True)
    for left, right in zip(agency.facts[::2], agency.facts[1::2], strict=True):
        page.cells({(1, 2): left[0], (3, 4): left[1], (5, 5): right[0], (6, 7): right[1]}, (1, 5))
    page.line(plan.headings.why, bold=True)
    for title, text in agency.reasons:
        page.cells({(1, 2): title, (3, 7): text}, (1,))
    _ads(page, agency)
    _links(page, agency)
    _checks(page, agency)
    _opinion(page)
    set_widths(sheet, _WIDTHS)
    print_on_a4(sheet, heading=(1, 1), header=agency.name)


def _ads(page: "_Page", agency: AgencyFile) -> None:
    plan = sheet_plan()
    shown = agency.ads.head(plan.most_ads)
    more = (
        f"，共 {len(agency.ads)} 条，这里 {len(shown)} 条" if len(agency.ads) > len(shown) else ""
    )
    page.line(plan.headings.ads + more, bold=True)
    page.heading(_ADS)
    for number, row in enumerate(records(shown), start=1):
        against = [span for span in row["spans"] if _speaks_against(span["code"])]
        short = excerpt(row["text"], against, plan.longest_ad)
        page.cells(
            {
                (1, 1): str(number),
                (2, 2): f"{row['ad_id']}\n{_day(row['published_on'])}",
                (3, 3): Verdict(row["verdict"]).zh,
                (4, 4): short.text,
                (5, 5): hide_ids("；".join(row["reasons"])),
                (6, 6): _place(row),
                (7, 7): "",
            },
            fill_in=(7,),
        )
        put_marked(page.sheet.cell(page.row, 4), short.text, short.spans)


def _speaks_against(code: str) -> bool:
    """Tell whether a marked word points to an offence, or to an ordinary job (是否不利)."""
    return concepts()[code].role is not Role.CLEAR


def _links(page: "_Page", agency: AgencyFile) -> None:
    page.line(sheet_plan().headings.links, bold=True)
    if agency.links.empty:
        page.line(sheet_plan().no_links)
        return
    page.heading(_LINKS)
    for number, row in enumerate(records(agency.links), start=1):
        page.cells(
            {
                (1, 1): str(number),
                (2, 3): {"unit": "单位", "person": "人员"}[row["subject"]],
                (4, 4): str(row["name"]),
                (5, 5): str(row["how"]),
                (6, 6): "、".join(row["ad_ids"]),
                (7, 7): "",
            },
            fill_in=(7,),
        )


def _checks(page: "_Page", agency: AgencyFile) -> None:
    plan = sheet_plan()
    page.line(plan.headings.checks, bold=True)
    page.heading(_CHECKS)
    first = page.row + 1
    for number, check in enumerate(agency.checks, start=1):
        page.cells(
            {
                (1, 1): str(number),
                (2, 3): check.title,
                (4, 4): check.look_at,
                (5, 5): plan.basis_of(check),
                (6, 6): "",
                (7, 7): "",
            },
            fill_in=(6, 7),
        )
    page.choose("F", first, page.row, plan.results)


def _opinion(page: "_Page") -> None:
    plan = sheet_plan()
    page.line(plan.headings.opinion, bold=True)
    page.cells({(1, 2): "结论", (3, 4): "", (5, 5): "处理建议", (6, 7): ""}, (1, 5), fill_in=(3, 6))
    page.choose("C", page.row, page.row, plan.opinions)
    page.choose("F", page.row, page.row, _measures())
    page.cells(
        {(1, 2): plan.inspectors, (3, 4): "", (5, 5): "核查日期", (6, 7): ""},
        (1, 5),
        fill_in=(3, 6),
        height=34,
    )
    page.cells(
        {(1, 2): "机构负责人签字", (3, 4): "", (5, 5): "机构盖章", (6, 7): ""},
        (1, 5),
        fill_in=(3, 6),
        height=48,
    )


def _measures() -> list[str]:
    """What may be done about an agency, in the casebook's words (处理措施)."""
    return [measure.name for measure in life().measures if "agency" in measure.subjects]


def _day(value: Any) -> str:
    return "没有写日期" if pd.isna(value) else f"{value:%Y-%m-%d}"


def _place(row: Row) -> str:
    where: str = row["file"] if pd.isna(row["sheet"]) else f"{row['file']} {row['sheet']}"
    return f"{where} 第 {row['row']} 行"


@dataclass
class _Page:
    """A sheet filled from the top (逐行写)."""

    sheet: "Worksheet"
    row: int = 0

    def line(self, text: str, *, size: int = 11, bold: bool = False, height: float = 0) -> None:
        """Write a text over the whole width."""
        from openpyxl.styles import Alignment, Font

        self.row += 1
        cell = put_text(self.sheet.cell(self.row, 1), text)
        cell.font = Font(FONT, size, bold=bold or size > 11)
        cell.alignment = Alignment("left", "center", wrap_text=True)
        self.sheet.merge_cells(None, self.row, 1, self.row, _LAST)
        fitted = row_height([text], [sum(_WIDTHS)])
        self.sheet.row_dimensions[self.row].height = height or max(20.0, fitted)

    def heading(self, titles: Sequence[str | None]) -> None:
        """Write the headings of a table; None runs on from the one before."""
        spans: dict[tuple[int, int], str] = {}
        for place, title in enumerate(titles, start=1):
            last = place
            while last < len(titles) and titles[last] is None:
                last += 1
            if title is not None:
                spans[place, last] = title
        self.cells(spans, labels=tuple(start for start, _ in spans))

    def cells(
        self,
        texts: dict[tuple[int, int], str],
        labels: Sequence[int] = (),
        *,
        fill_in: Sequence[int] = (),
        height: float = 0,
    ) -> None:
        """Write a ruled row; each text goes over the columns from its first to its last."""
        from openpyxl.styles import Alignment, Font, PatternFill

        self.row += 1
        for (first, last), text in texts.items():
            for place in range(first, last + 1):
                self.sheet.cell(self.row, place).border = thin_border()
            cell = put_text(self.sheet.cell(self.row, first), text)
            cell.font = Font(FONT, 10, bold=first in labels)
            cell.alignment = Alignment("left", "top", wrap_text=True)
            if first in labels or first in fill_in:
                color = _FILL_IN if first in fill_in else _HEADING
                cell.fill = PatternFill("solid", fgColor=color)
            if last > first:
                self.sheet.merge_cells(None, self.row, first, self.row, last)
        widths = [sum(_WIDTHS[first - 1 : last]) for first, last in texts]
        fitted = row_height(texts.values(), widths)
        self.sheet.row_dimensions[self.row].height = height or fitted

    def choose(self, column: str, first: int, last: int, options: Sequence[str]) -> None:
        """Offer a drop-down in the rows from first to last."""
        from openpyxl.worksheet.datavalidation import DataValidation

        listed = ",".join(option.replace(",", "，") for option in options)
        rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
        rule.errorTitle, rule.error, rule.showErrorMessage = "核查表", "请从下拉里选。", True
        rule.add(f"{column}{first}:{column}{last}")
        self.sheet.add_data_validation(rule)
