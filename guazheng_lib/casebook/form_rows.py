"""What the casebook has for the official form (汇总表数据): the confirmed cases, one row each."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from guazheng_lib.casebook.life import CONFIRMED, EXCLUDED, PENDING, life
from guazheng_lib.casebook.states import State
from guazheng_lib.sources.words import word_set
from guazheng_lib.terms.frames import records
from guazheng_lib.terms.identity import ParsedId, parse_person_id
from guazheng_lib.terms.text import fold_width, is_missing
from guazheng_lib.terms.uscc import tidy_uscc

if TYPE_CHECKING:
    import pandas as pd

SEVERAL = "；"
"""Stands between several units, and between several results, of one row."""

_BETWEEN = re.compile("[；;\n]")

UNDER_WAY, VERIFYING = "处理中", "核查中"
WAITS_FOR = "另有措施待补"

_PERSON = (
    "person_name",
    "person_id",
    "certificate_no",
    "profession",
    "registered_employer",
    "actual_employer",
)
_UNITS = {"unit": ("using_employer", "using_uscc"), "agency": ("agency", "agency_uscc")}
_PREFIXES = {"unit": "单位：", "agency": "机构："}
_COLUMNS = (*_PERSON, *_UNITS["unit"], *_UNITS["agency"], "violation", "disposition", "remark")
_FOLLOWED = {"published": "已向社会公布", "told": "已告知", "transferred": "已移送"}


def form_rows(state: "pd.DataFrame", county: str | None = None) -> "pd.DataFrame":
    """Give the rows of the official form from the cases as they stand (汇总表的行).

    One row a certificate whose case is confirmed, by county, registered employer, name and
    certificate. The unit and the agency are those of the cases linked to it, save those that were
    excluded; what is not concluded about them yet is said so. A confirmed unit or agency to which
    no confirmed person's case is linked has a row of its own at the end, the person's columns
    empty: it would otherwise be missing without a word.

    Args:
        state: the cases (`states.fold`).
        county: only this county's; else the whole city's.
    """
    import pandas as pd

    cases: dict[str, State] = {str(row["case"]): row for row in records(state)}
    tied = _ties(cases)
    confirmed = [each for each in cases.values() if each["standing"] == CONFIRMED]
    people = [each for each in confirmed if each["subject"] == "person"]
    named = {other for each in people for other in tied.get(str(each["case"]), ())}
    alone = [
        each for each in confirmed if each["subject"] in _UNITS and str(each["case"]) not in named
    ]
    rows = [_person_row(each, _tied_cases(each, tied, cases)) for each in _ordered(people, county)]
    rows += [_own_row(each) for each in _ordered(alone, county)]
    return pd.DataFrame(rows, columns=list(_COLUMNS), dtype="str")


def form_counts(rows: "pd.DataFrame") -> dict[str, int]:
    """Count what a form names (汇总表计数): `persons`, `certificates`, `units`, `agencies`.

    A person with two certificates is one person; a unit or agency counts once, by its credit code
    or else by its name. Units named are more than units confirmed where a unit's own case is still
    under way.
    """
    texts = [{name: _text(value) for name, value in row.items()} for row in records(rows)]
    people = [row for row in texts if is_of_person(row)]
    counts = {
        "persons": len({_whose(row) for row in people}),
        "certificates": len(people),
    }
    return counts | {
        "units": _distinct_units(texts, "unit"),
        "agencies": _distinct_units(texts, "agency"),
    }


def is_of_person(row: State) -> bool:
    """Whether a row of the form is a person's, not a unit's or agency's own (人员行)."""
    return any(row.get(name) for name in _PERSON)


def units_of(row: State, subject: str) -> list[tuple[str, str]]:
    """Give the names and codes of the units or agencies in a row (单位名称与代码).

    A code stands with its name where there are as many codes as names; else by itself. A dash or
    无 names nobody.
    """
    name, code = (_text(row.get(column)) for column in _UNITS[subject])
    names, codes = _parts(name), _parts(code)
    if len(names) == len(codes):
        pairs = list(zip(names, codes, strict=True))
    elif not any(codes):
        pairs = [(each, "") for each in names]
    else:
        pairs = [(each, "") for each in names] + [("", each) for each in codes]
    return [pair for pair in pairs if any(pair)]


def id_key(number: str) -> str:
    """Fold an identity number so that its spellings are one (证件号码折叠)."""
    parsed = parse_person_id(number)
    return str(parsed.number) if isinstance(parsed, ParsedId) else fold_width(number).upper()


