"""One piece of evidence in words (一条依据); for pages, worksheets and the point check alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from guazheng_lib.terms.catalogue import Relation
from guazheng_lib.terms.errors import Place
from guazheng_lib.terms.month import month_zh
from guazheng_lib.terms.sources import EVIDENCE_FIELDS, REGISTERED, SourceKind

_OWN_FIELDS = ("source", "employer", "relation", "from_month", "to_month")

_SOURCE_ORDER = {str(kind): place for place, kind in enumerate(SourceKind)}
_STILL_PAID = (SourceKind.SOCIAL_INSURANCE, SourceKind.HOUSING_FUND)


@dataclass(frozen=True)
class Piece:
    """One piece of evidence (一条依据); what its file does not say is None."""

    source: str | None
    employer: str | None
    relation: str | None
    from_month: str | None
    to_month: str | None
    where: str

    @property
    def source_zh(self) -> str:
        """The Chinese name of the source."""
        if self.source in _SOURCE_ORDER:
            return SourceKind(self.source).zh
        return self.source or "未记来源"

    @property
    def relation_zh(self) -> str:
        """What the employer is to the registered one, in Chinese."""
        if self.relation == REGISTERED:
            return "注册单位"
        return Relation(self.relation).zh if self.relation in set(Relation) else "—"

    @property
    def months_zh(self) -> str:
        """The months, in Chinese."""
        first, last = self.from_month, self.to_month
        if first is None and last is None:
            return "未写月份"
        if first == last and first is not None:
            return month_zh(first)
        open_end = "仍在缴" if self.source in _STILL_PAID else "止期未写"
        return f"{month_zh(first) if first else '起始未写'}—{month_zh(last) if last else open_end}"


def read_pieces(given: Iterable[Mapping[str, Any]]) -> list[Piece]:
    """Read pieces of evidence (读依据): the registration's own row first, then source by source."""
    return sorted((_piece(evidence) for evidence in given), key=_reading_order)


def _piece(evidence: Mapping[str, Any]) -> Piece:
    known = {name: _text(evidence.get(name)) for name in EVIDENCE_FIELDS}
    line = None if known["row"] is None else int(float(known["row"]))
    where = str(Place(known["file"] or "未记文件", known["sheet"], line))
    return Piece(where=where, **{name: known[name] for name in _OWN_FIELDS})


def _text(value: object) -> str | None:
    return None if value is None or value != value or value == "" else str(value)


def _reading_order(piece: Piece) -> tuple[bool, int, str, str]:
    return (
        piece.relation != REGISTERED,
        _SOURCE_ORDER.get(piece.source or "", len(_SOURCE_ORDER)),
        piece.from_month or "",
        piece.employer or "",
    )
