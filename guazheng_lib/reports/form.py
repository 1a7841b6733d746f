"""The official result form, exactly as annexed to the plan (处理汇总表).

Its cases are those that a person confirmed in the casebook; nothing of a screening comes here. The
city's form is the same form with the counties' cases together.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from guazheng_lib.reports.layouts import FormGroup, form_layout
from guazheng_lib.reports.sheets import (
    FONT,
    first_sheet,
    new_workbook,
    print_on_a4,
    put_text,
    row_height,
    save,
    set_widths,
    thin_border,
)
from guazheng_lib.terms.errors import DocumentError, Place

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

UPPER_ROW, LOWER_ROW = 5, 6
"""The two rows of the heading; the numbered rows begin below them."""

_BLACK = "000000"


def case_columns() -> tuple[str, ...]:
    """Name the columns that a table of confirmed cases has (认定案件的列)."""
    return tuple(column.name for column in form_layout().columns if column.name != "number")


def no_cases() -> pd.DataFrame:
    """Give a table of cases without a case: what a county has before the first decision (空表)."""
    return pd.DataFrame(columns=list(case_columns()), dtype="str")


def write_form(
    cases: pd.DataFrame, path: Path, *, department: str, filed_on: date | None = None
) -> Path:
    """Write the form for the confirmed cases, one row a certificate (写汇总表).

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
    rows = [_texts(row) for row in cases.to_dict("records")]
    for number in range(max(len(rows), form_layout().blank_rows)):
        _numbered(sheet, number + 1, rows[number] if number < len(rows) else {})
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


def _heading(sheet: "Worksheet") -> None:
    left = 1
    for group in form_layout().groups:
        _group(sheet, group, left)
        left += len(group.columns)
    sheet.row_dimensions[UPPER_ROW].height = sheet.row_dimensions[LOWER_ROW].height = 24


def _group(sheet: "Worksheet", group: FormGroup, left: int) -> None:
    right = left + len(group.columns) - 1
    for row in (UPPER_ROW, LOWER_ROW):
        for place in range(left, right + 1):
            _rule(sheet.cell(row, place), bold=True)
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


def _numbered(sheet: "Worksheet", number: int, case: Mapping[str, str]) -> None:
    columns, row = form_layout().columns, LOWER_ROW + number
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(row, place)
        _rule(cell)
        if column.name == "number":
            cell.value = number
        else:
            cell.number_format = "@"
            if case.get(column.name):
                put_text(cell, case[column.name])
    texts = [case.get(column.name, "") for column in columns]
    height = row_height(texts, [column.width for column in columns])
    sheet.row_dimensions[row].height = max(height + 4, 28.0)


def _rule(cell: Any, *, bold: bool = False) -> None:
    from openpyxl.styles import Alignment, Font

    cell.border = thin_border(_BLACK)
    cell.font = Font(name=FONT, size=11, bold=bold)
    cell.alignment = Alignment("center", "center", wrap_text=True)


def _texts(case: Mapping[Any, Any]) -> dict[str, str]:
    return {str(name): "" if pd.isna(value) else str(value) for name, value in case.items()}
