"""Leads taken into the casebook (线索入册): a registration that a run lists becomes a case.

The same run taken in twice adds nothing; a later run adds an event only where it says something
else of a case. A lead that a run no longer lists stays a case: a person closes it, not a run.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from guazheng_lib.casebook.cases import person_case
from guazheng_lib.casebook.decisions import Hand
from guazheng_lib.casebook.events import Event
from guazheng_lib.terms.catalogue import Level, Relation
from guazheng_lib.terms.frames import records
from guazheng_lib.terms.tables import REGISTERED, SourceKind

LISTED, NOT_LISTED = "是", "否"

_TEXTS = (
    "county",
    "person_name",
    "person_id",
    "certificate_no",
    "profession",
    "specialty",
    "registered_employer",
    "registered_uscc",
    "actual_employer",
    "actual_uscc",
    "level",
    "exemption",
    "explanation",
)
# A certificate's term runs on into the years to come: only months paid can be held against anyone.
_PAYMENTS = (SourceKind.SOCIAL_INSURANCE, SourceKind.HOUSING_FUND)
_ONE_EMPLOYER = tuple(relation for relation in Relation if relation.is_one_employer)
_MAY_CHANGE = ("actual_employer", "actual_uscc", "level", "indicators", "exemption", "listed")


def lead_facts(row: Mapping[str, Any]) -> dict[str, str]:
    """Give what a case says of itself when it is opened from a row of the screening (入册事项)."""
    facts = {name: _text(row.get(name)) for name in _TEXTS}
    codes = row.get("indicators")
    facts["indicators"] = " ".join(str(code) for code in (codes if codes is not None else ()))
    facts["violation_until"] = _last_month_elsewhere(row)
    facts["listed"] = LISTED if _is_lead(row) else NOT_LISTED
    return {name: value for name, value in facts.items() if value}


def case_of_row(row: Mapping[str, Any]) -> str:
    """Give the number of the case that a row of the screening is (案件编号)."""
    parts = ("county", "person_id", "profession", "certificate_no")
    return person_case(*(_text(row.get(name)) for name in parts))


def take_in(screening: pd.DataFrame, state: pd.DataFrame, hand: Hand) -> list[Event]:
    """Give the events by which a county's screening comes into the casebook (收录线索).

    Args:
        screening: of one county (`terms.tables.Screening`).
        state: the cases as they stand (`states.fold`).
        hand: who takes them in, and when; its key names the run.
    """
    people = state[state["subject"] == "person"]
    there = {str(row["case"]): row for row in records(people)}
    rows = {case_of_row(row): row for row in records(screening)}
    return [*_news(rows, there, hand), *_gone(rows, there, screening, hand)]


def _news(
    rows: Mapping[str, Mapping[str, Any]], there: Mapping[str, Mapping[str, Any]], hand: Hand
) -> Iterator[Event]:
    for case, row in rows.items():
        facts = lead_facts(row)
        if case not in there:
            if _is_lead(row):
                yield hand.opened(case, facts)
            continue
        changed = {
            name: facts.get(name, "")
            for name in _MAY_CHANGE
            if facts.get(name, "") != _text(there[case].get(name))
        }
        if changed:
            yield hand.event(case, "relisted", changed)


def _gone(
    rows: Mapping[str, Any],
    there: Mapping[str, Mapping[str, Any]],
    screening: pd.DataFrame,
    hand: Hand,
) -> Iterator[Event]:
    counties = set(screening["county"])
    for case, state in there.items():
        if state["county"] in counties and case not in rows and state.get("listed") == LISTED:
            yield hand.event(case, "relisted", {"listed": NOT_LISTED})


def _is_lead(row: Mapping[str, Any]) -> bool:
    return Level(str(row["level"])).is_lead


def _last_month_elsewhere(row: Mapping[str, Any]) -> str:
    """Give the last month paid elsewhere while registered; none where it is still being paid."""
    pieces = row.get("evidence")
    told = list(pieces) if pieces is not None else []
    ends = [piece["to_month"] for piece in told if piece["relation"] == REGISTERED]
    paid = [
        piece["to_month"]
        for piece in told
        if piece["source"] in _PAYMENTS and piece["relation"] not in _ONE_EMPLOYER
    ]
    return min([max(paid), *filter(None, ends)]) if paid and all(paid) else ""


def _text(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)
