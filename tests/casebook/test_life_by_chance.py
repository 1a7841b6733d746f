"""Wherever a case has come to, a step is admitted as the plan says, or refused in one line."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import guazheng_lib.casebook
from guazheng_lib.casebook import Casebook, fold
from guazheng_lib.casebook.events import CHINA
from guazheng_lib.casebook.states import fold_on, fold_one
from guazheng_lib.params import Casework
from guazheng_lib.terms.errors import CasebookError

PLAN = yaml.safe_load(
    Path(guazheng_lib.casebook.__file__).with_name("life.yml").read_text(encoding="utf-8")
)
AT = datetime(2026, 7, 1, 9, tzinfo=CHINA)
OFFICE = Casework(second_person=("excluded",))
PEOPLE = ("赵某", "钱某")
CASES = ("person:a1", "unit:b1", "agency:c1", "complaint:d1", "complaint:d2")
COMPLAINTS_IN_HAND = ("registered", "referred")
SAID = {
    "verified_by": list(PEOPLE),
    "outcome": ["confirmed", "excluded", "rectified", "verifying"],
    "measures": [[each["name"]] for each in PLAN["measures"]] + [["已撤销"]],
    "merged_into": list(CASES),
    "period": ["书面说明", "答复投诉举报", "处罚时效", "没有这种"],
    "due_on": ["2026-09-01", "改日"],
    "links": [["unit:b1"], ["unit:b1", "agency:c1"]],
    "document_no": ["冀罚〔2026〕1号", ""],
    "deregistration_paper": ["劳动仲裁", "口头"],
    "profession": ["二级注册建造师", "一级注册建筑师"],
}
EXTENDABLE = SAID["period"][:2]


class Model:
    """One case as `life.yml` says, without the program's own reading of it."""

    def __init__(self, case: str) -> None:
        self.case, self.status, self.facts = case, "new", {}
        self.subject = case.partition(":")[0]

    def after(self, step: str, facts: dict[str, Any], why: str, by: str, others: Any) -> str | None:
        """Give the status that a step leads to; None where it may not be taken."""
        plan = PLAN["steps"][step]
        is_here = self.status in plan["from"] or (plan["from"] == ["any"] and self.status != "new")
        says_enough = all(({**facts, "why": why}).get(name) for name in plan.get("needs", ()))
        says_its_own = all(step in self._who_may_say(name, step) for name in facts)
        is_right = all(
            value in among
            for name, value in facts.items()
            if value and (among := PLAN["fields"][name].get("among"))
        )
        fits = (self.subject in plan["subjects"], is_here, says_enough, says_its_own, is_right)
        if not all(fits) or not getattr(self, f"_{step}", self._always)(facts, by, others):
            return None
        to = plan.get("to", self.status)
        return facts["outcome"] if to == "outcome" else to

    def take(self, step: str, facts: dict[str, Any], after: str) -> None:
        for name in PLAN["steps"][step].get("clears", ()):
            self.facts.pop(name, None)
        for name, value in facts.items():
            if PLAN["fields"][name].get("list"):
                known = self.facts.setdefault(name, [])
                known += [each for each in value if each not in known]
            else:
                self.facts[name] = value
        self.status = after

    @staticmethod
    def _who_may_say(name: str, step: str) -> list[str]:
        return PLAN["fields"][name].get("only", [step])

    @staticmethod
    def _always(*_: Any) -> bool:
        return True

    @staticmethod
    def _concluded(facts: dict[str, Any], *_: Any) -> bool:
        return facts["outcome"] in ("confirmed", "rectified")  # the other asks for two people

    def _endorsed(self, facts: dict[str, Any], by: str, _: Any) -> bool:
        is_agreed = facts["outcome"] == self.facts["outcome"] != "verifying"
        return is_agreed and by != self.facts["verified_by"]

    def _measure(self, facts: dict[str, Any], *_: Any) -> bool:
        known = self.facts | facts
        (name,) = facts["measures"]
        measure = next((each for each in PLAN["measures"] if each["name"] == name), None)
        return (
            measure is not None
            and self.subject in measure["subjects"]
            and self.status in measure["after"]
            and all(known.get(need) for need in measure.get("needs", ()))
            and not ("architect" in measure.get("not_for", ()) and "建筑师" in self._profession)
        )

    @property
    def _profession(self) -> str:
        return str(self.facts.get("profession", ""))

    def _merged(self, facts: dict[str, Any], _: str, others: Any) -> bool:
        into = others[facts["merged_into"]]
        is_other = into.subject == "complaint" and into is not self
        return is_other and into.status in COMPLAINTS_IN_HAND

    @staticmethod
    def _extended(facts: dict[str, Any], *_: Any) -> bool:
        return facts["period"] in EXTENDABLE and facts["due_on"] == SAID["due_on"][0]


def words(name: str) -> st.SearchStrategy[Any]:
    is_list = PLAN["fields"][name].get("list")
    return st.sampled_from(SAID.get(name, [[name]] if is_list else [name]))


def needed(step: str) -> list[str]:
    """The facts that a step needs; the others of its needs are said beside them."""
    return [name for name in PLAN["steps"][step].get("needs", ()) if name in PLAN["fields"]]


@st.composite
def facts_of(draw: st.DrawFn, step: str) -> dict[str, Any]:
    """What a step needs."""
    return {name: draw(words(name)) for name in needed(step)}


