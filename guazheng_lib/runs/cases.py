"""The casebook as a run finds it (台账快照): read once, the same for every county and the city.

A run only reads the casebook. Notebooks are handed the snapshot, never the address of a database.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from guazheng_lib.casebook.events import Entry
from guazheng_lib.casebook.periods.due import DUE_COLUMNS, due_list
from guazheng_lib.casebook.place import casebook_exists, casebook_url
from guazheng_lib.casebook.states import fold, state_columns
from guazheng_lib.params import Casework
from guazheng_lib.reports.figures.cases import own_cases
from guazheng_lib.runs.fingerprint import digest

_STATE, _DUE, _TODAY = ".cases.parquet", ".due.parquet", ".today"


@dataclass(frozen=True)
class Cases:
    """The cases as they stand, and what is due (案件快照).

    Attributes:
        state: one row a case (`casebook.states.fold`).
        due: one row a period or duty (`casebook.periods.due.due_list`).
        today: the day by which something is overdue.
    """

    state: pd.DataFrame
    due: pd.DataFrame
    today: date

    @classmethod
    def read(
        cls,
        url: str,
        office: Casework,
        today: date,
        report_due: Mapping[str, date] = MappingProxyType({}),
    ) -> "Cases":
        """Read a casebook; one that nobody has made yet holds no case (读台账).

        Args:
            url: where it is.
            office: the office's rules.
            today: the day by which something is overdue.
            report_due: by when each county hands in its report.

        Raises:
            LedgerUnavailableError: where it is there but cannot be read: a form without its cases
                would be wrong in silence.
        """
        entries = _entries(url, office) if casebook_exists(url) else []
        state = fold(entries)
        due = due_list(entries, state, today=today, office=office, report_due=report_due)
        return cls(state, due, today)

    @classmethod
    def of_folder(cls, folder: Path, data: Path, office: Casework, today: date) -> "Cases":
        """Take the snapshot that the batch laid down; by hand, read the casebook (取快照)."""
        if not (folder / _STATE).exists():
            return cls.read(casebook_url(data), office, today)
        return cls(
            _load(folder / _STATE, state_columns()),
            _load(folder / _DUE, DUE_COLUMNS),
            date.fromisoformat((folder / _TODAY).read_text(encoding="utf-8")),
        )

    def of(self, county: str) -> "Cases":
        """Take one county's (县区的), with the agencies that its cases are tied to."""
        return Cases(
            own_cases(self.state, county).reset_index(drop=True),
            self.due[self.due["county"] == county].reset_index(drop=True),
            self.today,
        )

    def among(self, areas: Collection[str]) -> "Cases":
        """Take those of some areas: a casebook may serve several cities (本市的)."""
        return Cases(
            self.state[self.state["county"].isin(areas)].reset_index(drop=True),
            self.due[self.due["county"].isin(areas)].reset_index(drop=True),
            self.today,
        )

    def digest(self) -> str | None:
        """Say what a result depends on: every case's last seal (指纹); None without a case."""
        return digest(sorted(self.state["seal"])) if len(self.state) else None

    def lay_down(self, folder: Path) -> None:
        """Lay the snapshot into a staging folder; it is never published."""
        self.state.to_parquet(folder / _STATE)
        self.due.to_parquet(folder / _DUE)
        (folder / _TODAY).write_text(self.today.isoformat(), encoding="utf-8")


def _entries(url: str, office: Casework) -> list[Entry]:
    from guazheng_lib.casebook.casebook import Casebook  # a notebook has the snapshot: not for it

    with Casebook(url, office=office, create=False) as book:
        return book.ledger.entries()


def _load(path: Path, columns: Iterable[str]) -> pd.DataFrame:
    import pyarrow.parquet as pq

    # Not through pandas' own reader: lists must stay lists, and nothing said must stay None.
    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return pd.DataFrame(rows, columns=list(columns), dtype=object)
