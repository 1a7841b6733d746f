"""A scored guess for a column whose heading is in no word list (表头猜测).

The heading must resemble a known spelling and the values must have the field's shape; the shape
alone never decides: about a quarter of all credit codes look like identity numbers.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

import pandas as pd
from rapidfuzz import fuzz, process

from guazheng_lib.sources.cells import decode, shown
from guazheng_lib.sources.words import built_of, fold_heading, spellings
from guazheng_lib.terms.identity import ParsedId, parse_person_id
from guazheng_lib.terms.month import parse_date
from guazheng_lib.terms.tables import SourceKind
from guazheng_lib.terms.uscc import Uscc

ALIKE = 79.0
"""A heading less like every known spelling is not guessed at; 证件编码 against 证件号码 is 75."""
BUILT = 95.0
"""How alike a heading is that is built as those of the field are (`heading_parts.yml`)."""
MARGIN = 8.0
_LOOKED_AT = 200
_NAME = re.compile(r"^[\u4e00-\u9fff·\s*某]{2,15}$")
_EMPLOYER = re.compile(
    r"(公司|厂|局|院|所|中心|队|社|店|部|校|大学|集团|站|处|会|行|室|户|政府)\S{0,8}$"
)


def _is_id(cell: str) -> bool:
    return isinstance(parse_person_id(decode(cell)), ParsedId)


def _is_month(cell: str) -> bool:
    return parse_date(decode(cell)) is not None or len(re.findall(r"\d{4}", shown(cell))) == 2


def _is_uscc(cell: str) -> bool:
    return Uscc.parse(shown(cell)) is not None


def _is_name(cell: str) -> bool:
    return bool(_NAME.match(shown(cell))) and not _EMPLOYER.search(shown(cell))


def _is_employer(cell: str) -> bool:
    return bool(_EMPLOYER.search(shown(cell)))


_SHAPES: Mapping[str, Callable[[str], bool]] = {
    "person_id": _is_id,
    "person_name": _is_name,
    **dict.fromkeys(("month", "from_month", "to_month", "completed_on", "valid_until"), _is_month),
    **dict.fromkeys(("registered_on", "received_on", "date", "published_on"), _is_month),
    **dict.fromkeys(("employer_uscc", "registered_uscc", "agency_uscc"), _is_uscc),
    **dict.fromkeys(("employer", "registered_employer", "agency"), _is_employer),
}


def guess(
    kind: SourceKind, field: str, candidates: Mapping[int, str], values: pd.DataFrame
) -> int | None:
    """Choose the column that most likely holds a field (猜列), or None without a clear lead.

    Args:
        kind: what the file is about.
        field: the field looked for.
        candidates: the headings of the columns still free, by position.
        values: the cells under the heading.
    """
    scores = sorted(
        ((likeness(kind, field, text), column) for column, text in candidates.items()), reverse=True
    )
    fitting = [s for s in scores if s[0] >= ALIKE and _fits(field, values.iloc[:, s[1]].dropna())]
    if not fitting or (len(fitting) > 1 and fitting[0][0] - fitting[1][0] < MARGIN):
        return None
    return fitting[0][1]


@cache
def likeness(kind: SourceKind, field: str, heading: str) -> float:
    """Tell how alike a heading is to the spellings of a field, 0..100 (表头相似度).

    A heading that is nearer to another field of the kind is not alike.
    """
    forms = [form for form in fold_heading(heading) if len(form) > 1]
    words = spellings(kind)
    built = next(filter(None, (built_of(kind, form) for form in forms)), None)
    if built is not None:
        return BUILT if built == field else 0.0
    mine = _nearest(forms, [word for word, place in words.items() if place[0] == field])
    other = _nearest(forms, [word for word, place in words.items() if place[0] != field])
    return mine if mine > other else 0.0


def _nearest(forms: Iterable[str], words: list[str]) -> float:
    best = 0.0
    for form in forms:
        found = process.extractOne(form, words, scorer=fuzz.ratio)
        best = max(best, found[1] if found else 0.0)
    return best


def _fits(field: str, cells: pd.Series) -> bool:
    shape = _SHAPES.get(field)
    sample = cells.head(_LOOKED_AT)
    if shape is None or sample.empty:
        return True
    return sum(map(shape, sample)) * 2 >= len(sample)