@st.composite
def any_facts(draw: st.DrawFn, step: str) -> dict[str, Any]:
    """Perhaps less than a step needs, and perhaps more than it may say."""
    more = ["verified_by", "document_no", "deregistration_paper", "profession", "outcome", "answer"]
    names = st.lists(st.sampled_from([*needed(step), *more]), unique=True, max_size=4)
    return {name: draw(words(name)) for name in draw(names)}


class Life(RuleBasedStateMachine):
    """Any steps in any order about a few cases, and what must then be so."""

    def __init__(self) -> None:
        super().__init__()
        self.book = Casebook("sqlite://", user="登记员", clock=lambda: AT, office=OFFICE)
        self.models = {case: Model(case) for case in CASES}
        self.kept = 0

    def teardown(self) -> None:
        self.book.close()

    @initialize()
    def begin(self) -> None:
        for case in CASES[:-1]:
            step = "received" if case.startswith("complaint") else "opened"
            self._do(case, step, PEOPLE[0], "", {name: "写明" for name in needed(step)})

    @rule(case=st.sampled_from(CASES), by=st.sampled_from(PEOPLE), data=st.data())
    def a_step_from_here(self, case: str, by: str, data: st.DataObject) -> None:
        status, subject = self.models[case].status, self.models[case].subject
        steps = [
            name
            for name, plan in PLAN["steps"].items()
            if subject in plan["subjects"]
            and (status in plan["from"] or (plan["from"] == ["any"] and status != "new"))
        ]
        step = data.draw(st.sampled_from(steps))
        self._do(case, step, by, "因", data.draw(facts_of(step)))

    @rule(case=st.sampled_from(CASES[:3]), by=st.sampled_from(PEOPLE), is_proposed=st.booleans())
    def a_conclusion(self, case: str, by: str, is_proposed: bool) -> None:
        step, outcome = ("proposed", "excluded") if is_proposed else ("concluded", "confirmed")
        said = {"outcome": outcome, "reason": "写明", "verified_by": by}
        self._do(case, step, by, "", said)

    @rule(case=st.sampled_from(CASES[:3]), by=st.sampled_from(PEOPLE), measure=words("measures"))
    def a_measure(self, case: str, by: str, measure: list[str]) -> None:
        papers = {"document_no": "冀罚〔2026〕1号", "deregistration_paper": "劳动仲裁"}
        self._do(case, "measure", by, "", {"measures": measure} | papers)

    @rule(by=st.sampled_from(PEOPLE))
    def an_answer_and_a_merge_into_it(self, by: str) -> None:
        into, case = CASES[-2:]
        self._do(case, "received", by, "", {name: "写明" for name in needed("received")})
        self._do(into, "answered", by, "", {"answer": "已答复"})
        self._do(case, "merged", by, "", {"merged_into": into})

    @rule(by=st.sampled_from(PEOPLE))
    def a_second_opinion(self, by: str) -> None:
        for case, model in self.models.items():
            if model.status == "proposed":
                self._do(case, "endorsed", by, "", {"outcome": model.facts["outcome"]})

    @rule(
        case=st.sampled_from(CASES),
        step=st.sampled_from(list(PLAN["steps"])),
        by=st.sampled_from(PEOPLE),
        why=st.sampled_from(["因", ""]),
        data=st.data(),
    )
    def any_step(self, case: str, step: str, by: str, why: str, data: st.DataObject) -> None:
        self._do(case, step, by, why, data.draw(any_facts(step)))

    def _do(self, case: str, step: str, by: str, why: str, facts: dict[str, Any]) -> None:
        model = self.models[case]
        after = model.after(step, facts, why, by, self.models)
        given = {"case": case, "step": step, "by": by, "why": why, "facts": facts}
        if after is None:
            with pytest.raises(CasebookError) as caught:
                self.book.append(given)
            assert caught.value.remedy and "\n" not in str(caught.value)
            return
        entry = self.book.append(given)
        assert entry is not None and entry.status == after
        model.take(step, facts, after)
        self.kept += 1

    @invariant()
    def the_state_is_what_was_said(self) -> None:
        begun = {case: model for case, model in self.models.items() if model.status != "new"}
        state = {row["case"]: row for row in self.book.state().to_dict("records")}
        assert state.keys() == begun.keys()
        for case, model in begun.items():
            row = state[case]
            assert row["status"] == model.status
            assert row["standing"] == PLAN["statuses"][model.status]["standing"]
            assert (row["concluded_at"] is None) == (row["standing"] == "pending")
            said = {name: row[name] for name in PLAN["fields"] if row[name]}
            assert said == {name: value for name, value in model.facts.items() if value}

    @invariant()
    def however_it_is_folded_it_is_the_same(self) -> None:
        entries = self.book.ledger.entries()
        assert len(entries) == self.kept == self.book.verify().entries
        one_by_one: dict[str, dict[str, Any]] = {}
        for entry in entries:
            one_by_one[entry.case] = fold_on(one_by_one.get(entry.case, {}), entry)
        whole = {row["case"]: row for row in fold(entries).to_dict("records")}
        assert whole.keys() == one_by_one.keys()
        for case, state in one_by_one.items():
            assert state == fold_one(self.book.ledger.entries(case))
            assert state == {name: whole[case][name] for name in state}


class TestShortLives(Life.TestCase):
    settings = settings(max_examples=20, stateful_step_count=30, deadline=None)


@pytest.mark.slow
class TestLongLives(Life.TestCase):
    settings = settings(max_examples=100, stateful_step_count=80, deadline=None)
