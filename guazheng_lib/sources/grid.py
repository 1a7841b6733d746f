"""A sheet as it lies in the file: cells, row numbers, merged ranges (单元格网格)."""

from dataclasses import dataclass, field

import pandas as pd

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; from 0, both ends included."""


@dataclass(frozen=True)
class Grid:
    """A sheet of cells (单元格网格), as `cells.encode` writes them; missing where empty.

    Attributes:
        file: the file's name as the officer knows it.
        sheet: the sheet's name; None in a text file.
        cells: one column of text a column of the sheet, rows from 0.
        rows: the row number of each row, as the spreadsheet numbers it; a text file's line. Row 0
            is a heading that is no row of the file (parquet, a DataFrame).
        merged: the merged ranges.
    """

    file: str
    sheet: str | None
    cells: pd.DataFrame = field(repr=False)
    rows: pd.Series = field(repr=False)
    merged: list[Area] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many rows the file holds here, blank ones included (读取行数)."""
        return int((self.rows > 0).sum())

    def fill_down(self, first: int) -> pd.DataFrame:
        """Repeat a cell merged over several rows in each of them, from row `first` on."""
        tall = [a for a in self.merged if a[2] > a[0] >= first and a[0] < len(self.cells)]
        if not tall:
            return self.cells
        columns = {name: self.cells[name].to_numpy(dtype=object, copy=True) for name in self.cells}
        for top, left, bottom, _ in tall:
            if left < len(columns):
                column = columns[self.cells.columns[left]]
                column[top : bottom + 1] = column[top]
        return pd.DataFrame(columns, index=self.cells.index, dtype="str")
