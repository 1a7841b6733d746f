"""What the cases are now, read from their events (案件现状)."""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from guazheng_lib.casebook.events import Entry
from guazheng_lib.casebook.life import life, subject_of

if TYPE_CHECKING:
    import pandas as pd

State = Mapping[str, Any]
"""One case as it stands, by the names of `state_columns`."""

OWN_COLUMNS: dict[str, str] = {
    "case": "案件编号",
    "subject": "对象",
    "status": "办理状态",
    "standing": "计入",
    "opened_at": "入册时间",
    "changed_at": "最近办理时间",
    "concluded_at": "作出结论时间",
    "by": "最近经办人",
    "last_step": "最近一步",
    "events": "事件数",
    "seq": "最近账页",
    "seal": "最近账页哈希",
}
"""What every case has; what it says of itself follows (`life().fields`)."""


def state_columns() -> tuple[str, ...]:
    """Name the columns of `fold` (现状的列)."""
    return (*OWN_COLUMNS, *life().fields)


def fold(entries: Iterable[Entry]) -> "pd.DataFrame":
    """Read the state of every case from the ledger's entries (由事件得出现状).

    Args:
        entries: in the order of the ledger.

    Returns:
        One row a case, in the order of opening, with `state_columns`; what nobody said is None,
        lists are lists.
    """
    import pandas as pd

    cases: dict[str, dict[str, Any]] = {}
    for entry in entries:
        state = cases.get(entry.case)
        if state is None:
            state = cases[entry.case] = _opened(entry)
        _take(state, entry)
    columns = list(state_columns())
    values = [[state.get(name) for name in columns] for state in cases.values()]
    return pd.DataFrame(values, columns=columns, dtype=object)


def fold_one(entries: Iterable[Entry]) -> dict[str, Any]:
    """Read the state of one case; empty where it has no event (一个案件的现状)."""
    state: dict[str, Any] = {}
    for entry in entries:
        state = fold_on(state, entry)
    return state


def fold_on(state: dict[str, Any], entry: Entry) -> dict[str, Any]:
    """Carry a case's state on by its next entry (续记); the state given is changed."""
    state = state or _opened(entry)
    _take(state, entry)
    return state


def _opened(entry: Entry) -> dict[str, Any]:
    opened: dict[str, Any] = {
        "case": entry.case,
        "subject": subject_of(entry.case),
        "opened_at": entry.at,
        "events": 0,
    }
    return opened | {name: [] for name, field in life().fields.items() if field.list}


def _take(state: dict[str, Any], entry: Entry) -> None:
    if entry.step in _CLEARED:  # nobody may read what was said before as what holds now
        state.update({name: [] if name in _LISTS else None for name in _CLEARED[entry.step]})
    if entry.facts != "{}":
        for name, value in json.loads(entry.facts).items():
            if name in _LISTS:
                given = value if isinstance(value, list) else [value]
                state[name].extend(each for each in given if each not in state[name])
            else:
                state[name] = value
    if entry.status != state.get("status"):
        concluding = life().statuses[entry.status].standing
        state["concluded_at"] = None if concluding == "pending" else entry.at
        state["standing"] = concluding
    state.update(
        status=entry.status,
        changed_at=entry.at,
        by=entry.by,
        last_step=entry.step,
        events=state["events"] + 1,
        seq=entry.seq,
        seal=entry.seal,
    )


_CLEARED = {name: step.clears for name, step in life().steps.items() if step.clears}
_LISTS = frozenset(name for name, field in life().fields.items() if field.list)
