"""How far the wording of a text is that of certificate brokers (用语相似), without saying so.

Concepts read what a text states. A veiled offer states little, yet is worded like its kind: single
characters and pairs (`runs`) are added up over the passage that tells most.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from guazheng_lib.ads.wording.runs import known_runs, log_odds, points, readable
from guazheng_lib.ads.wording.scale import (
    Wording,
    is_another_thing,
    is_worded_alike,
    rules,
    with_wording,
)

__all__ = [
    "Wording",
    "is_another_thing",
    "is_worded_alike",
    "passages_of",
    "telling_clauses",
    "with_wording",
    "wording",
]

_CLAUSE = re.compile(r"[^,，。;；:：!！?？、\s\n()（）|/]{3,}")
_QUOTED = 3


def wording(text: str, signs: tuple[int, int] | None = None) -> Wording | None:
    """Find the passage that is worded most like brokers'; None where nothing is about certificates.

    Args:
        text: folded.
        signs: where signs of broking stand: an offer may hide in one line of an honest text.
    """
    places = [match.start() for match in _about().finditer(text)]
    if not places:
        return None
    runs = known_runs(text)
    judged = [
        Wording(log_odds(runs[:, start:end], end - start) - less, start, end)
        for passages, less in (
            (_worth_reading(passages_of(text), places), 0.0),
            (_close_to(signs, text), rules().alone_less),
        )
        for start, end in passages
    ]
    return max(judged, key=lambda each: each.log_odds)


def _close_to(signs: tuple[int, int] | None, text: str) -> list[tuple[int, int]]:
    """Give the lines in which the signs stand, where they are less than a passage."""
    if signs is None:
        return []
    line = text.rfind("\n", 0, signs[0]) + 1, text.find("\n", signs[1])
    start = max(line[0], signs[0] - rules().around)
    end = min(line[1] if line[1] >= 0 else len(text), signs[1] + rules().around)
    return [(start, end)] if end - start < min(rules().passage, len(text)) else []


def _worth_reading(passages: list[tuple[int, int]], places: list[int]) -> Iterator[tuple[int, int]]:
    """Give the passages that are about certificates; of two about the same places, the first."""
    seen: set[tuple[int, int]] = set()
    for start, end in passages:
        held = bisect_left(places, start), bisect_left(places, end)
        if held[0] < held[1] and held not in seen:
            seen.add(held)
            yield start, end


def telling_clauses(text: str, found: Wording) -> list[tuple[int, int]]:
    """Give the clauses of a passage that are worded most like brokers' (所据的分句)."""
    at_each = points(readable(text))
    clauses = [match.span() for match in _CLAUSE.finditer(text, found.start, found.end)]
    told = [(sum(at_each[start:end]), start, end) for start, end in clauses]
    first = sorted((each for each in told if each[0] > 0), reverse=True)[:_QUOTED]
    return sorted((start, end) for _, start, end in first)


def passages_of(text: str) -> list[tuple[int, int]]:
    """Cut a text into overlapping passages (分段)."""
    size, step = rules().passage, rules().step
    last = max(len(text) - size, 0)
    starts = [*range(0, last, step), last]
    return [(start, min(start + size, len(text))) for start in starts]


@cache
def _about() -> re.Pattern[str]:
    return re.compile("|".join(sorted(rules().about)))
