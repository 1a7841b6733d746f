"""What the offices know about the city (底账): a list a source, fields as in the contract."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from guazheng_lib.demo.firms import Firm, Town
from guazheng_lib.demo.people import Person, Registry
from guazheng_lib.demo.permits import Permits
from guazheng_lib.demo.places import FIRST_MONTH, LAST_MONTH, County

Row = dict[str, Any]

STAFF, PUBLIC = "企业职工基本养老保险", "机关事业单位养老保险"
FLEXIBLE, RESIDENT = "灵活就业人员养老保险", "城乡居民基本养老保险"


class LostDigits(str):
    """A number that a clerk's spreadsheet kept as a number (丢位的号码); the writer spoils it."""

    __slots__ = ()


@dataclass
class Ledger:
    """Everything that will be written to files (底账), in the order in which it came about."""

    registrations: list[Row] = field(default_factory=list)
    social: list[Row] = field(default_factory=list)
    fund: list[Row] = field(default_factory=list)
    safety_b: list[Row] = field(default_factory=list)
    evidence: list[Row] = field(default_factory=list)
    corrections: list[Row] = field(default_factory=list)
    staff: list[Row] = field(default_factory=list)
    presence: list[Row] = field(default_factory=list)
    truth: list[Row] = field(default_factory=list)


@dataclass
class Case:
    """One planted case (案例): its county, and the hand that writes it to the ledger."""

    ledger: Ledger
    town: Town
    people: Registry
    permits: Permits
    county: County
    rng: Random

    def builder(self, *not_these: Firm) -> Firm:
        """Pick a construction firm of the county, other than those given."""
        known = [firm for firm in self.town.builders[self.county.slug] if firm not in not_these]
        return self.rng.choice(known)

    def outsider(self) -> Firm:
        """Pick a firm that has nothing to do with construction."""
        return self.rng.choice(self.town.others)

    def working(self, name: str | None = None) -> Person:
        """Give a person of working age."""
        return self.people.working(self.county, name)

    def register(
        self, person: Person, firm: Firm, *, actual: Firm | None = None, **what_matters: Any
    ) -> Row:
        """Register a person at a firm (注册); `actual` is where the person really works."""
        permit = self.permits.issue(self.county, **what_matters)
        row = {
            "county": self.county.slug,
            **_of(person),
            **permit,
            "registered_employer": firm.name,
            "registered_uscc": firm.uscc,
        }
        self.ledger.registrations.append(row)
        self.ledger.truth.append(
            {
                "county": self.county.slug,
                "person_id": person.number,
                "certificate_no": row["certificate_no"],
                "actual": "" if actual is None else actual.name,
            }
        )
        return row

    def insure(
        self,
        person: Person,
        firm: Firm,
        first: str = FIRST_MONTH,
        last: str = LAST_MONTH,
        **what_matters: Any,
    ) -> None:
        """Pay a person's social insurance for a spell of months (参保缴费)."""
        row = _spell(self.county, person, firm, first, last)
        self.ledger.social.append(
            row | {"scheme": STAFF, "status": "正常缴费", "employer_code": firm.code} | what_matters
        )

    def insure_alone(self, person: Person, scheme: str, employer: str, status: str) -> None:
        """Insure a person without an employer (灵活就业、居民、退休)."""
        self.ledger.social.append(
            {
                "county": self.county.slug,
                **_of(person),
                "employer": employer,
                "employer_uscc": "",
                "employer_code": "",
                "from_month": FIRST_MONTH,
                "to_month": LAST_MONTH,
                "scheme": scheme,
                "status": status,
            }
        )

    def save(
        self, person: Person, firm: Firm, first: str = FIRST_MONTH, last: str = LAST_MONTH
    ) -> None:
        """Pay a person's housing fund for a spell of months (公积金缴存)."""
        row = _spell(self.county, person, firm, first, last)
        self.ledger.fund.append(row | {"status": "正常"})

    def employ(self, person: Person, firm: Firm, *, fund: bool | None = None) -> None:
        """Insure a person for the whole window, mostly with housing fund as well (用工)."""
        self.insure(person, firm)
        if self.rng.random() < 0.7 if fund is None else fund:
            self.save(person, firm)

    def certify(self, person: Person, firm: Firm) -> None:
        """Note a safety-officer B certificate at a firm (安全员B证)."""
        permit = self.permits.safety_b()
        self.ledger.safety_b.append(_of(person) | permit | {"employer": firm.name})

    def prove(self, person: Person, situation: str, proof: str) -> None:
        """File evidence of a situation that is in principle not 挂证 (佐证)."""
        row = {"county": self.county.slug, **_of(person), "situation": situation, "proof": proof}
        self.ledger.evidence.append(row)

    def correct(self, person: Person, registration: Mapping[str, Any], **what_matters: Any) -> None:
        """Note a self-correction (自查自纠)."""
        row = {
            "county": self.county.slug,
            **_of(person),
            "certificate_no": registration["certificate_no"],
            "problem": "注册单位与社保缴纳单位不一致",
        }
        self.ledger.corrections.append(row | what_matters)

    def appoint(self, person: Person, firm: Firm, project: str, days: dict[str, int]) -> None:
        """Put a person on a project's key post, with the days of presence a month (到岗)."""
        who = {"county": self.county.slug, **_of(person), "project": project}
        self.ledger.staff.append(
            who
            | {"employer": firm.name, "post": "项目经理", "from_date": "2026-01-05", "to_date": ""}
        )
        self.ledger.presence.extend(
            who | {"month": month, "days_present": present, "days_required": 22}
            for month, present in days.items()
        )


def _of(person: Person) -> Row:
    return {"person_name": person.name, "person_id": person.number}


def _spell(county: County, person: Person, firm: Firm, first: str, last: str) -> Row:
    return {
        "county": county.slug,
        **_of(person),
        "employer": firm.name,
        "employer_uscc": firm.uscc,
        "from_month": first,
        "to_month": last,
    }
