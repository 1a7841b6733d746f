"""The statutory retirement month (法定退休年龄): the pre-2025 ages and the 2025 progressive rule.

Source: 国务院关于渐进式延迟法定退休年龄的办法, 第一条 (2025-01-01 起施行; 待核). Men at 60 and
women at 55 retire one month later for every four months that pass, up to 36; women at 50 one
month for every two, up to 60. Whether a woman's age is 50 or 55 cannot be seen from her number.
"""

from dataclasses import dataclass
from datetime import date

from guazheng_lib.terms.identity import PersonId
from guazheng_lib.terms.month import month_of, month_ordinal, month_text

_DELAY_STARTS = month_ordinal("2025-01")


@dataclass(frozen=True)
class RetirementRule:
    """How the retirement age of a group is delayed (延迟办法); months unless said otherwise."""

    age: int
    every: int
    at_most: int


MEN = RetirementRule(age=60, every=4, at_most=36)
WOMEN_55 = RetirementRule(age=55, every=4, at_most=36)
WOMEN_50 = RetirementRule(age=50, every=2, at_most=60)


def retirement_month(born_on: date, rule: RetirementRule) -> str:
    """Give the month in which the statutory age is reached (退休月), as ``YYYY-MM``.

    >>> retirement_month(date(1965, 5, 1), MEN)
    '2025-07'
    """
    original = month_ordinal(month_of(born_on)) + 12 * rule.age
    if original < _DELAY_STARTS:
        return month_text(original)
    passed = original - _DELAY_STARTS + 1
    return month_text(original + min(rule.at_most, -(-passed // rule.every)))


def may_be_retired(person_id: str, as_of: date) -> bool | None:
    """Tell whether the lowest statutory age is reached (可能已退休); None where the age is unknown.

    For women that is the rule of 50: some retire at 55, so it only ever asks for a document.
    """
    person = PersonId(person_id)
    if person.born_on is None:
        return None
    rule = MEN if person.is_male else WOMEN_50
    return retirement_month(person.born_on, rule) <= month_of(as_of)


def is_over_age(person_id: str, as_of: date, *, limit: int) -> bool | None:
    """Tell whether a birthday past the registration age has gone by (超过注册年龄)."""
    born_on = PersonId(person_id).born_on
    if born_on is None:
        return None
    reached = (born_on.year + limit, born_on.month, born_on.day)
    return reached < (as_of.year, as_of.month, as_of.day)
