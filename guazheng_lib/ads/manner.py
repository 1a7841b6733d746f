"""How an advertisement talks (写法): lures weighed against plain facts, for ranking alone.

Nothing here makes a verdict: recruiting for insurance or an estate agency is lawful, and loud
advertisements can be honest. It is the officers' time that is ordered. The words are data
(`concepts/manner.yml`, roles `lure` and `plain`), the rest `manner.yml`; the weights are expert
judgement, not trained.
"""

import re
from functools import cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from guazheng_lib.ads.data import read_data
from guazheng_lib.ads.model import judging, score
from guazheng_lib.ads.signs.entries import Role
from guazheng_lib.ads.signs.lexicon import Concept, concepts_of
from guazheng_lib.ads.signs.possible import Possible
from guazheng_lib.terms.data import Data

# Begins with a plain sign, so that the search can skip to it; the lower end stands before.
_UPPER_END = re.compile(r"(?:-|~|至|到)(?<=\d\d\d.)(\d{3,6})(?!\d)")
_LOWER_END = re.compile(r"\d{3,6}$")
_SENTENCE = re.compile(r"[^。!！?？;；\n,，]{6,}")
_LEAST_SHARE = 1e-4


class Shouting(Data):
    """What counts as shouting (喧闹写法), and how much."""

    exclamations: int = Field(ge=1)
    exclamations_weight: float = Field(gt=0)
    doubled_weight: float = Field(gt=0)
    repeated: tuple[int, ...]
    repeated_weight: float = Field(gt=0)
    pay_ratios: tuple[float, ...]
    pay_ratio_weight: float = Field(gt=0)
    pay_from: int
    pay_to: int


class MannerData(Data):
    """What people decided about manner (写法尺度): `manner.yml`."""

    usual_length: int = Field(gt=0)
    shortest_length: int = Field(gt=0)
    shouting: Shouting
    most_share: float = Field(gt=0, lt=0.5)
    even_at: float
    left_out: tuple[int, ...]
    left_out_weight: float = Field(gt=0)
    elements: dict[str, str]


def false_job_score(fake: float, manner: float) -> float:
    """Give the score of a false job (虚假招聘得分) from its signs and its manner.

    Without signs enough for a verdict it stays below the score of every text that has them.

    Args:
        fake: the sum of the signs, as `model.fake_sum`.
        manner: as `manner_points`.
    """
    scale, data = judging().fake, _data()
    if fake >= scale.suspect_from:
        return score(fake + max(manner, 0.0))
    return data.most_share * score(fake - scale.base + manner - data.even_at)


def points_of_scores(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the points behind scores by manner (由得分还原); the highest where it is higher."""
    shares = np.clip(scores / most_by_manner(), _LEAST_SHARE, 1.0 - _LEAST_SHARE)
    points: NDArray[np.float64] = np.log(shares / (1.0 - shares)) + _data().even_at
    return points


def most_by_manner() -> float:
    """Give the score that an advertisement without signs stays below (写法最高分)."""
    return 100.0 * _data().most_share


def manner_points(seen: Possible) -> float:
    """Give what the manner of a folded text adds to the log-odds of a false job (写法分).

    A lure weighs more in a short text than in a long one, which is bound to say something grand;
    a plain fact weighs the same everywhere.
    """
    data, text = _data(), seen.text
    length = max(len(text), data.shortest_length)
    lures = _weighed(seen, Role.LURE) + _shouting(text, data.shouting)
    return lures / sqrt(length / data.usual_length) - _weighed(seen, Role.PLAIN) + _bareness(text)


def left_out(text: str) -> list[str]:
    """Give what an advertisement has to state and this one does not (缺少的要素).

    >>> left_out("招聘文员，月薪4000元，有意者来")
    ['工作时间', '工作地点', '招聘条件', '工作内容']
    """
    return [name for name, pattern in _elements() if not pattern.search(text)]


@cache
def _data() -> MannerData:
    return MannerData.model_validate(read_data("manner"))


@cache
def _elements() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(words)) for name, words in _data().elements.items())


def _weighed(seen: Possible, role: Role) -> float:
    return sum(
        concept.entry.weight * min(_count(seen, concept), concept.entry.at_most)
        for concept in concepts_of(role)
        if seen.patterns & concept.bits
    )


def _count(seen: Possible, concept: Concept) -> int:
    """Count the different wordings; what was found on the way is not searched for again."""
    if concept.words and concept.code not in seen.unsettled:
        return seen.counts.get(concept.code, 0)
    if concept.entry.at_most == 1:
        return any(True for _ in concept.matches(seen))
    return len({match[0] for match in concept.matches(seen)})


def _shouting(text: str, data: Shouting) -> float:
    """Weigh exclamation marks, sentences said again and pay that may be anything."""
    points = data.doubled_weight if "!!" in text else 0.0
    if text.count("!") >= data.exclamations:
        points += data.exclamations_weight
    again = _repeated(text)
    points += data.repeated_weight * sum(again >= least for least in data.repeated)
    ratio = _widest_pay(text, data)
    return points + data.pay_ratio_weight * sum(ratio >= least for least in data.pay_ratios)


def _repeated(text: str) -> int:
    sentences = _SENTENCE.findall(text)
    return len(sentences) - len(set(sentences))


def _widest_pay(text: str, data: Shouting) -> float:
    """Give how many times the lower end the upper end of a pay range is; 1 where none is given."""
    widest = 1.0
    for upper in _UPPER_END.finditer(text):
        lower = _LOWER_END.search(text, max(0, upper.start() - 6), upper.start())
        low, high = int(lower[0]) if lower else 0, int(upper[1])
        if data.pay_from <= low <= high <= data.pay_to:
            widest = max(widest, high / low)
    return widest


def _bareness(text: str) -> float:
    """Weigh that hardly anything is stated of what the law wants stated."""
    data = _data()
    missing = len(left_out(text))
    return data.left_out_weight * sum(missing >= least for least in data.left_out)
