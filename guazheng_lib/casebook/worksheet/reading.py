"""A worksheet as it was handed in (读交回的表): rows by heading and key, wherever they stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from guazheng_lib.casebook.worksheet.hidden import LeadRecord, read_records
from guazheng_lib.casebook.worksheet.layout import (
    CHOICES_SHEET,
    FORMAT,
    FORMAT_VERSION,
    META_SHEET,
    RECORD_SHEET,
    sheet_layout,
)
from guazheng_lib.casebook.worksheet.locating import Table, key_of, locate, rows_of, texts_of
from guazheng_lib.sources.cells import shown
from guazheng_lib.sources.grid import Grid
from guazheng_lib.sources.limits import Limits
from guazheng_lib.sources.reader import Reader
from guazheng_lib.sources.workbook import OLE_MAGIC
from guazheng_lib.terms.errors import Place, UnreadableFileError, WorksheetError
from guazheng_lib.terms.identity import hide_ids
from guazheng_lib.terms.text import fold_width

_BEHIND = (META_SHEET, CHOICES_SHEET, RECORD_SHEET)

_RESAVE = "交回用本程序发出的核查表（.xlsx）"


@dataclass(frozen=True, eq=False)
class SheetRow:
    """A row of the worksheet (交回的一行).

    Attributes:
        sheet: the sheet's name.
        row: its number there.
        key: the key; empty where it was lost.
        said: what the officer filled in, by column, as `sources.cells` writes a cell.
        shown: the texts that must not be changed, by column; only columns that are there.
    """

    sheet: str
    row: int
    key: str
    said: Mapping[str, str] = field(repr=False)
    shown: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class HandedIn:
    """A workbook handed in (交回的工作簿)."""

    tables: tuple[Table, ...]
    rows: tuple[SheetRow, ...] = field(repr=False)
    records: Mapping[str, LeadRecord] = field(repr=False)


def read_worksheet(path: Path) -> HandedIn:
    """Read a worksheet that was handed in (读交回的核查表).

    Raises:
        WorksheetError: where it is no workbook, not ours, or of another format.
    """
    name = hide_ids(path.name)
    if not path.is_file():
        raise WorksheetError("找不到这个文件", place=name, remedy="核对文件名和所在文件夹")
    grids = _grids(path, name)
    _check_format(grids, name)
    fronts = [grid for grid in grids if grid.sheet not in _BEHIND]
    is_ours = any(grid.sheet in (META_SHEET, RECORD_SHEET) for grid in grids)
    tables = [(grid, locate(grid, name, is_ours=is_ours)) for grid in fronts]
    found = [(grid, table) for grid, table in tables if table is not None]
    if not found:
        raise WorksheetError("不是本程序发出的核查表", place=name, remedy=_RESAVE)
    filled = [(table, list(_rows(grid, table))) for grid, table in found]
    records = [texts_of(grid) for grid in grids if grid.sheet == RECORD_SHEET]
    return HandedIn(
        tuple(replace(table, last=rows[-1].row) for table, rows in filled if rows),
        tuple(row for _, rows in filled for row in rows),
        read_records(cells for sheet in records for cells in sheet),
    )


def _grids(path: Path, name: str) -> list[Grid]:
    try:
        with Reader(Limits()) as reader:
            grids = reader.read(path, name)
        with path.open("rb") as file:
            is_old = file.read(4) == OLE_MAGIC
    except UnreadableFileError as problem:
        raise WorksheetError(problem.what, place=name, remedy=problem.remedy) from problem
    if is_old:
        raise WorksheetError("是旧的 .xls 或 WPS 格式", place=name, remedy="另存为 .xlsx 后再交")
    if any(grid.sheet is None for grid in grids):
        raise WorksheetError("不是 Excel 工作簿", place=name, remedy=_RESAVE)
    return grids


def _check_format(grids: Sequence[Grid], name: str) -> None:
    facts = {
        cells[0]: cells[1]
        for grid in grids
        if grid.sheet == META_SHEET
        for cells in texts_of(grid)
        if len(cells) > 1
    }
    written, _, version = facts.get("format", "").partition("/")
    if written != FORMAT or version == str(FORMAT_VERSION):
        return  # of our format, or the sheet that says so was lost: the headings tell
    if version.isdigit() and int(version) > FORMAT_VERSION:
        raise WorksheetError("核查表比本程序新", place=Place(name), remedy="升级程序后再交")
    raise WorksheetError(
        "是旧版核查表", place=name, remedy="用新版重新导出，把填写的内容抄过去再交"
    )


def _rows(grid: Grid, table: Table) -> Iterator[SheetRow]:
    layout, places = sheet_layout(), table.places
    officers = [column.name for column in layout.by_officer if column.name in places]
    kept = [each.name for each in layout.columns if each.is_protected and each.name in places]
    heading = fold_width(layout.title_of("outcome"))
    merged_down = grid.fill_down(table.heading_row)
    for number, cells in zip(grid.rows, rows_of(merged_down), strict=True):
        said = {name: cells[places[name] - 1] for name in officers if cells[places[name] - 1]}
        if number <= table.heading_row or fold_width(said.get("outcome", "")) == heading:
            continue
        seen = {name: shown(cells[places[name] - 1] or " ").strip() for name in kept}
        key = key_of(cells[places["key"] - 1]) if "key" in places else ""
        if said or key or any(seen.values()):
            yield SheetRow(table.sheet, int(number), key, said, seen)
