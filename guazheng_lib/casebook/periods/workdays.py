"""Which days an office works, and how a legal period is counted over them (工作日与期限的计算).

The day on which a period begins is not counted. Nothing is put off because the last day is a
holiday: an office that counts on that may be late.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Literal

from guazheng_lib.casebook.events import CHINA
from guazheng_lib.params import Casework
from guazheng_lib.terms.errors import ParamsError
from guazheng_lib.terms.month import last_day, month_of, month_ordinal, month_text, parse_date

Unit = Literal["workdays", "days", "months", "years"]
UNITS: dict[Unit, str] = {"workdays": "个工作日", "days": "日", "months": "个月", "years": "年"}

_SATURDAY = 5
_MANY_DAYS = 4096


def day_in_china(moment: str | datetime) -> date:
    """Give the day on which something happened, as a calendar in China has it (当日).

    >>> day_in_china("2026-09-30T17:00:00+00:00")
    datetime.date(2026, 10, 1)
    """
    when = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return when.astimezone(CHINA).date()


@lru_cache(_MANY_DAYS)
def day_said(text: str) -> date | None:
    """Read the day that a fact names; a month without a day is its last one (写明的日期).

    >>> day_said("2024-02"), day_said("2024-02-05")
    (datetime.date(2024, 2, 29), datetime.date(2024, 2, 5))
    """
    day = parse_date(text)
    if day is not None and text.strip() == month_of(day):
        return last_day(day)
    return day


class Workdays:
    """The working days of an office (工作日历): the state's holidays, and its own days."""

    def __init__(self, off: Collection[date] = (), on: Collection[date] = ()) -> None:
        """Take the office's own days.

        Args:
            off: further days off.
            on: days worked all the same.

        Raises:
            ParamsError: where a day is both.
        """
        self._off, self._on = frozenset(off), frozenset(on)
        self._counted: dict[tuple[date, int], date] = {}
        if both := self._off & self._on:
            days = "、".join(sorted(day.isoformat() for day in both))
            raise ParamsError(
                f"{days} 既写在 days_off 又写在 days_on", remedy="在 casework 里只留一处"
            )

    @classmethod
    def of(cls, office: Casework) -> "Workdays":
        """Take the days from the office's rules (按办案规则)."""
        return cls(office.days_off, office.days_on)

    def is_workday(self, day: date) -> bool:
        """Tell whether the office works on a day (是否工作日)."""
        if day in self._on:
            return True
        return day not in self._off and _is_states_workday(day)

    def after(self, start: date, count: int) -> date:
        """Give the last of `count` working days after a day (第几个工作日)."""
        if (start, count) not in self._counted:
            day, left = start, count
            while left > 0:
                day += timedelta(days=1)
                left -= self.is_workday(day)
            self._counted[start, count] = day
        return self._counted[start, count]

    def due(self, start: date, length: int, unit: Unit) -> date:
        """Give the last day of a period that begins on a day (期满日).

        A month without that day ends with its own last one: a month from 31 January is 28 or 29
        February.
        """
        if unit == "workdays":
            return self.after(start, length)
        if unit == "days":
            return start + timedelta(days=length)
        month = month_ordinal(start.isoformat()) + length * (12 if unit == "years" else 1)
        first = date.fromisoformat(month_text(month) + "-01")
        return first.replace(day=min(start.day, last_day(first).day))


def are_holidays_known(first: date, last: date) -> bool:
    """Tell whether the state's holidays are known for all years of a period (节假日已公布)."""
    years = _known_years()
    return first.year in years and last.year in years


@cache
def _known_years() -> range:
    from chinese_calendar.constants import holidays

    return range(min(holidays).year, max(holidays).year + 1)


@cache
def _is_states_workday(day: date) -> bool:
    from chinese_calendar import is_workday

    if day.year in _known_years():
        return bool(is_workday(day))
    return day.weekday() < _SATURDAY
