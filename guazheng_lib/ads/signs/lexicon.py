"""The concepts, ready to be looked for (概念), and one look at a text for all of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count

from guazheng_lib.ads.signs.entries import (
    CERTIFICATE,
    COMMON_CERTIFICATE,
    Entry,
    Role,
    certificates,
    entries,
)
from guazheng_lib.ads.signs.exact import all_matches
from guazheng_lib.ads.signs.parts import Part, stretches_of
from guazheng_lib.ads.signs.patterns import expand, part_of
from guazheng_lib.ads.signs.possible import Possible, Words


@dataclass(frozen=True, eq=False)
class Concept:
    """Something an advertisement may say (概念), ready to be looked for.

    Attributes:
        entry: what the file says of it.
        parts: each of its patterns.
        bits: its parts, as `Possible.patterns` tells them.
        words: all that it can match, where these are plain words.
    """

    entry: Entry
    parts: tuple[Part, ...]
    bits: int
    words: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The code that spans carry."""
        return self.entry.code

    @property
    def title(self) -> str:
        """The name that officers see."""
        return self.entry.title

    @property
    def role(self) -> Role:
        """What it does to the verdict."""
        return self.entry.role

    def matches(self, seen: Possible, named: bytes | None = None) -> Iterator[re.Match[str]]:
        """Give the matches of every pattern that the text's words allow.

        Args:
            seen: a folded text as `look_at` gives it.
            named: where a certificate is named, as `hits.named`; None if that is not known.
        """
        for part in self.parts:
            if seen.patterns & part.bit:
                yield from part.matches(seen, named)


@cache
def concepts() -> dict[str, Concept]:
    """Give every concept by its code, certificates first."""
    numbers = count()
    compiled = [_compiled(entry, numbers) for entry in entries()]
    return {concept.code: concept for concept in compiled}


@cache
def concepts_of(role: Role, *, subject: bool | None = None) -> tuple[Concept, ...]:
    """Give the concepts of one role, or those of them that name certificates by themselves."""
    return tuple(
        concept
        for concept in concepts().values()
        if concept.role is role and subject in (None, concept.entry.subject)
    )


def look_at(text: str) -> Possible:
    """Tell what a folded text can hold at all, of all concepts at once (可能出现的说法)."""
    return _words().look(text)


@cache
def _words() -> Words:
    known = concepts().values()
    counted = {concept.code: concept.words for concept in known if concept.words}
    return Words([part.needed.literals for concept in known for part in concept.parts], counted)


def bits_of(*found: Concept) -> int:
    """Give the bits of which a text must have one before one of some concepts can be in it.

    What names a certificate as well is not asked for: the certificate is.
    """
    return sum(part.bit for each in found for part in each.parts if not part.certified)


def concept_titles() -> dict[str, str]:
    """Give the Chinese name of every span code (片段代码)."""
    return {code: concept.entry.title for code, concept in concepts().items()}


def certificates_in(seen: Possible) -> list[str]:
    """Name the certificates in a folded text (职业资格类别), in the order of the list.

    A name that all trades use is only told where no other stands.
    """
    known = certificates()
    named = _named(known.certificates, concepts()[CERTIFICATE], seen)
    return named or _named(known.common, concepts()[COMMON_CERTIFICATE], seen)


def _named(names: dict[str, str], concept: Concept, seen: Possible) -> list[str]:
    """Tell which names stand there; of names that overlap the first counts."""
    pattern = _any_of(tuple(names.values()))
    found = {
        match.lastgroup
        for start, end in stretches_of(concept.parts, seen)
        for match in pattern.finditer(seen.text, start, end)
    }
    return [name for number, name in enumerate(names) if f"n{number}" in found]


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Put each pattern in a named group, so that a match tells which it is."""
    named = (f"(?P<n{number}>{expand(pattern)})" for number, pattern in enumerate(patterns))
    return re.compile("|".join(named))


def _compiled(entry: Entry, numbers: Iterator[int]) -> Concept:
    parts = tuple(part_of(pattern, next(numbers)) for pattern in entry.patterns)
    whole = "|".join(part.written for part in parts)
    words = all_matches(whole) if entry.role in (Role.LURE, Role.PLAIN) else ()
    return Concept(entry, parts, sum(part.bit for part in parts), words)
