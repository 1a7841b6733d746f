"""How the cells of a field become values (字段取值): each distinct cell is read once."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache

import numpy as np
import pandas as pd

from guazheng_lib.sources.cells import decode, is_number, shown
from guazheng_lib.sources.words import word_set
from guazheng_lib.terms.month import last_day, parse_date
from guazheng_lib.terms.text import fold_width
from guazheng_lib.terms.uscc import Uscc, tidy_uscc

_HAN = re.compile(r"[\u3400-\u9fff]")
_BREAKS = re.compile(r"\s*[\r\n\t]+\s*")
_DAY = r"\d{4}(?:[-./年]\d{1,2}(?:[-./月]\d{1,2}日?)?月?|\d{4})"
_FROM_TO = re.compile(rf"(?P<first>{_DAY})(?:至|到|起至|[-—–―~～])+(?P<last>{_DAY}|长期|永久)止?")
_BEIJING = timedelta(hours=8)
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001


def by_distinct(cells: pd.Series, read: Callable[[str], object]) -> pd.Series:
    """Read every distinct cell once and give the values in order (逐个取值); None where empty."""
    codes, distinct = pd.factorize(cells)
    values = np.empty(len(distinct) + 1, dtype=object)
    for number, cell in enumerate(distinct):
        values[number] = read(cell)
    return pd.Series(values[codes], index=cells.index, dtype=object)


@cache
def is_nothing(cell: str) -> bool:
    """Whether a cell says that there is nothing (无、/、—)."""
    return len(cell) <= 8 and cell in word_set("nondata.yml", "nothing")


def read_text(cell: str) -> str | None:
    """Read a text as written, on one line (文本)."""
    return _BREAKS.sub(" ", shown(cell)).strip() or None


def read_long_text(cell: str) -> str | None:
    """Read a text with its line breaks (长文本)."""
    return shown(cell)


def read_optional(cell: str) -> str | None:
    """Read a text; a mark for nothing is nothing."""
    return None if is_nothing(cell) else read_text(cell)


def read_person_name(cell: str) -> str | None:
    """Read a person's name (姓名): blanks inside a Chinese name are for alignment.

    >>> read_person_name("张　三"), read_person_name("John  Smith"), read_person_name("NA")
    ('张三', 'John Smith', 'NA')
    """
    text = shown(cell)
    joint = "" if _HAN.search(text) else " "
    return joint.join(text.split()) or None


def read_employer(cell: str) -> str | None:
    """Read an employer's name as written, on one line (单位名称)."""
    return None if is_nothing(cell) else _BREAKS.sub("", shown(cell)).strip() or None


def read_names(cell: str) -> str | None:
    """Read several names of one cell, joined by 、 (曾用名)."""
    if is_nothing(cell):
        return None
    text = re.sub(r"^(曾用名|原名|原)[称]?[:：]?", "", shown(cell).strip())
    while text[:1] in "(（[【" and text[-1:] in ")）]】" and len(text) > 2:
        text = text[1:-1]
    names = [name.strip() for name in re.split(r"[、,，;；/／|\r\n]+", text)]
    return "、".join(dict.fromkeys(name for name in names if name)) or None


def read_code(cell: str) -> str | None:
    """Read a credit code, tidied, valid or not (信用代码)."""
    return None if is_nothing(cell) else tidy_uscc(shown(cell))


def is_valid_code(code: object) -> bool | None:
    """Whether a code's check digit holds; None where there is none."""
    return Uscc.parse(code) is not None if isinstance(code, str) else None


def read_amount(cell: str) -> float:
    """Read an amount of money or a count (金额、天数); NaN where it is none."""
    text = re.sub(r"[,，¥￥元天]", "", fold_width(shown(cell)))
    try:
        return float(text)
    except ValueError:
        return float("nan")


def read_start(cell: str) -> date | None:
    """Read a day (日期); of a period its first."""
    return _read_day(cell, "first")


def read_end(cell: str) -> date | None:
    """Read the day on which something ends (有效期至); a bare month ends on its last day."""
    day = _read_day(cell, "last")
    month_only = re.fullmatch(r"\d{4}[-./年]?\d{1,2}月?", fold_width(shown(cell)))
    text_only = not is_number(cell) and cell == shown(cell)
    return last_day(day) if day and month_only and text_only else day


def timestamps(days: pd.Series) -> pd.Series:
    """Turn days into a column of dates (日期列)."""
    return pd.Series(pd.to_datetime(days, errors="coerce"), index=days.index).astype(
        "datetime64[ns]"
    )


def texts(values: pd.Series) -> pd.Series:
    """Turn values into a column of text (文本列)."""
    return values.astype("str")


def _read_day(cell: str, part: str) -> date | None:
    value = decode(cell)
    if isinstance(value, int) and 10**11 < value < 10**13:
        return (_EPOCH + timedelta(milliseconds=value) + _BEIJING).date()
    day = parse_date(value)
    if day is not None:
        return day
    period = _FROM_TO.fullmatch(fold_width(shown(cell)))
    if period:
        return parse_date(period[part])
    days = set(re.findall(_DAY, fold_width(shown(cell))))
    return parse_date(days.pop()) if len(days) == 1 else None
