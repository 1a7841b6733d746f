"""A character of a word of the trade that a sign stands for (遮字): 建*师, 社○, 注X.

Only one sign, and only where the word cannot be another: between two characters that make an
ordinary word a sign only parts them.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from guazheng_lib.ads.data import read_data
from guazheng_lib.ads.text.characters import HAN
from guazheng_lib.ads.text.edits import Placed
from guazheng_lib.ads.text.respelling import ordinary_pairs

SIGNS = "*＊✱○◯〇●□■×✕xXｘＸ"
_AFTER = rf"(?=[{HAN},，、。;；/)）])"
_SIGN = re.compile(f"[{SIGNS}]")


class _Masked(NamedTuple):
    """A word (被遮的词), and which of its characters a sign stands for."""

    word: str
    at: int

    def stands(self, shown: str, place: int) -> bool:
        """Tell whether it stands there, with its sign at a place."""
        before, after = self.word[: self.at], self.word[self.at + 1 :]
        return shown[:place].endswith(before) and shown.startswith(after, place + 1)


@cache
def pattern() -> re.Pattern[str]:
    """Match a masked word, a short one with the characters beside it."""
    return re.compile("|".join(map(_written, _masked())))


def unmasked(run: list[Placed]) -> list[Placed] | None:
    """Put the character back that was hidden, unless ordinary words meet there (还原遮字)."""
    shown = "".join(character for character, _, _ in run)
    place = next(sign.start() for sign in _SIGN.finditer(shown))
    word, at = next(each for each in _masked() if each.stands(shown, place))
    neighbours = shown[max(place - at - 1, 0) : place - at + 1], shown[place - 1 : place + 2 : 2]
    if len(word) == 2 and any(map(ordinary_pairs, neighbours)):
        return None
    _, start, end = run[place]
    return [*run[:place], (word[at], start, end), *run[place + 1 :]]


def _written(masked: _Masked) -> str:
    word, at = masked
    rest = word[at + 1 :] or f"(?![{SIGNS}{word[at]}]){_AFTER}"
    written = rf"(?<![{SIGNS}]){word[:at]}[{SIGNS}]{rest}"
    return f"[{HAN}]?{written}[{HAN}]?" if len(word) == 2 else written


@cache
def _masked() -> tuple[_Masked, ...]:
    """Give each word with each of its characters masked but the first, the longer words first."""

    def each() -> Iterator[_Masked]:
        for word in sorted(read_data("text/words")["masked"], key=len, reverse=True):
            yield from (_Masked(word, at) for at in range(1, len(word)))

    return tuple(each())
