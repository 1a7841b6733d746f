"""Find in a folded text what the concepts tell of (找出说法)."""

from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import NamedTuple

from guazheng_lib.ads.signs.entries import Role
from guazheng_lib.ads.signs.lexicon import Concept, bits_of, concepts_of
from guazheng_lib.ads.signs.possible import Possible

# No advertisement says one thing so often; what does is padding, and need not be read to its end.
_MOST_MATCHES = 10_000


class Hit(NamedTuple):
    """A concept found in folded text (命中)."""

    start: int
    end: int
    concept: Concept
    words: str


def find_hits(seen: Possible) -> list[Hit]:
    """Find all signs in the order of the text; what turns out to be another thing is left out.

    Contexts that clear are only looked for where something wants clearing.
    """
    brokers, fakes = _broker_signs(seen), found(seen, concepts_of(Role.FAKE))
    contexts: list[Hit] = []
    if any(hit.concept.role is Role.RAISE for hit in brokers):
        contexts = found(seen, concepts_of(Role.CLEAR))
    elif fakes:
        contexts = found(seen, _contexts_of_fakes())
    hits = brokers + fakes + contexts
    return sorted(_unmasked(hits), key=_place) if hits else []


def found(seen: Possible, wanted: Iterable[Concept], named: bytes | None = None) -> list[Hit]:
    """Find some concepts (命中); where two patterns of one concept overlap, it is one hit."""
    return [
        hit
        for concept in wanted
        if seen.patterns & concept.bits
        for hit in _joined(seen, concept, named)
    ]


def named(length: int, certificates: Iterable[Hit]) -> bytes:
    """Give for each character of a text of some length whether it names a certificate (1 or 0)."""
    places = bytearray(length)
    for hit in certificates:
        places[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
    return bytes(places)


def _broker_signs(seen: Possible) -> list[Hit]:
    """Find the signs of broking; without anything that names a certificate none counts."""
    if not seen.patterns & _subject_bits():
        return []
    certificates = found(seen, concepts_of(Role.SUBJECT))
    trades = concepts_of(Role.RAISE, subject=True)
    # Of so many, some may be missing; then a pattern is tried wherever its other words stand.
    padded = len(certificates) > _MOST_MATCHES / 4
    places = None if padded else named(len(seen.text), certificates)
    subjects = certificates + found(seen, trades, places)
    return subjects + found(seen, concepts_of(Role.RAISE, subject=False)) if subjects else []


@cache
def _subject_bits() -> int:
    return bits_of(*concepts_of(Role.SUBJECT), *concepts_of(Role.RAISE, subject=True))


@cache
def _contexts_of_fakes() -> tuple[Concept, ...]:
    """Give the contexts that bear on a false job: public ones, and what only looks like a sign."""
    fakes = frozenset(concept.code for concept in concepts_of(Role.FAKE))
    contexts = concepts_of(Role.CLEAR)
    return tuple(each for each in contexts if each.entry.public or each.entry.masks & fakes)


def _joined(seen: Possible, concept: Concept, named: bytes | None) -> list[Hit]:
    text = seen.text
    matches = islice(concept.matches(seen, named), _MOST_MATCHES)
    places = sorted(match.span() for match in matches)
    joined: list[Hit] = []
    start = end = 0
    for first, last in places:
        if first < end:
            end = max(end, last)
            continue
        if end:
            joined.append(Hit(start, end, concept, text[start:end]))
        start, end = first, last
    if end:
        joined.append(Hit(start, end, concept, text[start:end]))
    return joined


def _unmasked(hits: list[Hit]) -> list[Hit]:
    """Leave out what a mask covers, and masks that say nothing themselves."""
    masks = sorted((hit for hit in hits if hit.concept.entry.masks), key=_place)
    hidden = _hidden(hits, masks) if masks else frozenset()
    return [hit for number, hit in enumerate(hits) if number not in hidden and _speaks(hit.concept)]


def _hidden(hits: list[Hit], masks: list[Hit]) -> frozenset[int]:
    everywhere = {
        c for mask in masks if mask.concept.entry.everywhere for c in mask.concept.entry.masks
    }
    hidden = {number for number, hit in enumerate(hits) if hit.concept.code in everywhere}
    order = sorted(range(len(hits)), key=lambda number: hits[number][:2])
    open_masks: list[Hit] = []
    waiting = iter(masks)
    ahead = next(waiting, None)
    for number in order:
        hit = hits[number]
        while ahead is not None and ahead.start < hit.end:
            open_masks.append(ahead)
            ahead = next(waiting, None)
        open_masks = [mask for mask in open_masks if mask.end > hit.start]
        if any(hit.concept.code in mask.concept.entry.masks for mask in open_masks):
            hidden.add(number)
    return frozenset(hidden)


def _speaks(concept: Concept) -> bool:
    """Tell whether a concept says something itself, or only that a word means another thing."""
    return concept.entry.weight > 0 or concept.role is Role.SUBJECT


def _place(hit: Hit) -> tuple[int, int, str]:
    return hit.start, hit.end, hit.concept.code
