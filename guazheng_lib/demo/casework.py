"""The demonstration's decisions (演示决定): its cases played through, every one marked as such.

No real officer decided anything here. What is planted follows from what each person was planted
as (`classes`): most of the suspicious are confirmed, explained ones are excluded, some wait.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pandas as pd

from guazheng_lib.casebook import Casebook, Decision, Hand
from guazheng_lib.casebook.cases import person_case
from guazheng_lib.casebook.complaints import answer, link, register
from guazheng_lib.casebook.events import CHINA
from guazheng_lib.casebook.intake import LISTED
from guazheng_lib.demo.firms import Town
from guazheng_lib.demo.ledger import Ledger
from guazheng_lib.demo.places import CITY, COUNTIES, LAST_MONTH, County
from guazheng_lib.params import Casework
from guazheng_lib.terms.catalogue import Indicator
from guazheng_lib.terms.errors import CasebookError

Row = dict[str, Any]

VERIFIER, SECOND, CLERK = "演示核查员", "演示复核员", "演示登记员"
_FIRST_DAY = datetime(2026, 7, 6, 9, tzinfo=CHINA)
_RULES = Casework()

_EXPLAINED: Mapping[str, str] = {
    "retired_unproved": "E1 退休人员",
    "reformed_unproved": "E2 事业单位改制保留身份",
    "teacher_unproved": "E3 院校教师科研人员",
    "dispatch": "劳务派遣，实际在注册单位工作",
    "out_of_city": "来件数据有误",
}
"""Who turns out to have an explanation, and which (排除原因)."""

_VIOLATIONS: Mapping[str, str] = {
    "gz_multi_reg": "同时在两个以上单位受聘、注册或执业",
    "gz_multi_insured": "同时在两个以上单位受聘、注册或执业",
    "gz_proxy": "租借、出租出借证书（印章）",
    "gz_brief": "买卖（专业）资格（注册）证书",
}
_USUAL_VIOLATION = "注册单位与实际工作单位不符"
_UNIT_MEASURES = ("单位通报", "纳入资质动态核查", "项目到岗履职排查")


def plant_casework(url: str, ledger: Ledger, town: Town, received: list[Row], rng: Random) -> int:
    """Play the demonstration's cases through in a casebook (演示台账).

    The same decisions are entered once, however often they are planted.

    Returns:
        How many cases there are.

    Raises:
        CasebookError: where the casebook holds real cases: demonstration and real do not mix.
    """
    hands = _Hands()
    with Casebook(url, clock=hands.tick, office=_RULES) as book:
        state = book.state()
        if state["demo"].isna().any():
            raise CasebookError(
                "台账里有真实案件，不写入演示决定",
                remedy="演示另用一个台账：--casebook sqlite:///路径",
            )
        if state.empty:
            _play(book, ledger, town, rng, hands)
            _complaints(book, received, hands)
        return len(book.state())


def _play(book: Casebook, ledger: Ledger, town: Town, rng: Random, hands: "_Hands") -> None:
    registrations = {row["certificate_no"]: row for row in ledger.registrations}
    codes = {firm.name: firm.uscc for firm in town.register}
    for truth in ledger.truth:
        row = registrations.get(truth["certificate_no"])
        if row is None or not _is_followed_up(truth):
            continue
        case = _Case(book, hands, rng, {**row, **truth}, codes, town)
        case.open()
        case.play()


def _is_followed_up(truth: Row) -> bool:
    return truth["cls"].startswith("gz_") or truth["cls"] in _EXPLAINED


@dataclass
class _Hands:
    """The clock of the demonstration: every entry ten minutes after the one before, by daylight."""

    at: datetime = _FIRST_DAY
    entered: int = field(default=0)

    def tick(self) -> datetime:
        self.at += timedelta(minutes=10)
        if self.at.hour >= 17:
            days = 3 if self.at.weekday() == 4 else 1
            self.at = self.at.replace(hour=9, minute=0) + timedelta(days=days)
        return self.at

    def of(self, who: str) -> Hand:
        self.entered += 1
        return Hand(who, self.tick(), key=f"demo/{self.entered}", demo=True)


@dataclass
class _Case:
    """One registration's way from lead to what became of it."""

    book: Casebook
    hands: _Hands
    rng: Random
    row: Row
    codes: Mapping[str, str]
    town: Town

    @property
    def county(self) -> County:
        return next(county for county in COUNTIES if county.slug == self.row["county"])

    @property
    def number(self) -> str:
        registration = (self.row[n] for n in ("person_id", "profession", "certificate_no"))
        return person_case(self.county.name, *registration)

    def open(self) -> None:
        names = ("person_name", "person_id", "certificate_no", "profession", "specialty")
        facts = {name: self.row[name] for name in (*names, "registered_employer")}
        facts |= {
            "county": self.county.name,
            "registered_uscc": self.row["registered_uscc"],
            "actual_employer": self.row["actual"],
            "actual_uscc": self.codes.get(self.row["actual"], ""),
            "level": self.row["levels"].partition("|")[0],
            "indicators": " ".join(c for c in self.row["codes"].split("|") if c in set(Indicator)),
            "violation_until": LAST_MONTH,
            "listed": LISTED,
        }
        said = {name: value for name, value in facts.items() if value}
        self.book.append(self.hands.of(CLERK).opened(self.number, said))

    def play(self) -> None:
        if self.row["cls"] in _EXPLAINED:
            self._exclude(_EXPLAINED[self.row["cls"]])
        elif self.row["actual"] and self.rng.random() < 0.7:
            self._confirm()
        else:
            self.rng.choice((self._assign, self._ask, self._rectify, self._exclude_error))()

    def _confirm(self) -> None:
        decision = Decision(
            "confirmed",
            violation=_VIOLATIONS.get(self.row["cls"], _USUAL_VIOLATION),
            measures=tuple(self._measures()),
            agency=self.town.agencies[0].name if self._is_brokered else "",
            agency_uscc=self.town.agencies[0].uscc if self._is_brokered else "",
            **self._signed(),
        )
        self.book.decide(self.number, decision, self.hands.of(VERIFIER))
        if self.row["cls"] == "gz_public":
            told = {"told": ["实际工作单位", "纪检监察机关"]}
            self.book.append(self.hands.of(CLERK).event(self.number, "told", told))

    @property
    def _is_brokered(self) -> bool:
        return bool(self.row["cls"] == "gz_brief")

    def _measures(self) -> Iterator[str]:
        is_architect = "建筑师" in self.row["profession"]
        yield "移送注册管理机构" if is_architect else "拟建议撤销注册许可"
        if self.row["cls"] == "gz_public":
            yield "告知实际工作单位及纪检监察机关"
        yield from self.rng.sample(_UNIT_MEASURES, k=self.rng.randint(0, 2))
        if self._is_brokered:
            yield "责令机构限期整改"

    def _exclude(self, reason: str) -> None:
        decision = Decision("excluded", reason=reason, **self._signed())
        self.book.decide(self.number, decision, self.hands.of(VERIFIER))

    def _exclude_error(self) -> None:
        self._exclude("不是同一个人")

    def _rectify(self) -> None:
        decision = Decision("rectified", measures=("变更注册",), **self._signed())
        self.book.decide(self.number, decision, self.hands.of(VERIFIER))

    def _assign(self) -> None:
        hand = self.hands.of(CLERK)
        self.book.append(hand.event(self.number, "assigned", {"assigned_to": VERIFIER}))

    def _ask(self) -> None:
        hand = self.hands.of(VERIFIER)
        self.book.append(
            hand.event(self.number, "asked", {"asked": self.row["registered_employer"]})
        )

    def _signed(self) -> dict[str, Any]:
        day = self.hands.at.date().isoformat()
        return {
            "verified_by": VERIFIER,
            "verified_on": day,
            "endorsed_by": SECOND,
        }


def _complaints(book: Casebook, received: list[Row], hands: _Hands) -> None:
    """Enter the complaints received, tie them to who they are about, answer all but two."""
    table = pd.DataFrame(received).assign(file="city/投诉举报登记.xlsx", sheet=None)
    table["row"] = range(2, len(table) + 2)
    for event in register(table, book.state(), hands.of(CLERK), county=CITY):
        book.append(event)
    state = book.state()
    known = state[state["subject"].eq("person")].to_dict("records")
    people = {row["person_name"]: row["case"] for row in known}
    cases = state.loc[state["subject"].eq("complaint")].to_dict("records")
    for place, complaint in enumerate(cases):
        about = people.get(complaint["person_name"])
        if about:
            book.append(link(complaint["case"], [about], hands.of(CLERK)))
        if place < len(cases) - 2:
            said = "已按程序核查，结果见关联案件。演示数据。"
            book.append(answer(complaint["case"], said, hands.of(VERIFIER)))
