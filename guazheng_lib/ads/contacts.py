"""The contacts that an advertisement gives (联系方式): what joins advertisers who hide their name.

Read on folded text, so that full-width, circled or spaced digits count; Chinese digits are read as
well. A masked number (138****0000) is no contact, nor is an identity number, a credit code or the
number of an office to complain to. Values are personal data: they stand in the result tables
beside the text they come from, and nowhere else.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from guazheng_lib.ads.text import FoldedText, contains_any, fold, is_ignorable


class ContactKind(StrEnum):
    """How somebody is reached (联系方式类别)."""

    PHONE = "phone"
    WECHAT = "wechat"
    QQ = "qq"
    ADDRESS = "address"

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return _TITLES[self]


_TITLES = {
    ContactKind.PHONE: "电话",
    ContactKind.WECHAT: "微信",
    ContactKind.QQ: "QQ",
    ContactKind.ADDRESS: "地址",
}


class Contact(NamedTuple):
    """A contact as normalised (联系方式), and where it stands in the original text.

    `start` and `end` are None where it came from a column of its own.
    """

    kind: ContactKind
    value: str
    start: int | None = None
    end: int | None = None


_SEPARATOR = r"[ \-.·_,/~—–+]"
_MOBILE = rf"1[3-9]\d(?:{_SEPARATOR}?\d{{4}}){{2}}(?!\d)"
_SPACED_MOBILE = rf"1{_SEPARATOR}?[3-9](?:{_SEPARATOR}{{0,2}}\d){{9}}(?!{_SEPARATOR}?\d)"
_LANDLINE = rf"[(]?0\d{{2,3}}[)]?{_SEPARATOR}{{0,2}}[1-9]\d{{2,3}}{_SEPARATOR}?\d{{4}}(?!\d)"
_SERVICE = rf"[48]00{_SEPARATOR}?\d(?:{_SEPARATOR}?\d){{6}}(?!{_SEPARATOR}?\d)"
_PHONE = re.compile(
    rf"(?<![\da-z])(?:\+?(?:00)?86{_SEPARATOR}?)?"
    rf"(?:{_MOBILE}|{_SPACED_MOBILE}|{_LANDLINE}|{_SERVICE})(?![a-z]\d)"
)
_NO_PHONE = re.compile(
    rf"(?<!\d)[1-9]\d{{5}}{_SEPARATOR}?(?:18|19|20)\d\d{_SEPARATOR}?\d{{4}}{_SEPARATOR}?\d{{3}}[\dx]"
    r"|(?<!\d)\d{15}(?!\d)|(?<![\da-z])(?=[a-z]*\d)[\da-hj-npqrtuwxy]{18}(?![\da-z])"
)
_GAP = r"[ \-.·_,/~—–+()]{0,2}"
_SOME_NUMBER = re.compile(rf"\d{_GAP}\d{_GAP}\d{_GAP}\d(?:{_GAP}\d){{5}}")
_HAN_DIGITS = str.maketrans("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺", "001234567891234567891")
_HAN_NUMBER = re.compile(r"(?:[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺][ \-.·]?){5}")
_MASK = re.compile(r"[*×xX＊✱•●]{2,}|某{2,}")
_OFFICE = re.compile(r"(?:举报|投诉|监督|维权|报警|咨询热线)[^,，。;；\n\d]{0,8}$")

_WECHAT_WORDS = ("微信", "weixin", "wechat", "vx", "wx", "v信", "加v", "加微", "薇", "v:", "v ")
_WECHAT = re.compile(
    r"(?:(?:微信|weixin|wechat|(?<![a-z])(?:vx|wx|v信)|加v(?![a-z])|加微|薇信?)"
    r"(?:号码?|同号|id|联系|咨询)?[:是为 ]{0,3}|(?<![a-z\d])v[: ]{1,2})(?=[a-z0-9])"
)
_ACCOUNT = re.compile(r"[a-z0-9][-_a-z0-9]{5,19}")
_QQ_WORDS = ("qq", "q q", "扣扣", "企鹅", "球球")
_QQ = re.compile(
    r"(?:q ?q|扣扣|企鹅|球球)(?:号码?|群|联系|咨询)?[:是为 ]{0,3}([1-9]\d{4,10})(?!\d)"
)

_ADDRESS = re.compile(
    r"(?:(?:面试|工作|上班|公司|单位|办公|报名|联系|门店|详细)(?:地址|地点)|地址)[:是为 ]{0,3}"
    r"([^,，。;；!！?？\n:]{6,60})"
)
# What follows the last door number is other talk; without a road and a number it is a district.
_DOOR = re.compile(
    r".{0,40}(?:[a-z]?\d+[a-z]?(?:号|楼|室|层|座|栋|幢|铺|弄|单元|f)|(?:厦|场|中心)\d{2,})"
)
_ROAD = re.compile(r"[路街道巷弄村镇厦园]")
_NUMBERED = re.compile(r"\d")
_BRACKETED = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]?")
_UNWRITTEN = re.compile(r"[\W_]+")


def contacts_of(text: str) -> list[Contact]:
    """Give the contacts in a text, in the order they stand there (联系方式).

    >>> [contact.value for contact in contacts_of("电话１３８-0000-0000，QQ:1234567")]
    ['13800000000', '1234567']
    """
    return contacts_in(fold(text))


def contacts_in(folded: FoldedText) -> list[Contact]:
    """Give the contacts of a text that was folded already."""
    found = [*_numbers(folded), *_accounts(folded), *_addresses(folded)]
    return sorted(set(found), key=lambda contact: (contact.start or 0, contact.kind))


def phones_of(cell: object) -> list[Contact]:
    """Give the numbers of a telephone column (联系电话一栏); they have no place in the text."""
    if not isinstance(cell, str):
        return []
    found = _numbers(fold(cell))
    return [Contact(contact.kind, contact.value) for contact in found]


def distinct(contacts: Iterable[Contact]) -> list[Contact]:
    """Give each contact once, as it first stands (去重)."""
    first: dict[tuple[ContactKind, str], Contact] = {}
    for contact in contacts:
        first.setdefault((contact.kind, contact.value), contact)
    return list(first.values())


def _numbers(folded: FoldedText) -> Iterator[Contact]:
    taken: list[tuple[int, int]] = []
    for reading in _readings(folded.text):
        taken += (match.span() for match in _NO_PHONE.finditer(reading))
        for match in _PHONE.finditer(reading):
            start, end = match.span()
            if any(start < other_end and other < end for other, other_end in taken):
                continue
            taken.append((start, end))
            where = _place(folded, start, end)
            of_office = _OFFICE.search(folded.text, max(0, start - 16), start)
            if not of_office and not _is_masked(folded.original, *where):
                yield Contact(ContactKind.PHONE, _digits(match[0]), *where)


def _readings(text: str) -> Iterator[str]:
    """Give the text, and the text with its Chinese digits read, where that could be a number."""
    if _SOME_NUMBER.search(text):
        yield text
    if _HAN_NUMBER.search(text):
        yield text.translate(_HAN_DIGITS)


def _place(folded: FoldedText, start: int, end: int) -> tuple[int, int]:
    """Give where it stands in the original; what stands there once as it is needs no way back."""
    written = folded.text[start:end]
    if folded.original.count(written) == 1:
        at = folded.original.index(written)
        return at, at + len(written)
    return folded.original_span(start, end)


def _digits(written: str) -> str:
    digits = re.sub(r"\D", "", written)
    return re.sub(r"^(?:00)?86(?=1[3-9]\d{9}$|0)", "", digits)


def _is_masked(text: str, start: int, end: int) -> bool:
    """Tell whether the publisher hid digits in it, or right beside it."""
    return bool(_MASK.search(text, max(0, start - 2), end + 3))


def _accounts(folded: FoldedText) -> Iterator[Contact]:
    if contains_any(folded.text, _WECHAT_WORDS):
        for match in _WECHAT.finditer(folded.text):
            start, _ = folded.original_span(match.end(), match.end() + 1)
            value, end = _as_typed(folded.original, start)
            is_account = _ACCOUNT.fullmatch(value) and not _PHONE.match(value)
            if is_account and not _is_masked(folded.original, start, end):
                yield Contact(ContactKind.WECHAT, value, start, end)
    if contains_any(folded.text, _QQ_WORDS):
        for match in _QQ.finditer(folded.text):
            where = folded.original_span(*match.span(1))
            if not _is_masked(folded.original, *where):
                yield Contact(ContactKind.QQ, match[1], *where)


def _as_typed(text: str, start: int) -> tuple[str, int]:
    """Read an account in the original, for folding may read its letters as words; and its end."""
    typed, end = "", start
    for place in range(start, min(len(text), start + _LONGEST_ACCOUNT)):
        sign = unicodedata.normalize("NFKC", text[place]).lower()
        if not sign or is_ignorable(sign[0]):
            continue
        if not _IN_ACCOUNT.fullmatch(sign):
            break
        typed, end = typed + sign, place + 1
    return typed, end


_LONGEST_ACCOUNT = 40
_IN_ACCOUNT = re.compile(r"[-_a-z0-9]+")


def _addresses(folded: FoldedText) -> Iterator[Contact]:
    if "地址" not in folded.text and "地点" not in folded.text:
        return
    for match in _ADDRESS.finditer(folded.text):
        written = _DOOR.match(match[1])
        if not written:
            continue
        value = _UNWRITTEN.sub("", _BRACKETED.sub("", written[0]))
        if _ROAD.search(value) and _NUMBERED.search(value):
            start = match.start(1)
            where = _place(folded, start, start + written.end())
            yield Contact(ContactKind.ADDRESS, value, *where)
