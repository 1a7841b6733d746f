"""A person's identity number, in every damaged form that offices send (证件号码)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guazheng_lib.terms.text import fold_width, is_missing

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PASSPORT = re.compile(r"^(?=.*[0-9])[A-Z0-9]{7,12}$")
_TRAVEL_PERMIT = re.compile(r"^[HM][0-9]{8}(?:[0-9]{2})?$")
_MASKED = re.compile(r"^[0-9]{3,17}[*＊]{3,}[0-9X*]{0,6}$")
_INSIDE_A_TEXT = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])")
_NUMBER_MARKS = "-－—_.·"
_WRAPPING = re.compile(
    r"^(?:=|(?:居民|公民)?(?:身份证件?|证件)(?:号码?)?[:]?|[\[(<])+|[\])>,;、。]+$|(?<=[0-9X])\.0$"
)
"""What an export leaves around a number: ``="…"``, 身份证:…, a float's ``.0``, a comma."""


class IdType(StrEnum):
    """The type of an identity document (证件类型)."""

    RESIDENT = "resident"
    RESIDENCE_PERMIT = "residence_permit"
    TRAVEL_PERMIT = "travel_permit"
    PASSPORT = "passport"
    MASKED = "masked"

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return _TITLES[self]


_TITLES = {
    IdType.RESIDENT: "居民身份证",
    IdType.RESIDENCE_PERMIT: "港澳台居民居住证",
    IdType.TRAVEL_PERMIT: "港澳居民来往内地通行证",
    IdType.PASSPORT: "护照",
    IdType.MASKED: "脱敏号码",
}


class PersonId(str):
    """An identity number (证件号码), 18 characters for a resident; its `repr` is masked.

    `str()` still gives the whole number: the files need it. The mask guards tracebacks,
    containers and logs.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """Mask it."""
        return f"PersonId('{mask_id(self)}')"

    @property
    def born_on(self) -> date | None:
        """The birth date that a resident's number carries (出生日期); None for other documents."""
        return _birth_date(self) if len(self) == 18 else None

    @property
    def is_male(self) -> bool | None:
        """Whether the 17th digit is odd (男); None for other documents."""
        return int(self[16]) % 2 == 1 if len(self) == 18 and self[16].isdigit() else None


@dataclass(frozen=True)
class IdProblem:
    """Why a cell is no identity number (证件号码问题); never holds the number."""

    reason: str


@dataclass(frozen=True)
class ParsedId:
    """A number that can be used, with its type."""

    number: PersonId
    type: IdType


def parse_person_id(cell: object) -> ParsedId | IdProblem:
    """Read an identity number from a cell as the file stores it (读证件号码).

    Repairs what can be repaired without guessing: guards, blanks, full-width digits, a lower-case
    x, 15 digits. A number of 15 digits or more that the spreadsheet stored *as a number* has lost
    digits beyond the fifteenth and is refused, even where its check digit happens to hold.

    >>> parse_person_id("11010519491231002x").number == "11010519491231002X"
    True
    """
    if isinstance(cell, bool) or is_missing(cell):
        return IdProblem("证件号码为空")
    if isinstance(cell, int | float):
        return _from_number(cell)
    return _from_text(str(cell))


def mask_id(number: str) -> str:
    """Mask a number for pages and logs (脱敏): the first six, asterisks, the last two.

    Of a number shorter than a resident's only the first and the last two remain.

    >>> mask_id("11010519491231002X"), mask_id("E12345678")
    ('110105**********2X', 'E1*****78')
    """
    if len(number) < 5:
        return "*" * len(number)
    shown = 6 if len(number) >= 15 else 2
    return f"{number[:shown]}{'*' * (len(number) - shown - 2)}{number[-2:]}"


def hide_ids(text: str) -> str:
    """Mask whatever looks like an identity number in a text (文内脱敏)."""
    return _INSIDE_A_TEXT.sub(lambda found: mask_id(found.group()), text)


def show_certificate(number: str) -> str:
    """Give a certificate's number as it may be shown (证书编号): an identity's in it is masked.

    Fifteen digits after a prefix are the certificate's own.

    >>> show_certificate("建[造]212241300000228"), show_certificate("11010519491231002X")
    ('建[造]212241300000228', '110105**********2X')
    """
    if isinstance(parse_person_id(number), ParsedId):
        return hide_ids(number)
    return _INSIDE_A_TEXT.sub(
        lambda found: mask_id(found.group()) if len(found.group()) == 18 else found.group(), number
    )


def check_character(first17: str) -> str:
    """Compute the check character of a resident's number (校验码, GB 11643-1999).

    >>> check_character("11010519491231002")
    'X'
    """
    total = sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def _from_number(cell: float) -> ParsedId | IdProblem:
    if abs(cell) >= 1e15:
        return IdProblem("号码按数字存放，15 位以后已被表格软件改成 0，无法还原")
    if cell != int(cell):
        return IdProblem("证件号码不是整数")
    return _from_text(str(int(cell)))


def _from_text(text: str) -> ParsedId | IdProblem:
    folded = _WRAPPING.sub("", fold_width(text).upper()).strip("'’‘`\"“”")
    folded = "".join(mark for mark in folded if mark not in _NUMBER_MARKS or "E+" in folded)
    folded = folded.replace("×", "X").replace("Χ", "X").replace("Х", "X")
    if not folded:
        return IdProblem("证件号码为空")
    if re.fullmatch(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+", folded):
        return IdProblem("号码变成了科学计数法，后几位已丢失，无法还原")
    if _MASKED.match(folded):
        return ParsedId(PersonId(folded), IdType.MASKED)
    if re.fullmatch(r"[0-9]{17}[0-9X]", folded):
        return _resident(folded)
    if re.fullmatch(r"[0-9]{15}", folded):
        return _resident_of_1984(folded)
    if _TRAVEL_PERMIT.match(folded):
        return ParsedId(PersonId(folded), IdType.TRAVEL_PERMIT)
    if _PASSPORT.match(folded) and not folded.isdigit():
        return ParsedId(PersonId(folded), IdType.PASSPORT)
    if re.fullmatch(r"[0-9X]{10,}", folded):
        return IdProblem(f"证件号码有 {len(folded)} 位，应为 18 位")
    return IdProblem("不是证件号码")


def _resident(number: str) -> ParsedId | IdProblem:
    if _birth_date(number) is None:
        return IdProblem("证件号码里的出生日期不存在")
    if check_character(number[:17]) != number[17]:
        if number.endswith("000"):
            return IdProblem("号码末尾为 000 且校验码不符，后几位可能已丢失")
        return IdProblem("证件号码校验码不符")
    permit = number[:2] in ("81", "82", "83")
    return ParsedId(PersonId(number), IdType.RESIDENCE_PERMIT if permit else IdType.RESIDENT)


def _resident_of_1984(number: str) -> ParsedId | IdProblem:
    first17 = f"{number[:6]}19{number[6:]}"
    return _resident(first17 + check_character(first17))


def _birth_date(number: str) -> date | None:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if 1900 <= born.year <= 2100 else None
