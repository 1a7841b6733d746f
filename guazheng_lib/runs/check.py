"""Read and validate only (只校验来件): what `guazheng check` says."""

import tempfile
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from guazheng_lib.runs.counties import choose, read_counties
from guazheng_lib.runs.folders import Folders
from guazheng_lib.runs.mending import problems_of, said, stray_lines
from guazheng_lib.runs.supply import Supplier, supplies
from guazheng_lib.sources.mend import unplaced_table
from guazheng_lib.sources.result import SourceResult, empty_reconciliation
from guazheng_lib.terms.errors import GuazhengError
from guazheng_lib.terms.tables import RECONCILIATION_COLUMNS, SourceKind

_COUNTS = ("read", "accepted", "folded", "quarantined", "non_data")


@dataclass(frozen=True)
class Checked:
    """What reading the inputs showed (校验结果)."""

    reconciliation: pd.DataFrame
    quarantine: pd.DataFrame
    mended: pd.DataFrame
    problems: tuple[GuazhengError, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every declared source could be read."""
        return not self.problems

    def lines(self) -> list[str]:
        """Say it: one line a sheet, then why rows were set aside, then what cannot be read."""
        return [
            *self._sheets(),
            *said(self.mended),
            *self._reasons(),
            *self._said_once(),
            f"读不出来的有 {len(self._said_once())} 处。" if self.problems else "来件都读出来了。",
        ]

    def _said_once(self) -> list[str]:
        # What is wrong with the city's parameters is wrong for each of its counties.
        return list(dict.fromkeys(str(problem) for problem in self.problems))

    def _sheets(self) -> list[str]:
        return [
            f"{SourceKind(row['source']).zh} {_place(row)}: "
            + "，".join(f"{RECONCILIATION_COLUMNS[name]} {row[name]}" for name in _COUNTS)
            for row in self.reconciliation.to_dict("records")
        ]

    def _reasons(self) -> list[str]:
        if self.quarantine.empty:
            return []
        counted = self.quarantine.groupby(["source", "reason"]).size().reset_index(name="rows")
        return [
            f"待改 {row['rows']} 行（{SourceKind(row['source']).zh}）: {row['reason']}"
            for row in counted.to_dict("records")
        ]


def check_sources(params: Path, data: Path, wanted: Iterable[str] = ()) -> Checked:
    """Read every source of the counties asked for, each once (校验来件).

    Raises:
        ParamsError: where there is no such folder or county.
    """
    everybody = read_counties(params)
    counties = choose(everybody, wanted)
    Folders(params, data, Path()).check_data()
    problems = [county.problem for county in counties if county.problem]
    declared = [supplies(county.params) for county in counties if county.params]
    once = dict.fromkeys(supply for county in declared for supply in county.values())
    with tempfile.TemporaryDirectory(prefix="gz-") as work:
        answers = Supplier(data.resolve(), Path(work)).answers(once)
    read = [each for each in answers if isinstance(each, SourceResult)]
    problems += [each for each in answers if isinstance(each, GuazhengError)]
    problems += problems_of((county.params for county in counties if county.params), data.resolve())
    known = [county.params for county in everybody if county.params]
    strays = unplaced_table(stray_lines(known, data.resolve()))
    return Checked(
        pd.concat([empty_reconciliation(), *(each.reconciliation for each in read)]),
        pd.concat([each.quarantine for each in read] or [pd.DataFrame()]),
        pd.concat([strays, *(each.mended for each in read)], ignore_index=True),
        tuple(problems),
    )


def _place(row: Mapping[Hashable, object]) -> str:
    sheet = row["sheet"]
    return f"{row['file']}「{sheet}」" if isinstance(sheet, str) and sheet else str(row["file"])
