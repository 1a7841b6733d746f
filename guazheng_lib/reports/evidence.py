"""A registration's evidence in reading order (依据): for the timeline, and as officers' table."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from guazheng_lib.reports.pieces import Piece as Piece
from guazheng_lib.reports.pieces import read_pieces
from guazheng_lib.terms.tables import EVIDENCE_FIELDS, Screening

TIMELINE_COLUMNS = ("source", "employer", "relation", "from_month", "to_month", "where")


def pieces_of(row: Mapping[str, Any] | pd.Series) -> list[Piece]:
    """Read a registration's evidence: its own row first, then source by source, by month."""
    given = row[Screening.evidence]
    return read_pieces(given) if isinstance(given, Iterable) else []


def timeline_rows(row: Mapping[str, Any] | pd.Series) -> pd.DataFrame:
    """Lay out a registration's evidence, one row a piece (时间轴数据).

    Columns are `TIMELINE_COLUMNS`, with codes for source and relation, in the order of
    `pieces_of`. What is missing is None.
    """
    return pd.DataFrame(pieces_of(row), columns=list(TIMELINE_COLUMNS), dtype=object)


def evidence_table(row: Mapping[str, Any] | pd.Series) -> pd.DataFrame:
    """Give the same rows as officers read them (依据表): in Chinese, each with its cell."""
    headings = [EVIDENCE_FIELDS[name] for name in ("source", "employer", "relation")]
    lines = [
        (piece.source_zh, piece.employer or "未写", piece.relation_zh, piece.months_zh, piece.where)
        for piece in pieces_of(row)
    ]
    return pd.DataFrame(lines, columns=[*headings, "月份", "出处"], dtype=object)
