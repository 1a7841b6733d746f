"""One way to compare what people write (比对用写法)."""

import unicodedata
from functools import lru_cache

from guazheng_lib.terms.text import fold_width


@lru_cache(maxsize=8192)  # the same few words, thousands of times a sheet
def plain(text: str) -> str:
    """Fold a text to what counts in it: no width, blanks, quotes or punctuation (比对用写法)."""
    return "".join(
        mark for mark in fold_width(text).upper() if unicodedata.category(mark)[0] not in "PS"
    )
