"""A conclusion as events (核查结论): what a filled-in row, a command or a panel says.

One decision may touch several cases: the person's, and those of the unit that uses the certificate
and of the agency that brokered it, which it opens and links where they are not there yet. Its
events go into the ledger together or not at all.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from guazheng_lib.casebook.cases import agency_case, unit_case
from guazheng_lib.casebook.events import Event, canonical
from guazheng_lib.casebook.judgement import check_measure
from guazheng_lib.casebook.life import (
    CONFIRMED,
    EXCLUDED,
    Measure,
    Subject,
    life,
    subject_of,
)
from guazheng_lib.params import Casework
from guazheng_lib.terms.errors import NotAllowedError

CONTINUE = "verifying"
"""The outcome 继续核查, which concludes nothing."""


@dataclass(frozen=True)
class Decision:
    """What a verification came to (核查结论); empty where nothing was said.

    Attributes:
        outcome: a name of `life().outcomes`.
        reason: why: an exemption, another exclusion, or in the officer's words.
        violation: what was violated, where it is confirmed.
        measures: what is done about it, of the person, the using unit or the agency.
        using_employer: who bought or rented the certificate (买卖租借证书单位).
        using_uscc: its credit code.
        agency: who brokered it (中介机构).
        agency_uscc: its credit code.
        deregistration_paper: on what a direct deregistration rests.
        document_no: the number of a document issued.
        verified_by: who verified.
        verified_on: when, as ``YYYY-MM-DD``.
        endorsed_by: the second person who agrees.
        remark: anything else.
    """

    outcome: str
    reason: str = ""
    violation: str = ""
    measures: tuple[str, ...] = ()
    using_employer: str = ""
    using_uscc: str = ""
    agency: str = ""
    agency_uscc: str = ""
    deregistration_paper: str = ""
    document_no: str = ""
    verified_by: str = ""
    verified_on: str = ""
    endorsed_by: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Hand:
    """Whose hand and when (经办): what all events of one decision share."""

    by: str
    at: datetime
    key: str = ""
    demo: bool = False

    def event(self, case: str, step: str, facts: Mapping[str, Any], **more: str) -> Event:
        """Make an event by this hand; its key tells it from the decision's other events."""
        said = dict(facts) | ({"demo": "演示"} if self.demo else {})
        key = f"{self.key}/{case}/{step}" if self.key else ""
        return Event(case, step, self.by, self.at, facts=said, key=key, **more)

    def opened(self, case: str, facts: Mapping[str, Any]) -> Event:
        """Open a case; whoever opens it second adds nothing (入册)."""
        return replace(self.event(case, "opened", facts), key=f"opened/{case}")


def decide(
    state: Mapping[str, Any],
    others: Mapping[str, Mapping[str, Any]],
    decision: Decision,
    hand: Hand,
    office: Casework,
) -> list[Event]:
    """Turn a decision into the events that it is (作结论).

    Args:
        state: the case decided.
        others: the unit's and agency's cases that are already there, by number.
        decision: what the verification came to.
        hand: who enters it, and when.
        office: whether a second person must agree.

    Raises:
        NotAllowedError: where the decision does not fit the case, or lacks what it needs.
    """
    _check(decision)
    case = str(state["case"])
    if decision.outcome == CONTINUE:
        return [_continue(case, decision, hand)]
    events = _conclude(state, decision, hand, office)
    if events[-1].step == "proposed":
        return events  # what follows waits for the second person
    return events + follow(state, others, decision, hand, office)


def endorse(
    state: Mapping[str, Any],
    others: Mapping[str, Mapping[str, Any]],
    hand: Hand,
    office: Casework,
) -> list[Event]:
    """Agree to what was proposed, and let what it brings with it happen (复核同意).

    Raises:
        NotAllowedError: where nothing is proposed, or it does not fit the case any more.
    """
    decision = replace(proposal_of(state), endorsed_by=hand.by)
    first = _endorsed(str(state["case"]), decision, hand)
    return [first, *follow(state, others, decision, hand, office)]


def proposal_of(state: Mapping[str, Any]) -> Decision:
    """Read the decision that waits for a second person (待复核的结论).

    Raises:
        NotAllowedError: where none waits.
    """
    if state.get("status") != "proposed":
        raise NotAllowedError("没有待复核的结论", remedy="先由核查人提出结论")
    values = json.loads(str(state["proposal"]))
    return Decision(**{**values, "measures": tuple(values["measures"])})


def related_cases(state: Mapping[str, Any], decision: Decision) -> list[str]:
    """Number the unit's and agency's cases that a decision would touch (相关案件)."""
    return [case for case, _ in _related(state, decision).values()]


def follow(
    state: Mapping[str, Any],
    others: Mapping[str, Mapping[str, Any]],
    decision: Decision,
    hand: Hand,
    office: Casework,
) -> list[Event]:
    """Give what a conclusion brings with it: links, the unit's and agency's cases, measures (后续).

    The unit that uses the certificate is the registered employer, unless another is named. Its
    case is opened as a lead: it is confirmed only where a measure against it was chosen.

    Raises:
        NotAllowedError: where a measure does not fit.
    """
    related = _related(state, decision) if decision.outcome == CONFIRMED else {}
    events = [hand.opened(each, facts) for each, facts in related.values() if each not in others]
    case = str(state["case"])
    if related:
        events.append(hand.event(case, "linked", {"links": [each for each, _ in related.values()]}))
    known: dict[str, Mapping[str, Any]] = {case: {**state, "status": decision.outcome}}
    known |= {each: others.get(each, {"case": each, **facts}) for each, facts in related.values()}
    for target, names in _by_target(case, related, decision).items():
        if known[target].get("status") not in (decision.outcome, CONFIRMED):
            events += _conclude_also(known[target], decision, hand, office)
        events.append(_measure(target, known[target], names, decision, hand))
    return events


