"""Complaints taken into the casebook one by one (投诉举报逐一登记), each a case of its own."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
from rapidfuzz import fuzz

from guazheng_lib.casebook.cases import complaint_case
from guazheng_lib.casebook.decisions import Hand
from guazheng_lib.casebook.events import Event
from guazheng_lib.terms.errors import Place
from guazheng_lib.terms.frames import records
from guazheng_lib.terms.text import fold_width, is_missing

_TEXTS = ("complaint_id", "content", "person_name", "employer", "agency", "channel")
_SAID = ("received_on", *_TEXTS[1:])
_PUT_RIGHT = 60
"""From this likeness on, a number met again with another text is the same complaint, put right."""


def register(table: pd.DataFrame, state: pd.DataFrame, hand: Hand, *, county: str) -> list[Event]:
    """Give the events by which a register of complaints comes into the casebook (登记).

    A row taken in before adds nothing, not even after somebody changed the case: each event's key
    is made of the row. A row whose number is known and whose text was put right amends its case.
    A number given twice to different complaints makes two cases.

    Args:
        table: as `terms.tables.Complaints`.
        state: the cases as they stand (`states.fold`).
        hand: who takes them in, and when.
        county: whose register it is.
    """
    rows = [(_facts(row, county), _place(row)) for row in records(table)]
    known = {str(row["case"]): row for row in records(state[state["subject"] == "complaint"])}
    twice = _given_twice(facts for facts, _ in rows)
    events: dict[str, Event] = {}
    for facts, place in rows:
        case = _case(facts, known, twice)
        before = known.get(case)
        if before is None:
            event = hand.event(case, "received", facts, basis=place)
        elif _said(before) != _said(facts):
            why = "登记表中的内容有更正"
            event = hand.event(case, "amended", _changed(before, facts), why=why, basis=place)
        else:
            continue
        key = f"{case}/{_digest(facts)}"
        events[key] = replace(event, key=key)
    return list(events.values())


def _facts(row: Mapping[str, Any], county: str) -> dict[str, str]:
    facts = {"county": county, "received_on": pd.Timestamp(row["received_on"]).date().isoformat()}
    facts |= {name: str(row[name]) for name in _TEXTS if not is_missing(row.get(name))}
    return {name: value for name, value in facts.items() if value.strip()}


def _place(row: Mapping[str, Any]) -> str:
    sheet = None if is_missing(row["sheet"]) else str(row["sheet"])
    return str(Place(str(row["file"]), sheet, int(row["row"])))


def _case(facts: Mapping[str, str], known: Mapping[str, Any], twice: set[str]) -> str:
    """Choose the number: by the office's own where that is one complaint, else by what is said."""
    county, number = facts["county"], facts.get("complaint_id", "")
    by_text = complaint_case(county, "", facts["received_on"], "\x1f".join(_said(facts)))
    if not number:
        return by_text
    by_number = complaint_case(county, number, "", "")
    before = known.get(by_number)
    if before is None:
        return by_text if number in twice else by_number
    is_it = _said(before) == _said(facts) or (number not in twice and _is_alike(before, facts))
    return by_number if is_it else by_text


def _given_twice(rows: Iterable[Mapping[str, str]]) -> set[str]:
    texts: dict[str, set[tuple[str, ...]]] = {}
    for facts in rows:
        texts.setdefault(facts.get("complaint_id", ""), set()).add(_said(facts))
    return {number for number, said in texts.items() if len(said) > 1}


def _is_alike(before: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    if before["received_on"] == facts["received_on"]:
        return True
    return fuzz.ratio(str(before["content"]), str(facts["content"])) >= _PUT_RIGHT


def _said(facts: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(fold_width(str(facts.get(name) or "")) for name in _SAID)


def _changed(before: Mapping[str, Any], facts: Mapping[str, str]) -> dict[str, str]:
    names = [name for name in _SAID if facts.get(name, "") != (before.get(name) or "")]
    return {name: facts.get(name, "") for name in names}


def _digest(facts: Mapping[str, Any]) -> str:
    return hashlib.sha256("\x1f".join(_said(facts)).encode("utf-8")).hexdigest()[:16]
