"""Where the heading of a sheet stands, and which column is which field (表头识别)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from guazheng_lib.sources.cells import shown
from guazheng_lib.sources.grid import Grid
from guazheng_lib.sources.words import built_of, fold_heading, spellings
from guazheng_lib.terms.tables import SOURCES, SourceKind

SEARCHED_ROWS = 100
"""A heading below this row is not looked for."""
_DEEPEST = 3
_BUILT_RANK = 500
_JOINED: Mapping[SourceKind, frozenset[str]] = {
    SourceKind.SOCIAL_INSURANCE: frozenset({"status", "scheme"}),
    SourceKind.HOUSING_FUND: frozenset({"status"}),
}
"""Fields that several columns may tell together: 缴费类型 beside 到账标志."""


@dataclass(frozen=True)
class Heading:
    """A heading as found (表头).

    Attributes:
        top: its first row in the grid, from 0.
        bottom: its last row.
        texts: what stands over each column, by position.
        columns: the columns of each field, by position; more than one only where they are joined.
        missing: groups of fields of which none was recognised.
    """

    top: int
    bottom: int
    texts: Mapping[int, str]
    columns: Mapping[str, tuple[int, ...]]
    missing: tuple[tuple[str, ...], ...]

    @property
    def score(self) -> tuple[int, int]:
        """How much of the kind it knows: required groups first."""
        return (-len(self.missing), len(self.columns))


class Vocabulary:
    """The spellings of a kind with what the parameters add (本次读入的表头词)."""

    def __init__(self, kind: SourceKind, overrides: Mapping[str, str]) -> None:
        self.kind = kind
        self.overrides = {field: fold_heading(text)[0] for field, text in overrides.items()}
        self._words = {
            word: place for word, place in spellings(kind).items() if place[0] not in overrides
        }
        self._words |= {word: (field, -1) for field, word in self.overrides.items()}

    def field_of(self, texts: tuple[str, ...], *, shared: bool = False) -> tuple[str, int] | None:
        """Tell which field stands over a column: the whole heading first, then its lowest part.

        An upper part alone tells it only where it is not `shared`: 聘用单位 over 名称 and 代码 does
        not make the code an employer.
        """
        whole = "".join(texts)
        built = self._built(whole) if len(texts) > 1 else None
        alone = texts[-1:] if shared else tuple(reversed(texts))
        return self._word(whole) or built or next(filter(None, map(self._word, alone)), None)

    def _word(self, text: str) -> tuple[str, int] | None:
        forms = (form for form in fold_heading(text) if form in self._words)
        return next((self._words[form] for form in forms), None)

    def _built(self, text: str) -> tuple[str, int] | None:
        fields = (built_of(self.kind, form) for form in fold_heading(text))
        field = next((field for field in fields if field not in (None, *self.overrides)), None)
        return (field, _BUILT_RANK) if field else None

    def heading(self, grid: Grid, top: int, depth: int) -> Heading:
        """Read rows of a grid as a heading, each column's parts joined from top to bottom."""
        parts = _parts(grid, top, depth)
        ranked: dict[str, list[tuple[int, int]]] = {}
        spread = Counter(texts[0] for texts in parts.values() if len(texts) > 1)
        for column, texts in parts.items():
            place = self.field_of(texts, shared=spread[texts[0]] > 1)
            if place is not None:
                ranked.setdefault(place[0], []).append((place[1], column))
        columns = {field: self._chosen(field, sorted(found)) for field, found in ranked.items()}
        texts_over = {column: "".join(dict.fromkeys(texts)) for column, texts in parts.items()}
        return Heading(top, top + depth - 1, texts_over, columns, missing(self.kind, columns))

    def _chosen(self, field: str, found: list[tuple[int, int]]) -> tuple[int, ...]:
        if field in _JOINED.get(self.kind, ()) and field not in self.overrides:
            return tuple(sorted(column for _, column in found))
        return (found[0][1],)


def missing(kind: SourceKind, columns: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """List the required groups of a kind that no column tells (缺少的必备字段)."""
    return tuple(
        group for group in SOURCES[kind].required if not any(field in columns for field in group)
    )


def find_heading(grid: Grid, vocabulary: Vocabulary, *, start: int = 0) -> Heading | None:
    """Find the rows that know most of a kind's fields (找表头); None where no row knows any."""
    best: Heading | None = None
    for top in range(start, min(len(grid.cells), start + SEARCHED_ROWS)):
        here = heading_at(grid, vocabulary, top)
        if here.columns and (best is None or here.score > best.score):
            best = here
        if here.columns and not here.missing:
            break
    return best and _without_title(grid, vocabulary, best)


def _without_title(grid: Grid, vocabulary: Vocabulary, heading: Heading) -> Heading:
    """Leave off the rows above that add no field: a title is no part of the heading."""
    while heading.top < heading.bottom:
        lower = vocabulary.heading(grid, heading.top + 1, heading.bottom - heading.top)
        if lower.score < heading.score:
            break
        heading = lower
    return heading


def heading_at(grid: Grid, vocabulary: Vocabulary, top: int) -> Heading:
    """Read the heading that begins at a row, as deep as each further row adds a field."""
    best = vocabulary.heading(grid, top, 1)
    for depth in range(2, _DEEPEST + 1):
        if top + depth > len(grid.cells):
            break
        deeper = vocabulary.heading(grid, top, depth)
        if deeper.score > best.score:
            best = deeper
    return best


def fullest_row(grid: Grid) -> list[str]:
    """Give the headings of a sheet in which none is known: its fullest early row."""
    if grid.cells.empty:
        return []
    early = grid.cells.head(SEARCHED_ROWS)
    row = early.iloc[int(early.notna().sum(axis=1).argmax())]
    return [shown(cell) for cell in row.dropna()]


def _parts(grid: Grid, top: int, depth: int) -> dict[int, tuple[str, ...]]:
    block = grid.cells.iloc[top : top + depth]
    rows = [
        [None if pd.isna(cell) else shown(cell) for cell in block.iloc[n]] for n in range(depth)
    ]
    rows = rows[:depth]
    for first, left, last, right in grid.merged:
        for row in range(max(first, top), min(last, top + depth - 1) + 1):
            if first < top or left >= len(rows[0]):
                continue
            value = rows[first - top][left]
            for column in range(left, min(right, len(rows[0]) - 1) + 1):
                rows[row - top][column] = rows[row - top][column] or value
    columns = {}
    for column in range(grid.cells.shape[1]):
        texts = tuple(dict.fromkeys(row[column] for row in rows if row[column]))
        if texts:
            columns[column] = tuple(text for text in texts if text)
    return columns
