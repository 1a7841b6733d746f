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
        counts: how many different words of a list occur, by the name of the list.
        unsettled: lists of which two words overlap; only a search tells which of them counts.
        places: where each word begins that occurs, by its number.
        words_of: the numbers of each pattern's words, by its bit.
    """

    text: str
    patterns: int
    counts: dict[str, int]
    unsettled: frozenset[str]
    places: dict[int, list[int]]
    words_of: Mapping[int, frozenset[int]]

    def places_of(self, bit: int) -> list[int]:
        """Give where the words of a pattern begin, in order; it is known by its bit."""
        words = self.words_of[bit].intersection(self.places)
        if len(words) == 1:
            return self.places[next(iter(words))]
        return sorted({place for word in words for place in self.places[word]})


class Words:
    """Words to look for in one go (一次查找的字词).

    >>> words = Words([["挂靠", "租证"], ["社保"]], {"TERMS": ["双休", "社保"]})
    >>> possible = words.look("配合社保，有社保")
    >>> possible.patterns, possible.counts, possible.places_of(0b10)
    (2, {'TERMS': 1}, [2, 6])
    """

    def __init__(
        self,
        needed: Iterable[Sequence[str]],
        counted: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        """Take for each pattern words of which every match holds one, and lists to be counted.

        A pattern without such words is always possible.
        """
        bits: dict[str, int] = {}
        wanted = [{word[:_TELLING] for word in literals or ("",)} for literals in needed]
        for number, beginnings in enumerate(wanted):
            for beginning in beginnings:
                bits[beginning] = bits.get(beginning, 0) | 1 << number
        self._always = bits.pop("", 0)
        lists = _lists_of(counted)
        words = [*sorted(bits.keys() - lists.keys()), *sorted(lists)]
        numbers = {word: number for number, word in enumerate(words)}
        self._words_of = {
            1 << number: frozenset(numbers[word] for word in beginnings if word)
            for number, beginnings in enumerate(wanted)
        }
        self._bits = [bits.get(word, 0) for word in words]
        self._lists = {numbers[word]: names for word, names in lists.items()}
        self._counted = frozenset(self._lists)
        self._partners = {
            numbers[word]: frozenset(numbers[other] for other in others)
            for word, others in _partners(counted).items()
        }
        self._overlap = frozenset(self._partners)
        # The fastest by itself (DFA) is the slowest amid other work: its table fills the caches.
        small = Implementation.ContiguousNFA
        self._find = AhoCorasick(words, implementation=small).find_matches_as_indexes

    def look(self, text: str) -> Possible:
        """Look for all the words in a text."""
        found = self._find(text, overlapping=True)
        places: dict[int, list[int]] = {}
        patterns, bits = self._always, self._bits
        for word, start, _ in found:
            if word in places:
                places[word].append(start)
            else:
                places[word] = [start]
                patterns |= bits[word]
        counts: dict[str, int] = {}
        for word in self._counted.intersection(places):
            for name in self._lists[word]:
                counts[name] = counts.get(name, 0) + 1
        unsettled = self._unsettled(found, places)
        return Possible(text, patterns, counts, unsettled, places, self._words_of)

    def _unsettled(
        self, found: list[tuple[int, int, int]], places: dict[int, list[int]]
    ) -> frozenset[str]:
        """Give the lists of which two words overlap; the words come in the order of their ends."""
        may = self._overlap.intersection(places)
        if not any(self._partners[word].intersection(may) for word in may):
            return frozenset()
        reached: dict[str, int] = {}
        overlapping: set[str] = set()
        for word, start, end in found:
            if word in self._overlap:
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
