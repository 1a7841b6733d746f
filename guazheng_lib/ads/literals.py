"""What a pattern cannot do without (必含字词), so that most need not be tried on a text."""

import importlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

_MOST_STRINGS = 150
_MOST_OF_A_CLASS = 24
_LONG_ENOUGH = 4
_parser: Any = importlib.import_module("re._parser")

_LOOKS_ROUND = re.compile(r"\(\?<?[=!]|[\^$]|\\[AbBZ]")

Strings = frozenset[str]
_EMPTY: Strings = frozenset(("",))


def needed_literals(pattern: str, common: Strings = frozenset()) -> tuple[str, ...]:
    """Give strings of which every match holds at least one; none where nothing can be said.

    Of several such sets the one is given that says most; `common` words say little.

    >>> needed_literals("(?<!出)租[证赁]|挂靠")
    ('挂靠', '租证', '租赁')
    """
    found = sorted(
        _needed(_parser.parse(pattern), common) or (), key=lambda each: (len(each), each)
    )
    kept: list[str] = []
    for literal in found:
        if not any(shorter in literal for shorter in kept):
            kept.append(literal)
    return tuple(kept)


def all_matches(pattern: str) -> tuple[str, ...]:
    """Give all that a pattern can match, where these are plain words that count anywhere.

    >>> all_matches("敢于?挑战|成功"), all_matches("证(?!据)"), all_matches("薪{3,}")
    (('成功', '敢于挑战', '敢挑战'), (), ())
    """
    if _LOOKS_ROUND.search(pattern):
        return ()
    return tuple(sorted(_exact_sequence(_parser.parse(pattern)) or ()))


def _needed(items: Iterable[Any], common: Strings) -> Strings | None:
    """Give the best set among the runs of plain text that a sequence must contain."""
    best: Strings | None = None
    run = _EMPTY
    for item in items:
        exact = _exact(item)
        best = _better(best, exact, common)
        if exact is not None and len(run) * len(exact) <= _MOST_STRINGS:
            run = frozenset(before + after for before in run for after in exact)
            continue
        best = _better(best, run, common)
        run = _EMPTY if exact is None else exact
        best = _better(best, _inside(item, common), common)
    return _better(best, run, common)


def _better(one: Strings | None, other: Strings | None, common: Strings) -> Strings | None:
    """Prefer words to single characters, rare words to common ones, then what is longer."""

    def effort(strings: Strings) -> tuple[bool, int, int, int]:
        shortest = min(min(map(len, strings)), _LONG_ENOUGH)
        return shortest == 1, len(strings & common), -shortest, len(strings)

    candidates = [each for each in (one, other) if each and "" not in each]
    return min(candidates, key=effort, default=None)


def _exact(item: Any) -> Strings | None:
    """Give all that an item can match, where that is a short list."""
    name, value = str(item[0]), item[1]
    match name:
        case "LITERAL":
            return frozenset((chr(value),))
        case "IN":
            return _class_members(value)
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return _EMPTY
        case "SUBPATTERN":
            return _exact_sequence(value[-1])
        case "BRANCH":
            return _united([_exact_sequence(branch) for branch in value[1]])
        case "MAX_REPEAT" if value[0] == 0 and value[1] == 1:
            return _united([_EMPTY, _exact_sequence(value[2])])
    return None


def _exact_sequence(items: Iterable[Any]) -> Strings | None:
    strings = _EMPTY
    for item in items:
        more = _exact(item)
        if more is None or len(strings) * len(more) > _MOST_STRINGS:
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


def _inside(item: Any, common: Strings) -> Strings | None:
    """Look into a group, a choice or what must occur at least once."""
    name, value = str(item[0]), item[1]
    match name:
        case "SUBPATTERN":
            return _needed(value[-1], common)
        case "BRANCH":
            return _united([_needed(branch, common) for branch in value[1]])
        case "MAX_REPEAT" | "MIN_REPEAT" if value[0] > 0:
            return _needed(value[2], common)
    return None


def _united(parts: list[Strings | None]) -> Strings | None:
    known = [part for part in parts if part is not None]
    return frozenset().union(*known) if len(known) == len(parts) else None


def one_of(literals: Iterable[str]) -> re.Pattern[str]:
    """Compile a search for any of some strings, arranged by what they begin with.

    >>> one_of(["证书", "证", "挂靠"]).pattern
    '(?:挂靠|证)'
    """
    return re.compile(_branches(sorted(set(literals))))


def _branches(literals: list[str]) -> str:
    """Write strings as nested choices; what begins with another string adds nothing to a search."""
    if "" in literals:
        return ""
    by_first: dict[str, list[str]] = {}
    for literal in literals:
        by_first.setdefault(literal[0], []).append(literal[1:])
    told = [re.escape(first) + _branches(rests) for first, rests in by_first.items()]
    return f"(?:{'|'.join(told)})"
