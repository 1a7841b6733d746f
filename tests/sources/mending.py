"""Plays the office that mends: fills in a quarantine workbook and hands it back."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from guazheng_lib.reports.quarantine import write_quarantine
from guazheng_lib.sources import SourceResult, read_source


def read(
    data: Path, *mended: Path, file: str = "名单.xlsx", kind: str = "registrations"
) -> SourceResult:
    """Read a source with the workbooks that came back."""
    return read_source(kind, file, base=data, mended=[path.name for path in mended])


def sent_out(result: SourceResult, path: Path, county: str = "甲县") -> Path:
    """Write what was set aside, as a run writes it."""
    return write_quarantine([result.quarantine], path, mended=[result.mended], county=county)


def fill(path: Path, *values: Any, other: Sequence[str] = (), target: Path | None = None) -> Path:
    """Write 改正为, line by line from the first; None leaves a line empty."""
    book = openpyxl.load_workbook(path)
    sheet = book["待改清单"]
    heading = [cell.value for cell in sheet[1]]
    for row, value in enumerate(values, start=2):
        sheet.cell(row, heading.index("改正为") + 1).value = value
    for row, column in enumerate(other, start=2):
        sheet.cell(row, heading.index("改正列") + 1).value = column
    book.save(target or path)
    return target or path


def rework(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    """Do to a workbook what a person does to it."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def outcomes(result: SourceResult) -> list[str]:
    """Tell what became of the lines."""
    return [str(outcome) for outcome in result.mended["outcome"]]


def balance(result: SourceResult) -> list[int]:
    """Sum up: read, accepted, folded, quarantined, non-data."""
    counted = ["read", "accepted", "folded", "quarantined", "non_data"]
    return [int(number) for number in result.reconciliation[counted].sum()]
