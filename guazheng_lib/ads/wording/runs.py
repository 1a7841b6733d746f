"""Single characters and pairs, each with a trained weight (字串): tf-idf of unit length."""

import json
import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from guazheng_lib.ads.text.alphabet import CODE_POINTS, codes_of
from guazheng_lib.ads.wording.scale import rules

Numbers = NDArray[np.unsignedinteger[Any]]

LONGEST_RUN = 2
_UNKNOWN = (0.0, 0.0)
_DIGIT = re.compile("[1-9]")


def readable(text: str) -> str:
    """Give a folded text as its wording is read: which number it names tells nothing (数字归一)."""
    return _DIGIT.sub("0", text)


def runs_of(plain: str) -> list[str]:
    """Give the single characters of a text, and the pairs (单字与相邻两字).

    >>> runs_of("有证")
    ['有', '证', '有证']
    """
    return [*plain, *map("".join, pairwise(plain))]


def known_runs(text: str) -> Numbers:
    """Give the numbers of the known runs that begin at each character: alone, and with the next."""
    known = _numbered()
    places = known.places.take(codes_of(text))
    numbers = np.zeros((2, len(places)), known.singles.dtype)
    numbers[0] = known.singles.take(places)
    pairs = places[:-1].astype(np.intp) * len(known.singles) + places[1:]
    numbers[1, :-1] = known.pairs.take(pairs)
    return numbers


def log_odds(runs: Numbers, width: int) -> float:
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


def points(plain: str) -> list[float]:
    """Give at each character what the run that begins there tells."""
    known = _runs()
    return [known.get(plain[at : at + LONGEST_RUN], _UNKNOWN)[0] for at in range(len(plain))]


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


@cache
def trained() -> dict[str, Any]:
    """Read the weights that training gave (训练所得): the base, each run's in thousandths."""
    file = files(__package__).joinpath("weights.json")
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
