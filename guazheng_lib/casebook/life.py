"""The life of a case as data (办案流程): what may be done when, and what must be said with it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pydantic

from guazheng_lib.terms.catalogue import EXEMPTIONS
from guazheng_lib.terms.data import Data
from guazheng_lib.terms.errors import NotAllowedError

NEW, ANY = "new", "any"
"""The status of a case before its first event; and: in whatever status."""

PENDING, EXCLUDED, RECTIFIED, CONFIRMED = "pending", "excluded", "rectified", "confirmed"
"""Where a case counts in 存疑 = 排除 + 自查已整改 + 认定 + 在办."""

REGISTERED, REFERRED, ANSWERED, MERGED = "registered", "referred", "answered", "merged"
"""What a complaint may be (投诉举报): in hand, handed on, answered, part of another."""

Subject = Literal["person", "unit", "agency", "complaint"]


class Status(Data):
    """Where a case stands (办理状态)."""

    title: str
    standing: Literal["pending", "excluded", "rectified", "confirmed", "closed"]


class Step(Data):
    """Something that can be done about a case (一步)."""

    title: str
    subjects: tuple[Subject, ...]
    starts: tuple[str, ...] = pydantic.Field(alias="from")
    to: str | None = None
    needs: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()


class Outcome(Data):
    """What a verification came to (结论), and the words of the worksheet for it."""

    title: str
    words: tuple[str, ...]
    reasons: tuple[Literal["violations", "exclusions", "exemptions"], ...]


class Measure(Data):
    """What is done with a case after its conclusion (处理措施)."""

    name: str
    subjects: tuple[Subject, ...]
    after: tuple[str, ...]
    needs: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()


class Route(Data):
    """People whom the plan treats by another way (另行办理的人员)."""

    title: str
    advice: str
    profession: str = ""
    indicator: str = ""
    owes: tuple[str, ...] = ()

    def is_for(self, facts: Mapping[str, Any]) -> bool:
        """Tell whether a case goes this way, by its profession or its indicators."""
        by_profession = self.profession and self.profession in str(facts.get("profession") or "")
        codes = str(facts.get("indicators") or "").split()
        return bool(by_profession or (self.indicator and self.indicator in codes))


class Field(Data):
    """Something that a case says of itself (事项)."""

    title: str
    list: bool = False
    day: bool = False
    only: tuple[str, ...] = ()
    among: tuple[str, ...] = ()


class Life(Data):
    """The whole of `life.yml` (办案流程)."""

    subjects: dict[Subject, str]
    statuses: dict[str, Status]
    steps: dict[str, Step]
    outcomes: dict[str, Outcome]
    violations: tuple[str, ...]
    own_violations: dict[Subject, str]
    exclusions: tuple[str, ...]
    measures: tuple[Measure, ...]
    routes: dict[str, Route]
    fields: dict[str, Field]

    @property
    def exemptions(self) -> tuple[str, ...]:
        """The six situations of 92号, as the worksheet writes them (免责情形)."""
        return tuple(f"{code} {term.title}" for code, term in EXEMPTIONS.items())

    @property
    def outcome_words(self) -> tuple[str, ...]:
        """The words of the worksheet's 核查结果."""
        return tuple(word for outcome in self.outcomes.values() for word in outcome.words)

    @property
    def reason_words(self) -> tuple[str, ...]:
        """The words of the worksheet's 原因: exemptions, other exclusions, violations."""
        return self.exemptions + self.exclusions + self.violations

    @property
    def deregistration_papers(self) -> tuple[str, ...]:
        """The papers on which a direct deregistration may rest (直接注销凭据)."""
        return self.fields["deregistration_paper"].among

    def measure(self, name: str) -> Measure | None:
        """Find a measure by its name (处理措施)."""
        return next((each for each in self.measures if each.name == name), None)


@cache
def life() -> Life:
    """Read the life of a case (读办案流程)."""
    return Life.read(Path(__file__).with_name("life.yml"))


