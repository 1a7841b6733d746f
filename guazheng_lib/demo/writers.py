"""Rows into files, the same bytes each time (写文件): workbooks and text in any encoding."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from guazheng_lib.demo.layout import NUMBERING, Layout
from guazheng_lib.demo.spelling import Cell, spell

Row = Mapping[str, Any]
_ZIP_DATE = (2026, 7, 1, 9, 0, 0)
_SAVED_AT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write(folder: Path, layout: Layout, rows: Sequence[Row], seed: str) -> Path:
    """Write rows in a layout below a folder and give the file."""
    path = folder / layout.path
    path.parent.mkdir(parents=True, exist_ok=True)
    rng = Random(f"{seed}/{layout.path}")
    spelled = list(_repeated([_spelled(layout, row, rng) for row in rows], layout.repeat_every))
    if path.suffix == ".xlsx":
        _write_workbook(path, layout, spelled)
    else:
        _write_text(path, layout, spelled)
    return path


def _spelled(layout: Layout, row: Row, rng: Random) -> dict[str, Cell]:
    return {
        field: spell(
            field,
            row.get(field),
            numbers=layout.numbers,
            months=layout.months,
            days=layout.days,
            rng=rng,
        )
        for field in {*layout.headings, layout.sheets_by, layout.merged} - {"", NUMBERING}
    }


def _repeated(rows: list[dict[str, Cell]], every: int) -> Iterator[dict[str, Cell]]:
    for number, row in enumerate(rows, start=1):
        yield row
        if every and number % every == 0:
            yield row


def _write_text(path: Path, layout: Layout, rows: list[dict[str, Cell]]) -> None:
    mark = "," if path.suffix == ".csv" else "\t"
    lines = [[title] for title in layout.titles]
    lines.append(list(layout.headings.values()))
    for number, row in enumerate(rows, start=1):
        lines.append([_as_text(_cell(field, row, number)) for field in layout.headings])
    lines += [list(footer) for footer in layout.footers]
    text = "\r\n".join(mark.join(line) for line in lines) + "\r\n"
    path.write_bytes(text.encode(layout.encoding))


def _as_text(cell: Cell) -> str:
    """Write a cell as a spreadsheet exports it to text: a float in scientific notation."""
    if isinstance(cell, float):
        return f"{cell:.5E}"
    return "" if cell is None else str(cell).replace(",", "，")


def _write_workbook(path: Path, layout: Layout, rows: list[dict[str, Cell]]) -> None:
    book = Workbook()
    book.remove(book["Sheet"])
    if layout.cover:
        sheet = book.create_sheet("封面")
        sheet["B3"], sheet["B5"] = layout.cover, "内部资料，注意保管"
    for title, group in _sheets(layout, rows):
        _fill(book.create_sheet(title), layout, group)
    book.save(path)
    _freeze(path)


def _sheets(layout: Layout, rows: list[dict[str, Cell]]) -> list[tuple[str, list[dict[str, Cell]]]]:
    if not layout.sheets_by:
        return [("Sheet1", rows)]
    names = list(dict.fromkeys(str(row[layout.sheets_by]) for row in rows))
    return [(name, [r for r in rows if str(r[layout.sheets_by]) == name]) for name in names]


def _fill(sheet: Worksheet, layout: Layout, rows: list[dict[str, Cell]]) -> None:
    width = len(layout.headings)
    for title in layout.titles:
        sheet.append([title])
        sheet.merge_cells(
            start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=width
        )
    _fill_headings(sheet, layout)
    if layout.merged:
        _fill_groups(sheet, layout, rows)
    else:
        for number, row in enumerate(rows, start=1):
            sheet.append([_cell(field, row, number) for field in layout.headings])
    for footer in layout.footers:
        sheet.append(list(footer))


def _fill_headings(sheet: Worksheet, layout: Layout) -> None:
    if not layout.groups:
        sheet.append(list(layout.headings.values()))
        return
    upper = [layout.groups.get(field, heading) for field, heading in layout.headings.items()]
    sheet.append(upper)
    sheet.append([h if f in layout.groups else None for f, h in layout.headings.items()])
    above, column = sheet.max_row - 1, 1
    for title, group in groupby(zip(upper, layout.headings, strict=True), key=lambda pair: pair[0]):
        fields = [field for _, field in group]
        down = above + (fields[0] not in layout.groups)
        across = column + len(fields) - 1
        for extra in range(column + 1, across + 1):
            sheet.cell(above, extra).value = None
        sheet.cell(above, column).value = title
        if down > above or across > column:
            sheet.merge_cells(start_row=above, end_row=down, start_column=column, end_column=across)
        column = across + 1


def _fill_groups(sheet: Worksheet, layout: Layout, rows: list[dict[str, Cell]]) -> None:
    position = list(layout.headings).index(layout.merged) + 1
    letter, number = get_column_letter(position), 0
    ordered = sorted(rows, key=lambda row: str(row[layout.merged]))
    for _, group in groupby(ordered, key=lambda row: str(row[layout.merged])):
        first = sheet.max_row + 1
        for row in group:
            number += 1
            sheet.append([_cell(field, row, number) for field in layout.headings])
        if sheet.max_row > first:
            sheet.merge_cells(f"{letter}{first}:{letter}{sheet.max_row}")
            count = sheet.max_row - first + 1
            sheet.append(["小计", *[None] * (len(layout.headings) - 2), f"{count}人"])


def _cell(field: str, row: Mapping[str, Cell], number: int) -> Cell:
    if field == NUMBERING:
        return number
    cell = row[field]
    return None if cell == "" else cell


def _freeze(path: Path) -> None:
    """Take the time of saving out of a workbook, so that equal content is equal bytes."""
    with ZipFile(path) as packed:
        parts = [(info.filename, packed.read(info)) for info in packed.infolist()]
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for name, content in parts:
            if name == "docProps/core.xml":
                content = _SAVED_AT.sub(rb"\g<1>2026-07-01T09:00:00Z", content)
            info = ZipInfo(name, _ZIP_DATE)
            info.compress_type = ZIP_DEFLATED
            packed.writestr(info, content)
