"""The cases as the rows of a sheet find and change them (办理中的案件).

A row's events are judged on a draft first, so that what does not fit is known before anything is
written, and many rows can go into the ledger in one transaction.
"""

from collections.abc import Iterable
from typing import Any

from guazheng_lib.casebook.events import NO_EVENT, Entry, Event, entry_of
from guazheng_lib.casebook.judgement import judge
from guazheng_lib.casebook.life import NEW
from guazheng_lib.casebook.states import fold_on
from guazheng_lib.params import Casework

State = dict[str, Any]


class Cases:
    """Every case as it stands, with what the rows before have added (案件)."""

    def __init__(self, entries: Iterable[Entry], office: Casework) -> None:
        self.office = office
        self.keys: set[str] = set()
        self.states: dict[str, State] = {}
        for entry in entries:
            self.keys.add(entry.key)
            self.states[entry.case] = fold_on(self.states.get(entry.case, {}), entry)
        self.keys.discard("")

    def keep(self, draft: "Draft") -> None:
        """Take over what a draft has added (并入)."""
        self.states.update(draft.changed)
        self.keys.update(event.key for event in draft.events)


class Draft:
    """What one row would add (草稿): its events, and the cases after them."""

    def __init__(self, cases: Cases) -> None:
        self._cases = cases
        self.office = cases.office
        self.events: list[Event] = []
        self.changed: dict[str, State] = {}

    def state(self, case: str) -> State:
        """Give a case as it would stand; empty where there is none."""
        return self.changed.get(case) or self._cases.states.get(case, {})

    def states(self, cases: Iterable[str]) -> dict[str, State]:
        """Give the cases that are there, by number."""
        return {case: state for case in cases if (state := self.state(case))}

    def knows(self, event: Event) -> bool:
        """Whether the ledger has an event of this key."""
        return event.key in self._cases.keys or any(event.key == e.key for e in self.events)

    def add(self, events: Iterable[Event]) -> None:
        """Add events, each judged by the case as it then stands; what is there already is not.

        Raises:
            NotAllowedError: where one does not fit.
        """
        for event in events:
            before = self.state(event.case)
            if self.knows(event) or _says_nothing_new(event, before):
                continue
            status = str(before.get("status", NEW))
            after = judge(event, status, self.state, self.office)
            entry = entry_of(event, seq=0, status=after, previous=NO_EVENT)
            self.changed[event.case] = fold_on(_copy(before), entry)
            self.events.append(event)


def _says_nothing_new(event: Event, state: State) -> bool:
    """Whether a link or a measure is on the case already, from another person's row."""
    name = {"linked": "links", "measure": "measures"}.get(event.step)
    if name is None or event.facts.keys() - {name, "demo"}:
        return False
    return set(event.facts[name]) <= set(state.get(name) or ())


def _copy(state: State) -> State:
    return {name: [*value] if isinstance(value, list) else value for name, value in state.items()}
