"""What the characters of a text become, and what that makes possible (字表): for all at once.

Most steps of folding have no work in most texts. One look at all characters, by number, tells
which steps may have some.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

from guazheng_lib.ads.text.characters import characters

Codes = NDArray[np.uint32]

CODE_POINTS = 0x110000
_CHARACTER = 0x1FFFFF
_UNKNOWN = 1 << 21
_NOT_ONE = 1 << 22
_FIRST_BIT = 23


class Alphabet:
    """The characters met so far (字表): what each becomes, and the groups that it is in."""

    def __init__(self, groups: Sequence[str], original_groups: Sequence[str] = ()) -> None:
        """Take groups of folded characters, and groups of characters as they were published."""
        self._groups, self._original_groups = groups, original_groups
        self._known: dict[str, int] = {}
        self._entries = np.full(CODE_POINTS, _UNKNOWN, np.int64)

    def read(self, text: str) -> tuple[str, int]:
        """Fold the characters of a text, and give the bits of the groups that are in it."""
        codes = codes_of(text)
        entries = self._entries[codes]
        told = int(np.bitwise_or.reduce(entries))
        if told & _UNKNOWN:
            self._learn(text)
            return self.read(text)
        if told & _NOT_ONE:
            return text.translate(characters()), told >> _FIRST_BIT
        return text_of((entries & _CHARACTER).astype(np.uint32)), told >> _FIRST_BIT

    def bits(self, groups: Iterable[str]) -> int:
        """Give the bits of some groups."""
        known = (*self._groups, *self._original_groups)
        return reduce(or_, (1 << known.index(group) for group in groups), 0)

    def bits_in(self, folded: str) -> int:
        """Give the bits of the groups of which a short folded text has a character."""
        return reduce(or_, map(self._bits_of_folded, folded), 0)

    def _learn(self, text: str) -> None:
        for character in set(text):
            if self._entries[ord(character)] != _UNKNOWN:
                continue
            folded = characters()[ord(character)]
            entry = ord(folded) if len(folded) == 1 else _NOT_ONE
            self._entries[ord(character)] = entry | self._bits_of(character, folded) << _FIRST_BIT

    def _bits_of_folded(self, character: str) -> int:
        bits = self._known.get(character)
        if bits is None:
            bits = sum(1 << n for n, group in enumerate(self._groups) if character in group)
            self._known[character] = bits
        return bits

    def _bits_of(self, character: str, folded: str) -> int:
        first = len(self._groups)
        own = (n for n, group in enumerate(self._original_groups, first) if character in group)
        return reduce(or_, (1 << number for number in own), self.bits_in(folded))


def codes_of(text: str) -> Codes:
    """Give the code points of a text as an array (码位)."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def text_of(codes: Codes) -> str:
    """Give the text that an array of code points is (由码位成文)."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")
