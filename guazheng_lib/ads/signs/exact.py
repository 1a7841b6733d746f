"""All that a pattern can match, where that is a short list (可穷举的说法)."""

import importlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

_MOST_OF_A_CLASS = 24
_LOOKS_ROUND = re.compile(r"\(\?<?[=!]|[\^$]|\\[AbBZ]")

MOST_STRINGS = 150
parser: Any = importlib.import_module("re._parser")

Strings = frozenset[str]
EMPTY: Strings = frozenset(("",))


def all_matches(pattern: str) -> tuple[str, ...]:
    """Give all that a pattern can match, where these are plain words that count anywhere.

    >>> all_matches("敢于?挑战|成功"), all_matches("证(?!据)"), all_matches("薪{3,}")
    (('成功', '敢于挑战', '敢挑战'), (), ())
    """
    if _LOOKS_ROUND.search(pattern):
        return ()
    return tuple(sorted(exact_sequence(parser.parse(pattern)) or ()))


def exact(item: Any) -> Strings | None:
    """Give all that an item can match, where that is a short list."""
    name, value = str(item[0]), item[1]
    match name:
        case "LITERAL":
            return frozenset((chr(value),))
        case "IN":
            return _class_members(value)
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return EMPTY
        case "SUBPATTERN":
            return exact_sequence(value[-1])
        case "BRANCH":
            return _united([exact_sequence(branch) for branch in value[1]])
        case "MAX_REPEAT" if value[0] == 0 and value[1] == 1:
            return _united([EMPTY, exact_sequence(value[2])])
    return None


def exact_sequence(items: Iterable[Any]) -> Strings | None:
    """Give all that items can match one after the other, where that is a short list."""
    strings = EMPTY
    for item in items:
        more = exact(item)
        if more is None or len(strings) * len(more) > MOST_STRINGS:
            return None
        strings = frozenset(before + after for before in strings for after in more)
    return strings


def _class_members(members: Sequence[Any]) -> Strings | None:
    codes: set[int] = set()
    for kind, told in members:
        match str(kind):
            case "LITERAL":
                codes.add(told)
            case "RANGE" if told[1] - told[0] < _MOST_OF_A_CLASS:
                codes.update(range(told[0], told[1] + 1))
            case _:
                return None
    return frozenset(map(chr, codes)) if len(codes) <= _MOST_OF_A_CLASS else None


def _united(parts: list[Strings | None]) -> Strings | None:
    known = [part for part in parts if part is not None]
    return frozenset().union(*known) if len(known) == len(parts) else None
