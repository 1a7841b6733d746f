"""Whom the city might urge (督办、约谈建议): a suggestion with its numbers, never more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pandas as pd

from guazheng_lib.casebook.complaints.merged import answered
from guazheng_lib.casebook.life import PENDING
from guazheng_lib.casebook.periods.duties import REPORT
from guazheng_lib.terms.data import Data
from guazheng_lib.terms.frames import records
from guazheng_lib.terms.text import is_missing

URGING_COLUMNS: dict[str, str] = {"county": "县区", "suggestion": "建议", "reasons": "理由"}
"""The columns of `suggest_urging`, with their headings."""

COMPARED_SOURCES = 3
"""Social insurance, housing fund and B certificates: what the plan compares (方案二（二）1)."""


class UrgingStep(Data):
    """From where on something is suggested (起点): a share, and a number at least."""

    suggest: str
    share: float
    count: int


class UrgingRule(Data):
    """What speaks for urging a county (督促的理由)."""

    says: str
    steps: tuple[UrgingStep, ...]
    within: int | None = None
    others: float = 0


class Urging(Data):
    """The whole of `urging.yml` (督促规则); the suggestions go from mild to grave."""

    suggestions: tuple[str, ...]
    escalate: int
    rules: dict[str, UrgingRule]


@dataclass(frozen=True)
class Measured:
    """How many of how many in a county (件数与总数), and what else its reason tells."""

    count: int
    of: int
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _County:
    """One county's share of the tables (一个县区)."""

    state: pd.DataFrame
    due: pd.DataFrame
    answered: set[str]
    figures: Mapping[str, object]
    others: float
    """Share of their cases that the other counties have concluded."""

    @property
    def days_left(self) -> int | None:
        """Days until the report is due; negative after it, None where no day is set."""
        days = self.due.loc[self.due["clock"] == REPORT, "days_left"]
        return None if days.empty else int(days.iloc[0])


@cache
def urging() -> Urging:
    """Read the rules (读督促规则)."""
    return Urging.read(Path(__file__).with_name("urging.yml"))


def suggest_urging(
    state: pd.DataFrame, due: pd.DataFrame, figures_by_county: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Suggest which counties to remind, to supervise closely, to call in (提醒、督办、约谈).

    Counties are compared by shares: a small one with one late case of ten is as late as a large
    one with ten of a hundred.

    Args:
        state: the cases as they stand (`states.fold`).
        due: the due list of all of them (`due.due_list`), with the counties' reports.
        figures_by_county: one row a county: `county`; `leads`, the certificates that the screening
            lists; `missing`, the names of the compared sources without data, a list. Where it is
            given, only its counties are looked at.

    Returns:
        `URGING_COLUMNS`, the gravest first; a county without reason has no row.
    """
    rules = urging()
    rows = []
    for name, county in _counties(state, due, figures_by_county):
        found = dict(_reasons(county, rules))
        if found:
            rows.append((name, _gravest(found, rules), "；".join(found)))
    rows.sort(key=lambda row: (-rules.suggestions.index(row[1]), row[0]))
    return pd.DataFrame(rows, columns=list(URGING_COLUMNS))


def _counties(
    state: pd.DataFrame, due: pd.DataFrame, figures: pd.DataFrame | None
) -> Iterator[tuple[str, _County]]:
    if figures is None:
        names = sorted({*state["county"].dropna(), *due["county"]} - {""})
        known: dict[str, Mapping[str, object]] = {}
    else:
        known = {str(row["county"]): row for row in records(figures)}
        names = list(known)
    done = answered(state)
    for name in names:
        is_own = state["county"] == name
        others = _concluded(state[~is_own & state["county"].isin(names)])
        share = others.count / others.of if others.of else 0.0
        own_due = due[due["county"] == name]
        yield name, _County(state[is_own], own_due, done, known.get(name, {}), share)


def _reasons(county: _County, rules: Urging) -> Iterator[tuple[str, str]]:
    """Give every reason in words, with what it would suggest."""
    for name, measured in _measure(county).items():
        rule = rules.rules[name]
        days = county.days_left
        if rule.within is not None and (days is None or days > rule.within):
            continue
        if county.others < rule.others or not measured.of:
            continue
        share = measured.count / measured.of
        reached = [
            step.suggest
            for step in rule.steps
            if share >= step.share and measured.count >= step.count
        ]
        if reached:
            told = {"share": f"{share:.0%}", "days": str(-(days or 0)), **measured.told}
            yield rule.says.format(count=measured.count, of=measured.of, **told), reached[-1]


def _measure(county: _County) -> dict[str, Measured]:
    state = county.state
    complaints = state[state["subject"] == "complaint"]
    cases = state[state["subject"] != "complaint"]
    people = int((cases["subject"] == "person").sum())
    overdue = county.due[county.due["is_overdue"].astype(bool)]
    late = {
        kind: set(overdue.loc[overdue["clock"] == kind, "case"])
        for kind in ("answer", "complaint", REPORT)
    }
    elsewhere = set(overdue.loc[~overdue["clock"].isin(late), "case"])
    concluded = _concluded(state)
    waiting = sum(case not in county.answered for case in complaints["case"])
    return {
        "late_answers": Measured(len(late["answer"]), int(cases["asked"].notna().sum())),
        "late": Measured(len(elsewhere), len(state)),
        "untouched": Measured(int((cases["status"] == "lead").sum()), len(cases)),
        "not_taken": _not_taken(county.figures, people),
        "late_complaints": Measured(len(late["complaint"]), len(complaints)),
        "open_complaints": Measured(waiting, len(complaints)),
        "no_source": _missing(county.figures),
        "undecided": Measured(
            0 if concluded.count else concluded.of, concluded.of, {"others": f"{county.others:.0%}"}
        ),
        "after_report": Measured(concluded.of - concluded.count, concluded.of),
    }


def _concluded(state: pd.DataFrame) -> Measured:
    cases = state[state["subject"] != "complaint"]
    return Measured(int((cases["standing"] != PENDING).sum()), len(cases))


def _not_taken(figures: Mapping[str, object], people: int) -> Measured:
    given = figures.get("leads")
    leads = 0 if is_missing(given) else int(float(str(given)))
    return Measured(max(0, leads - people), leads)


def _missing(figures: Mapping[str, object]) -> Measured:
    given = figures.get("missing")
    names = [str(name) for name in given] if isinstance(given, list | tuple) else []
    return Measured(len(names), COMPARED_SOURCES, {"names": "、".join(names)})


def _gravest(found: Mapping[str, str], rules: Urging) -> str:
    grades = [rules.suggestions.index(suggestion) for suggestion in found.values()]
    grave = sum(grade >= 1 for grade in grades)
    return rules.suggestions[-1 if grave >= rules.escalate else max(grades)]
