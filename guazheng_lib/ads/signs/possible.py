"""What a text can hold at all (可能出现的说法): all patterns' words are looked for at once."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from types import MappingProxyType
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

# A word's beginning tells nearly as much as the word, and is looked for with less.
_TELLING = 3


class Possible(NamedTuple):
    """What one look at a text tells (可能出现的说法).

    Attributes:
        text: what was looked at.
        patterns: one bit for each pattern that may match.
        places: where the words of a pattern begin, by its number.
        counts: how many different words of a list occur, by the name of the list.
        unsettled: lists of which two words overlap; only a search tells which of them counts.
    """

    text: str
    patterns: int
    places: dict[int, list[int]]
    counts: dict[str, int]
    unsettled: frozenset[str]


class Words:
    """Words to look for in one go (一次查找的字词).

    >>> words = Words([["挂靠", "租证"], ["社保"]], {"TERMS": ["双休", "社保"]})
    >>> possible = words.look("配合社保，有社保")
    >>> possible.patterns, possible.places, possible.counts
    (2, {1: [2, 6]}, {'TERMS': 1})
    """

    def __init__(
        self,
        needed: Iterable[Sequence[str]],
        counted: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        """Take for each pattern words of which every match holds one, and lists to be counted.

        A pattern without such words is always possible.
        """
        patterns: dict[str, list[int]] = {}
        for number, literals in enumerate(needed):
            for beginning in {literal[:_TELLING] for literal in literals or ("",)}:
                patterns.setdefault(beginning, []).append(number)
        self._always = sum(1 << number for number in patterns.pop("", ()))
        lists = _lists_of(counted)
        words = [*sorted(patterns.keys() - lists.keys()), *sorted(lists)]
        numbers = {word: number for number, word in enumerate(words)}
        self._patterns = [tuple(patterns.get(word, ())) for word in words]
        self._first_counted = len(words) - len(lists)
        self._lists = {numbers[word]: names for word, names in lists.items()}
        self._partners = {
            numbers[word]: frozenset(numbers[other] for other in others)
            for word, others in _partners(counted).items()
        }
        # The fastest by itself (DFA) is the slowest amid other work: its table fills the caches.
        small = Implementation.ContiguousNFA
        self._find = AhoCorasick(words, implementation=small).find_matches_as_indexes

    def look(self, text: str) -> Possible:
        """Look for all the words in a text."""
        found = self._find(text, overlapping=True)
        places: dict[int, list[int]] = {}
        counted: set[int] = set()
        for word, start, _ in found:
            for pattern in self._patterns[word]:
                if pattern in places:
                    places[pattern].append(start)
                else:
                    places[pattern] = [start]
            if word >= self._first_counted:
                counted.add(word)
        patterns = self._always
        for pattern in places:
            patterns |= 1 << pattern
        counts: dict[str, int] = {}
        for word in counted:
            for name in self._lists[word]:
                counts[name] = counts.get(name, 0) + 1
        return Possible(text, patterns, places, counts, self._unsettled(found, counted))

    def _unsettled(self, found: list[tuple[int, int, int]], counted: set[int]) -> frozenset[str]:
        """Give the lists of which two words overlap; the words come in the order of their ends."""
        may = counted & self._partners.keys()
        if not any(self._partners[word] & may for word in may):
            return frozenset()
        reached: dict[str, int] = {}
        overlapping: set[str] = set()
        for word, start, end in found:
            if word in self._partners:
                for name in self._lists[word]:
                    if start < reached.get(name, 0):
                        overlapping.add(name)
                    reached[name] = end
        return frozenset(overlapping)


def _partners(counted: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    """Give for each word those of its list that it can overlap with, itself among them."""
    partners: dict[str, set[str]] = {}
    for words in counted.values():
        for one, other in product(words, words):
            if _can_overlap(one, other):
                partners.setdefault(one, set()).add(other)
                partners.setdefault(other, set()).add(one)
    return partners


def _can_overlap(one: str, other: str) -> bool:
    if one != other and one in other:
        return True
    return any(one.endswith(other[:length]) for length in range(1, min(len(one), len(other))))


def _lists_of(counted: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for name, words in counted.items():
        for word in words:
            lists.setdefault(word, []).append(name)
    return lists