def subject_of(case: str) -> Subject:
    """Tell whom a case is about by its number (案件对象): ``person:3fa9…``.

    Raises:
        NotAllowedError: where it is no case number.
    """
    subject = case.partition(":")[0]
    for known in life().subjects:
        if subject == known:
            return known
    raise NotAllowedError(f"「{case}」不是案件编号", remedy="用 guazheng casebook list 查编号")


def next_status(
    case: str, status: str, step: str, facts: Mapping[str, Any], *, why: str, basis: str
) -> str:
    """Give the status after a step, where the step may be done at all (流转).

    Args:
        case: the case's number.
        status: where it stands; `NEW` before its first event.
        step: what is done.
        facts: what the event says.
        why: the event's reason.
        basis: the event's basis.

    Raises:
        NotAllowedError: where there is no such step, it does not fit the case or its status, or
            something that it needs is not said.
    """
    done = life().steps.get(step)
    if done is None or subject_of(case) not in done.subjects:
        raise NotAllowedError(
            f"没有「{step}」这一步", remedy="可用的有：" + "、".join(_steps_for(case))
        )
    if status not in done.starts and (ANY not in done.starts or status == NEW):
        raise NotAllowedError(_not_now(done, status), remedy=_what_first(status))
    for need in done.needs:
        if not facts.get(need):
            _check_needs(done, {**facts, "why": why, "basis": basis})
    plain = _plain_fields()
    for name, value in facts.items():
        if name not in plain or type(value) is not str:
            _check_fact(step, name, value)
    return _after(done, status, facts)


def _after(step: Step, status: str, facts: Mapping[str, Any]) -> str:
    if step.to != "outcome":
        return step.to or status
    outcome = str(facts["outcome"])
    if outcome not in (CONFIRMED, EXCLUDED, RECTIFIED):
        raise NotAllowedError(
            f"没有「{outcome}」这种结论", remedy="结论写 认定、排除 或 自查已整改"
        )
    return outcome


def _not_now(step: Step, status: str) -> str:
    if status == NEW:
        return f"没有这个案件，不能{step.title}"
    if step.starts == (NEW,):
        return f"案件已在册，不能再次{step.title}"
    return f"案件现在是“{life().statuses[status].title}”，不能{step.title}"


def _what_first(status: str) -> str:
    if status == NEW:
        return "核对案件编号；线索先用 guazheng casebook take 收入台账"
    if status in (EXCLUDED, RECTIFIED, CONFIRMED):
        return "要改结论的先重新核查（guazheng casebook step 案件编号 重新核查）"
    return "先看 guazheng casebook history 里办到哪一步"


def _steps_for(case: str) -> list[str]:
    subject = subject_of(case)
    return [name for name, step in life().steps.items() if subject in step.subjects]


def _title(name: str) -> str:
    plain = {"why": "事由", "basis": "依据"}
    return plain.get(name) or life().fields[name].title


def _check_needs(step: Step, said: Mapping[str, Any]) -> None:
    missing = [name for name in step.needs if not said.get(name)]
    if missing:
        names = "、".join(_title(name) for name in missing)
        raise NotAllowedError(f"{step.title}没有写明{names}", remedy=f"补上{names}")


@cache
def _plain_fields() -> frozenset[str]:
    """Name the fields of which any step may say any text; nothing else of them is checked."""
    fields = life().fields.items()
    return frozenset(name for name, field in fields if not (field.only or field.among))


def _check_fact(step: str, name: str, value: Any) -> None:
    field = life().fields.get(name)
    if field is None:
        raise NotAllowedError(f"不认识的事项：{name}", remedy="事项见 docs/life.md")
    if field.only and step not in field.only:
        steps = "、".join(life().steps[each].title for each in field.only)
        raise NotAllowedError(
            f"{life().steps[step].title}不能写{field.title}", remedy=f"用“{steps}”来写"
        )
    if not (isinstance(value, str) or (field.list and _is_texts(value))):
        raise NotAllowedError(f"{field.title}不是文字", remedy="写成文字")
    if field.among and value and value not in field.among:
        raise NotAllowedError(f"没有这种{field.title}", remedy=f"写明{'、'.join(field.among)}之一")


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
