"""Read the sources (读入来件): the room's front door."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pandas as pd

from guazheng_lib.sources import cache as kept
from guazheng_lib.sources.assemble import assemble
from guazheng_lib.sources.cells import encode
from guazheng_lib.sources.grid import Grid
from guazheng_lib.sources.limits import Limits
from guazheng_lib.sources.locate import locate
from guazheng_lib.sources.mended import MendedBooks, MendedLine, lines_for, read_mended
from guazheng_lib.sources.paths import find_files
from guazheng_lib.sources.reader import Reader
from guazheng_lib.sources.result import SourceResult
from guazheng_lib.terms.errors import GuazhengError
from guazheng_lib.terms.tables import SourceKind

log = logging.getLogger(__name__)

Paths = str | Path | Iterable[str | Path]
_PLACE = ("file", "sheet", "row")
_USUAL_LIMITS = Limits()


@dataclass(frozen=True)
class SourceJob:
    """A source to read (读入任务): its kind, its files, the headings that params settle.

    `mended` are the lines of workbooks that came back; those for other files are passed over.
    """

    kind: SourceKind
    paths: tuple[str, ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    mended: tuple[MendedLine, ...] = ()


def read_source(
    kind: str | SourceKind,
    paths: Paths,
    columns: Mapping[str, str] | None = None,
    *,
    base: Path | None = None,
    cache: Path | None = None,
    limits: Limits = _USUAL_LIMITS,
    mended: Paths = (),
) -> SourceResult:
    """Read a source from its files (读入一个来源).

    Args:
        kind: what the files are about.
        paths: a file, a glob, or several of either.
        columns: the heading of a field, where it is not recognised by itself.
        base: the folder to which paths are relative; else the working folder.
        cache: where results are kept by content; else for this process only.
        limits: how much a file may cost.
        mended: workbooks of rows to mend that came back filled in (`quarantine.xlsx`); what they
            mend takes the place of what the files hold.

    Raises:
        InputError: where a file cannot be read or is not what it should be.
    """
    of = SourceKind(kind)
    with Reader(limits) as reader:
        books = read_mended(mended, base, reader)
        for problem in books.problems:
            raise problem
        job = SourceJob(of, _listed(paths), columns or {}, books.lines)
        return _read(job, base, cache, reader)


def read_workbooks(
    paths: Paths, *, base: Path | None = None, limits: Limits = _USUAL_LIMITS
) -> MendedBooks:
    """Read the workbooks of mended rows that came back (读退回的待改清单).

    One that cannot be used is among the problems; a glob may meet none.
    """
    with Reader(limits) as reader:
        return read_mended(paths, base, reader)


def read_sources(
    jobs: Sequence[SourceJob],
    *,
    base: Path | None = None,
    cache: Path | None = None,
    limits: Limits = _USUAL_LIMITS,
) -> list[SourceResult | GuazhengError]:
    """Read many sources with one reader process (读入多个来源).

    A source that cannot be read gives its error in its place; the others are read all the same.
    """
    results: list[SourceResult | GuazhengError] = []
    with Reader(limits) as reader:
        for job in jobs:
            try:
                results.append(_read(job, base, cache, reader))
            except GuazhengError as problem:
                results.append(problem)
    return results


def normalise(kind: str | SourceKind, frame: pd.DataFrame, *, file: str = "(内存)") -> SourceResult:
    """Take a DataFrame with the contract's field names as a source (规范化数据表).

    It goes through the same rows as a file: identity numbers, months, quarantine, folding. Where
    the frame says `file`, `sheet` and `row`, they stay.

    Raises:
        InputError: as `read_source`.
    """
    of = SourceKind(kind)
    grids = [_grid(part, file) for part in _by_sheet(frame)]
    assembled = assemble(of, locate(of, [grids], {}))
    told = pd.util.hash_pandas_object(assembled.table.astype("str"), index=False)
    counts = assembled.reconciliation.to_csv(index=False) + assembled.quarantine.to_csv(index=False)
    digest = sha256(told.to_numpy().tobytes() + counts.encode()).hexdigest()[:24]
    return kept.keep(kept.session_folder(), of, f"{of}-frame-{digest}", assembled)


def _listed(paths: Paths) -> tuple[str, ...]:
    return (str(paths),) if isinstance(paths, str | Path) else tuple(map(str, paths))


def _read(job: SourceJob, base: Path | None, cache: Path | None, reader: Reader) -> SourceResult:
    kind, columns = job.kind, job.columns
    files = find_files(job.paths, base)
    lines = lines_for(job.mended, kind, (file.name for file in files))
    folder = cache or kept.session_folder()
    key = kept.key_of(kind, files, columns, lines)
    known = kept.fetch(folder, kind, key)
    if known is not None:
        return known
    grids = [reader.read(file.path, file.name) for file in files]
    assembled = assemble(kind, locate(kind, grids, columns), lines)
    result = kept.keep(folder, kind, key, assembled)
    totals = result.reconciliation[["read", "accepted", "folded", "quarantined", "non_data"]].sum()
    log.info("read %s: %s", kind, totals.to_dict())
    return result


def _by_sheet(frame: pd.DataFrame) -> list[pd.DataFrame]:
    if not set(_PLACE) <= set(frame.columns):
        return [frame]
    parts = [part for _, part in frame.groupby(["file", "sheet"], dropna=False, sort=False)]
    return parts or [frame]


def _cells(values: pd.Series) -> list[str | None]:
    known = values.notna()
    return [encode(value) if given else None for value, given in zip(values, known, strict=True)]


def _grid(frame: pd.DataFrame, file: str) -> Grid:
    """Lay a DataFrame out as a sheet whose heading is no row of it."""
    located = set(_PLACE) <= set(frame.columns) and len(frame) > 0
    told = frame.drop(columns=[name for name in _PLACE if name in frame])
    cells = {
        f"c{n}": pd.Series([str(name), *_cells(told[name])], dtype="str")
        for n, name in enumerate(told.columns)
    }
    numbers = frame["row"].tolist() if located else range(1, len(frame) + 1)
    rows = pd.Series([0, *numbers], dtype="int64")
    sheet = frame["sheet"].iloc[0] if located and pd.notna(frame["sheet"].iloc[0]) else None
    name = str(frame["file"].iloc[0]) if located else file
    return Grid(name, sheet, pd.DataFrame(cells), rows)
