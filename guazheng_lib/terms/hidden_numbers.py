"""Telephones and identity numbers inside a text, masked where they stand (文内号码脱敏)."""

import re
import unicodedata

_KEPT = 2
_GAP = "\x00"
_BETWEEN = rf"[\s\-—–_.·{_GAP}]{{0,4}}"
_IDENTITY = rf"\d(?:{_BETWEEN}\d){{16}}{_BETWEEN}[\dXx]|\d{{15}}"
_IDENTITIES = re.compile(rf"(?<!\d)(?:{_IDENTITY})(?!\d)|\d{{17,}}[\dXx]?")
_NUMBERS = re.compile(
    rf"(?<!\d)(?:{_IDENTITY}"
    rf"|1(?:{_BETWEEN}\d){{10}}"  # mobile telephones
    r"|[(（]?0\d{2,3}[)）]?[\s\-—–]?\d{7,8}"  # others, by their area code
    r"|(?<=电话|座机)[:：]?\s?\d{7,8})(?!\d)"  # or by the word before them
    r"|\d{11,}"  # numbers written without anything between them
)
_HAN_DIGITS = {han: digit for digit, han in enumerate("零一二三四五六七八九")} | {"〇": 0, "幺": 1}


class _Plain(dict[int, str]):
    """What a character counts as when numbers are looked for (读作); one for one."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


def hide_numbers(text: str) -> str:
    """Mask identity numbers and telephones in a text, character by character (文内号码脱敏).

    The text keeps its length, so what points into it still does. A year, a sum of money or a range
    of either stays. Digits of any script count, invisible characters between them do not.

    >>> hide_numbers("月薪8000-12000元，电话 138 0000 0000")
    '月薪8000-12000元，电话 13* **** **00'
    """
    return _hidden(text, _NUMBERS)


def hide_identities(text: str) -> str:
    """Mask identity numbers alone (证件号码脱敏): officers look for who answers a telephone.

    >>> hide_identities("身份证 110105194912310 02X，电话13800000000")
    '身份证 11************* *2X，电话13800000000'
    """
    return _hidden(text, _IDENTITIES)


def _hidden(text: str, numbers: re.Pattern[str]) -> str:
    hidden: list[str] = []
    done = 0
    for found in numbers.finditer(text.translate(_PLAIN)):
        hidden += (text[done : found.start()], _masked(text[found.start() : found.end()]))
        done = found.end()
    return "".join((*hidden, text[done:]))


def _plain(character: str) -> str:
    digit = unicodedata.digit(character, _HAN_DIGITS.get(character))
    if digit is not None:
        return str(digit)
    if unicodedata.category(character) in ("Cf", "Cs", "Mn", "Me", "Cc") and character != "\n":
        return _GAP
    return "x" if character in "Ｘｘ" else character


def _masked(number: str) -> str:
    inner = "".join("*" if sign.isalnum() else sign for sign in number[_KEPT:-_KEPT])
    return f"{number[:_KEPT]}{inner}{number[-_KEPT:]}"


_PLAIN = _Plain()
