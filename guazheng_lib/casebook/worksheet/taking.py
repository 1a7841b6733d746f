"""One row's decision carried into its case (收一行): new, endorsed, further, or a conflict."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from guazheng_lib.casebook.cases import case_of_key, short
from guazheng_lib.casebook.decisions import (
    CONTINUE,
    Decision,
    Hand,
    decide,
    endorse,
    follow,
    proposal_of,
    related_cases,
)
from guazheng_lib.casebook.events import canonical
from guazheng_lib.casebook.life import CONFIRMED, PENDING, RECTIFIED, Subject, life, subject_of
from guazheng_lib.casebook.worksheet.drafts import Cases, Draft, State
from guazheng_lib.casebook.worksheet.hidden import LeadRecord
from guazheng_lib.casebook.worksheet.layout import sheet_layout
from guazheng_lib.casebook.worksheet.outcome import RowFault
from guazheng_lib.casebook.worksheet.reading import SheetRow
from guazheng_lib.casebook.worksheet.spelling import plain
from guazheng_lib.terms.errors import NotAllowedError

_MADE_UP_FOR = ("verified_on", "endorsed_by")
"""What may be written in later, where the first sheet left it empty."""


@dataclass(frozen=True)
class Filled:
    """A row that says something clear (填好的一行)."""

    row: SheetRow
    decision: Decision
    record: LeadRecord | None


def take(filled: Filled, cases: Cases, by: str, at: datetime) -> Draft:
    """Draft what a row adds to the casebook (收一行); no events where it adds nothing.

    Args:
        filled: the row.
        cases: as they stand.
        by: who hands it in; else who verified.
        at: when.

    Raises:
        RowFault: where it cannot be taken.
    """
    case, decision = case_of_key(filled.row.key), filled.decision
    draft = Draft(cases)
    hand = Hand(by or decision.verified_by, at, _content_key(case, decision))
    try:
        if filled.record is not None and not draft.state(case):
            draft.add([hand.opened(case, filled.record.facts)])
        _carry(draft, case, decision, hand)
    except NotAllowedError as problem:
        raise RowFault(_column_of(problem.what), f"{problem.what}；{problem.remedy}") from problem
    return draft


def _content_key(case: str, decision: Decision) -> str:
    """Key a row's events by its case and content: handed in again, it is the same decision."""
    content = canonical({"case": case, **asdict(decision)})
    return f"worksheet/{hashlib.sha256(content.encode('utf-8')).hexdigest()[:24]}"


def _carry(draft: Draft, case: str, decision: Decision, hand: Hand) -> None:
    state = draft.state(case)
    if state["status"] == "proposed":
        _to_a_proposal(draft, state, decision, hand)
    elif life().statuses[state["status"]].standing == PENDING:
        _conclude(draft, state, decision, hand)
    else:
        _further(draft, state, decision, hand)


def _conclude(draft: Draft, state: State, decision: Decision, hand: Hand) -> None:
    others = draft.states(related_cases(state, decision))
    events = decide(state, others, decision, hand, draft.office)
    if decision.outcome != CONTINUE and draft.knows(events[0]):
        raise RowFault(
            "verified_on",
            "这个结论已记过账，之后案件又重新核查；结论仍是这样的，写上重新核查的日期再交",
        )
    draft.add(events)


def _to_a_proposal(draft: Draft, state: State, decision: Decision, hand: Hand) -> None:
    """Endorse what waits, where the row names the second person; otherwise it must say the same."""
    proposed = proposal_of(state)
    if not _says_the_same(decision, proposed.outcome, proposed.violation or proposed.reason):
        raise RowFault(
            "outcome",
            f"台账里这一条待复核：{_told(state)}，与填写的不同；不同意的由复核人退回后再填",
        )
    if decision.endorsed_by:
        second = replace(hand, by=decision.endorsed_by)
        others = draft.states(related_cases(state, proposed))
        draft.add(endorse(state, others, second, draft.office))
        _further(draft, draft.state(state["case"]), decision, hand)
    elif set(decision.measures) - set(proposed.measures):
        raise RowFault("measure", "这一条待复核，处理措施不能再加；复核同意以后再填")


