"""Words of the trade that were respelt (改写的行话), read back by sound, look and parts."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guazheng_lib.ads.data import read_data
from guazheng_lib.ads.text.alphabet import CODE_POINTS, Codes, codes_of, text_of
from guazheng_lib.ads.text.characters import HAN

_SIGN, _PAUSE = " ", "\n"
_PAUSES = ",。;:!?、\n"
_BETWEEN = {
    "anything": rf"[{_SIGN}{_PAUSE}]{{0,4}}(?:[0-9a-z]{{1,2}}[{_SIGN}{_PAUSE}]{{0,2}})?",
    "ornaments": f"{_SIGN}{{0,4}}",
}
_IS_HAN = re.compile(f"[{HAN}]").match
_ALIKE_AT_MOST = {"all": 1.0, "some": 0.67, "last": 0.5, "none": 0.0}


@dataclass(frozen=True)
class _Word:
    """A protected word (受保护的词) and what each of its characters is replaced by."""

    word: str
    alike: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    between: str
    at_most: int

    @property
    def firsts(self) -> set[str]:
        """What a disguise begins with."""
        return {*self.alike[0], *(part[0] for part in self.parts[0])}

    @property
    def seconds(self) -> set[str]:
        """What may follow: the second character, or more of the first one."""
        following = {part[0] for part in self.parts[1]} | {part[1] for part in self.parts[0]}
        return {self.word[0], *self.alike[1], *following}

    @property
    def followers(self) -> set[str]:
        """The first Han characters that may follow; behind a sign that is none, the third's."""
        return self.seconds if all(map(_IS_HAN, self.seconds)) else self.seconds | self.thirds

    @property
    def thirds(self) -> set[str]:
        """What may stand for the third character."""
        return {*self.alike[2], *(part[0] for part in self.parts[2])}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A disguise, and much else that ends alike."""
        return re.compile(self.written)

    @cached_property
    def written(self) -> str:
        """The pattern as it is written, by which a match is known."""
        return f"[{_sorted(self.firsts)}]{self._tail}"

    @property
    def _tail(self) -> str:
        """Everything behind the first character of a disguise, which has been read."""
        first = "|".join(f"(?<={part[0]}){part[1:]}" for part in self.parts[0])
        head = f"(?:(?<={self.word[0]}){self.word[0]}{{1,2}}|(?<=[{self.alike[0]}]))"
        rest = "".join(self.between + self._place(place) for place in range(1, len(self.word)))
        return f"(?:{head}|{first}){rest}" if first else head + rest

    def _place(self, place: int) -> str:
        repeated = f"{self.word[place]}{{1,3}}"
        return f"(?:{'|'.join((repeated, f'[{self.alike[place]}]', *self.parts[place]))})"

    @cached_property
    def places(self) -> re.Pattern[str]:
        """A disguise with a group for every character."""
        groups = (f"({self._place(place)})" for place in range(len(self.word)))
        return re.compile(self.between.join(groups))


def in_han(text: str) -> Iterator[re.Match[str]]:
    """Find protected words in Han characters however they were disguised, and much else.

    Nearly every character of a text is none of these. Words are tried only where a Han character
    that one may begin with is followed by one that may follow it. The matches show all pauses and
    all other signs alike: a set of Han characters takes two thousandths of a second to compile.
    """
    begins, follows, han = _pairs_of_words()
    codes = codes_of(text)
    (places,) = han[codes].nonzero()
    shown = codes[places]
    possible = begins[shown[:-1]] & follows[shown[1:]]
    (at,) = possible.nonzero()
    if not len(at):
        return
    shown_alike = text_of(_shown_alike()[codes])
    reached = 0
    for place, bits in zip(places[at].tolist(), possible[at].tolist(), strict=True):
        if place >= reached and (match := _first_match(shown_alike, place, bits)):
            reached = match.end()
            yield match


def _first_match(text: str, place: int, bits: int) -> re.Match[str] | None:
    words = _words()
    while bits:
        lowest = bits & -bits
        if match := words[lowest.bit_length() - 1].pattern.match(text, place):
            return match
        bits ^= lowest
    return None


@cache
def _pairs_of_words() -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.bool_]]:
    """Give for each character the words it may begin, those in which it may follow; and all Han."""
    begins, follows = np.zeros(CODE_POINTS, np.uint64), np.zeros(CODE_POINTS, np.uint64)
    for number, word in enumerate(_words()):
        bit = np.uint64(1 << number)
        begins[[ord(character) for character in word.firsts]] |= bit
        follows[[ord(character) for character in word.followers]] |= bit
    han = np.zeros(CODE_POINTS, np.bool_)
    for first, last in _ranges(HAN):
        han[first:last] = True
    return begins, follows, han


@cache
def _shown_alike() -> Codes:
    """Give for each character what a match shows: itself, or that it is a pause or a sign."""
    shown = np.full(CODE_POINTS, ord(_SIGN), np.uint32)
    for first, last in _ranges(f"{HAN}0-9a-z"):
        shown[first:last] = np.arange(first, last)
    shown[list(map(ord, _PAUSES))] = ord(_PAUSE)
    return shown


def _ranges(written: str) -> Iterator[tuple[int, int]]:
    """Give the ranges of a pattern's set as code points, end exclusive."""
    for first, last in zip(written[::3], written[2::3], strict=True):
        yield ord(first), ord(last) + 1


