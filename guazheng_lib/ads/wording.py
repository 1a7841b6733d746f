"""How far the wording of a text is that of certificate brokers (用语相似): without saying so.

Concepts read what a text states. A veiled offer states little, yet is worded like its kind: single
characters and pairs, each with a trained weight (tf-idf, sublinear, unit length), are added up over
the passage that tells most.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from guazheng_lib.ads.data import read_data
from guazheng_lib.ads.text.alphabet import CODE_POINTS, codes_of
from guazheng_lib.terms.data import Data

Numbers = NDArray[np.unsignedinteger[Any]]

LONGEST_RUN = 2
_UNKNOWN = (0.0, 0.0)
_DIGIT = re.compile("[1-9]")
_CLAUSE = re.compile(r"[^,，。;；:：!！?？、\s\n()（）|/]{3,}")
_QUOTED = 3


class Wording(NamedTuple):
    """How far the wording of a passage is that of brokers (用语相似).

    Attributes:
        log_odds: above 0 it is more like theirs than like anything else.
        start, end: the passage, in the folded text.
    """

    log_odds: float
    start: int
    end: int


class WordingRules(Data):
    """How wording is read (用语相似的读法): `wording.yml`."""

    about: tuple[str, ...] = Field(min_length=1)
    passage: int = Field(ge=40)
    step: int = Field(ge=20)
    around: int = Field(ge=0)
    alone_less: float = Field(ge=0)
    least_evidence: float = Field(gt=0)
    weight: float = Field(ge=0)
    more: float
    least: float = Field(lt=0)
    most: float = Field(gt=0)
    unlike: float = Field(lt=0)
    sure_from: float = Field(ge=0)


@cache
def rules() -> WordingRules:
    """Give how wording is read (读法)."""
    return WordingRules.model_validate(read_data("wording"))


def wording(text: str, signs: tuple[int, int] | None = None) -> Wording | None:
    """Find the passage that is worded most like brokers'; None where nothing is about certificates.

    Args:
        text: folded.
        signs: where signs of broking stand: an offer may hide in one line of an honest text.
    """
    places = [match.start() for match in _about().finditer(text)]
    if not places:
        return None
    runs = _known_runs(text)
    judged = [
        Wording(_log_odds(runs[:, start:end], end - start) - less, start, end)
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


def with_wording(signs: float, found: Wording | None) -> float:
    """Add to the sum of signs what the wording says (用语计入), within bounds."""
    if found is None:
        return signs
    known = rules()
    counted = min(max(found.log_odds, known.least), known.most)
    return signs + known.weight * counted + known.more


def is_worded_alike(found: Wording | None) -> bool:
    """Tell whether the wording, too, is that of brokers (用语相符)."""
    return found is not None and found.log_odds >= rules().sure_from


def is_another_thing(found: Wording | None) -> bool:
    """Tell whether the wording is far from brokers' (另有所指)."""
    return found is not None and found.log_odds <= rules().unlike


def telling_clauses(text: str, found: Wording) -> list[tuple[int, int]]:
    """Give the clauses of a passage that are worded most like brokers' (所据的分句)."""
    at_each = _points(readable(text))
    clauses = [match.span() for match in _CLAUSE.finditer(text, found.start, found.end)]
    told = [(sum(at_each[start:end]), start, end) for start, end in clauses]
    first = sorted((each for each in told if each[0] > 0), reverse=True)[:_QUOTED]
    return sorted((start, end) for _, start, end in first)


def readable(text: str) -> str:
    """Give a folded text as its wording is read: which number it names tells nothing (数字归一)."""
    return _DIGIT.sub("0", text)


def runs_of(plain: str) -> list[str]:
    """Give the single characters of a text, and the pairs (单字与相邻两字).

    >>> runs_of("有证")
    ['有', '证', '有证']
    """
    return [*plain, *map("".join, pairwise(plain))]


def passages_of(text: str) -> list[tuple[int, int]]:
    """Cut a text into overlapping passages (分段)."""
    size, step = rules().passage, rules().step
    last = max(len(text) - size, 0)
    starts = [*range(0, last, step), last]
    return [(start, min(start + size, len(text))) for start in starts]