def _ties(cases: Mapping[str, State]) -> dict[str, dict[str, None]]:
    """Read the links in both directions; they may be entered on either case."""
    tied: dict[str, dict[str, None]] = {}
    for case, state in cases.items():
        for other in state["links"] or ():
            tied.setdefault(case, {})[other] = None
            tied.setdefault(other, {})[case] = None
    return tied


def _tied_cases(
    state: State, tied: Mapping[str, Iterable[str]], cases: Mapping[str, State]
) -> list[State]:
    linked = (cases.get(other) for other in tied.get(str(state["case"]), ()))
    return [each for each in linked if each and each["standing"] != EXCLUDED]


def _ordered(cases: Iterable[State], county: str | None) -> list[State]:
    order = ("county", "subject", "registered_employer", "person_name", "name", "certificate_no")
    wanted = (each for each in cases if county is None or each["county"] == county)
    return sorted(wanted, key=lambda each: (*(_text(each[name]) for name in order), each["case"]))


def _person_row(state: State, linked: Sequence[State]) -> dict[str, str]:
    row = {name: _text(state[name]) for name in _PERSON}
    results = [SEVERAL.join(_results(state)) or UNDER_WAY]
    for subject in _UNITS:
        others = [each for each in linked if each["subject"] == subject]
        row |= _named(subject, others)
        results += [_prefixed(each, several=len(others) > 1) for each in others]
    return row | _said(state, results)


def _own_row(state: State) -> dict[str, str]:
    row = dict.fromkeys(_COLUMNS, "") | _named(str(state["subject"]), [state])
    return row | _said(state, [SEVERAL.join(_results(state)) or UNDER_WAY])


def _said(state: State, results: Sequence[str]) -> dict[str, str]:
    remarks = (_text(state["remark"]), "演示数据" if state["demo"] else "")
    return {
        "violation": _text(state["violation"]) or _text(state["reason"]),
        "disposition": "\n".join(results),
        "remark": SEVERAL.join(filter(None, remarks)),
    }


def _named(subject: str, cases: Iterable[State]) -> dict[str, str]:
    pairs = dict.fromkeys((_text(each["name"]), _text(each["uscc"])) for each in cases)
    names, codes = ([pair[place] for pair in pairs] for place in (0, 1))
    texts = (SEVERAL.join(names), SEVERAL.join(codes) if any(codes) else "")
    return dict(zip(_UNITS[subject], texts, strict=True))


def _prefixed(state: State, *, several: bool) -> str:
    prefix = _PREFIXES[str(state["subject"])]
    if several:
        prefix += f"{_text(state['name'])}，"
    if state["standing"] == PENDING:
        return prefix + VERIFYING
    nothing = (
        UNDER_WAY if state["standing"] == CONFIRMED else life().statuses[state["status"]].title
    )
    return prefix + (SEVERAL.join(_results(state)) or nothing)


def _results(state: State) -> Iterator[str]:
    """Give what was done about a case, as its officers recorded it.

    A measure that fits an earlier conclusion, taken back since, is left out. One that lacks its
    paper is not claimed: a decision to revoke is written only with the number of the document.
    """
    waits: dict[str, None] = {}
    number = False
    for name in state["measures"] or ():
        measure = life().measure(name)
        if measure is None or state["standing"] not in measure.after:
            continue
        missing = [need for need in measure.needs if not state[need]]
        if missing:
            waits |= dict.fromkeys(missing)
            continue
        number = number or "document_no" in measure.needs
        paper = "deregistration_paper" in measure.needs
        yield f"{name}（{_text(state['deregistration_paper'])}）" if paper else name
    if number:
        yield f"文书文号 {_text(state['document_no'])}"
    for field, word in _FOLLOWED.items():
        where = [_text(each) for each in state[field] or ()]
        if where:
            yield _followed(word, "、".join(where))
    for need in waits:
        yield WAITS_FOR + life().fields[need].title


def _followed(word: str, text: str) -> str:
    return text if word.removeprefix("已") in text else f"{word}（{text}）"


def _parts(text: str) -> list[str]:
    nothing = word_set("nondata.yml", "nothing")
    parts = (part.strip() for part in _BETWEEN.split(text))
    return ["" if fold_width(part) in nothing else part for part in parts]


def _whose(row: State) -> str:
    key = id_key(row["person_id"])
    return key or f"{fold_width(row['person_name'])} {fold_width(row['certificate_no'])}"


def _distinct_units(rows: Iterable[State], subject: str) -> int:
    pairs = [pair for row in rows for pair in units_of(row, subject)]
    folded = [(fold_width(each), tidy_uscc(other) or "") for each, other in pairs]
    codes = {each: other for each, other in folded if each and other}
    return len({other or codes.get(each, each) for each, other in folded})


def _text(value: Any) -> str:
    return "" if is_missing(value) else str(value).strip()
