"""How offices write a value (写法): identity numbers, months and days, each way by its name."""

from collections.abc import Callable
from datetime import date
from random import Random

from guazheng_lib.demo.ledger import LostDigits

Cell = str | int | float | date | None

_EXCEL_EPOCH = date(1899, 12, 30)
_FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")

NUMBERS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "guarded": lambda number: f"'{number}",
    "blanks": lambda number: f"{number[:6]} {number[6:14]} {number[14:]}",
    "lower": str.lower,
    "full_width": lambda number: number.translate(_FULL_WIDTH),
    "trailing": lambda number: f"{number}\u00a0",
    "short": lambda number: number[:6] + number[8:17] if number[6:8] == "19" else number,
}
"""Ways of writing an identity number (证件号码); all can be put right without guessing."""

MONTHS: dict[str, Callable[[str], Cell]] = {
    "dash": str,
    "compact": lambda month: month.replace("-", ""),
    "number": lambda month: int(month.replace("-", "")),
    "chinese": lambda month: f"{month[:4]}年{int(month[5:])}月",
    "dot": lambda month: f"{month[:4]}.{int(month[5:])}",
    "slash": lambda month: f"{month[:4]}/{month[5:]}",
}
"""Ways of writing a month (月份)."""

DAYS: dict[str, Callable[[date], Cell]] = {
    "cell": lambda day: day,
    "serial": lambda day: (day - _EXCEL_EPOCH).days,
    "iso": str,
    "dot": lambda day: f"{day.year}.{day.month}.{day.day}",
    "slash": lambda day: f"{day.year}/{day.month}/{day.day}",
    "chinese": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "compact": lambda day: f"{day:%Y%m%d}",
}
"""Ways of writing a day (日期)."""

MONTH_FIELDS = frozenset({"month", "from_month", "to_month"})


def spell(
    field: str, value: object, *, numbers: tuple[str, ...], months: str, days: str, rng: Random
) -> Cell:
    """Write one value as an office does (填写)."""
    if isinstance(value, LostDigits):
        return float(value[:15] + "000")
    if field == "person_id" and isinstance(value, str) and len(value) == 18:
        return NUMBERS[rng.choice(numbers)](value)
    if field in MONTH_FIELDS and isinstance(value, str) and value:
        return MONTHS[months](value)
    if isinstance(value, date):
        return DAYS[days](value)
    return value if isinstance(value, int | float) else str(value or "")
