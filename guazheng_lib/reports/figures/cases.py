"""What the cases add to the numbers of a report (案件数字): measures, units, complaints."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from guazheng_lib.casebook.life import CONFIRMED, Subject, life
from guazheng_lib.casebook.states import state_columns
from guazheng_lib.reports.figures.standings import DOUBTFUL
from guazheng_lib.reports.figures.titles import (
    OTHER_REASON,
    PUBLIC,
    exclusion_names,
    open_statuses,
    statuses_of,
)
from guazheng_lib.terms.frames import records

Counts = dict[str, int | None]

_LISTED_AS: Mapping[Subject, str] = {"unit": "units", "agency": "agencies"}


def own_cases(state: pd.DataFrame | None, county: str | None) -> pd.DataFrame:
    """Give the cases that a report is about (本县区案件); all where no county is named.

    An agency is the city's: it counts in every county whose cases are tied to it.
    """
    if state is None or state.empty:
        return pd.DataFrame(columns=list(state_columns()), dtype="object")
    if county is None:
        return state
    own = state["county"] == county
    tied = set(_links(state[own]))
    ties_to_own = set(state.loc[own, "case"])
    points_here = [bool(ties_to_own & set(links or ())) for links in state["links"]]
    is_tied = state["case"].isin(tied) | pd.Series(points_here, index=state.index)
    return state[own | (is_tied & (state["subject"] == "agency"))]


def case_counts(cases: pd.DataFrame) -> Counts:
    """Count the cases by status, measure and what followed (案件统计).

    Args:
        cases: of one county or of all (`own_cases`).
    """
    of = {subject: cases[cases["subject"] == subject] for subject in life().subjects}
    people, complaints = of["person"], of["complaint"]
    counts: Counts = {
        **_by_status("", people, open_statuses("person")),
        **_by_status("complaints_", complaints, statuses_of("complaint")),
        "complaints": len(complaints),
        "complaints_open": int((complaints["standing"] == "pending").sum()),
        **_measure_counts("person", people),
        "published": _followed(people, "published"),
        "transferred": _followed(people, "transferred"),
        **_route_counts(people[people["standing"] == CONFIRMED]),
        "demo_cases": int(cases["demo"].fillna("").ne("").sum()),
    }
    for subject, name in _LISTED_AS.items():
        counts |= _unit_counts(subject, name, of[subject])
    return counts


def exclusion_counts(stands: pd.DataFrame) -> Counts:
    """Count why registrations were excluded (排除原因): 92号 by item, then the other reasons."""
    excluded = stands[stands["standing"] == "excluded"]
    proven = excluded["exemption"].where(excluded["status"] == "")  # no case: by its paper alone
    why = [_reason(*pair) for pair in zip(excluded["reason"], proven, strict=True)]
    found = pd.Series(why, dtype="object").value_counts()
    return {f"exclusion:{name}": int(found.get(name, 0)) for name in exclusion_names()}


def holds(case: Mapping[str, Any], name: str) -> bool:
    """Whether a measure chosen fits the conclusion and has its paper (措施是否成立)."""
    measure = life().measure(name)
    return (
        measure is not None
        and case["status"] in measure.after
        and all(case[need] for need in measure.needs)
    )


def _reason(reason: str, exemption: object) -> str:
    text = reason or (exemption if isinstance(exemption, str) else "")
    names = exclusion_names()
    code = text.partition(" ")[0]
    return text if text in names else code if code in names else OTHER_REASON


def _by_status(prefix: str, cases: pd.DataFrame, statuses: Iterable[str]) -> Counts:
    found = cases["status"].value_counts()
    return {prefix + status: int(found.get(status, 0)) for status in statuses}


def _measure_counts(subject: Subject, cases: pd.DataFrame) -> Counts:
    chosen = cases[[bool(names) for names in cases["measures"]]]
    standing = Counter(
        name for each in records(chosen) for name in each["measures"] if holds(each, name)
    )
    known = [measure.name for measure in life().measures if subject in measure.subjects]
    return {f"measure:{subject}:{name}": standing[name] for name in known}


def _unit_counts(subject: Subject, name: str, cases: pd.DataFrame) -> Counts:
    found = cases["standing"].value_counts()
    return {
        name: len(cases),
        **{f"{name}_{standing}": int(found.get(standing, 0)) for standing in DOUBTFUL},
        **_measure_counts(subject, cases),
        f"{name}_published": _followed(cases, "published"),
    }


def _followed(cases: pd.DataFrame, field: str) -> int:
    confirmed = cases[cases["standing"] == CONFIRMED]
    return sum(bool(each) for each in confirmed[field])


def _route_counts(confirmed: pd.DataFrame) -> Counts:
    """Count those whom the plan treats by another way, and who was told of them (另行办理)."""
    people = records(confirmed)
    routes = life().routes
    counts: Counts = {}
    for name, route in routes.items():
        goes = [each for each in people if route.is_for(each)]
        counts[f"route:{name}"] = len({each["person_id"] for each in goes})
    for owed in routes[PUBLIC].owes:
        told = [each for each in people if any(owed in str(who) for who in each["told"] or ())]
        counts[f"told:{owed}"] = len({each["person_id"] for each in told})
    return counts


def _links(cases: pd.DataFrame) -> Iterable[str]:
    return (other for links in cases["links"] for other in links or ())