def _known_runs(text: str) -> Numbers:
    """Give the numbers of the known runs that begin at each character: alone, and with the next."""
    known = _numbered()
    places = known.places.take(codes_of(text))
    numbers = np.zeros((2, len(places)), known.singles.dtype)
    numbers[0] = known.singles.take(places)
    pairs = places[:-1].astype(np.intp) * len(known.singles) + places[1:]
    numbers[1, :-1] = known.pairs.take(pairs)
    return numbers


def _log_odds(runs: Numbers, width: int) -> float:
    """Weigh a passage: every run it holds, by how telling it is; few runs prove little."""
    known = _numbered()
    # The pair that begins at the last character reaches beyond the passage.
    within = np.concatenate((runs[0], runs[1, : width - 1], known.ends))
    within.sort()
    # What is not known has number 0; it comes first and tells nothing.
    firsts = np.flatnonzero(within[1:] != within[:-1]) + 1
    numbers = within[firsts[:-1]]
    often = _often()[firsts[1:] - firsts[:-1]]
    length = float(known.squared[numbers] @ (often * often))
    return _base() + float(known.points[numbers] @ often) / max(
        sqrt(length), rules().least_evidence
    )


class _Numbered(NamedTuple):
    """The known runs by number, from 1 on (编号).

    Attributes:
        places: each code point's place in the two tables; 0 if it is in no run.
        singles: by place, the number of the character alone.
        pairs: by the first place times the number of places, plus the second: that of the pair.
        ends: a number before all others, and one after.
        points: by number, what a run counts where it occurs once.
        squared: by number, the square of how rare it is.
    """

    places: Numbers
    singles: Numbers
    pairs: Numbers
    ends: Numbers
    points: NDArray[np.float64]
    squared: NDArray[np.float64]


@cache
def _numbered() -> _Numbered:
    known = _runs()
    # Numbers that are no wider than needed: two bytes are sorted three times as fast as eight.
    after = len(known) + 1
    narrow = np.min_scalar_type(after)
    characters = {character: place for place, character in enumerate(sorted({*"".join(known)}), 1)}
    places = np.zeros(CODE_POINTS, narrow)
    places[[ord(character) for character in characters]] = list(characters.values())
    places[ord("1") : ord("9") + 1] = places[ord("0")]  # as in `readable`
    singles = np.zeros(len(characters) + 1, narrow)
    pairs = np.zeros((len(characters) + 1,) * 2, narrow)
    for number, run in enumerate(known, 1):
        at = tuple(characters[character] for character in run)
        (singles if len(run) == 1 else pairs)[at] = number
    told = np.array([(0.0, 0.0), *known.values()])
    ends = np.array([0, after], narrow)
    return _Numbered(places, singles, pairs.ravel(), ends, told[:, 0].copy(), told[:, 1].copy())


@cache
def _often() -> NDArray[np.float64]:
    """Give how much a run counts that stands so often in a passage: from once on, sublinearly."""
    return 1.0 + np.log(np.maximum(np.arange(rules().passage + 1), 1))


def _points(plain: str) -> list[float]:
    """Give at each character what the run that begins there tells."""
    known = _runs()
    return [known.get(plain[at : at + LONGEST_RUN], _UNKNOWN)[0] for at in range(len(plain))]


@cache
def _about() -> re.Pattern[str]:
    return re.compile("|".join(sorted(rules().about)))


@cache
def trained() -> dict[str, Any]:
    """Read the weights that training gave (训练所得): the base, each run's in thousandths."""
    file = files(__package__).joinpath("wording_weights.json")
    read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return read


@cache
def _runs() -> dict[str, tuple[float, float]]:
    """Give what each run counts where it occurs once, and the square of how rare it is."""
    told = trained()["runs"].items()
    return {run: (weight * rarity / 1e6, rarity * rarity / 1e6) for run, (weight, rarity) in told}


@cache
def _base() -> float:
    return float(trained()["base"])
