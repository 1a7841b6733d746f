"""What cannot be taken goes back in the workbook it came in (退回).

Only the returned rows are shown: they are what is to be mended, on the screen and on paper. The
others are in the file as they were, those already taken with grey cells, and come back into sight
with the filter; nothing is taken out, so that the returned workbook replaces the one handed in.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Collection, Mapping
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guazheng_lib.casebook.worksheet.drop_downs import restrict, write_choices
from guazheng_lib.casebook.worksheet.layout import (
    FILL_IN_FILL,
    HEADING_FILL,
    META_SHEET,
    RECORD_SHEET,
    STATUS_FILL,
    SheetColumn,
    sheet_layout,
)
from guazheng_lib.casebook.worksheet.outcome import RowFault
from guazheng_lib.casebook.worksheet.reading import HandedIn, SheetRow, Table
from guazheng_lib.terms.cells import put_text
from guazheng_lib.terms.errors import WorksheetError
from guazheng_lib.terms.files import office_bytes, write_whole
from guazheng_lib.terms.identity import hide_ids
from guazheng_lib.terms.text import fold_width

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_FAULTY_ROW, _FAULTY_CELL = "FDE9E7", "F4A79D"
_AUTHOR = "退回原因"
_ENDING = re.compile(r"-退回\d*$")

_UNKEPT = (ValueError, TypeError, KeyError, AttributeError, OSError, zipfile.BadZipFile)

Faults = Mapping[SheetRow, RowFault]


def reopen(path: Path) -> "Workbook":
    """Open the workbook once more, to hand it back as it came (重新打开).

    Raises:
        WorksheetError: where it cannot be kept as it is.
    """
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():  # it warns of what Excel added and it drops
            warnings.simplefilter("ignore")
            return load_workbook(path)
    except _UNKEPT as problem:
        raise WorksheetError(
            "工作簿的格式读不全", place=hide_ids(path.name), remedy="用 Excel 另存为 .xlsx 后再交"
        ) from problem


def uncomputed(workbook: "Workbook", handed: HandedIn) -> dict[SheetRow, str]:
    """Find formulas without a value in the officer's cells: they say nothing (未算的公式)."""
    found: dict[SheetRow, str] = {}
    places = {table.sheet: table.places for table in handed.tables}
    names = [column.name for column in sheet_layout().by_officer]
    for row in handed.rows:
        sheet = workbook[row.sheet]
        for name in names:
            if name in places[row.sheet] and name not in row.said:
                cell = sheet.cell(row.row, places[row.sheet][name])
                if cell.data_type == "f":
                    found.setdefault(row, name)
    return found


def hand_back(
    workbook: "Workbook",
    handed: HandedIn,
    faults: Faults,
    accepted: Collection[SheetRow],
    path: Path,
    returned: Path | None,
) -> Path:
    """Write the workbook that goes back (写退回的表).

    Args:
        workbook: as handed in (`reopen`).
        handed: the same, as read.
        faults: the rows that go back.
        accepted: the rows that were taken.
        path: where it was handed in.
        returned: the file or the folder for it; by default beside the workbook. A file of another
            content is never overwritten there: somebody may be mending it.

    Raises:
        DocumentError: where it cannot be written.
    """
    write_choices(workbook)
    for name in (META_SHEET, RECORD_SHEET):
        if name in workbook.sheetnames:
            workbook[name].sheet_state = "veryHidden"
    for table in handed.tables:
        mine = {row.row: fault for row, fault in faults.items() if row.sheet == table.sheet}
        taken = [row.row for row in accepted if row.sheet == table.sheet]
        _mark(workbook[table.sheet], table, mine, taken)
    sheets = [row.sheet for row in faults]
    workbook.active = workbook.sheetnames.index(min(sheets, key=workbook.sheetnames.index))
    written = io.BytesIO()
    workbook.save(written)
    content = office_bytes(written.getvalue())
    return write_whole(_target(path, returned, content), content)


def _mark(
    sheet: "Worksheet", table: Table, faults: Mapping[int, RowFault], taken: Collection[int]
) -> None:
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
    """Take merged cells apart, each with the value that it was read with: rows go back singly."""
    for area in [*sheet.merged_cells.ranges]:
        if area.min_row <= table.heading_row:
            continue
        sheet.unmerge_cells(area.coord)
        first: Any = sheet.cell(area.min_row, area.min_col)
        for row in range(area.min_row + 1, area.max_row + 1):
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
    cell = sheet.cell(row, places.get(fault.column, places["outcome"]))
    cell.fill = PatternFill("solid", fgColor=_FAULTY_CELL)
    if cell.comment is None:  # an officer's own comment stays; the column tells the reason too
        cell.comment = Comment(fault.what, _AUTHOR, height=110, width=260)


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


def _target(path: Path, returned: Path | None, content: bytes) -> Path:
    if returned is not None and returned.suffix.lower() == ".xlsx":
        return returned
    folder = returned or path.parent
    stem = _ENDING.sub("", path.stem)
    number = 1
    while True:
        target = folder / f"{stem}-退回{number if number > 1 else ''}.xlsx"
        if not target.exists() or target.read_bytes() == content:
            return target
        number += 1
