"""A filed form read back (汇总表读回), whether we wrote it or an office typed it by hand."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from guazheng_lib.reports.form.heading import find_heading
from guazheng_lib.reports.form.sheet import DEPARTMENT, FILED_ON, FormSheet, filled, read_sheet
from guazheng_lib.reports.form.write import case_columns
from guazheng_lib.sources.blame import masked
from guazheng_lib.sources.grid import Grid
from guazheng_lib.sources.limits import Limits
from guazheng_lib.sources.reader import Reader
from guazheng_lib.terms.errors import DocumentError, Place
from guazheng_lib.terms.month import parse_date

PLACE = ("sheet", "row")
"""Columns of `FormRead.rows` that say where a row stands in its file."""

_USUAL_LIMITS = Limits()


@dataclass(frozen=True)
class FormRead:
    """A filed form (已报汇总表).

    Attributes:
        file: the file as the officer knows it.
        department: after 部门; empty where it does not say.
        filed_on: after 申报时间; None where it does not say, or no date.
        rows: one row a row of the form: `PLACE`, then `form.case_columns`, all text.
        problems: what an officer should look at, each a line; no number stands in them.
    """

    file: str
    department: str
    filed_on: date | None
    rows: pd.DataFrame = field(repr=False)
    problems: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Say what was read (读回结果)."""
        whose = self.department or "未写部门"
        return [f"{self.file}（{whose}）：{len(self.rows)} 行", *self.problems]


def read_forms(paths: Iterable[Path], *, limits: Limits = _USUAL_LIMITS) -> list[FormRead]:
    """Read several filed forms with one reader process (读回各县区汇总表).

    Raises:
        UnreadableFileError: where one cannot be opened.
        DocumentError: where one is no form.
    """
    with Reader(limits) as reader:
        return [read_form(path, reader=reader) for path in paths]


def read_form(path: Path, *, name: str = "", reader: Reader | None = None) -> FormRead:
    """Read a filed form cell by cell (读回汇总表).

    The heading is found by its words, wherever it stands; merged cells count for each of their
    rows; blank numbered rows, footers and repeated headings are passed over. A number that a
    spreadsheet has rounded is left out and told, never guessed.

    Args:
        path: the workbook.
        name: how the officer knows it; else its folder and file name, since all are called alike.
        reader: the reader process; else one is started for this file.

    Raises:
        UnreadableFileError: where it cannot be opened.
        DocumentError: where it is no form.
    """
    if reader is None:
        with Reader(_USUAL_LIMITS) as own:
            return read_form(path, name=name, reader=own)
    file = masked(name or "/".join(path.absolute().parts[-2:]), is_id=False)
    grids = [each for each in reader.read(path, file) if not _is_blank(each)]
    found = [(grid, find_heading(grid)) for grid in grids]
    sheets = [read_sheet(grid, heading) for grid, heading in found if heading]
    if not sheets:
        raise DocumentError(
            "没有汇总表的表头（姓名、身份证号、证书编号、违法违规行为、处理结果……）",
            place=Place(file),
            remedy="核对交来的是不是方案附件的汇总表",
        )
    passed_over = [grid for grid, heading in found if heading is None]
    return _form(file, sheets, passed_over)


def _form(file: str, sheets: list[FormSheet], passed_over: Iterable[Grid]) -> FormRead:
    notes = [note for sheet in sheets for note in sheet.notes]
    departments = list(dict.fromkeys(_found(DEPARTMENT, "name", notes)))
    days = _found(FILED_ON, "day", notes)
    filed_on = next(filter(None, map(parse_date, days)), None)
    problems = [] if departments else [f"{Place(file)}：没有写部门"]
    if len(departments) > 1:
        problems.append(f"{Place(file)}：写了几个部门：{'、'.join(departments)}")
    if filed_on is None:
        problems.append(f"{Place(file)}：申报时间没有写，或认不出")
    problems += [f"{Place(file, grid.sheet)}：没有汇总表的表头，没有读" for grid in passed_over]
    problems += [problem for sheet in sheets for problem in sheet.problems]
    rows = [row for sheet in sheets for row in sheet.rows]
    frame = pd.DataFrame(rows, columns=[*PLACE, *case_columns()])
    typed = frame.astype({name: "str" for name in ("sheet", *case_columns())} | {"row": "int64"})
    return FormRead(file, next(iter(departments), ""), filed_on, typed, tuple(problems))


def _found(pattern: re.Pattern[str], group: str, notes: Iterable[str]) -> Iterator[str]:
    for note in notes:
        for match in pattern.finditer(note):
            if match[group].strip():
                yield match[group].strip()


def _is_blank(grid: Grid) -> bool:
    return not any(cells for _, cells in filled(grid, grid.cells))
