"""The official result form, exactly as annexed to the plan (处理汇总表).

Its cases are those that a person confirmed in the casebook; nothing of a screening comes here. The
city's form is the same form with the counties' cases together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from guazheng_lib.reports.form.checks import SIZES, form_problems, texts_of
from guazheng_lib.reports.layouts import FormGroup, form_layout
from guazheng_lib.reports.sheets import (
    FONT,
    TALLEST,
    first_sheet,
    fit_text,
    new_workbook,
    print_on_a4,
    put_text,
    save,
    set_widths,
    thin_border,
)
from guazheng_lib.terms.errors import DocumentError, Place

if TYPE_CHECKING:
    from openpyxl.styles import Alignment, Border, Font
    from openpyxl.worksheet.worksheet import Worksheet

UPPER_ROW, LOWER_ROW = 5, 6
"""The two rows of the heading; the numbered rows begin below them."""

_BLACK = "000000"


def case_columns() -> tuple[str, ...]:
    """Name the columns that a table of confirmed cases has (认定案件的列)."""
    return tuple(column.name for column in form_layout().columns if column.name != "number")


def write_form(
    cases: pd.DataFrame, path: Path, *, department: str, filed_on: date | None = None
) -> Path:
    """Write the form for the confirmed cases, one row a certificate (写汇总表).

    A cell to look at (`form_problems`) is written as it is and carries a comment, which shows on
    the screen and is not printed; a colour would be printed on a document that is handed in.

    Args:
        cases: the confirmed cases, in their order (`case_columns`); none gives the five numbered
            rows of the annex.
        path: where the workbook goes.
        department: after 部门.
        filed_on: after 申报时间; left open without it.

    Raises:
        DocumentError: where a column of the form is missing, or the file cannot be written.
    """
    missing = [name for name in case_columns() if name not in cases.columns]
    if missing:
        raise DocumentError(
            f"认定案件缺少列 {'、'.join(missing)}",
            place=Place(path.name),
            remedy="从案件台账重新导出认定案件",
        )
    workbook = new_workbook()
    sheet = first_sheet(workbook, form_layout().sheet)
    _front(sheet, department=department, filed_on=filed_on)
    _heading(sheet)
    look, rows = _look(), texts_of(cases)
    for number in range(max(len(rows), form_layout().blank_rows)):
        _numbered(sheet, number + 1, rows[number] if number < len(rows) else {}, look)
    _comment(sheet, cases)
    set_widths(sheet, [column.width for column in form_layout().columns])
    print_on_a4(sheet, heading=(UPPER_ROW, LOWER_ROW))
    sheet.freeze_panes = f"A{LOWER_ROW + 1}"
    return save(workbook, path)


def _front(sheet: "Worksheet", *, department: str, filed_on: date | None) -> None:
    from openpyxl.styles import Alignment, Font

    layout = form_layout()
    filed = "" if filed_on is None else f"{filed_on.year}年{filed_on.month}月{filed_on.day}日"
    lines = (
        layout.title,
        layout.department + department,
        layout.seal,
        layout.filed_on + filed,
    )
    for number, text in enumerate(lines, start=1):
        sheet.merge_cells(
            start_row=number, end_row=number, start_column=1, end_column=len(layout.columns)
        )
        cell = put_text(sheet.cell(number, 1), text)
        title = number == 1
        cell.font = Font(name=FONT, size=18 if title else 12, bold=title)
        cell.alignment = Alignment("center" if title else "left", "center")
        sheet.row_dimensions[number].height = 34 if title else 22


@dataclass(frozen=True)
class _Look:
    """How cells look, made once: a form of 1 500 rows has 21 000 of them."""

    border: "Border"
    alignment: "Alignment"
    heading: "Font"
    sizes: Mapping[int, "Font"]

    def put_on(self, cell: Any, font: "Font") -> None:
        cell.border, cell.alignment, cell.font = self.border, self.alignment, font


def _look() -> _Look:
    from openpyxl.styles import Alignment, Font

    return _Look(
        thin_border(_BLACK),
        Alignment("center", "center", wrap_text=True),
        Font(name=FONT, size=SIZES[0], bold=True),
        {size: Font(name=FONT, size=size) for size in SIZES},
    )


def _heading(sheet: "Worksheet") -> None:
    left, look = 1, _look()
    for group in form_layout().groups:
        _group(sheet, group, left, look)
        left += len(group.columns)
    sheet.row_dimensions[UPPER_ROW].height = sheet.row_dimensions[LOWER_ROW].height = 24


def _group(sheet: "Worksheet", group: FormGroup, left: int, look: _Look) -> None:
    right = left + len(group.columns) - 1
    for row in (UPPER_ROW, LOWER_ROW):
        for place in range(left, right + 1):
            look.put_on(sheet.cell(row, place), look.heading)
    put_text(sheet.cell(UPPER_ROW, left), group.title)
    if not group.is_single:
        for place, column in enumerate(group.columns, start=left):
            put_text(sheet.cell(LOWER_ROW, place), column.title)
    sheet.merge_cells(
        start_row=UPPER_ROW,
        end_row=LOWER_ROW if group.is_single else UPPER_ROW,
        start_column=left,
        end_column=right,
    )


def _numbered(sheet: "Worksheet", number: int, case: Mapping[str, str], look: _Look) -> None:
    row, tallest = LOWER_ROW + number, 24.0
    for place, column in enumerate(form_layout().columns, start=1):
        cell, text = sheet.cell(row, place), case.get(column.name, "")
        size, height = fit_text(text, column.width, sizes=SIZES)
        tallest = max(tallest, height)
        look.put_on(cell, look.sizes[size])
        if column.name == "number":
            cell.value = number
        elif text:
            put_text(cell, text)
        else:
            cell.number_format = "@"
    sheet.row_dimensions[row].height = min(tallest + 4, TALLEST)


def _comment(sheet: "Worksheet", cases: pd.DataFrame) -> None:
    from openpyxl.comments import Comment

    places = {column.name: place for place, column in enumerate(form_layout().columns, start=1)}
    for problem in form_problems(cases):
        cell = sheet.cell(LOWER_ROW + problem.number, places[problem.column])
        said = f"{cell.comment.text}\n" if cell.comment else ""
        cell.comment = Comment(said + problem.what, "核对", height=60, width=200)
