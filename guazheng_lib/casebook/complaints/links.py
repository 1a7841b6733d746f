"""What a complaint is about (投诉举报涉及的案件): suggested for linking, a person links."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from guazheng_lib.casebook.cases import case_name
from guazheng_lib.casebook.complaints.duplicates import names_in
from guazheng_lib.casebook.complaints.employer_matches import Match, matches
from guazheng_lib.casebook.complaints.merged import roots
from guazheng_lib.casebook.states import State
from guazheng_lib.employers import Registry
from guazheng_lib.terms.frames import records
from guazheng_lib.terms.text import fold_width

LINK_COLUMNS: dict[str, str] = {
    "case": "案件编号",
    "to": "拟关联",
    "subject": "对象",
    "county": "县区",
    "name": "名称",
    "score": "把握",
    "reasons": "理由",
}
"""The columns of `suggest_links`, with their headings."""

_SURE, _IN_TEXT, _LIKELY, _NAMESAKE, _OTHER_FIRM = 95, 85, 75, 60, 45
_MOST_NAMESAKES = 5
"""More people than these, found by a name or a firm alone, tell nothing."""
_SHORTEST_NAME = 2
_SHORTEST_FIRM = 6
_Met = Mapping[str, Mapping[str, Match]]


@dataclass(frozen=True)
class _Known:
    """The cases that a complaint may be about, by what they are found by."""

    people: Mapping[str, list[State]]
    at_firm: Mapping[str, list[State]]
    units: Mapping[str, list[State]]
    agencies: Mapping[str, list[State]]
    met: _Met


def suggest_links(state: pd.DataFrame, registry: Registry | None = None) -> pd.DataFrame:
    """List the cases that complaints seem to be about and are not linked to (拟关联).

    A person is meant where the name and an employer meet; where only the name does, the officer
    is told so. A complaint that was merged speaks for the one that it was merged into.

    Args:
        state: the cases as they stand (`states.fold`).
        registry: the business register, where there is one.

    Returns:
        `LINK_COLUMNS`, by complaint, the surest first.
    """
    rows = records(state)
    complaints = [row for row in rows if row["subject"] == "complaint"]
    known = _read(rows, complaints, registry)
    root = roots(state)
    linked = {row["case"]: set(row["links"] or ()) for row in complaints}
    best: dict[tuple[str, str], tuple[float, str, State]] = {}
    for complaint in complaints:
        case = root[complaint["case"]]
        for target, score, reason in _about(complaint, known):
            pair = (case, target["case"])
            is_linked = target["case"] in linked[case] | linked[complaint["case"]]
            if not is_linked and score > best.get(pair, (0, "", {}))[0]:
                best[pair] = (score, reason, target)
    found = [
        (case, to, row["subject"], row["county"] or "", case_name(row), score, reason)
        for (case, to), (score, reason, row) in best.items()
    ]
    found.sort(key=lambda each: (each[0], -each[5], each[1]))
    return pd.DataFrame(found, columns=list(LINK_COLUMNS))


def _read(rows: Iterable[State], complaints: Iterable[State], registry: Registry | None) -> _Known:
    people: dict[str, list[State]] = {}
    at_firm: dict[str, list[State]] = {}
    named: dict[str, dict[str, list[State]]] = {"unit": {}, "agency": {}}
    for row in rows:
        if row["subject"] == "person":
            people.setdefault(fold_width(str(row["person_name"] or "")), []).append(row)
            for firm in _firms(row):
                at_firm.setdefault(firm, []).append(row)
        elif row["subject"] in named:
            name = fold_width(str(row["name"] or ""))
            named[row["subject"]].setdefault(name, []).append(row)
    people.pop("", None)
    asked = {_text(row, field) for row in complaints for field in ("employer", "agency")}
    met = matches(asked, {*at_firm, *named["unit"], *named["agency"]}, registry)
    return _Known(people, at_firm, named["unit"], named["agency"], met)


def _about(complaint: State, known: _Known) -> Iterator[tuple[State, float, str]]:
    yield from _people_named(complaint, known)
    yield from _people_at_firm(complaint, known)
    text = _text(complaint, "content")
    for table, fields in ((known.units, ("employer",)), (known.agencies, ("agency", "employer"))):
        for field in fields:
            for name, match in known.met.get(_text(complaint, field), {}).items():
                for row in table.get(name, ()):
                    yield row, _SURE if match.is_sure else _LIKELY, f"单位：{match.reason}"
        for name, found in table.items():
            if len(name) >= _SHORTEST_FIRM and name in text:
                yield from ((row, _IN_TEXT, "内容中写有这个单位") for row in found)


def _people_named(complaint: State, known: _Known) -> Iterator[tuple[State, float, str]]:
    employer, text = _text(complaint, "employer"), _text(complaint, "content")
    for name in names_in(complaint["person_name"]):
        only_names: list[tuple[State, float, str]] = []
        for row in known.people.get(name, ()):
            match = _employer_meets(row, employer, text, known.met)
            if match is not None:
                score = _SURE if match.is_sure else _LIKELY
                yield row, score, f"姓名相同，单位：{match.reason}"
            elif row["county"] == complaint["county"]:
                score = _OTHER_FIRM if employer else _NAMESAKE
                other = "，举报的单位对不上" if employer else ""
                only_names.append((row, score, f"只有姓名相同{other}，须核对是不是同一人"))
        if len(only_names) <= _MOST_NAMESAKES:
            yield from only_names


def _people_at_firm(complaint: State, known: _Known) -> Iterator[tuple[State, float, str]]:
    """Find people at an employer that meets: whom the text names; all, where nobody is named."""
    text = _text(complaint, "content")
    for firm, match in known.met.get(_text(complaint, "employer"), {}).items():
        there = known.at_firm.get(firm, ())
        if not complaint["person_name"] and len(there) <= _MOST_NAMESAKES:
            yield from ((row, _NAMESAKE, "在被举报的单位，没有点名") for row in there)
        for row in there:
            name = fold_width(str(row["person_name"] or ""))
            if len(name) >= _SHORTEST_NAME and name in text:
                score = _IN_TEXT if match.is_sure else _LIKELY
                yield row, score, f"内容中写有姓名，单位：{match.reason}"


def _employer_meets(row: State, employer: str, text: str, met: _Met) -> Match | None:
    for firm in _firms(row):
        if match := met.get(employer, {}).get(firm):
            return match
        if len(firm) >= _SHORTEST_FIRM and firm in text:
            return Match(True, "内容中写有单位全称")
    return None


def _firms(row: State) -> list[str]:
    firms = (_text(row, field) for field in ("registered_employer", "actual_employer"))
    return [firm for firm in firms if firm]


def _text(row: State, field: str) -> str:
    return fold_width(str(row[field] or ""))
