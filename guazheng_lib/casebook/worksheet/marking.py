"""The marks on a worksheet that goes back (退回的标注): colours, comments, reasons, the filter."""

from collections.abc import Collection, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any

from guazheng_lib.casebook.worksheet.drop_downs import restrict
from guazheng_lib.casebook.worksheet.layout import (
    FILL_IN_FILL,
    HEADING_FILL,
    STATUS_FILL,
    SheetColumn,
    sheet_layout,
)
from guazheng_lib.casebook.worksheet.locating import Table
from guazheng_lib.casebook.worksheet.outcome import RowFault
from guazheng_lib.terms.cells import put_text
from guazheng_lib.terms.text import fold_width

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FAULTY_ROW, _FAULTY_CELL = "FDE9E7", "F4A79D"
_AUTHOR = "退回原因"


def mark(
    sheet: "Worksheet", table: Table, faults: Mapping[int, RowFault], taken: Collection[int]
) -> None:
    """Mark what goes back and what is taken on a sheet, and show what goes back (标注).

    Args:
        sheet: the sheet.
        table: where the leads stand on it.
        faults: what goes back, by row.
        taken: the rows that are taken.
    """
    _unmerge(sheet, table)
    column = _reason_column(sheet, table)
    places = {**table.places, sheet_layout().returned.name: column}
    for row in range(table.heading_row + 1, table.last + 1):
        if sheet.cell(row, column).value and row not in faults:
            _paint(sheet, row, places, "", FILL_IN_FILL)
            put_text(sheet.cell(row, column), "")
        _forget_comments(sheet, row, places)
    for row in taken:
        _grey(sheet, row, table.places)
    for row, fault in faults.items():
        _fault(sheet, row, places, fault)
    _lists_anew(sheet, table)
    _show_only(sheet, table, column, faults)


def _unmerge(sheet: "Worksheet", table: Table) -> None:
    """Take merged cells apart, each with the value that it was read with: rows go back singly.

    Below the last row that was read there was none, even where a merged cell reaches there.
    """
    for area in [*sheet.merged_cells.ranges]:
        if area.min_row <= table.heading_row:
            continue
        sheet.unmerge_cells(area.coord)
        first: Any = sheet.cell(area.min_row, area.min_col)
        for row in range(area.min_row + 1, min(area.max_row, table.last) + 1):
            cell: Any = sheet.cell(row, area.min_col)
            cell.value, cell.data_type = first.value, first.data_type
            cell._style = copy(first._style)


def _reason_column(sheet: "Worksheet", table: Table) -> int:
    """Find the column for the reasons, or put it behind the last one."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    layout = sheet_layout().returned
    heading = sheet[table.heading_row]
    filled = [place for place, cell in enumerate(heading, start=1) if cell.value]
    for column in filled:
        if fold_width(str(heading[column - 1].value)) == layout.title:
            return column
    column = filled[-1] + 1
    cell = put_text(sheet.cell(table.heading_row, column), layout.title)
    cell.font = Font(name="宋体", bold=True, size=11)
    cell.fill = PatternFill("solid", fgColor=HEADING_FILL)
    cell.alignment = Alignment("center", "center", wrap_text=True)
    _rule_like(cell, heading[filled[-1] - 1])
    sheet.column_dimensions[get_column_letter(column)].width = layout.width
    return column


def _paint(
    sheet: "Worksheet", row: int, places: Mapping[str, int], plain: str, filled: str
) -> None:
    """Colour a row: the officer's cells one way, the others another; the level keeps its own."""
    from openpyxl.styles import PatternFill

    fills = {
        color: PatternFill("solid", fgColor=color) if color else PatternFill()
        for color in (plain, filled)
    }
    for column in (*sheet_layout().columns, sheet_layout().returned):
        if column.name in places and column.name != "level":
            sheet.cell(row, places[column.name]).fill = fills[_color(column, plain, filled)]


def _grey(sheet: "Worksheet", row: int, places: Mapping[str, int]) -> None:
    """Grey what was filled in on a row that is taken."""
    from openpyxl.styles import PatternFill

    grey = PatternFill("solid", fgColor=STATUS_FILL)
    for column in sheet_layout().by_officer:
        if column.name in places and sheet.cell(row, places[column.name]).value:
            sheet.cell(row, places[column.name]).fill = grey


def _color(column: SheetColumn, plain: str, filled: str) -> str:
    return filled if column.by_officer else plain


def _fault(sheet: "Worksheet", row: int, places: Mapping[str, int], fault: RowFault) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    _paint(sheet, row, places, _FAULTY_ROW, _FAULTY_ROW)
    reason = put_text(sheet.cell(row, places[sheet_layout().returned.name]), fault.what)
    reason.alignment = Alignment("left", "top", wrap_text=True)
    reason.font = Font(name="宋体", size=10)
    _rule_like(reason, sheet.cell(row, places["outcome"]))
    cell = sheet.cell(row, places.get(fault.column, places["outcome"]))
    cell.fill = PatternFill("solid", fgColor=_FAULTY_CELL)
    if cell.comment is None:  # an officer's own comment stays; the column tells the reason too
        cell.comment = Comment(fault.what, _AUTHOR, height=110, width=260)


def _rule_like(cell: Any, neighbour: Any) -> None:
    cell.border = copy(neighbour.border)


def _forget_comments(sheet: "Worksheet", row: int, places: Mapping[str, int]) -> None:
    for place in places.values():
        cell = sheet.cell(row, place)
        if cell.comment and cell.comment.author == _AUTHOR:
            cell.comment = None


def _lists_anew(sheet: "Worksheet", table: Table) -> None:
    from openpyxl.worksheet.datavalidation import DataValidationList

    sheet.data_validations = DataValidationList()
    restrict(sheet, table.places, table.heading_row + 1, table.last)


def _show_only(
    sheet: "Worksheet", table: Table, column: int, faults: Mapping[int, RowFault]
) -> None:
    """Filter the sheet for the rows with a reason; a sheet without any is shown whole."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.filters import AutoFilter, CustomFilter, CustomFilters, FilterColumn

    reference = f"A{table.heading_row}:{get_column_letter(column)}{table.last}"
    sheet.auto_filter = AutoFilter(ref=reference)
    if faults:
        not_empty = CustomFilters(customFilter=[CustomFilter("notEqual", " ")])
        sheet.auto_filter.filterColumn = [FilterColumn(colId=column - 1, customFilters=not_empty)]
    for row in range(table.heading_row + 1, table.last + 1):
        sheet.row_dimensions[row].hidden = bool(faults) and row not in faults
    sheet.print_area = reference