def _check(decision: Decision) -> None:
    outcomes = life().outcomes
    if decision.outcome not in outcomes:
        words = "、".join(life().outcome_words)
        raise NotAllowedError(f"没有「{decision.outcome}」这种核查结果", remedy=f"从中选：{words}")
    if decision.outcome == CONFIRMED and not decision.violation:
        raise NotAllowedError("认定没有写明违法违规行为", remedy="在“原因”里选一种违法违规行为")
    if decision.outcome == EXCLUDED and not decision.reason:
        raise NotAllowedError("排除没有写明原因", remedy="在“原因”里选 92 号文第几项或其他原因")


def _continue(case: str, decision: Decision, hand: Hand) -> Event:
    said = {"verified_by": decision.verified_by, "verified_on": decision.verified_on}
    said = _said(said | {"remark": decision.remark})
    return hand.event(case, "verifying", said, why=decision.reason)


def _conclude(
    state: Mapping[str, Any], decision: Decision, hand: Hand, office: Casework
) -> list[Event]:
    case = str(state["case"])
    facts = {
        "outcome": decision.outcome,
        "reason": decision.reason or decision.violation or life().outcomes[decision.outcome].title,
        "violation": decision.violation,
        "verified_by": decision.verified_by,
        "verified_on": decision.verified_on,
        "remark": decision.remark,
    }
    if decision.outcome not in office.second_person:
        endorsed = {"endorsed_by": decision.endorsed_by}
        return [hand.event(case, "concluded", _said(facts | endorsed))]
    proposal = {
        "verified_by": decision.verified_by or hand.by,
        "proposal": canonical(asdict(decision)),
    }
    proposed = hand.event(case, "proposed", _said(facts) | proposal)
    if not decision.endorsed_by:
        return [proposed]
    return [proposed, _endorsed(case, decision, replace(hand, by=decision.endorsed_by))]


def _endorsed(case: str, decision: Decision, hand: Hand) -> Event:
    agreed = {"outcome": decision.outcome, "endorsed_by": decision.endorsed_by}
    return hand.event(case, "endorsed", agreed)


def _related(
    state: Mapping[str, Any], decision: Decision
) -> dict[Subject, tuple[str, dict[str, Any]]]:
    """Give the unit's and the agency's case that a confirmed person's case is linked to."""
    county = str(state["county"])
    unit = decision.using_employer or str(state.get("registered_employer") or "")
    uscc = decision.using_uscc
    if not uscc and unit == state.get("registered_employer"):
        uscc = str(state.get("registered_uscc") or "")
    found: dict[Subject, tuple[str, dict[str, Any]]] = {}
    if unit:
        facts = _said({"county": county, "name": unit, "uscc": uscc})
        found["unit"] = (unit_case(county, unit, uscc), facts)
    if decision.agency:
        named = {"county": county, "name": decision.agency, "uscc": decision.agency_uscc}
        facts = _said(named)
        found["agency"] = (agency_case(decision.agency, decision.agency_uscc), facts)
    return found


def _conclude_also(
    state: Mapping[str, Any], decision: Decision, hand: Hand, office: Casework
) -> list[Event]:
    """Conclude the unit's or agency's case, where a measure against it was chosen (一并认定)."""
    violation = life().own_violations[subject_of(str(state["case"]))]
    return _conclude(state, replace(decision, reason="", violation=violation), hand, office)


def _papers(decision: Decision) -> dict[str, str]:
    return _said(
        {
            "deregistration_paper": decision.deregistration_paper,
            "document_no": decision.document_no,
        }
    )


def _said(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value}


def _by_target(
    case: str, related: Mapping[Subject, tuple[str, Any]], decision: Decision
) -> dict[str, list[str]]:
    """Sort the measures by the case that each is about: the person's, the unit's, the agency's."""
    about: dict[str, list[str]] = {}
    for name in decision.measures:
        measure = life().measure(name)
        if measure is None:
            raise NotAllowedError(f"没有「{name}」这种处理措施", remedy="从列表中选")
        about.setdefault(_target(measure, case, related), []).append(name)
    return about


def _measure(
    target: str, state: Mapping[str, Any], names: list[str], decision: Decision, hand: Hand
) -> Event:
    papers = _papers(decision)  # one named before stays named
    known = {**state, "status": decision.outcome} | papers
    for name in names:
        measure = life().measure(name)
        if measure is not None:
            check_measure(measure, target, known)
    return hand.event(target, "measure", {"measures": names} | papers)


def _target(measure: Measure, case: str, related: Mapping[Subject, tuple[str, Any]]) -> str:
    if case.partition(":")[0] in measure.subjects:
        return case
    for subject in measure.subjects:
        if subject in related:
            return related[subject][0]
    whose = "、".join(life().subjects[each] for each in measure.subjects)
    raise NotAllowedError(
        f"「{measure.name}」是对{whose}的措施，这一条没有写明{whose}",
        remedy=f"认定并写明{whose}后再选这项措施",
    )
