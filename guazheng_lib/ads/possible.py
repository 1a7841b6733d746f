"""What a text can hold at all (可能出现的说法): all patterns' words are looked for at once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

# A word's beginning tells nearly as much as the word, and is looked for with less.
_TELLING = 3


class Possible(NamedTuple):
    """What one look at a text tells (可能出现的说法).

    Attributes:
        patterns: one bit for each pattern that may match.
        counts: how many different words of a list occur, by the name of the list.
        unsettled: lists of which two words overlap; only a search tells which of them counts.
    """

    patterns: int
    counts: dict[str, int]
    unsettled: frozenset[str]


class Words:
    """Words to look for in one go (一次查找的字词).

    >>> words = Words([["挂靠", "租证"], ["社保"]], {"TERMS": ["双休", "社保"]})
    >>> words.look("配合社保，有社保")
    Possible(patterns=2, counts={'TERMS': 1}, unsettled=frozenset())
    """

    def __init__(
        self, needed: Iterable[Sequence[str]], counted: Mapping[str, Sequence[str]]
    ) -> None:
        """Take for each pattern words of which every match holds one, and lists to be counted.

        A pattern without such words is always possible.
        """
        bits: dict[str, int] = {}
        for number, literals in enumerate(needed):
            for beginning in {literal[:_TELLING] for literal in literals or ("",)}:
                bits[beginning] = bits.get(beginning, 0) | 1 << number
        self._always = bits.pop("", 0)
        lists = _lists_of(counted)
        words = [*sorted(bits.keys() - lists.keys()), *sorted(lists)]
        self._bits = [bits.get(word, 0) for word in words]
        self._first_counted = len(words) - len(lists)
        self._lists = [lists.get(word, []) for word in words]
        # The fastest by itself (DFA) is the slowest amid other work: its table fills the caches.
        small = Implementation.ContiguousNFA
        self._find = AhoCorasick(words, implementation=small).find_matches_as_indexes

    def look(self, text: str) -> Possible:
        """Look for all the words in a text."""
        found = self._find(text, overlapping=True)
        words = {word for word, _, _ in found}
        patterns, bits, first = self._always, self._bits, self._first_counted
        counts: dict[str, int] = {}
        for word in words:
            patterns |= bits[word]
            if word >= first:
                for name in self._lists[word]:
                    counts[name] = counts.get(name, 0) + 1
        return Possible(patterns, counts, self._overlapping(found))

    def _overlapping(self, found: list[tuple[int, int, int]]) -> frozenset[str]:
        """Give the lists of which two words overlap; the words come in the order of their ends."""
        reached: dict[str, int] = {}
        overlapping: set[str] = set()
        first, lists = self._first_counted, self._lists
        for word, start, end in found:
            if word >= first:
                for name in lists[word]:
                    if start < reached.get(name, 0):
                        overlapping.add(name)
                    reached[name] = end
        return frozenset(overlapping)


def _lists_of(counted: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for name, words in counted.items():
        for word in words:
            lists.setdefault(word, []).append(name)
    return lists
