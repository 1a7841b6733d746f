"""Weigh signs (权重): a sum, and the share of probability that it stands for."""

from collections.abc import Iterable, Mapping
from functools import cache
from math import exp

from pydantic import Field

from guazheng_lib.ads.data import read_data
from guazheng_lib.ads.signs.entries import Role
from guazheng_lib.ads.signs.hits import Hit
from guazheng_lib.ads.signs.lexicon import Concept, concepts
from guazheng_lib.terms.data import Data

Counts = Mapping[str, int]
Weights = Mapping[str, float]


class Scale(Data):
    """From a sum to a verdict, for one kind of offence (判断尺度)."""

    base: float = Field(lt=0)
    suspect_from: float
    sure_from: float


class Judging(Data):
    """What people decided about judging (判断尺度): `judging.yml`."""

    broker: Scale
    fake: Scale
    enough: float = Field(gt=0)
    beyond: float = Field(gt=0, le=1)
    together: int = Field(ge=40)
    around: int = Field(ge=0)
    around_everyday: int = Field(ge=0)
    head: int = Field(ge=0)
    everyday_against_trade: int = Field(ge=0)
    quoting_from: float = Field(gt=0)


@cache
def judging() -> Judging:
    """Give the decided scale (判断尺度)."""
    return Judging.model_validate(read_data("judging"))


@cache
def weights() -> Weights:
    """Give each concept's trained weight (权重), its first guess where it was not trained."""
    trained: dict[str, float] = read_data("weights")["weights"]
    return {code: trained.get(code, first_guess(concept)) for code, concept in concepts().items()}


def first_guess(concept: Concept) -> float:
    """Give the weight that the concept's file states; what clears counts downwards."""
    return -concept.entry.weight if concept.role is Role.CLEAR else concept.entry.weight


def counts_of(hits: Iterable[Hit]) -> dict[str, int]:
    """Count the different wordings of each concept, as far as they count (计数).

    Everyday wording counts less against a trade that is spelt out.
    """
    wordings: dict[str, set[str]] = {}
    for hit in hits:
        wordings.setdefault(hit.concept.code, set()).add(hit.words)
    known = concepts()
    counts = {c: min(len(words), known[c].entry.at_most) for c, words in wordings.items()}
    if any(_names_trade(known[code]) for code in counts):
        most = judging().everyday_against_trade
        counts = {c: min(n, most) if known[c].entry.everyday else n for c, n in counts.items()}
    return counts


def broker_sum(counts: Counts, known: Weights) -> float:
    """Add up what speaks for and against broking (中介合计)."""
    parts = [known[code] * number for code, number in counts.items()]
    signs, contexts = sum(part for part in parts if part > 0), sum(min(part, 0) for part in parts)
    scale = judging()
    more = max(signs - scale.enough, 0.0)
    return scale.broker.base + min(signs, scale.enough) + scale.beyond * more + contexts


def fake_sum(counts: Counts) -> float:
    """Add up what speaks for a false job (虚假招聘合计); only a public context clears it."""
    known = concepts()
    told = [c for c in counts if known[c].entry.public or known[c].role is Role.FAKE]
    return judging().fake.base + sum(weights()[code] * counts[code] for code in told)


def score(total: float) -> float:
    """Turn a sum into 100 × probability (得分): it rises with the sum and keeps the order.

    >>> score(0.0)
    50.0
    """
    return 100.0 / (1.0 + exp(-total))


def _names_trade(concept: Concept) -> bool:
    return concept.entry.subject and concept.role is Role.RAISE
