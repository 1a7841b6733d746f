"""Where signs stand together (共现范围): a long page is judged by its most telling passage."""

from bisect import bisect_left
from collections.abc import Iterator
from heapq import nlargest

from guazheng_lib.ads.model import Weights, broker_sum, counts_of, judging
from guazheng_lib.ads.signs.entries import Role
from guazheng_lib.ads.signs.hits import Hit

_MOST_PASSAGES = 12
_REPEATED_AFTER = 60
_SPEAKS_FOR = (Role.SUBJECT, Role.RAISE)

Reach = tuple[int, int]


def telling_passage(hits: list[Hit], known: Weights) -> list[Hit]:
    """Give the signs of broking that stand together and weigh most, with what clears them.

    Args:
        hits: what was found, in the order of the text.
        known: the weight of each concept.
    """
    signs = [hit for hit in hits if hit.concept.role in _SPEAKS_FOR]
    contexts = [hit for hit in hits if hit.concept.role is Role.CLEAR]
    reaches = [(each[0].start, max(hit.end for hit in each)) for each in _heaviest(signs, known)]
    passages = [_within(signs, reach) + _around(contexts, reach) for reach in reaches]
    return max(passages, key=lambda each: broker_sum(counts_of(each), known), default=[])


def _heaviest(signs: list[Hit], known: Weights) -> list[list[Hit]]:
    """Give the few windows whose signs weigh most."""
    windows = _windows(_thinned(signs))
    return nlargest(_MOST_PASSAGES, windows, lambda each: broker_sum(counts_of(each), known))


def _thinned(signs: list[Hit]) -> list[Hit]:
    """Leave out what only repeats the words that stood just before."""
    seen: dict[tuple[str, str], int] = {}
    kept: list[Hit] = []
    for hit in signs:
        key = hit.concept.code, hit.words
        if hit.start - seen.get(key, -_REPEATED_AFTER) >= _REPEATED_AFTER:
            seen[key] = hit.start
            kept.append(hit)
    return kept


def _windows(signs: list[Hit]) -> Iterator[list[Hit]]:
    """Give each stretch of signs that names a certificate; one that lies in another is left out."""
    width = judging().together
    reached = 0
    for first, sign in enumerate(signs):
        last = max(reached, first + 1)
        while last < len(signs) and signs[last].end <= sign.start + width:
            last += 1
        window = signs[first:last]
        if last > reached and any(hit.concept.entry.subject for hit in window):
            yield window
        reached = last


def _within(signs: list[Hit], reach: Reach) -> list[Hit]:
    return [hit for hit in signs if reach[0] <= hit.start and hit.end <= reach[1]]


def _around(contexts: list[Hit], reach: Reach) -> list[Hit]:
    """Give the contexts near a passage, and those of the head, which tells what a text is."""
    scale = judging()
    widest = max(scale.around, scale.around_everyday)
    first = bisect_left(contexts, reach[0] - widest, key=lambda hit: hit.start)
    last = bisect_left(contexts, reach[1] + widest, key=lambda hit: hit.start)
    head = [hit for hit in contexts[:first] if hit.start < scale.head]
    return head + [hit for hit in contexts[first:last] if _bears_on(hit, reach)]


def _bears_on(context: Hit, reach: Reach) -> bool:
    scale = judging()
    around = scale.around_everyday if context.concept.entry.everyday else scale.around
    near = reach[0] - around <= context.start < reach[1] + around
    return near or context.start < scale.head
