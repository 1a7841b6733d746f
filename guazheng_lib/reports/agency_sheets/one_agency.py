"""One agency's sheet (一家机构的核查表)."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from guazheng_lib.ads.signs.entries import Role
from guazheng_lib.ads.signs.lexicon import concepts
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.casebook.life import life
from guazheng_lib.reports.ad_excerpt import excerpt
from guazheng_lib.reports.agency_sheets.contents import AgencyFile, Row
from guazheng_lib.reports.agency_sheets.marked_cell import put_marked
from guazheng_lib.reports.agency_sheets.plan import sheet_plan
from guazheng_lib.reports.agency_sheets.ruled_page import RuledPage
from guazheng_lib.reports.sheets import print_on_a4, set_widths
from guazheng_lib.terms.catalogue import LEAD_IS_NO_FINDING
from guazheng_lib.terms.frames import records
from guazheng_lib.terms.hidden_numbers import hide_identities

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (6, 15, 13, 48, 30, 16, 26)
_ADS = ("序号", "信息编号和日期", "判断", "原文（红字为所据）", "所据", "来件位置", "核查意见")
_LINKS = ("序号", "类别", None, "名称", "怎样对上", "信息编号", "核查意见")
_CHECKS = ("序号", "核查事项", None, "看什么", "依据", "核查结果", "核查情况")


def write_agency(sheet: "Worksheet", agency: AgencyFile, *, county: str, as_of: date) -> None:
    """Fill an empty sheet with what is known and what is to be verified (写一家机构)."""
    plan, page = sheet_plan(), RuledPage(sheet, _WIDTHS)
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


def _ads(page: RuledPage, agency: AgencyFile) -> None:
    plan = sheet_plan()
    shown = agency.ads.head(plan.most_ads)
    more = (
        f"，共 {len(agency.ads)} 条，这里 {len(shown)} 条" if len(agency.ads) > len(shown) else ""
    )
    page.line(plan.headings.ads + more, bold=True)
    page.heading(_ADS)
    for number, row in enumerate(records(shown), start=1):
        against = [span for span in row["spans"] if _speaks_against(span["code"])]
        short = excerpt(hide_identities(row["text"]), against, plan.longest_ad)
        page.cells(
            {
                (1, 1): str(number),
                (2, 2): f"{row['ad_id']}\n{_day(row['published_on'])}",
                (3, 3): Verdict(row["verdict"]).zh,
                (4, 4): short.text,
                (5, 5): hide_identities("；".join(row["reasons"])),
                (6, 6): _place(row),
                (7, 7): "",
            },
            fill_in=(7,),
        )
        put_marked(page.sheet.cell(page.row, 4), short.text, short.spans)


def _speaks_against(code: str) -> bool:
    """Tell whether a marked word points to an offence, or to an ordinary job (是否不利)."""
    return concepts()[code].role is not Role.CLEAR


def _links(page: RuledPage, agency: AgencyFile) -> None:
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


def _checks(page: RuledPage, agency: AgencyFile) -> None:
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


def _opinion(page: RuledPage) -> None:
    plan = sheet_plan()
    page.line(plan.headings.opinion, bold=True)
    for title in (plan.statement, plan.taken):
        page.cells({(1, 2): title, (3, 7): ""}, (1,), fill_in=(3,), height=48)
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
