"""The telephone numbers in a text (电话): mobile ones, those with an area code, 400 and 800.

An identity number, a credit code or the number of an office to complain to is none.
"""

import re
from collections.abc import Iterator

from guazheng_lib.ads.contacts.contact import Contact, ContactKind, is_masked, place_of
from guazheng_lib.ads.text import FoldedText

_SEPARATOR = r"[ \-.·_,/~—–+]"
_MOBILE = rf"1[3-9]\d(?:{_SEPARATOR}?\d{{4}}){{2}}(?!\d)"
_SPACED_MOBILE = rf"1{_SEPARATOR}?[3-9](?:{_SEPARATOR}{{0,2}}\d){{9}}(?!{_SEPARATOR}?\d)"
_LANDLINE = rf"[(]?0\d{{2,3}}[)]?{_SEPARATOR}{{0,2}}[1-9]\d{{2,3}}{_SEPARATOR}?\d{{4}}(?!\d)"
_SERVICE = rf"[48]00{_SEPARATOR}?\d(?:{_SEPARATOR}?\d){{6}}(?!{_SEPARATOR}?\d)"
PHONE = re.compile(
    rf"(?<![\da-z])(?:\+?(?:00)?86{_SEPARATOR}?)?"
    rf"(?:{_MOBILE}|{_SPACED_MOBILE}|{_LANDLINE}|{_SERVICE})(?![a-z]\d)"
)
# A number begins at a sign from which on there is nothing but digits and what divides them; a
# pattern that begins with such a class is found many times faster than the number by itself.
PHONE_AHEAD = re.compile(r"[(+0148](?<![\da-z].)(?=[\d \-.·_,/~—–+()]{9})")
NO_PHONE = re.compile(
    rf"(?<!\d)[1-9]\d{{5}}{_SEPARATOR}?(?:18|19|20)\d\d{_SEPARATOR}?\d{{4}}{_SEPARATOR}?\d{{3}}[\dx]"
    r"|(?<!\d)\d{15}(?!\d)|(?<![\da-z])(?=[a-z]*\d)[\da-hj-npqrtuwxy]{18}(?![\da-z])"
)
NO_PHONE_AHEAD = re.compile(r"[\da-z](?<!\d.)(?=[\da-z \-.·_,/~—–+]{14})")
_GAP = r"[ \-.·_,/~—–+()]{0,2}"
_SOME_NUMBER = re.compile(rf"\d{_GAP}\d{_GAP}\d{_GAP}\d(?:{_GAP}\d){{5}}")
_HAN_DIGITS = str.maketrans("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺", "001234567891234567891")
_HAN_DIGIT = "[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]"
_HAN_NUMBER = re.compile(rf"{_HAN_DIGIT}(?:[ \-.·]?{_HAN_DIGIT}){{4}}")
_OFFICE = re.compile(r"(?:举报|投诉|监督|维权|报警|咨询热线)[^,，。;；\n\d]{0,8}$")


def telephones(folded: FoldedText) -> Iterator[Contact]:
    """Give the telephone numbers of a text, reading by reading (电话)."""
    taken: set[int] = set()
    for reading in _readings(folded.text):
        for other in matches(NO_PHONE, NO_PHONE_AHEAD, reading):
            taken.update(range(*other.span()))
        for match in matches(PHONE, PHONE_AHEAD, reading):
            start, end = match.span()
            if not taken.isdisjoint(range(start, end)):
                continue
            taken.update(range(start, end))
            where = place_of(folded, start, end)
            of_office = _OFFICE.search(folded.text, max(0, start - 16), start)
            if not of_office and not is_masked(folded.original, *where):
                yield Contact(ContactKind.PHONE, _digits(match[0]), *where)


def matches(wanted: re.Pattern[str], ahead: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Give what `wanted.finditer` gives, tried only where `ahead` says that it may begin."""
    done = 0
    for begins in ahead.finditer(text):
        if begins.start() >= done and (match := wanted.match(text, begins.start())):
            yield match
            done = match.end()


def _readings(text: str) -> Iterator[str]:
    """Give the text, and the text with its Chinese digits read, where that could be a number."""
    if _SOME_NUMBER.search(text):
        yield text
    if _HAN_NUMBER.search(text):
        yield text.translate(_HAN_DIGITS)


def _digits(written: str) -> str:
    digits = re.sub(r"\D", "", written)
    return re.sub(r"^(?:00)?86(?=1[3-9]\d{9}$|0)", "", digits)
