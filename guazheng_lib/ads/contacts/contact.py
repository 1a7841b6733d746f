"""One contact of an advertisement (一个联系方式): its kind, its value, its place."""

import re
from enum import StrEnum
from typing import NamedTuple

from guazheng_lib.ads.text import FoldedText

# In a longer text there may be a thousand contacts, and each would be looked for in all of it.
_LOOKED_THROUGH = 10_000
_MASK = re.compile(r"[*×xX＊✱•●]{2,}|某{2,}")


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


def place_of(folded: FoldedText, start: int, end: int) -> tuple[int, int]:
    """Give where a part of the folded text stands in the original (原文位置).

    What stands there once, letter for letter, needs no way back.
    """
    written = folded.text[start:end]
    if stands_once(written, folded.original):
        at = folded.original.index(written)
        return at, at + len(written)
    return folded.original_span(start, end)


def stands_once(written: str, text: str) -> bool:
    """Tell whether something stands once in a text that is short enough to be looked through."""
    return len(text) <= _LOOKED_THROUGH and text.count(written) == 1


def is_masked(text: str, start: int, end: int) -> bool:
    """Tell whether the publisher hid digits in it, or right beside it."""
    return bool(_MASK.search(text, max(0, start - 2), end + 3))
