"""Months and spells of months as a contribution cell writes them (缴费月份与起止)."""

import re
from dataclasses import dataclass

from guazheng_lib.sources.cells import decode, is_number, shown
from guazheng_lib.terms.month import parse_month
from guazheng_lib.terms.text import fold_width

_MONTH = r"\d{4}(?:[-./年]\d{1,2}|\d{2})(?:[-./月]?\d{1,2}日?)?月?(?:份)?"
_OPEN = r"至今|今|现在|目前|长期|永久|在缴|在保|续保中?|续缴|缴费中|当前"
_SPELL = re.compile(
    rf"(?P<first>{_MONTH})(?:至|到|起|起至|[-—–―─~～/])+(?P<last>{_MONTH}|{_OPEN})?止?"
)
_SAME_YEAR = re.compile(
    r"(?P<year>\d{4})年(?P<first>\d{1,2})月?(?:至|到|[-—–―─~～])+(?P<last>\d{1,2})月"
)
_COUNT = re.compile(r"[(]?共?计?\d{1,3}个月[)]?$")
_FAR_OFF = r"(20[6-9]|2[1-9]\d|[3-9]\d\d)\d"
_STILL_PAID = re.compile(
    rf"^({_OPEN}|[-—/0]+|无|null|none|nan|(正常|继续)?(参保|缴费|缴存|在职|正常)(中|状态)?"
    rf"|(未|尚未|没有)(停保|停缴|终止|中断|封存|减员)|至今[(].*[)]|{_FAR_OFF}\D*\d*\D*\d*\D*)$",
    re.IGNORECASE,
)
_ONE_OR_TEN = re.compile(r"^\d{4}\.1$")
_ZERO_PADDED = re.compile(r"^\d{4}\.0[1-9]$")


@dataclass(frozen=True)
class Spell:
    """Months from the first to the last (起止月份); no last one: still paid."""

    first: str
    last: str | None


@dataclass(frozen=True)
class Unread:
    """Why a cell cannot be read (读不出的原因)."""

    reason: str


def is_zero_padded(cell: str) -> bool:
    """Whether a text writes January as ``2024.01``; then ``2024.1`` beside it has lost a zero."""
    return bool(_ZERO_PADDED.match(shown(cell)))


def read_months(cell: str, *, padded: bool = False) -> Spell | Unread:
    """Read a month or a spell of months from one cell (读月份或起止).

    >>> read_months("2023年7月至2024年11月")
    Spell(first='2023-07', last='2024-11')
    """
    text = fold_width(shown(cell))
    if _ONE_OR_TEN.match(text) and (is_number(cell) or padded):
        return Unread(f"「{text}」分不清是 1 月还是 10 月")
    month = _one_month(cell, text)
    if month is not None:
        return Spell(month, month)
    text = _COUNT.sub("", text)
    text = _SAME_YEAR.sub(r"\g<year>年\g<first>月至\g<year>年\g<last>月", text)
    spell = _SPELL.fullmatch(text)
    if spell is None:
        return Unread("不是月份" if not re.search(r"\d{4}", text) else "月份不存在或写法不认识")
    first = parse_month(_bare(spell["first"]))
    last = spell["last"]
    if first is None or (last and last[0].isdigit() and parse_month(_bare(last)) is None):
        return Unread("起止月份不存在或写法不认识")
    return Spell(first, parse_month(_bare(last)) if last else None)


def read_last_month(cell: str, *, padded: bool = False) -> str | Unread | None:
    """Read the end of a spell (读截止月份); None where it is still paid.

    >>> read_last_month("至今") is None, read_last_month("99991231") is None
    (True, True)
    """
    if _STILL_PAID.match(fold_width(shown(cell))):
        return None
    spell = read_months(cell, padded=padded)
    return spell if isinstance(spell, Unread) else spell.last


def _one_month(cell: str, text: str) -> str | None:
    if is_number(cell) and "." in text:
        return parse_month(text)
    return parse_month(decode(cell)) or parse_month(_bare(text))


def _bare(text: str) -> str:
    return text.removesuffix("份").removesuffix("止").removesuffix("期")
