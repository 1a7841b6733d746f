"""One cell as text that still knows its type (单元格).

A number, a date and a truth value carry a mark before their text; anything else is the text as
typed. So a whole sheet travels as columns of text, and a number of 18 digits is told from a text of
18 digits: the first has lost its tail in the spreadsheet, the second has not.
"""

from datetime import date, datetime, time, timedelta

NUMBER, DATE, TRUTH = "\x01", "\x02", "\x03"
_MARKS = (NUMBER, DATE, TRUTH)
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\x00\x01\x02\x03"


def encode(value: object) -> str | None:
    """Write a value as a cell (单元格编码); None for an empty one."""
    if isinstance(value, str):
        return value.strip().strip(_INVISIBLE).strip() or None
    if value is None or value != value:
        return None
    if isinstance(value, bool):
        return f"{TRUTH}{'是' if value else '否'}"
    if isinstance(value, int | float):
        return NUMBER + _number(value)
    if isinstance(value, datetime) and value.time() == time():
        return DATE + value.date().isoformat()
    if isinstance(value, date):
        return DATE + value.isoformat()
    if isinstance(value, time | timedelta):
        return str(value)
    return encode(str(value))


def decode(cell: str) -> str | int | float | date:
    """Give the value back with the type that the file gave it."""
    mark, text = cell[0], cell[1:]
    if mark == NUMBER:
        return float(text) if set(text) & set(".einf") else int(text)
    if mark == DATE:
        return datetime.fromisoformat(text).date() if "T" in text else date.fromisoformat(text)
    return text if mark == TRUTH else cell


def shown(cell: str) -> str:
    """Give the cell as people read it."""
    return cell[1:] if cell[0] in _MARKS else cell


def is_number(cell: str) -> bool:
    """Whether the spreadsheet stored a number."""
    return cell[0] == NUMBER


def _number(value: float) -> str:
    whole = value == value and abs(value) < 1e300 and value == int(value)
    return str(int(value)) if whole else repr(float(value))
