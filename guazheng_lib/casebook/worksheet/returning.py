"""What cannot be taken goes back in the workbook it came in (退回).

Only the returned rows are shown: they are what is to be mended, on the screen and on paper. The
others are in the file as they were, those already taken with grey cells, and come back into sight
with the filter; nothing is taken out, so that the returned workbook replaces the one handed in.
"""

import io
import re
import warnings
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from guazheng_lib.casebook.worksheet.drop_downs import write_choices
from guazheng_lib.casebook.worksheet.layout import META_SHEET, RECORD_SHEET, sheet_layout
from guazheng_lib.casebook.worksheet.marking import mark
from guazheng_lib.casebook.worksheet.outcome import RowFault
from guazheng_lib.casebook.worksheet.reading import HandedIn, SheetRow
from guazheng_lib.terms.errors import WorksheetError
from guazheng_lib.terms.files import office_bytes, write_whole
from guazheng_lib.terms.identity import hide_ids

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_ENDING = re.compile(r"-退回\d*$")

_UNKEPT = (ValueError, TypeError, LookupError, AttributeError, OSError, SyntaxError, BadZipFile)

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
            return load_workbook(io.BytesIO(path.read_bytes()))  # whatever the file is called
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
        mark(workbook[table.sheet], table, mine, taken)
    _open_at(workbook, {row.sheet for row in faults})
    written = io.BytesIO()
    workbook.save(written)
    content = office_bytes(written.getvalue())
    return write_whole(_target(path, returned, content), content)


def _open_at(workbook: "Workbook", sheets: Collection[str]) -> None:
    """Let the workbook open at the first sheet with returned rows, and with no other selected."""
    first = min(sheets, key=workbook.sheetnames.index)
    workbook.active = workbook.sheetnames.index(first)
    for sheet in workbook.worksheets:
        sheet.sheet_view.tabSelected = sheet.title == first


def _target(path: Path, returned: Path | None, content: bytes) -> Path:
    if returned is not None and returned.suffix.lower() == ".xlsx":
        return returned
    folder = returned or path.parent
    stem = hide_ids(_ENDING.sub("", path.stem)).replace("*", "×")  # no asterisk on Windows
    number = 1
    while True:
        target = folder / f"{stem}-退回{number if number > 1 else ''}.xlsx"
        if not target.exists() or target.read_bytes() == content:
            return target
        number += 1
