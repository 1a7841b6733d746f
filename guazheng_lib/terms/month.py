"""Months and dates as offices write them (月份与日期).

A month is the text ``YYYY-MM``: it sorts, prints and travels through Parquet as it is. Arithmetic
goes through its ordinal (months since year 0).
"""

import calendar
import math
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from guazheng_lib.terms.text import fold_width, is_missing

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
"""Outside these years a number is no year: a serial, an amount, a slip of the pen."""

_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(15_000, 80_000)  # 1941 … 2119; below and above a bare number is something else
_SEPARATED = re.compile(
    r"^(?P<year>\d{4})[-/.年_](?P<month>1[0-2]|0?[1-9])(?!\d)(?:[-/.月_]?份?(?:(?P<day>\d{1,2})日?)?)?"
    r"(?:[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$"
)
_COMPACT = re.compile(r"^(?P<year>\d{4})(?P<month>0[1-9]|1[0-2])(?P<day>\d{2})?(?:\.0+)?$")


_TWO_DIGITS = re.compile(
    r"^(?P<year>\d{2})年(?P<month>1[0-2]|0?[1-9])月(?:份|(?P<day>\d{1,2})日)?$"
)
_MONTH_FIRST = re.compile(r"^(?P<month>1[0-2]|0?[1-9])[-/](?P<year>\d{4})$")
_NAMED = re.compile(r"^(?P<month>[A-Z][a-z]{2})[-/.]?(?P<year>\d{2}|\d{4})$")
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_IN_NUMERALS = re.compile(
    r"^(?P<year>[〇○零一二三四五六七八九]{4})年(?P<rest>[一二三四五六七八九十]{1,2}月.*)$"
)


def month_ordinal(month: str) -> int:
    """Count the months since year 0 (月序号).

    >>> month_ordinal("2024-01") - month_ordinal("2023-12")
    1
    """
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def month_text(ordinal: int) -> str:
    """Write a month ordinal as ``YYYY-MM``; the inverse of `month_ordinal`.

    >>> month_text(month_ordinal("2024-11") + 2)
    '2025-01'
    """
    return f"{ordinal // 12:04d}-{ordinal % 12 + 1:02d}"


def month_of(day: date) -> str:
    """Give the month in which a day lies."""
    return f"{day.year:04d}-{day.month:02d}"


def months_between(first: str, last: str) -> Iterator[str]:
    """List the months from `first` to `last`, both included."""
    return (month_text(n) for n in range(month_ordinal(first), month_ordinal(last) + 1))


def month_zh(month: str) -> str:
    """Write a month for people (某年某月).

    >>> month_zh("2024-03")
    '2024年3月'
    """
    return f"{int(month[:4])}年{int(month[5:7])}月"


def parse_date(value: object) -> date | None:
    """Read a day from a cell: a date, an Excel serial, or any usual way of writing (日期).

    A month without a day is its first day. None where it is no date; the caller says so.

    >>> parse_date("2024.3.1"), parse_date(45352), parse_date("2024年3月")
    (datetime.date(2024, 3, 1), datetime.date(2024, 3, 1), datetime.date(2024, 3, 1))
    """
    if is_missing(value):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _from_number(float(value))
    return _from_text(str(value))


def parse_month(value: object) -> str | None:
    """Read a month from a cell (月份): ``202403``, ``2024年3月``, a date, an Excel serial.

    >>> parse_month("202403"), parse_month("2024/12/31"), parse_month("2024-13")
    ('2024-03', '2024-12', None)
    """
    day = parse_date(value)
    return None if day is None else month_of(day)


def last_day(day: date) -> date:
    """Give the last day of the month of `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _from_number(number: float) -> date | None:
    if not math.isfinite(number):
        return None
    whole = int(number)
    if whole in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=whole)
    if number != whole and str(number).endswith(".1"):
        return None  # 2024.1 and 2024.10 are the same number: January or October
    return _from_text(str(whole if number == whole else number))


def _from_text(text: str) -> date | None:
    folded = fold_width(text.replace("T", " ").strip().lstrip("'’‘`"))
    found = _SEPARATED.match(folded) or _COMPACT.match(folded)
    if found:
        return _day(int(found["year"]), int(found["month"]), int(found["day"] or 1))
    if rare := _rarely_written(folded):
        return rare
    if re.fullmatch(r"\d{5}(?:\.\d+)?", folded) and int(float(folded)) in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=int(float(folded)))
    return None


def _rarely_written(folded: str) -> date | None:
    """Read 23年7月, 07/2023, Jul-23, 二〇二三年七月."""
    if found := _IN_NUMERALS.match(folded):
        rest = re.sub(
            "[一二三四五六七八九十]+", lambda n: str(_small_number(n.group())), found["rest"]
        )
        return _from_text(found["year"].translate(_NUMERALS) + "年" + rest)
    found = _TWO_DIGITS.match(folded) or _MONTH_FIRST.match(folded)
    if found:
        return _day(
            _century(found["year"]), int(found["month"]), int(found.groupdict().get("day") or 1)
        )
    found = _NAMED.match(folded)
    if found and found["month"] in calendar.month_abbr:
        return _day(_century(found["year"]), list(calendar.month_abbr).index(found["month"]), 1)
    return None


def _century(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _small_number(numerals: str) -> int:
    tens, ten, ones = numerals.rpartition("十")
    value = int(ones.translate(_NUMERALS)) if ones else 0
    return value + (10 * int(tens.translate(_NUMERALS) or 1) if tens else 10 if ten else 0)


def _day(year: int, month: int, day: int) -> date | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
