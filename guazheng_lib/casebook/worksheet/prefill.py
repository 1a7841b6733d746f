"""What is decided already, as the worksheet says it (已办的填回): the inverse of `parsing`."""

from collections.abc import Mapping

from guazheng_lib.casebook.decisions import Decision, proposal_of
from guazheng_lib.casebook.life import CONFIRMED, EXCLUDED, PENDING, life, subject_of
from guazheng_lib.casebook.states import State
from guazheng_lib.casebook.worksheet.spelling import plain
from guazheng_lib.terms.text import is_missing


def status_of(state: State) -> str:
    """Tell where a case stands, by whom and when (办理状态)."""
    who = _text(state, "verified_by") or _text(state, "assigned_to")
    when = _text(state, "verified_on") or _text(state, "changed_at")[:10]
    return "\n".join(part for part in (life().statuses[state["status"]].title, who, when) if part)


def filled_in(state: State, cases: Mapping[str, State]) -> dict[str, str]:
    """Give the officer's cells of a case that has a conclusion, or waits for one's second person.

    Args:
        state: the person's case.
        cases: every case by number, for the unit and the agency that it is linked to.
    """
    if state["status"] == "proposed":
        return _cells(proposal_of(state))
    if life().statuses[state["status"]].standing == PENDING:
        return {}
    linked = [cases[case] for case in _several(state, "links") if case in cases]
    names = {subject_of(str(each["case"])): str(each["name"]) for each in reversed(linked)}
    unit = names.get("unit", "")
    measures = [name for each in (state, *linked) for name in _several(each, "measures")]
    is_confirmed = state["status"] == CONFIRMED
    said = {name: _text(state, name) for name in _SAME}
    return _cells(
        Decision(
            outcome=str(state["status"]),
            reason="" if is_confirmed else _text(state, "reason"),
            violation=_text(state, "violation") if is_confirmed else "",
            measures=tuple(dict.fromkeys(measures)),
            using_employer="" if unit == _text(state, "registered_employer") else unit,
            agency=names.get("agency", ""),
            **said,
        )
    )


_SAME = ("verified_by", "verified_on", "endorsed_by", "remark")


def _cells(decision: Decision) -> dict[str, str]:
    outcome = life().outcomes[decision.outcome]
    reason = decision.violation or decision.reason
    words = [word for word in outcome.words if plain(word) == plain(reason)]
    is_told_by_title = decision.outcome != EXCLUDED and plain(reason) == plain(outcome.title)
    return {
        "outcome": words[0] if words else outcome.words[0],
        "reason": "" if words or is_told_by_title else reason,
        "measure": "、".join(decision.measures),
        "using_employer": decision.using_employer,
        "agency": decision.agency,
    } | {name: getattr(decision, name) for name in _SAME}


def _text(state: State, name: str) -> str:
    value = state.get(name)
    return "" if is_missing(value) else str(value)


def _several(state: State, name: str) -> list[str]:
    """Give a list, which a snapshot on disk may hold as an array, or not at all."""
    value = state.get(name)
    return [] if value is None or isinstance(value, float) else [str(each) for each in value]
