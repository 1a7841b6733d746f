"""A screening result as the rows of the verification worksheet (线索行)."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from guazheng_lib.reports.evidence import Piece, pieces_of
from guazheng_lib.reports.tables import NOTHING
from guazheng_lib.terms.catalogue import Indicator, Level
from guazheng_lib.terms.keys import registration_key

_MOST_PIECES = 8


def lead_rows(screening: pd.DataFrame) -> list[dict[str, str]]:
    """List the leads, the most urgent first, each with the text of its columns (线索行).

    Ties are settled by certificate number, so the order never depends on the rows' own.
    """
    urgency = {str(level): place for place, level in enumerate(Level)}
    leads = screening[screening["level"].isin([level for level in Level if level.is_lead])]
    ordered = leads.assign(
        _urgency=leads["level"].map(urgency), _rank=-leads["score"].astype(float)
    ).sort_values(["_urgency", "_rank", "certificate_no", "person_id", "profession"])
    return [_lead_row(number, row) for number, row in enumerate(_records(ordered), start=1)]


def summarise_evidence(pieces: Iterable[Piece]) -> str:
    """Say the evidence in a few lines: source, months, employer, and the cell (依据摘要).

    Rows of one file that say the same of consecutive months are one line.
    """
    lines: dict[tuple[str, str, str, str], list[Piece]] = {}
    for piece in pieces:
        same = (piece.source_zh, piece.employer or "单位未写", piece.relation_zh, _file(piece))
        lines.setdefault(same, []).append(piece)
    said = [_evidence_line(*same, together) for same, together in lines.items()]
    if len(said) > _MOST_PIECES:
        said = [*said[:_MOST_PIECES], f"……另有 {len(said) - _MOST_PIECES} 项，见 screening.parquet"]
    return "\n".join(said)


def _lead_row(number: int, row: Mapping[str, Any]) -> dict[str, str]:
    said = {name: _text(row[name]) for name in _PLAIN}
    specialty = _text(row["specialty"])
    return said | {
        "number": str(number),
        "level": Level(row["level"]).zh,
        "profession": said["profession"] + (f"（{specialty}）" if specialty else ""),
        "indicators": "、".join(Indicator(code).zh for code in row["indicators"]),
        "months": f"{int(row['months_elsewhere'])}/{int(row['months_compared'])}",
        "evidence": summarise_evidence(pieces_of(row)) or NOTHING,
        "key": registration_key(
            str(row["county"]),
            str(row["person_id"]),
            str(row["profession"]),
            str(row["certificate_no"]),
        ),
    }


_PLAIN = (
    "person_name",
    "person_id",
    "certificate_no",
    "profession",
    "registered_employer",
    "actual_employer",
    "explanation",
)


def _evidence_line(
    source: str, employer: str, relation: str, file: str, pieces: list[Piece]
) -> str:
    first = min(pieces, key=lambda piece: piece.from_month or "")
    last = max(pieces, key=lambda piece: (piece.to_month is None, piece.to_month or ""))
    span = Piece(first.source, None, None, first.from_month, last.to_month, "")
    more = f" 等 {len(pieces)} 行" if len(pieces) > 1 else ""
    return f"{source} · {span.months_zh} · {employer}（{relation}） · {pieces[0].where}{more}"


def _file(piece: Piece) -> str:
    return piece.where.rpartition(" · ")[0]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
