"""One line of the due list (到期清单的一行)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from guazheng_lib.casebook.cases import case_name
from guazheng_lib.casebook.states import State


class DueRow(NamedTuple):
    """A period that runs, or a duty that is open (一项期限或待办)."""

    case: str
    subject: str
    county: str
    clock: str
    title: str
    started: date | None
    due: date | None
    basis: str
    uncertain: bool
    holder: str
    name: str
    note: str


def row_of(
    state: State,
    clock: str,
    title: str,
    basis: str,
    *,
    started: date | None = None,
    due: date | None = None,
    uncertain: bool = False,
    notes: Iterable[str] = (),
) -> DueRow:
    """Make the line of a case (成行): its county, who holds it, what it is called."""
    return DueRow(
        case=state["case"],
        subject=state["subject"],
        county=state["county"] or "",
        clock=clock,
        title=title,
        started=started,
        due=due,
        basis=basis,
        uncertain=uncertain,
        holder=state.get("assigned_to") or "",
        name=case_name(state),
        note="；".join(note for note in notes if note),
    )
