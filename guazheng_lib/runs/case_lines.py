"""Cases, periods and events in one line each (一行一件): what the `casebook` commands print."""

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from guazheng_lib.casebook.cases import short
from guazheng_lib.casebook.life import life

_UNSAID = frozenset({"person_id", "proposal", "demo", "county"})
_CASES = ("links", "merged_into")
_SEPARATOR = " · "


def case_line(state: Mapping[Any, Any]) -> str:
    """Say a case in one line: number, whom it is about, where it stands (案件一行)."""
    who = [state.get(name) for name in ("person_name", "certificate_no", "registered_employer")]
    about = who if state["subject"] == "person" else [state.get("name") or state.get("content")]
    title = life().statuses[state["status"]].title
    said = [short(state["case"]), life().subjects[state["subject"]], state.get("county"), title]
    why = state.get("violation") or state.get("reason")
    tail = [why if why != title else "", "；".join(measures_now(state))]
    return _SEPARATOR.join(str(part) for part in (*said, *about, *tail) if _is_said(part))


def measures_now(state: Mapping[Any, Any]) -> list[str]:
    """Give the measures that fit where a case stands, not those of a former finding (措施)."""
    known = ((name, life().measure(name)) for name in state.get("measures") or ())
    return [name for name, each in known if each and state["status"] in each.after]


def due_line(row: Mapping[Any, Any]) -> str:
    """Say a period or duty in one line (期限一行)."""
    left = row["days_left"]
    when = f"{row['due']:%Y-%m-%d} 到期" if _is_said(row["due"]) else row.get("note") or ""
    if row["is_overdue"]:
        when += f"，已超 {-int(left)} 天"
    parts = (short(row["case"]), row["county"], row["name"], row["title"], when, row["holder"])
    return _SEPARATOR.join(str(part) for part in parts if _is_said(part))


def event_line(row: Mapping[Any, Any]) -> str:
    """Say an event in one line: when, who, what, why, on what basis (经过一行)."""
    facts = () if row["step"] == "opened" else fact_texts(json.loads(row["facts"]))
    said = "，".join(f"{title} {text}" for title, text in facts)
    at = datetime.fromisoformat(row["at"]).strftime("%Y-%m-%d %H:%M")
    parts = [at, row["by"], life().steps[row["step"]].title, row["why"], row["basis"]]
    return "  " + _SEPARATOR.join(part for part in (*parts, said) if part)


def fact_texts(
    facts: Mapping[str, Any], *, unsaid: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """Give what an event said, each with its Chinese title, in the order of `life.yml` (事项)."""
    for name in sorted(facts, key=_places().__getitem__):
        if facts[name] and name not in _UNSAID and name not in unsaid:
            yield life().fields[name].title, _text(name, facts[name])


def _text(name: str, value: Any) -> str:
    if name == "outcome" and value in life().outcomes:
        return life().outcomes[value].title
    texts = value if isinstance(value, list) else [value]
    return "、".join(short(str(each)) if name in _CASES else str(each) for each in texts)


@cache
def _places() -> dict[str, int]:
    return {name: place for place, name in enumerate(life().fields)}


def _is_said(part: object) -> bool:
    return part is not None and part == part and part != ""
