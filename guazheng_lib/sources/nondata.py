"""Rows that are recognised as no data (非数据行): titles, subtotals, footers, headings, blanks."""

import re
from collections.abc import Sequence
from functools import cache

from guazheng_lib.sources.cells import shown
from guazheng_lib.sources.words import fold_heading, pattern, word_set
from guazheng_lib.terms.text import fold_width

_PATTERNS = ("subtotal", "count", "footer", "notes", "page", "end")


@cache
def is_remark(cell: str) -> bool:
    """Whether a cell opens a subtotal, a footer or a note (小计、页脚、说明).

    >>> is_remark("合 计"), is_remark("填表人：某某"), is_remark("注册建造师")
    (True, True, False)
    """
    if len(cell) > 2000:
        return False
    folded = fold_width(shown(cell))
    return any(pattern("nondata.yml", name).search(folded) for name in _PATTERNS)


def is_sequence(heading: str) -> bool:
    """Whether a column only counts the rows (序号列)."""
    words = word_set("nondata.yml", "sequence")
    return any(form in words for form in fold_heading(heading))


def is_title(cells: Sequence[str]) -> bool:
    """Whether a row says one thing only, and no number: a title or a section (标题行)."""
    texts = {shown(cell) for cell in cells}
    if len(texts) != 1:
        return False
    text = texts.pop()
    digits = sum(character.isdigit() for character in text)
    return digits < 12


def is_value(field: str, text: str) -> bool:
    """Whether a text alone in its row is a value of that column rather than a title."""
    shape = _VALUES.get(field)
    return bool(shape and shape.search(text))


_EMPLOYER = re.compile(r"(公司|厂|局|院|中心|队|事务所|集团)$")
_VALUES = {
    "person_name": re.compile(r"^[\u4e00-\u9fff]{2,4}$"),
    **dict.fromkeys(("employer", "registered_employer", "agency"), _EMPLOYER),
    "text": re.compile(r".{12}"),
    "content": re.compile(r".{12}"),
}
