"""What a pattern cannot do without (必含字词), so that most need not be tried on a text."""

import importlib
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

_MOST_STRINGS = 150
_MOST_OF_A_CLASS = 24
_LONG_ENOUGH = 4
_ENDLESS = 400
_parser: Any = importlib.import_module("re._parser")

_LOOKS_ROUND = re.compile(r"\(\?<?[=!]|[\^$]|\\[AbBZ]")

Strings = frozenset[str]
_EMPTY: Strings = frozenset(("",))


class Needed(NamedTuple):
    """What a pattern cannot do without (必含字词), and how far its matches reach around it.

    Attributes:
        literals: strings of which every match holds at least one; none where nothing can be said.
        before: at most so many characters of a match stand before one of them; None without end.
        ahead: from where one begins, a match reads at most so many characters; None without end.
    """

    literals: tuple[str, ...]
    before: int | None
    ahead: int | None


class _Found(NamedTuple):
    """Strings of which one is in every match, and how far at most behind its beginning."""

    strings: Strings
    before: int


def needed(pattern: str, common: Strings = frozenset()) -> Needed:
    """Tell what every match holds; of several such sets the one that says most.

    >>> needed("租[证赁]|[^,]{0,2}挂靠(?!费)")
    Needed(literals=('挂靠', '租证', '租赁'), before=2, ahead=6)

    Args:
        pattern: a regular expression.
        common: words that say little.
    """
    parsed = _parser.parse(pattern)
    found = _needed(parsed, common)
    if found is None:
        return Needed((), None, None)
    kept: dict[str, None] = {}
    before = found.before
    for literal in sorted(found.strings, key=lambda each: (len(each), each)):
        inside = next((literal.index(shorter) for shorter in kept if shorter in literal), None)
        if inside is None:
            kept[literal] = None
        else:
            before = max(before, found.before + inside)
    # One more, so that no end but the text's own is taken for its end.
    ahead = _width(parsed) + _looked_ahead(parsed) + 1
    return Needed(tuple(kept), _bounded(before), _bounded(ahead))


class Reach(NamedTuple):
    """How far a pattern reads at most (读到何处): what it matches, and what it looks at behind."""

    width: int
    ahead: int


def reach_of(pattern: str) -> Reach:
    """Tell how far a pattern reads at most, in characters (最远读到)."""
    parsed = _parser.parse(pattern)
    return Reach(_width(parsed), _looked_ahead(parsed))


def all_matches(pattern: str) -> tuple[str, ...]:
    """Give all that a pattern can match, where these are plain words that count anywhere.

    >>> all_matches("敢于?挑战|成功"), all_matches("证(?!据)"), all_matches("薪{3,}")
    (('成功', '敢于挑战', '敢挑战'), (), ())
    """
    if _LOOKS_ROUND.search(pattern):
        return ()
    return tuple(sorted(_exact_sequence(_parser.parse(pattern)) or ()))


def _needed(items: Iterable[Any], common: Strings) -> _Found | None:
    """Give the best set among the runs of plain text that a sequence must contain."""
    best: _Found | None = None
    run, begins, passed = _EMPTY, 0, 0
    for item in items:
        exact, width = _exact(item), _width([item])
        if exact is not None:
            best = _better(best, _Found(exact, passed), common)
        if exact is not None and len(run) * len(exact) <= _MOST_STRINGS:
            run = frozenset(before + after for before in run for after in exact)
        else:
            best = _better(best, _Found(run, begins), common)
            best = _better(best, _shifted(_inside(item, common), passed), common)
            run, begins = (_EMPTY, passed + width) if exact is None else (exact, passed)
        passed += width
    return _better(best, _Found(run, begins), common)


def _shifted(found: _Found | None, by: int) -> _Found | None:
    return found and found._replace(before=found.before + by)


def _better(one: _Found | None, other: _Found | None, common: Strings) -> _Found | None:
    """Prefer words to single characters, rare words to common ones, then what is longer."""

    def effort(found: _Found) -> tuple[bool, int, int, int]:
        shortest = min(min(map(len, found.strings)), _LONG_ENOUGH)
        return shortest == 1, len(found.strings & common), -shortest, len(found.strings)

    candidates = [each for each in (one, other) if each and "" not in each.strings]
    return min(candidates, key=effort, default=None)


def _width(items: Iterable[Any]) -> int:
    """Give how many characters items match at most."""
    return int(_parser.SubPattern(_parser.State(), list(items)).getwidth()[1])


def _bounded(width: int) -> int | None:
    return width if width < _ENDLESS else None


def _looked_ahead(items: Iterable[Any]) -> int:
    """Give how many characters behind a match are looked at, at most."""
    ahead = 0
    for name, value in items:
        match str(name):
            case "ASSERT" | "ASSERT_NOT":
                ahead += _looked_ahead(value[1]) + (_width(value[1]) if value[0] > 0 else 0)
            case "SUBPATTERN":
                ahead += _looked_ahead(value[-1])
            case "BRANCH":
                ahead += max(map(_looked_ahead, value[1]))
            case "MAX_REPEAT" | "MIN_REPEAT":
                ahead += _looked_ahead(value[2])
    return ahead


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


def _inside(item: Any, common: Strings) -> _Found | None:
    """Look into a group, a choice or what must occur at least once."""
    name, value = str(item[0]), item[1]
    match name:
        case "SUBPATTERN":
            return _needed(value[-1], common)
        case "BRANCH":
            return _all_of([_needed(branch, common) for branch in value[1]])
        case "MAX_REPEAT" | "MIN_REPEAT" if value[0] > 0:
            return _needed(value[2], common)
    return None


def _all_of(parts: list[_Found | None]) -> _Found | None:
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    strings = frozenset[str]().union(*(part.strings for part in known))
    return _Found(strings, max(part.before for part in known))


def _united(parts: list[Strings | None]) -> Strings | None:
    known = [part for part in parts if part is not None]
    return frozenset().union(*known) if len(known) == len(parts) else None