def _further(draft: Draft, state: State, decision: Decision, hand: Hand) -> None:
    """Take what a row adds to a conclusion that stands: measures, the agency, a remark."""
    stands = state["violation"] if state["status"] == CONFIRMED else state["reason"]
    if not _says_the_same(decision, state["status"], str(stands)):
        raise RowFault(
            "outcome",
            f"台账里这一条已有结论：{_told(state)}，与填写的不同；要改结论的先重新核查"
            f"（guazheng casebook step {short(state['case'])} 重新核查），再交",
        )
    hand = replace(hand, key=f"{hand.key}/further")  # an endorsement just made has keys of its own
    linked = _linked(draft, state)
    decision = _with_links(decision, linked)
    more = tuple(name for name in decision.measures if not _is_taken(name, state, linked))
    related = related_cases(state, decision) if decision.outcome == CONFIRMED else []
    if more or set(related) - set(state["links"]):
        said = replace(decision, measures=more)
        draft.add(follow(state, draft.states(related), said, hand, draft.office))
    made_up = {name: getattr(decision, name) for name in _MADE_UP_FOR if not state.get(name)}
    if any(made_up.values()):
        said_now = {name: value for name, value in made_up.items() if value}
        draft.add([hand.event(state["case"], "amended", said_now, why="核查表补写")])
    if plain(decision.remark) and plain(decision.remark) != plain(str(state.get("remark") or "")):
        draft.add([hand.event(state["case"], "remarked", {"remark": decision.remark})])


def _says_the_same(decision: Decision, outcome: str, reason: str) -> bool:
    if decision.outcome != outcome:
        return False
    said = decision.violation or decision.reason
    return plain(said) == plain(reason) or (outcome == RECTIFIED and not said)


def _told(state: State) -> str:
    """Tell what was concluded, by whom and when."""
    outcome = str(state.get("outcome") or "")
    title = life().outcomes[outcome].title if outcome in life().outcomes else outcome
    who = state.get("verified_by") or state.get("by")
    when = state.get("verified_on") or str(state.get("concluded_at") or state["changed_at"])[:10]
    return f"{title}（{state.get('reason')}），{who} {when}"


def _linked(draft: Draft, state: State) -> dict[Subject, State]:
    found = draft.states(state.get("links") or ())
    return {subject_of(case): other for case, other in reversed(found.items())}


def _with_links(decision: Decision, linked: Mapping[Subject, State]) -> Decision:
    """Name unit and agency as the case is linked already; another one is another conclusion."""
    columns: dict[Subject, tuple[str, str]] = {
        "unit": ("using_employer", "using_uscc"),
        "agency": ("agency", "agency_uscc"),
    }
    for subject, (name, uscc) in columns.items():
        if subject not in linked:
            continue
        known, said = linked[subject], getattr(decision, name)
        if said and plain(said) != plain(str(known["name"])):
            title = sheet_layout().title_of(name)
            raise RowFault(name, f"台账里{title}是「{known['name']}」；要改的先重新核查，再交")
        decision = replace(decision, **{name: known["name"], uscc: known.get("uscc") or ""})
    return decision


def _is_taken(name: str, state: State, linked: Mapping[Subject, State]) -> bool:
    measure = life().measure(name)
    about = [state] if measure and "person" in measure.subjects else list(linked.values())
    return any(name in each["measures"] for each in about)


def _column_of(what: str) -> str:
    """Tell which cell a refusal is about, by what it speaks of."""
    if "复核" in what:
        return "endorsed_by"
    about_measures = any(measure.name in what for measure in life().measures)
    return "measure" if about_measures or "措施" in what or "凭据" in what else "outcome"
