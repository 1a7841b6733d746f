"""One sheet of a filed form, row by row (汇总表的一张工作表)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from guazheng_lib.reports.form.checks import cell_problems
from guazheng_lib.reports.form.heading import NUMBER, FormHeading, as_text, column_of
from guazheng_lib.reports.form.write import case_columns
from guazheng_lib.reports.layouts import form_layout
from guazheng_lib.sources.blame import masked
from guazheng_lib.sources.cells import is_number, shown
from guazheng_lib.sources.grid import Grid
from guazheng_lib.sources.nondata import is_remark, is_title
from guazheng_lib.sources.words import word_set
from guazheng_lib.terms.errors import Place
from guazheng_lib.terms.identity import ParsedId, parse_person_id
from guazheng_lib.terms.text import fold_width, is_missing

DEPARTMENT = re.compile(
    r"(?:^|\s|填报|申报|填表)部门\s*(?:[(（][^)）]*[)）])?\s*[:：\s]\s*(?P<name>.*?)"
    r"\s*(?:[(（]?加盖|申报(?:时间|日期)|$)"
)
FILED_ON = re.compile(r"(?:申报|填报)(?:时间|日期)\s*[:：]?\s*(?P<day>.*)")
_NUMBERS = ("person_id", "certificate_no", "using_uscc", "agency_uscc")
_MOST_DIGITS = 15

Line = tuple[int, dict[int, str]]
"""A row's number in the file, and its filled cells by position."""


@dataclass
class FormSheet:
    """A sheet while it is read (工作表): its rows, what is wrong, what stands around them."""

    grid: Grid
    heading: FormHeading
    rows: list[dict[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    numbers: set[int] = field(default_factory=set)

    def tell(self, what: str, *, row: int | None = None, column: str | None = None) -> None:
        """Note a problem with its place (记问题)."""
        title = form_layout().full_title(column) if column else None
        self.problems.append(f"{Place(self.grid.file, self.grid.sheet, row, title)}：{what}")


def read_sheet(grid: Grid, heading: FormHeading) -> FormSheet:
    """Read what a sheet says above and below its heading (读一张工作表)."""
    sheet = FormSheet(grid, heading)
    above = [_texts(cells) for _, cells in filled(grid, grid.cells)[: heading.top]]
    sheet.notes += [" ".join(texts) for texts in above]
    for name in heading.missing:
        sheet.tell("没有这一列，按空处理", column=name)
    unused: dict[int, int] = {}
    for number, cells in filled(grid, grid.fill_down(heading.bottom + 1))[heading.bottom + 1 :]:
        if _take(sheet, number, cells):
            outside = set(cells) - set(heading.columns.values())
            unused |= {place: unused.get(place, 0) + 1 for place in outside}
    for place, count in sorted(unused.items()):
        title = heading.others.get(place, f"第 {place + 1} 列")
        sheet.tell(f"「{title}」不是汇总表的列，有 {count} 格内容没有读")
    gaps = sorted(set(range(1, max(sheet.numbers, default=0))) - sheet.numbers)
    if gaps:
        some = "、".join(map(str, gaps[:10])) + ("……" if len(gaps) > 10 else "")
        sheet.tell(f"序号不连续，缺 {some}，核对是否漏了行")
    return sheet


def _take(sheet: FormSheet, number: int, cells: Mapping[int, str]) -> bool:
    """Take a row below the heading; False where it is no data."""
    own = fold_width(as_text(cells.get(sheet.heading.columns.get(NUMBER, -1)))).strip(".、()")
    if own.isdecimal():
        sheet.numbers.add(int(own))
    texts = {
        name: cells[at]
        for name, at in sheet.heading.columns.items()
        if at in cells and name != NUMBER
    }
    if own.isdecimal():
        is_data = len(cells) > 1
    else:
        is_data = bool(cells) and not _is_heading(own, texts)
        is_data = is_data and not _is_note(sheet, number, cells, texts)
    if not is_data:
        return False
    sheet.rows.append(_row(sheet, number, texts))
    return True


def _is_heading(own: str, texts: Mapping[str, str]) -> bool:
    """Whether the heading is repeated here, as on a second page."""
    again = [name for name, cell in texts.items() if column_of(shown(cell)) == name]
    return column_of(own) == NUMBER or "person_name" in again


def _is_note(
    sheet: FormSheet, number: int, cells: Mapping[int, str], texts: Mapping[str, str]
) -> bool:
    """Whether an unnumbered row is a footer, a title or a remark on the whole form."""
    told = _texts(cells)
    named = isinstance(parse_person_id(as_text(texts.get("person_id"))), ParsedId)
    footer = is_remark(cells[min(cells)]) and not named
    if not footer and not is_title(list(cells.values())):
        return False
    sheet.notes.append(" ".join(told))
    known = footer or fold_width(told[0]) == fold_width(form_layout().title)
    if not known and not any(each.search(told[0]) for each in (DEPARTMENT, FILED_ON)):
        said = masked(told[0][:20], is_id=False)
        sheet.tell(f"只有「{said}」一处文字，没有当作数据", row=number)
    return True


def _row(sheet: FormSheet, number: int, texts: Mapping[str, str]) -> dict[str, str]:
    above = sheet.rows[-1] if sheet.rows else {}
    row = {name: _text(name, texts.get(name), above) for name in case_columns()}
    told: set[str] = set()
    for name in _NUMBERS:
        what = _stored_as_number(name, texts.get(name))
        if what:
            told.add(name)
            sheet.tell(what, row=number, column=name)
    for name, what in cell_problems(row):
        if name not in told:
            sheet.tell(what, row=number, column=name)
    return {"sheet": sheet.grid.sheet or "", "row": str(number)} | row


def _text(name: str, cell: str | None, above: Mapping[str, str]) -> str:
    if cell is None or (name in _NUMBERS and _is_rounded(cell)):
        return ""
    text = shown(cell)
    is_ditto = fold_width(text) in word_set("nondata.yml", "ditto")
    return above.get(name, text) if is_ditto else text


def _is_rounded(cell: str) -> bool:
    return is_number(cell) and len(shown(cell)) > _MOST_DIGITS


def _stored_as_number(name: str, cell: str | None) -> str:
    if cell is None or not is_number(cell):
        return ""
    if _is_rounded(cell):
        return "按数字存放，后几位已被表格软件改掉，没有采用，请补填"
    return "按数字存放，前面若有 0 已丢失，请核对" if name == "certificate_no" else ""


def filled(grid: Grid, cells: pd.DataFrame) -> list[Line]:
    """Give the filled cells of each row (非空单元格)."""
    numbers = grid.rows.tolist()
    return [
        (number, {at: str(cell) for at, cell in enumerate(row) if not is_missing(cell) and cell})
        for number, row in zip(numbers, cells.to_numpy(), strict=True)
    ]


def _texts(cells: Mapping[int, str]) -> list[str]:
    """Give a row's filled cells as people read them, each once (一行的文字)."""
    return list(dict.fromkeys(as_text(cell) for cell in cells.values()))
