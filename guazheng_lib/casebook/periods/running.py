"""Which clocks the events of the ledger have started and not stopped (正在走的期限)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from guazheng_lib.casebook.events import Entry
from guazheng_lib.casebook.periods.clocks import Clock, When, extendable

Key = tuple[str, str]
"""A case's number and a clock's name."""


@dataclass
class Running:
    """The clocks after the last event.

    Attributes:
        started: of each clock that runs, when it was started (with its zone) and what was said.
        stopped: the clocks that a step has ever stopped.
        extended: the last day that an extension gave to a clock that runs.
    """

    started: dict[Key, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)
    stopped: set[Key] = field(default_factory=set)
    extended: dict[Key, str] = field(default_factory=dict)

    def stop(self, key: Key) -> None:
        """Let a clock stand still (终止)."""
        self.started.pop(key, None)
        self.extended.pop(key, None)


def run_clocks(entries: Iterable[Entry], clocks: Mapping[str, Clock]) -> Running:
    """Run through the events and see which clocks go on (走表).

    Args:
        entries: of the ledger, in its order.
        clocks: the periods, by name (`clocks.clocks_of`).
    """
    starts = _by_step((name, clock.starts) for name, clock in clocks.items())
    stops = _by_step((name, clock.stops) for name, clock in clocks.items())
    ends = _by_status(clocks)
    running = Running()
    for entry in entries:
        case, step = entry.case, entry.step
        for name in ends.get(entry.status, ()):
            running.stop((case, name))
        if step in starts or step in stops or step == "extended":
            facts = json.loads(entry.facts)
            for name, when in stops.get(step, ()):
                if when.fits(facts):
                    running.stop((case, name))
                    running.stopped.add((case, name))
            for name, when in starts.get(step, ()):
                if when.fits(facts) and _may_start(entry, clocks[name]):
                    running.stop((case, name))
                    running.started[case, name] = (entry.at, facts)
            if step == "extended":
                running.extended[case, extendable(str(facts["period"]))] = str(facts["due_on"])
    return running


def _may_start(entry: Entry, clock: Clock) -> bool:
    return entry.status not in clock.until and entry.case.partition(":")[0] in clock.subjects


def _by_step(named: Iterable[tuple[str, tuple[When, ...]]]) -> dict[str, list[tuple[str, When]]]:
    steps: dict[str, list[tuple[str, When]]] = {}
    for name, whens in named:
        for when in whens:
            steps.setdefault(when.step, []).append((name, when))
    return steps


def _by_status(clocks: Mapping[str, Clock]) -> dict[str, list[str]]:
    statuses: dict[str, list[str]] = {}
    for name, clock in clocks.items():
        for status in clock.until:
            statuses.setdefault(status, []).append(name)
    return statuses
