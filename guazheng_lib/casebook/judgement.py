"""Whether a step may be taken, by the case's state and the office's rules (能不能这样办)."""

from collections.abc import Callable

from guazheng_lib.casebook.events import Event
from guazheng_lib.casebook.life import (
    REFERRED,
    REGISTERED,
    Measure,
    life,
    next_status,
    subject_of,
)
from guazheng_lib.casebook.periods.clocks import extendable
from guazheng_lib.casebook.periods.workdays import day_said
from guazheng_lib.casebook.states import State
from guazheng_lib.params import Casework
from guazheng_lib.terms.errors import NotAllowedError


def judge(
    event: Event,
    status: str,
    read: Callable[[str], State],
    office: Casework,
) -> str:
    """Give the status after an event, where the event may happen (判定).

    Args:
        event: what is to be done.
        status: where the case stands.
        read: reads a case by its number, this one or another; asked only where the step needs it.
        office: the office's rules.

    Raises:
        NotAllowedError: with what is wrong and what to do instead.
    """
    after = next_status(
        event.case, status, event.step, event.facts, why=event.why, basis=event.basis
    )
    if event.step == "concluded":
        _check_second_person(str(event.facts["outcome"]), office)
    elif event.step == "endorsed":
        _check_endorsed(event, read(event.case))
    elif event.step == "measure":
        _check_measures(event, status, read)
    elif event.step == "merged":
        _check_merged(event, read)
    elif event.step == "extended":
        _check_extended(event)
    return after


def _check_second_person(outcome: str, office: Casework) -> None:
    if outcome in office.second_person:
        raise NotAllowedError(
            f"本单位规定{life().outcomes[outcome].title}须另一人复核",
            remedy="先提出结论，再由另一人复核同意",
        )


def _check_endorsed(event: Event, state: State) -> None:
    # Who verified proposes, whoever typed it in.
    if event.by.strip() == str(state.get("verified_by")).strip():
        raise NotAllowedError("复核人和提出结论的是同一人", remedy="由另一人复核")
    if event.facts["outcome"] != state.get("outcome"):
        raise NotAllowedError(
            "复核的结论和提出的不同", remedy="不同意的用复核退回，由核查人重新提出"
        )


def _check_merged(event: Event, read: Callable[[str], State]) -> None:
    into = str(event.facts["merged_into"])
    if into == event.case:
        raise NotAllowedError("不能并入自己", remedy="写另一件投诉举报的编号")
    status = read(into).get("status") if subject_of(into) == "complaint" else None
    if status is None:
        raise NotAllowedError("没有要并入的投诉举报", remedy="核对编号，只能并入已登记的投诉举报")
    if status not in (REGISTERED, REFERRED):
        raise NotAllowedError(
            f"要并入的投诉举报{life().statuses[str(status)].title}，不能并入",
            remedy="并入尚未答复的一件；已并案的并入它的主案",
        )


def _check_extended(event: Event) -> None:
    extendable(str(event.facts["period"]))
    if day_said(str(event.facts["due_on"])) is None:
        raise NotAllowedError("延长到哪一天认不出", remedy="日期写作 2024-11-30")


def _check_measures(event: Event, status: str, read: Callable[[str], State]) -> None:
    given = event.facts["measures"]
    names = given if isinstance(given, list) else [given]
    measures = [life().measure(name) for name in names]
    if None in measures:
        unknown = names[measures.index(None)]
        raise NotAllowedError(f"没有「{unknown}」这种处理措施", remedy="从核查表的列表中选")
    known = [measure for measure in measures if measure]
    is_plain = not any(measure.needs or measure.not_for for measure in known)
    said = {"status": status} if is_plain else {**read(event.case), **event.facts}
    for measure in known:
        check_measure(measure, event.case, said)


def check_measure(measure: Measure, case: str, state: State) -> None:
    """See that a measure fits the case, and that what it needs is said (处理措施).

    Raises:
        NotAllowedError: where it does not.
    """
    subject, status = subject_of(case), str(state.get("status"))
    if subject not in measure.subjects:
        whose = "、".join(life().subjects[each] for each in measure.subjects)
        raise NotAllowedError(f"「{measure.name}」是对{whose}的措施", remedy="记到对应的案件上")
    if status not in measure.after:
        outcomes = "、".join(life().statuses[each].title for each in measure.after)
        raise NotAllowedError(
            f"案件现在是“{life().statuses[status].title}”，不能「{measure.name}」",
            remedy=f"这项措施用于{outcomes}的案件",
        )
    for name in measure.not_for:
        if life().routes[name].is_for(state):
            raise NotAllowedError(
                f"{life().routes[name].title}不用「{measure.name}」",
                remedy=life().routes[name].advice,
            )
    _check_needs(measure, state)


def _check_needs(measure: Measure, state: State) -> None:
    missing = [name for name in measure.needs if not state.get(name)]
    if missing:
        names = "、".join(life().fields[name].title for name in missing)
        raise NotAllowedError(f"「{measure.name}」没有写明{names}", remedy=f"补上{names}")
