"""Workbooks of rows to mend that came back (退回的待改清单): whose they are, what came of them."""

import glob
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from guazheng_lib.params import CountyParams
from guazheng_lib.sources import MendedBooks, read_workbooks
from guazheng_lib.sources.mended import MendedLine, lines_for
from guazheng_lib.sources.paths import FoundFile, find_files
from guazheng_lib.terms.errors import InputError
from guazheng_lib.terms.mending import UNUSED_SHEET, Mended
from guazheng_lib.terms.tables import SourceKind

_SHOWN_ROWS = 8
_KNOWN: dict[tuple[object, ...], MendedBooks] = {}


def came_back(patterns: Sequence[str], data: Path) -> MendedBooks:
    """Read the workbooks that came back, each state of them once (读退回的待改清单)."""
    state = (data, tuple(patterns), tuple(_states(patterns, data)))
    if state not in _KNOWN:
        _KNOWN[state] = read_workbooks(patterns, base=data)
    return _KNOWN[state]


def unplaced_lines(params: CountyParams, data: Path) -> tuple[MendedLine, ...]:
    """List the lines of a county's own workbooks that are for no file it has (无处可用的改正)."""
    lines = came_back(params.mended, data).lines
    own = [line for line in lines if line.county == params.county]
    return _unfitting(own, [params], data)


def stray_lines(counties: Iterable[CountyParams], data: Path) -> tuple[MendedLine, ...]:
    """List the lines that are for no file of any county (全市都用不上的改正)."""
    known = list(counties)
    lines = {line for params in known for line in came_back(params.mended, data).lines}
    return _unfitting(sorted(lines), known, data)


def problems_of(counties: Iterable[CountyParams], data: Path) -> tuple[InputError, ...]:
    """List the workbooks that cannot be used, each once (用不了的待改清单)."""
    found = (each for params in counties for each in came_back(params.mended, data).problems)
    return tuple({str(problem): problem for problem in found}.values())


def said(mended: pd.DataFrame) -> list[str]:
    """Say what became of the lines: how many rows were mended, which lines were not used."""
    lines = []
    used = mended[mended["outcome"].isin([str(each) for each in Mended if each.is_used])]
    for source, rows in used.groupby("source", sort=False):
        title = SourceKind(str(source)).zh
        wrong = int(_rows_of(rows[rows["outcome"] == Mended.STILL_WRONG]))
        tail = f"，其中仍需改正 {wrong} 行" if wrong else ""
        lines.append(f"已按待改清单改正 {_rows_of(rows)} 行（{title}）{tail}")
    left = mended[~mended.index.isin(used.index)]
    for (workbook, outcome), rows in left.groupby(["workbook", "outcome"], sort=False):
        lines.append(
            f"{workbook} {_numbered(rows['workbook_row'].tolist())}: {Mended(str(outcome)).zh}，"
            f"{rows['reason'].iloc[0]}。详见 quarantine.xlsx「{UNUSED_SHEET}」"
        )
    return lines


def rows_mended(mended: pd.DataFrame) -> int:
    """Count the rows of which a cell was replaced (改正行数)."""
    return _rows_of(mended[mended["outcome"].isin([str(each) for each in Mended if each.is_used])])


def _rows_of(lines: pd.DataFrame) -> int:
    return len(lines[["source", "file", "sheet", "row"]].drop_duplicates())


def _numbered(rows: Sequence[int]) -> str:
    few = "、".join(str(row) for row in sorted(rows)[:_SHOWN_ROWS])
    return f"第 {few} 行" + (f"等 {len(rows)} 行" if len(rows) > _SHOWN_ROWS else "")


def _unfitting(
    lines: Sequence[MendedLine], counties: Iterable[CountyParams], data: Path
) -> tuple[MendedLine, ...]:
    fitting: set[MendedLine] = set()
    for kind, paths in {each for params in counties for each in params.sources.items()}:
        fitting.update(lines_for(lines, kind, (file.name for file in _files(paths, data))))
    return tuple(line for line in lines if line not in fitting)


def _states(patterns: Sequence[str], data: Path) -> Iterator[tuple[object, ...]]:
    for pattern in patterns:
        for file in _files([pattern], data):
            try:
                state = file.path.stat()
            except OSError:  # said in its own words when the workbook is read
                continue
            yield file.name, state.st_size, state.st_mtime_ns


def _files(paths: Sequence[str], data: Path) -> list[FoundFile]:
    try:
        return find_files(paths, data, may_be_none=all(glob.has_magic(path) for path in paths))
    except InputError:  # said in its own words when the source is read
        return []
