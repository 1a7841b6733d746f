"""File names that every system takes, made from names of firms (文件名)."""

import re
from collections.abc import Mapping

from guazheng_lib.terms.identity import hide_ids

_LONGEST = 60
_NOT_IN_A_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def safe_name(text: str) -> str:
    """Make a file name, without its ending, that Windows takes and that shows no identity number.

    >>> safe_name("甲/乙 建设：公司. "), safe_name("con"), safe_name("???")
    ('甲_乙 建设：公司', '_con', '_')
    """
    masked = hide_ids(text).replace("*", "×")
    name = _NOT_IN_A_NAME.sub("_", masked)[:_LONGEST].strip(" .") or "_"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def distinct_names(texts: Mapping[str, str]) -> dict[str, str]:
    """Give each text a file name of its own, capitals not counting (不重名).

    >>> distinct_names({"a": "甲公司", "b": "甲公司", "c": "乙公司"})
    {'a': '甲公司', 'b': '甲公司-2', 'c': '乙公司'}
    """
    taken: set[str] = set()
    names: dict[str, str] = {}
    for key, text in sorted(texts.items()):
        name, number = safe_name(text), 1
        while (candidate := name if number == 1 else f"{name}-{number}").casefold() in taken:
            number += 1
        taken.add(candidate.casefold())
        names[key] = candidate
    return names
