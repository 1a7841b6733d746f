"""Quarantine workbooks that came back (退回的待改清单): which lines were filled in, and how."""

import glob
import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, field
from hashlib import sha256
from pathlib import Path

from guazheng_lib.sources.cells import shown
from guazheng_lib.sources.grid import Grid
from guazheng_lib.sources.mending_key import MendingKey, file_digest
from guazheng_lib.sources.paths import FoundFile, find_files
from guazheng_lib.sources.reader import Reader
from guazheng_lib.terms.errors import InputError, Place
from guazheng_lib.terms.mending import FORMAT, LIST_SHEET, META_SHEET, OFFICER_COLUMNS, VERSION
from guazheng_lib.terms.tables import QUARANTINE_COLUMNS, SourceKind

_SEARCHED_ROWS = 20
_TITLES = {**QUARANTINE_COLUMNS, **OFFICER_COLUMNS}
_NEEDED = ("key", "mended")


@dataclass(frozen=True, order=True)
class MendedLine:
    """A line that somebody filled in (改正的行).

    Attributes:
        workbook: the workbook, as the officer knows it.
        row: the line's row there.
        key: the key of the cell at fault, as it stands.
        value: what the cell is to be, as `cells.encode` writes it.
        other: the column that is to be mended instead of the one at fault; usually empty.
        by: who mended it.
        county: the county for which the workbook was written.
        place: file, sheet, row and field as the line shows them, to name it by.
    """

    workbook: str
    row: int
    key: str
    value: str = field(repr=False)
    other: str = ""
    by: str = ""
    county: str = ""
    place: tuple[str, ...] = ("", "", "", "")

    @property
    def parsed(self) -> MendingKey | None:
        """The key taken apart; None where somebody spoilt it."""
        return MendingKey.parse(self.key)


@dataclass(frozen=True)
class MendedBooks:
    """What came back (退回的改正): the lines, and the workbooks that cannot be used."""

    lines: tuple[MendedLine, ...] = ()
    problems: tuple[InputError, ...] = ()


def read_mended(
    paths: str | Path | Iterable[str | Path], base: Path | None, reader: Reader
) -> MendedBooks:
    """Read the workbooks that came back (读退回的待改清单); a glob may meet none."""
    some = [paths] if isinstance(paths, str | Path) else list(paths)
    lines: list[MendedLine] = []
    problems: list[InputError] = []
    for file in _found(some, base, problems):
        try:
            lines += _lines(file, reader)
        except InputError as problem:
            problems.append(problem)
    return MendedBooks(tuple(sorted(lines)), tuple(problems))


def lines_for(
    lines: Iterable[MendedLine], kind: SourceKind, names: Iterable[str]
) -> tuple[MendedLine, ...]:
    """Choose the lines that mend these files of a source (相关的改正)."""
    files = {file_digest(kind, name) for name in names}
    keys = ((line, line.parsed) for line in lines)
    return tuple(line for line, key in keys if key and key.kind is kind and key.file in files)


def lines_digest(lines: Sequence[MendedLine]) -> str:
    """Digest lines, for what depends on them (改正的指纹)."""
    told = json.dumps([astuple(line) for line in lines], ensure_ascii=False)
    return sha256(told.encode("utf-8")).hexdigest()


def _found(
    patterns: Sequence[str | Path], base: Path | None, problems: list[InputError]
) -> list[FoundFile]:
    found: list[FoundFile] = []
    for pattern in patterns:
        try:
            found += find_files(pattern, base, may_be_none=glob.has_magic(str(pattern)))
        except InputError as problem:
            problems.append(problem)
    return list(dict.fromkeys(found))


def _lines(file: FoundFile, reader: Reader) -> list[MendedLine]:
    grids = reader.read(file.path, file.name)
    facts = _facts(grids)
    _check_format(facts.get("format", ""), file.name)
    headed = [(grid, heading) for grid in grids if (heading := _heading(grid)) is not None]
    if not headed and facts.get("rows") != "0":
        needed = "」「".join(_TITLES[name] for name in _NEEDED)
        raise InputError(
            f"待改清单里找不到「{needed}」这两列",
            place=Place(file.name, LIST_SHEET),
            remedy="列可以移动，不能删除或改名；在原清单里重新填写后放回",
        )
    county = facts.get("county", "")
    return [line for grid, (top, columns) in headed for line in _filled(grid, top, columns, county)]


def _facts(grids: Sequence[Grid]) -> dict[str, str]:
    for grid in grids:
        if grid.sheet == META_SHEET and grid.cells.shape[1] >= 2:
            told = grid.cells.iloc[:, :2].dropna()
            return {shown(name): shown(value) for name, value in told.to_numpy().tolist()}
    return {}


def _check_format(told: str, name: str) -> None:
    if told == f"{FORMAT}/{VERSION}":
        return
    if told.startswith(f"{FORMAT}/"):
        raise InputError(
            "这份待改清单是别的版本写出的，读不回来",
            place=Place(name),
            remedy="用现在的程序重新生成 quarantine.xlsx，把改正抄过去",
        )
    raise InputError(
        "不是本程序写出的待改清单，里面的改正没有采用",
        place=Place(name),
        remedy="在 quarantine.xlsx 原件里填写后放回；不是待改清单的文件请移走",
    )


def _heading(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """Find the heading, wherever it was moved: its position, and the columns by name."""
    names = {title: name for name, title in _TITLES.items()}
    for position, cells in enumerate(grid.cells.head(_SEARCHED_ROWS).to_numpy().tolist()):
        texts = [shown(cell) if isinstance(cell, str) else "" for cell in cells]
        columns = {names[text]: n for n, text in reversed([*enumerate(texts)]) if text in names}
        if all(name in columns for name in _NEEDED):
            return position, columns
    return None


def _filled(grid: Grid, top: int, columns: dict[str, int], county: str) -> list[MendedLine]:
    below = grid.cells.iloc[top + 1 :]
    filled = below[below.iloc[:, columns["mended"]].notna()]
    lines = []
    for position, cells in zip(filled.index, filled.to_numpy().tolist(), strict=True):
        raw = {name: cells[n] for name, n in columns.items() if isinstance(cells[n], str)}
        told = {name: shown(cell) for name, cell in raw.items()}
        lines.append(
            MendedLine(
                grid.file,
                int(grid.rows.loc[position]),
                told.get("key", ""),
                raw["mended"],
                told.get("other", ""),
                told.get("by", ""),
                county,
                tuple(told.get(n, "") for n in ("file", "sheet", "row", "field")),
            )
        )
    return lines
