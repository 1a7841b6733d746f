"""One pattern of a concept (说法), looked for only where words stand that it needs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from guazheng_lib.ads.signs.literals import Needed
from guazheng_lib.ads.signs.possible import Possible

Stretch = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Part:
    """One pattern of a concept (说法).

    Attributes:
        written: the regular expression.
        needed: strings of which every match holds at least one, and how far it reaches.
        certified: whether every match names a certificate.
        number: the pattern's own, as `Possible` knows it.
    """

    written: str
    needed: Needed
    certified: bool
    number: int

    @cached_property
    def bit(self) -> int:
        """The pattern's bit in `Possible.patterns`."""
        return 1 << self.number

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern itself; most are not compiled before the first hundred advertisements."""
        return re.compile(self.written)

    def matches(self, seen: Possible, named: bytes | None = None) -> Iterator[re.Match[str]]:
        """Give the matches in a text of which its words tell that there may be some.

        Args:
            seen: the text.
            named: where a certificate is named, as `hits.named`; None if that is not known.
        """
        for start, end in stretches_of((self,), seen):
            if named is None or not self.certified or named.find(1, start, end) >= 0:
                yield from self.pattern.finditer(seen.text, start, end)


def stretches_of(parts: Sequence[Part], seen: Possible) -> Iterable[Stretch]:
    """Give from where to where some patterns may match, in order; none overlap.

    A search within a stretch finds what a search in the whole text finds there: every match lies
    in one as a whole, with all that a pattern looks at behind it.
    """
    befores, aheads = [], []
    places: list[int] = []
    for part in parts:
        if seen.patterns & part.bit:
            before, ahead = part.needed.before, part.needed.ahead
            if before is None or ahead is None:
                return [(0, len(seen.text))]
            befores.append(before)
            aheads.append(ahead)
            places += seen.places[part.number]
    return _stretches(sorted(places), max(befores), max(aheads)) if places else ()


def _stretches(places: Sequence[int], before: int, ahead: int) -> Iterator[Stretch]:
    start, end = max(places[0] - before, 0), places[0] + ahead
    for place in places[1:]:
        if place - before > end:
            yield start, end
            start = place - before
        end = place + ahead
    yield start, end
