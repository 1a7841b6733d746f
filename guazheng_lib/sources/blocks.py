"""From a sheet to its data rows (数据行): non-data aside, merged cells filled, columns named."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from guazheng_lib.sources.cells import decode, shown
from guazheng_lib.sources.fields import by_distinct
from guazheng_lib.sources.grid import Grid
from guazheng_lib.sources.headers import Heading, Vocabulary, heading_at
from guazheng_lib.sources.nondata import is_remark, is_sequence, is_title, is_value
from guazheng_lib.sources.words import spellings, word_set
from guazheng_lib.terms.identity import ParsedId, parse_person_id
from guazheng_lib.terms.tables import SOURCES, SourceKind


@dataclass(frozen=True)
class Block:
    """The data rows under one heading (数据块).

    Attributes:
        cells: a column of cells for each field recognised.
        rows: the row numbers.
        headings: what stands over each field in the file.
        ids: what `person_id` holds: `ParsedId`, `IdProblem`, or None where the cell is empty.
        non_data: how many rows from the block's first to its last are recognised as no data.
        mended: the positions of rows of which a cell was mended by a workbook that came back.
    """

    kind: SourceKind
    file: str
    sheet: str | None
    cells: pd.DataFrame = dataclasses.field(repr=False)
    rows: pd.Series = dataclasses.field(repr=False)
    headings: Mapping[str, str]
    ids: pd.Series | None = dataclasses.field(repr=False)
    non_data: int
    mended: frozenset[int] = frozenset()


def blocks(grid: Grid, heading: Heading, vocabulary: Vocabulary) -> Iterator[Block]:
    """Give the data rows of a sheet, a block for each further heading with other columns."""
    filled = grid.fill_down(heading.bottom + 1)
    starts = [heading, *_further_headings(grid, heading, vocabulary)]
    ends = [start.top for start in starts[1:]] + [len(grid.cells)]
    tops = [0, *(start.top for start in starts[1:])]
    for top, start, end in zip(tops, starts, ends, strict=True):
        span = grid.rows.iloc[top:end]
        yield _Sieve(vocabulary.kind, grid, filled, start, end).block(int((span > 0).sum()))


def known_ids(cells: pd.Series) -> pd.Series:
    """Read a column of identity numbers (证件号码列)."""
    return by_distinct(cells, lambda cell: parse_person_id(decode(cell)))


def are_ids(ids: pd.Series) -> pd.Series:
    """Whether each of them can be used."""
    return pd.Series([isinstance(found, ParsedId) for found in ids], index=ids.index, dtype=bool)


def _further_headings(grid: Grid, heading: Heading, vocabulary: Vocabulary) -> Iterator[Heading]:
    below = grid.cells.iloc[heading.bottom + 1 :]
    words = [*spellings(vocabulary.kind), *heading.texts.values()]
    hits = sum(
        (below[name].isin(words).astype(int) for name in below), start=pd.Series(0, below.index)
    )
    past = heading.bottom
    for position in hits.index[hits >= 2]:
        if position <= past:
            continue
        found = heading_at(grid, vocabulary, int(position))
        if not found.missing:
            past = found.bottom
            yield found


class _Sieve:
    """Tells data from what is none, among the rows between a heading and the next."""

    def __init__(
        self, kind: SourceKind, grid: Grid, filled: pd.DataFrame, heading: Heading, end: int
    ) -> None:
        first = heading.bottom + 1
        self.kind, self.grid, self.heading = kind, grid, heading
        self.own = grid.cells.iloc[first:end]
        self.rows = grid.rows.iloc[first:end]
        below = filled.iloc[first:end]
        self.cells = pd.DataFrame(
            {field: _joined(below, columns) for field, columns in heading.columns.items()},
            index=below.index,
        )

    def block(self, spanned: int) -> Block:
        """Give the rows that are data, of all those that the block spans."""
        data = ~self.is_blank & ~self.is_heading & ~self.is_remark_or_title
        cells = _repeat_ditto(self.cells[data])
        headings = {
            field: self.heading.texts.get(columns[0], field)
            for field, columns in self.heading.columns.items()
        }
        ids = known_ids(cells["person_id"]) if "person_id" in cells else None
        grid = self.grid
        rows = self.rows[data]
        non_data = spanned - len(rows)
        return Block(self.kind, grid.file, grid.sheet, cells, rows, headings, ids, non_data)

    @cached_property
    def counted(self) -> pd.DataFrame:
        """The cells that make a row a row: not the running number."""
        sequence = {
            column
            for column, text in self.heading.texts.items()
            if is_sequence(text) and not any(column in c for c in self.heading.columns.values())
        }
        return self.own.iloc[:, [n for n in range(self.own.shape[1]) if n not in sequence]]

    @cached_property
    def is_blank(self) -> pd.Series:
        return self.counted.isna().all(axis=1)

    @cached_property
    def is_heading(self) -> pd.Series:
        """The heading once more, as after a page break."""
        same = pd.Series(0, index=self.own.index)
        for field, columns in self.heading.columns.items():
            text = self.heading.texts.get(columns[0], field)
            same += (self.cells[field] == text).fillna(value=False).astype(int)
        return same >= min(2, len(self.heading.columns))

    @cached_property
    def is_remark_or_title(self) -> pd.Series:
        """Subtotals, footers, notes, titles: asked only of rows that look unlike data."""
        lacking = self._lacks_required() & ~self._has_id()
        few = self.counted.notna().sum(axis=1) * 2 <= len(self.heading.columns)
        asked = (lacking | (few & ~self._has_id())) & ~self.is_blank
        found = pd.Series(False, index=self.own.index)
        for position in asked.index[asked]:
            found[position] = self._is_no_data(position, lacking=bool(lacking[position]))
        return found

    def _is_no_data(self, position: int, *, lacking: bool) -> bool:
        own = _filled(self.own, position)
        counted = _filled(self.counted, position)
        if is_remark(next(iter(own.values()))) or is_remark(next(iter(counted.values()))):
            return True
        return lacking and is_title(list(own.values())) and not self._holds_value(counted)

    def _holds_value(self, counted: dict[str, str]) -> bool:
        """Whether the only thing a row says is what its column is there for."""
        positions = {name: n for n, name in enumerate(self.own.columns)}
        for name, cell in counted.items():
            for field, columns in self.heading.columns.items():
                if positions[name] in columns and is_value(field, shown(cell)):
                    return True
        return False

    def _lacks_required(self) -> pd.Series:
        lacking = pd.Series(False, index=self.own.index)
        for group in SOURCES[self.kind].required:
            known = [field for field in group if field in self.cells]
            lacking |= self.cells[known].isna().all(axis=1)
        return lacking

    def _has_id(self) -> pd.Series:
        if "person_id" not in self.cells:
            return pd.Series(False, index=self.own.index)
        return are_ids(known_ids(self.cells["person_id"]))


def _filled(cells: pd.DataFrame, position: int) -> dict[str, str]:
    """Give the filled cells of a row by column."""
    row = cells.loc[[position]]
    return {str(name): row[name].iloc[0] for name in row if row[name].notna().all()}


def _joined(cells: pd.DataFrame, columns: tuple[int, ...]) -> pd.Series:
    """Join what several columns tell of one field, each different text once."""
    first = cells.iloc[:, columns[0]]
    for column in columns[1:]:
        further = cells.iloc[:, column]
        both = first.notna() & further.notna() & (first != further)
        first = first.where(first.notna(), further).mask(both, first + "；" + further)
    return first


def _repeat_ditto(cells: pd.DataFrame) -> pd.DataFrame:
    """Put the cell above in the place of a mark for it (同上、〃)."""
    marks = word_set("nondata.yml", "ditto")
    repeated = {}
    for field in cells:
        column = cells[field]
        marked = column.isin(marks)
        repeated[field] = (
            column.mask(marked).ffill().where(marked, column) if marked.any() else column
        )
    return pd.DataFrame(repeated, index=cells.index)
