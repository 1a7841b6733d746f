"""What a pattern cannot do without (必含字词), so that most need not be tried on a text."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from guazheng_lib.ads.signs.exact import EMPTY, MOST_STRINGS, Strings, exact, parser

_LONG_ENOUGH = 4
_ENDLESS = 400


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
    parsed = parser.parse(pattern)
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
    parsed = parser.parse(pattern)
    return Reach(_width(parsed), _looked_ahead(parsed))


def _needed(items: Iterable[Any], common: Strings) -> _Found | None:
    """Give the best set among the runs of plain text that a sequence must contain."""
    best: _Found | None = None
    run, begins, passed = EMPTY, 0, 0
    for item in items:
        strings, width = exact(item), _width([item])
        if strings is not None:
            best = _better(best, _Found(strings, passed), common)
        if strings is not None and len(run) * len(strings) <= MOST_STRINGS:
            run = frozenset(before + after for before in run for after in strings)
        else:
            best = _better(best, _Found(run, begins), common)
            best = _better(best, _shifted(_inside(item, common), passed), common)
            run, begins = (EMPTY, passed + width) if strings is None else (strings, passed)
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
    return int(parser.SubPattern(parser.State(), list(items)).getwidth()[1])


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
