"""Which sheets of a source hold its table, and the question asked where none does (找表)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from guazheng_lib.sources.blame import masked
from guazheng_lib.sources.blocks import Block, are_ids, blocks, known_ids
from guazheng_lib.sources.fields import by_distinct
from guazheng_lib.sources.grid import Grid
from guazheng_lib.sources.guess import guess
from guazheng_lib.sources.headers import (
    SEARCHED_ROWS,
    Heading,
    Vocabulary,
    find_heading,
    fullest_row,
    missing,
)
from guazheng_lib.sources.told_once import with_told_once
from guazheng_lib.terms.errors import Place, UnknownHeaderError
from guazheng_lib.terms.tables import SOURCES, SourceKind, column_titles
from guazheng_lib.terms.uscc import Uscc

_SHOWN_HEADINGS = 12
_KNOWN_BESIDES = 3
"""So many fields make a table, of which one may be told outside of it."""
_EMPTY = "核对是否交错了空表，补交有内容的文件"


@dataclass(frozen=True)
class Located:
    """A sheet with the data found in it (已找表的工作表); none: a cover, instructions, empty."""

    grid: Grid
    blocks: tuple[Block, ...]

    @property
    def non_data(self) -> int:
        """How many rows are recognised as no data (非数据行)."""
        return sum(block.non_data for block in self.blocks) if self.blocks else self.grid.read


def locate(
    kind: SourceKind, files: Sequence[Sequence[Grid]], columns: Mapping[str, str]
) -> list[Located]:
    """Find the tables in the sheets of a source's files (找出数据).

    Raises:
        UnknownHeaderError: where a file holds a table whose required columns are not recognised.
    """
    vocabulary = Vocabulary(kind, columns)
    found = [located for grids in files for located in _in_file(grids, vocabulary)]
    if not any(located.blocks for located in found):
        grid = max((g for grids in files for g in grids), key=lambda g: g.cells.size, default=None)
        raise _unknown(grid, None, vocabulary)
    for located in found:
        for block in located.blocks:
            _refuse_credit_codes(block)
    return found


def _in_file(grids: Sequence[Grid], vocabulary: Vocabulary) -> list[Located]:
    grids = [_with_told_once(grid, vocabulary) for grid in grids]
    headings = [_heading(grid, vocabulary) for grid in grids]
    whole = [heading for heading in headings if heading and not heading.missing]
    for grid, heading in zip(grids, headings, strict=True):
        if heading and heading.missing and (not whole or _is_nearly(grid, heading)):
            _check_overrides(grid, heading, vocabulary)
            raise _unknown(grid, heading, vocabulary)
        if heading and not heading.missing:
            _check_overrides(grid, heading, vocabulary)
    if not whole and any(_holds_table(grid) for grid in grids):
        raise _unknown(max(grids, key=lambda grid: grid.cells.size), None, vocabulary)
    located = []
    last: Heading | None = None
    for grid, heading in zip(grids, headings, strict=True):
        last = heading if heading and not heading.missing else last
        located.append(Located(grid, tuple(_blocks(grid, heading, last, vocabulary))))
    return located


def _blocks(
    grid: Grid, heading: Heading | None, last: Heading | None, vocabulary: Vocabulary
) -> Iterator[Block]:
    if heading and not heading.missing:
        yield from blocks(grid, heading, vocabulary)
    elif last is not None and _continues(grid, last):
        yield from blocks(grid, replace(last, top=-1, bottom=-1), vocabulary)
    elif _holds_ids(grid):
        raise _unknown(grid, heading, vocabulary)


def _with_told_once(grid: Grid, vocabulary: Vocabulary) -> Grid:
    """Lay beside the rows what the sheet tells once, where its table lacks nothing else."""
    heading = _heading(grid, vocabulary)
    if heading is None or len(heading.missing) != 1 or len(heading.columns) < _KNOWN_BESIDES:
        return grid
    return with_told_once(grid, heading) or grid


def _heading(grid: Grid, vocabulary: Vocabulary) -> Heading | None:
    """Find a heading by known spellings, else by a guess at the fullest early row."""
    known = find_heading(grid, vocabulary)
    if known is None and _holds_table(grid):
        fullest = int(grid.cells.head(SEARCHED_ROWS).notna().sum(axis=1).argmax())
        guessed = _completed(grid, vocabulary.heading(grid, fullest, 1), vocabulary)
        return guessed if guessed.columns else None
    return known and _completed(grid, known, vocabulary)


def _completed(grid: Grid, heading: Heading, vocabulary: Vocabulary) -> Heading:
    """Guess at the fields that no spelling told."""
    columns = dict(heading.columns)
    below = grid.cells.iloc[heading.bottom + 1 :]
    for field in _unsettled(vocabulary.kind, columns):
        taken = {column for some in columns.values() for column in some}
        free = {column: text for column, text in heading.texts.items() if column not in taken}
        column = guess(vocabulary.kind, field, free, below) if free else None
        if column is not None and field not in vocabulary.overrides:
            columns[field] = (column,)
    return replace(heading, columns=columns, missing=missing(vocabulary.kind, columns))


def _unsettled(kind: SourceKind, columns: Mapping[str, object]) -> list[str]:
    source = SOURCES[kind]
    lacking = [field for group in missing(kind, columns) for field in group]
    return lacking + [field for field in source.optional if field not in columns]


def _is_nearly(grid: Grid, heading: Heading) -> bool:
    """A sheet beside the table that lacks one column only: its rows must not vanish."""
    below = grid.cells.iloc[heading.bottom + 1 :]
    return (
        len(heading.missing) == 1
        and len(heading.columns) >= 3
        and not below.dropna(how="all").empty
    )


def _holds_table(grid: Grid) -> bool:
    filled = grid.cells.head(SEARCHED_ROWS).notna().sum(axis=1)
    return bool((filled > 1).any())


def _holds_ids(grid: Grid) -> bool:
    return any(_mostly_ids(grid.cells[name], at_least=3) for name in grid.cells)


def _continues(grid: Grid, heading: Heading) -> bool:
    columns = heading.columns.get("person_id", ())
    return (
        bool(columns)
        and max(max(c) for c in heading.columns.values()) < grid.cells.shape[1]
        and _mostly_ids(grid.cells.iloc[:, columns[0]], at_least=1)
    )


def _mostly_ids(cells: pd.Series, *, at_least: int) -> bool:
    sample = cells.dropna().head(200)
    ids = int(are_ids(known_ids(sample)).sum())
    return ids >= at_least and ids * 2 >= len(sample)


def _refuse_credit_codes(block: Block) -> None:
    if block.ids is None or block.ids.notna().sum() == 0:
        return
    cells = block.cells["person_id"].dropna()
    codes = by_distinct(cells, lambda cell: Uscc.parse(cell) is not None).astype(bool).sum()
    if codes * 2 > len(cells) and are_ids(block.ids).sum() < codes:
        raise UnknownHeaderError(
            "这一列当作身份证号来读，里面却是统一社会信用代码",
            place=Place(block.file, block.sheet, None, block.headings["person_id"]),
            remedy=_columns_hint(block.kind, "person_id"),
        )


def _check_overrides(grid: Grid, heading: Heading, vocabulary: Vocabulary) -> None:
    for field, text in vocabulary.overrides.items():
        if field not in heading.columns:
            seen = _listed(list(heading.texts.values()))
            raise UnknownHeaderError(
                f"参数 columns 写的列「{text}」在表头里找不到，表头有: {seen}",
                place=Place(grid.file, grid.sheet, _row(grid, heading)),
                remedy=_columns_hint(vocabulary.kind, field),
            )


def _unknown(
    grid: Grid | None, heading: Heading | None, vocabulary: Vocabulary
) -> UnknownHeaderError:
    kind = vocabulary.kind
    groups = heading.missing if heading else SOURCES[kind].required
    titles = column_titles(SOURCES[kind].table)
    names = "、".join("或".join(_title(field, titles) for field in group) for group in groups)
    texts = list(heading.texts.values()) if heading else fullest_row(grid) if grid else []
    seen = f"表头有: {_listed(texts)}" if texts else "表里没有内容"
    return UnknownHeaderError(
        f"没有认出「{SOURCES[kind].title}」必需的列: {names}；{seen}",
        place=Place(grid.file, grid.sheet, _row(grid, heading)) if grid else None,
        remedy=_columns_hint(kind, groups[0][0]) if texts else _EMPTY,
    )


def _columns_hint(kind: SourceKind, field: str) -> str:
    key = f"columns: {{{kind}: {{{field}: 表里的列名}}}}"
    return f"在参数文件里写明列名，如 {key}；或核对交来的是不是这类表"


def _title(field: str, titles: Mapping[str, str]) -> str:
    return titles.get(field, "缴费年月" if field == "month" else field)


def _listed(texts: list[str]) -> str:
    some = "、".join(masked(text.replace("\n", ""))[:20] for text in texts[:_SHOWN_HEADINGS])
    return some + (" 等" if len(texts) > _SHOWN_HEADINGS else "")


def _row(grid: Grid, heading: Heading | None) -> int | None:
    if heading is None or not 0 <= heading.bottom < len(grid.rows):
        return None
    return int(grid.rows.iloc[heading.bottom]) or None
