"""The addresses in a text, down to the door (地址)."""

import re
from collections.abc import Iterator

from guazheng_lib.ads.contacts.contact import Contact, ContactKind, place_of
from guazheng_lib.ads.text import FoldedText

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


def addresses(folded: FoldedText) -> Iterator[Contact]:
    """Give the addresses of a text that name a road and a number (地址)."""
    if "地址" not in folded.text and "地点" not in folded.text:
        return
    for match in _ADDRESS.finditer(folded.text):
        written = _DOOR.match(match[1])
        if not written:
            continue
        value = _UNWRITTEN.sub("", _BRACKETED.sub("", written[0]))
        if _ROAD.search(value) and _NUMBERED.search(value):
            start = match.start(1)
            where = place_of(folded, start, start + written.end())
            yield Contact(ContactKind.ADDRESS, value, *where)
