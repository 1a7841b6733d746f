"""What reading a source gives (读入结果)."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from guazheng_lib.terms.mending import MENDED_COLUMNS
from guazheng_lib.terms.tables import QUARANTINE_COLUMNS, RECONCILIATION_COLUMNS, SourceKind


def empty_quarantine() -> pd.DataFrame:
    """Give a quarantine without rows."""
    return pd.DataFrame(columns=list(QUARANTINE_COLUMNS))


def empty_reconciliation() -> pd.DataFrame:
    """Give a reconciliation without rows."""
    return pd.DataFrame(columns=list(RECONCILIATION_COLUMNS))


def empty_mended() -> pd.DataFrame:
    """Give a list of mended lines without any."""
    return pd.DataFrame(columns=list(MENDED_COLUMNS))


@dataclass(frozen=True)
class SourceResult:
    """A source as read (读入结果): its rows, those set aside, and the count of every row.

    Attributes:
        kind: what the files are about.
        parquet: the canonical table on disk, as `terms.tables.SOURCES[kind].table` describes it.
        quarantine: the rows set aside (columns of `QUARANTINE_COLUMNS`).
        reconciliation: one row a sheet (columns of `RECONCILIATION_COLUMNS`).
        mended: what became of the lines of workbooks that came back (columns of `MENDED_COLUMNS`).
    """

    kind: SourceKind
    parquet: Path
    quarantine: pd.DataFrame
    reconciliation: pd.DataFrame
    mended: pd.DataFrame = field(default_factory=empty_mended)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The canonical table, read on demand; a run can stay in Parquet and out of memory."""
        return pd.read_parquet(self.parquet)