def _sorted(characters: Iterable[str]) -> str:
    return "".join(sorted(characters))


def _first(word: "_Word") -> str:
    return _sorted(word.firsts)


def read_han(match: re.Match[str]) -> str:
    """Give the word that was disguised (还原同音、形近、拆开的字), or what was there."""
    word = _by_pattern()[match.re.pattern]
    written = match[0]
    if written == word.word:
        return written
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    return word.word if _is_disguise(word, written, before, after) else written


def _is_disguise(word: _Word, written: str, before: str, after: str) -> bool:
    """Tell a disguise from ordinary words that happen to meet."""
    places = word.places.fullmatch(written)
    if places is None:
        return False
    groups = tuple(zip(word.word, places.groups(), word.parts, strict=True))
    stands = [meant if part in parts else part[0] for meant, part, parts in groups]
    altered = {place for place, meant in enumerate(word.word) if stands[place] != meant}
    repeated = [part not in parts and len(part) > 1 for _, part, parts in groups]
    if any(repeated) and not any(one and other for one, other in pairwise(repeated)):
        return False
    if not altered and (any(repeated) or any(part in parts for _, part, parts in groups)):
        return True
    if len(altered) > word.at_most or (altered and _PAUSE in written):
        return False
    return not _is_by_chance(stands, altered, before, after)


def _is_by_chance(stands: list[str], altered: set[int], before: str, after: str) -> bool:
    """Tell whether a character belongs to an ordinary word, in the disguise or beside it."""
    last = len(stands) - 1
    inside = (place for place in range(last) if altered & {place, place + 1})
    if any(_is_ordinary(stands[place], stands[place + 1]) for place in inside):
        return True
    starts = (last == 1 or 0 in altered) and _is_ordinary(before, stands[0])
    ends = (last == 1 or last in altered or not altered) and _is_ordinary(stands[-1], after)
    return starts or ends


def alike(word: str) -> tuple[str, ...]:
    """Give for each character of a protected word all that are read as it (同音、形近字)."""
    return next(each.alike for each in _words() if each.word == word)


def spelt(word: str) -> list[str]:
    """Give the syllables of a protected word (拼音)."""
    syllables: list[str] = _sounds()["spelt"][word]
    return syllables


def ordinary_pairs(text: str) -> int:
    """Count the pairs of characters that make a word in everyday use (常用双字)."""
    return sum(_is_ordinary(one, other) for one, other in pairwise(text))


def _is_ordinary(first: str, second: str) -> bool:
    known = _sounds()
    return bool(first and second) and (
        first + second in _pairs()
        or second in known["after"].get(first, "")
        or first in known["before"].get(second, "")
    )


@cache
def _pairs() -> frozenset[str]:
    """Give the protected words of two characters, and ordinary ones the dictionary lacks."""
    own = (word.word for word in _words() if len(word.word) == 2)
    return frozenset((*own, *read_data("text/words")["ordinary"]))


@cache
def turned_pattern() -> re.Pattern[str]:
    """Match a protected word that was turned round (倒写)."""
    return re.compile("|".join(sorted(word[::-1] for word in read_data("text/words")["turned"])))


def read_turned(match: re.Match[str]) -> str:
    """Give the word that was turned round, unless its ends belong to their neighbours."""
    written, text = match[0], match.string
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    inside = any(_is_ordinary(one, other) for one, other in pairwise(written))
    outside = _is_ordinary(before, written[0]) or _is_ordinary(written[-1], after)
    return written if inside or outside else written[::-1]


@cache
def _sounds() -> dict[str, Any]:
    """Read the table of sounds that `benchmarks/ads/sounds.py` makes (同音字表)."""
    text = files(__package__).joinpath("sounds.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


@cache
def _by_pattern() -> dict[str, _Word]:
    return {word.written: word for word in _words()}


@cache
def _words() -> tuple[_Word, ...]:
    words = map(_word, read_data("text/words")["words"])
    return tuple(sorted(words, key=lambda word: (_first(word), -len(word.word))))


def _word(entry: dict[str, Any]) -> _Word:
    word: str = entry["word"]
    known, looks = _sounds(), read_data("text/words")["looks"]
    split = read_data("text/components")["in_words"]
    kept = {"none": len(word), "last": len(word) - 1}.get(entry["sound"], 0)
    alike = (
        meant + (known["sounds"][syllable] + looks.get(meant, "") if place >= kept else "")
        for place, (meant, syllable) in enumerate(zip(word, spelt(word), strict=True))
    )
    return _Word(
        word=word,
        alike=tuple("".join(sorted(set(characters))) for characters in alike),
        parts=tuple(tuple(split.get(meant, ())) for meant in word),
        between=_BETWEEN[entry["apart"]],
        at_most=int(len(word) * _ALIKE_AT_MOST[entry["sound"]]),
    )
