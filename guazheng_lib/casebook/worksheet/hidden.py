"""What stands behind a worksheet (隐藏页): its format, and the leads as they went out.

The very hidden sheet 线索底册 keeps each lead's facts, so that a sheet can be taken into a casebook
that does not know the lead yet, and a digest of every text that must come back unchanged.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from guazheng_lib.casebook.cases import case_of_key, person_case
from guazheng_lib.casebook.events import canonical
from guazheng_lib.casebook.worksheet.layout import META_SHEET, RECORD_SHEET
from guazheng_lib.terms.cells import put_text

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_CHUNK = 15_000  # a cell holds 32 767 UTF-16 units
_EDGE = "|"  # a reader strips blanks at the edges of a cell
_DIGITS = 10
_COUNTED = 10_000  # a longer text is cut where it does not fit its cell
_UNSEEN = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ud800-\udfff\ufffe\uffff]+"
)


@dataclass(frozen=True)
class LeadRecord:
    """A lead as it went out (线索底册的一条).

    Attributes:
        key: its key.
        facts: with which its case is opened (`intake.lead_facts`).
        digests: of the protected texts, by column.
    """

    key: str
    facts: Mapping[str, Any] = field(repr=False)
    digests: Mapping[str, str] = field(repr=False)

    @property
    def is_whole(self) -> bool:
        """Whether the facts are those of the registration that the key stands for."""
        parts = ("county", "person_id", "profession", "certificate_no")
        known = [str(self.facts.get(name, "")) for name in parts]
        return person_case(*known) == case_of_key(self.key)


def digest(text: str) -> str:
    r"""Digest a protected text (摘要); blanks, width and what is not seen do not count.

    >>> digest("甲公司\u200b\r\n（北京）") == digest("甲公司 (北京)")
    True
    """
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))[:_COUNTED]
    return hashlib.sha256(seen.encode("utf-8")).hexdigest()[:_DIGITS]


def write_records(workbook: "Workbook", records: Iterable[LeadRecord]) -> None:
    """Keep the leads behind the worksheet (写线索底册)."""
    sheet = workbook.create_sheet(RECORD_SHEET)
    sheet.sheet_state = "veryHidden"
    for number, record in enumerate(records, start=1):
        cells = [record.key, canonical(record.digests), *_chunks(canonical(record.facts))]
        for place, text in enumerate(cells, start=1):
            put_text(sheet.cell(number, place), text)


def write_meta(workbook: "Workbook", facts: Mapping[str, str]) -> None:
    """Say of which format, county and day the worksheet is (写说明页)."""
    sheet = workbook.create_sheet(META_SHEET)
    sheet.sheet_state = "veryHidden"
    for number, (name, value) in enumerate(facts.items(), start=1):
        put_text(sheet.cell(number, 1), name)
        put_text(sheet.cell(number, 2), value)


def read_records(rows: Iterable[Sequence[str]]) -> dict[str, LeadRecord]:
    """Read the leads back by their keys (读线索底册); what is no record is passed over."""
    found = (_record([cell for cell in row if cell]) for row in rows)
    return {record.key: record for record in found if record is not None}


def _record(cells: Sequence[str]) -> LeadRecord | None:
    if len(cells) < 3:
        return None
    key, digests, *chunks = cells
    try:
        facts = json.loads("".join(chunk[1:-1] for chunk in chunks))
        record = LeadRecord(key, facts, json.loads(digests))
        return record if record.is_whole else None
    except (ValueError, AttributeError):  # edited by hand: the row then has no record
        return None


def _chunks(text: str) -> list[str]:
    starts = range(0, len(text), _CHUNK)
    return [f"{_EDGE}{text[start : start + _CHUNK]}{_EDGE}" for start in starts]
