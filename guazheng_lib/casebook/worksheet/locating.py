"""Where the leads stand on a sheet that people have worked on (找表头)."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guazheng_lib.casebook.worksheet.layout import sheet_layout
from guazheng_lib.sources.cells import shown
from guazheng_lib.sources.grid import Grid
from guazheng_lib.terms.errors import Place, WorksheetError
from guazheng_lib.terms.text import fold_width

if TYPE_CHECKING:
    import pandas as pd

_KEY = re.compile(r"[0-9a-f]{24}")
_ENOUGH = 5
"""How many of our headings make a row the heading."""
_ABOVE = 100
"""Rows among which the heading is looked for."""


@dataclass(frozen=True)
class Table:
    """Where the leads stand on a sheet (表的位置): heading row, columns by name, last lead."""

    sheet: str
    heading_row: int
    places: Mapping[str, int]
    last: int


def locate(grid: Grid, name: str, *, is_ours: bool) -> Table | None:
    """Find the heading on a sheet (找表头): the first row that holds enough of our headings.

    An office's own list has some of them too: without our keys and hidden sheets it is not ours.

    Args:
        grid: the sheet.
        name: the workbook's name, for people.
        is_ours: whether our hidden sheets stand beside it.

    Raises:
        WorksheetError: where the column of outcomes is missing, or a column stands there twice.
    """
    ours = {fold_width(column.title): column.name for column in sheet_layout().columns}
    for number, cells in zip(grid.rows[:_ABOVE], texts_of(grid)[:_ABOVE], strict=True):
        named = [(ours.get(fold_width(text)), at) for at, text in enumerate(cells, start=1)]
        places = {column: at for column, at in reversed(named) if column}
        if len(places) < _ENOUGH:
            continue
        if "key" not in places:
            places |= _keys_place(grid)
        if "key" not in places and not is_ours:
            continue
        place = Place(name, grid.sheet, int(number))
        _refuse_double(Counter(column for column, _ in named if column), place)
        if "outcome" not in places:
            title = sheet_layout().title_of("outcome")
            raise WorksheetError(f"缺少「{title}」列", place=place, remedy="用原表填好再交")
        return Table(str(grid.sheet), int(number), places, int(number))
    return None


def _refuse_double(columns: Counter[str], place: Place) -> None:
    for name, times in columns.items():
        if times > 1:
            title = sheet_layout().title_of(name)
            raise WorksheetError(
                f"「{title}」有 {times} 列", place=place, remedy="只留一列，另一列改名或删去"
            )


def _keys_place(grid: Grid) -> dict[str, int]:
    """Find the key's column by what stands in it, where its heading was lost."""
    found = Counter(
        at
        for cells in texts_of(grid)
        for at, text in enumerate(cells, start=1)
        if _KEY.fullmatch(key_of(text))
    )
    return {"key": found.most_common(1)[0][0]} if found else {}


def key_of(cell: str) -> str:
    """Read a key's cell (读回键)."""
    return fold_width(shown(cell or " ")).lower()


def texts_of(grid: Grid) -> list[list[str]]:
    """Give a sheet's texts row by row (文字)."""
    return [[shown(cell) if cell else "" for cell in row] for row in rows_of(grid.cells)]


def rows_of(cells: "pd.DataFrame") -> list[list[str]]:
    """Give the cells row by row; empty text where empty (单元格)."""
    filled = cells.astype(object).where(cells.notna(), "")
    return [list(row) for row in zip(*(filled[name] for name in filled), strict=True)]
