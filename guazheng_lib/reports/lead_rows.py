"""A screening result as the rows of the verification worksheet (线索行)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from guazheng_lib.casebook.cases import case_of_key
from guazheng_lib.casebook.intake import lead_facts
from guazheng_lib.casebook.worksheet.prefill import filled_in, status_of
from guazheng_lib.reports.evidence import Piece, pieces_of
from guazheng_lib.reports.pages.tables import NOTHING
from guazheng_lib.terms.catalogue import Indicator, Level
from guazheng_lib.terms.frames import records
from guazheng_lib.terms.keys import registration_key

_MOST_PIECES = 8


@dataclass(frozen=True)
class LeadRow:
    """A lead on the worksheet (线索行).

    Attributes:
        texts: of its columns, by their names.
        facts: with which its case is opened (`intake.lead_facts`).
    """

    texts: Mapping[str, str] = field(repr=False)
    facts: Mapping[str, str] = field(repr=False)


def lead_rows(screening: pd.DataFrame, cases: pd.DataFrame | None = None) -> list[LeadRow]:
    """List the leads, the most urgent first, each with the text of its columns (线索行).

    Ties are settled by certificate number, so the order never depends on the rows' own.

    Args:
        screening: the result of the screening (`terms.tables.Screening`).
        cases: the cases as they stand (`casebook.fold`), to show what is decided already.
    """
    urgency = {str(level): place for place, level in enumerate(Level)}
    leads = screening[screening["level"].isin([level for level in Level if level.is_lead])]
    ordered = leads.assign(
        _urgency=leads["level"].map(urgency), _rank=-leads["score"].astype(float)
    ).sort_values(["_urgency", "_rank", "certificate_no", "person_id", "profession"])
    known = {} if cases is None else {str(each["case"]): each for each in records(cases)}
    return [
        LeadRow(_decided(_texts(number, row), known), lead_facts(row))
        for number, row in enumerate(records(ordered), start=1)
    ]


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


def _decided(texts: dict[str, str], cases: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Add what the casebook knows of a lead already."""
    state = cases.get(case_of_key(texts["key"]))
    if state is None:
        return texts
    return texts | {"status": status_of(state)} | filled_in(state, cases)


def _texts(number: int, row: Mapping[str, Any]) -> dict[str, str]:
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


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)
