"""Train the weights of the signs of broking (训练权重) and write `guazheng_lib/ads/weights.yml`.

Logistic regression, maximum a posteriori: each weight starts from what its concept's file states
and moves only as far as the examples ask; a sign never speaks against broking, a context that
clears never for it. It learns from our own made-up texts (the half that is not held out, see
`corpus.py`) and, where an office gives its labelled corrections, from those as well.

    python benchmarks/ads/train.py [--examples 招聘信息标注.csv …] [--output FILE]
"""

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from corpus import KINDS, texts
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from guazheng_lib.ads.examples import read_examples
from guazheng_lib.ads.model import counts_of, first_guess, judging
from guazheng_lib.ads.passages import telling_passage
from guazheng_lib.ads.signs.entries import Role
from guazheng_lib.ads.signs.hits import Hit, find_hits
from guazheng_lib.ads.signs.lexicon import Concept, concepts, concepts_of, look_at
from guazheng_lib.ads.text import fold
from guazheng_lib.ads.verdicts import Verdict

WEIGHTS = Path(__file__).resolve().parents[2] / "guazheng_lib" / "ads" / "weights.yml"
HEADER = """\
# Weights of the signs of broking (权重), trained by benchmarks/ads/train.py: do not edit by hand.
# What is not listed keeps the weight that its concept's file states.
"""
DRAWS = 6
SPREAD = 0.5
"""How far a weight may be expected to lie from the first guess (standard deviation)."""
ROUNDS = 3
AN_OFFICE_COUNTS = 3.0
"""What the office itself has labelled counts so many times a made-up text."""
HONEST_COUNT = 2.0
"""A false alarm is worse than a miss by so much: honest advertisements are far the most."""
_BROKING = frozenset((Verdict.BROKER, Verdict.SUSPECT))

Matrix = NDArray[np.float64]


class Example(NamedTuple):
    """A text, whether a certificate is traded in it, and how much it counts (样例)."""

    text: str
    is_broking: bool
    counts: float = 1.0


def main() -> None:
    """Train and write."""
    corrected, output = asked(__doc__, WEIGHTS)
    output.write_text(as_yaml(train([*made_up(), *corrected])), encoding="utf-8", newline="\n")
    print(f"{output.name}: {len(corrected)} corrections of the office among the examples")


def asked(told: str | None, weights: Path) -> tuple[list[Example], Path]:
    """Read the command line of a training script: the office's corrections, and what to write."""
    options = argparse.ArgumentParser(description=told)
    options.add_argument("--examples", type=Path, nargs="*", default=[])
    options.add_argument("--output", type=Path, default=weights)
    chosen = options.parse_args()
    return [each for path in chosen.examples for each in read_corrections(path)], chosen.output


def made_up() -> list[Example]:
    """Give our own examples, without those held out for measuring."""
    return [
        Example(text, kind == "broker")
        for kind in KINDS
        for text in texts(kind, held_out=False, draws=DRAWS)
    ]


def read_corrections(path: Path) -> list[Example]:
    """Read what an office has labelled (标注); a false job is no broking."""
    return [
        Example(each.text, each.verdict in _BROKING, AN_OFFICE_COUNTS)
        for each in read_examples(path)
    ]


def train(examples: list[Example]) -> dict[str, float]:
    """Give the weights that fit the examples best; which passage tells is found anew each round."""
    trained = [*concepts_of(Role.SUBJECT), *concepts_of(Role.RAISE), *_contexts()]
    found = [find_hits(look_at(fold(example.text).text)) for example in examples]
    weights = {concept.code: first_guess(concept) for concept in concepts().values()}
    for _ in range(ROUNDS):
        table = _table(found, trained, weights)
        fitted = _fit(table, examples, trained)
        weights |= dict(zip((concept.code for concept in trained), fitted, strict=True))
    return {concept.code: round(float(weights[concept.code]), 3) for concept in trained}


def _contexts() -> list[Concept]:
    """Give the contexts that weigh; what only hides another thing has no weight."""
    return [concept for concept in concepts_of(Role.CLEAR) if concept.entry.weight]


def as_yaml(weights: Mapping[str, float]) -> str:
    """Write the weights as the package reads them."""
    return HEADER + yaml.safe_dump({"weights": dict(weights)}, sort_keys=True)


def _table(
    found: Iterable[list[Hit]], trained: list[Concept], weights: Mapping[str, float]
) -> Matrix:
    counts = [counts_of(telling_passage(hits, weights)) for hits in found]
    rows = [[float(each.get(concept.code, 0)) for concept in trained] for each in counts]
    return np.asarray(rows, dtype=np.float64)


def _fit(table: Matrix, examples: list[Example], trained: list[Concept]) -> Matrix:
    guess = np.asarray([first_guess(concept) for concept in trained])
    raises = np.asarray([concept.role is not Role.CLEAR for concept in trained])
    labels = np.asarray([example.is_broking for example in examples], dtype=np.float64)
    share = _balanced(labels, np.asarray([example.counts for example in examples]))

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        signs = table @ np.where(raises, weights, 0.0)
        more = signs > judging().enough
        kept = np.where(more, judging().beyond, 1.0)
        lost = (1.0 - kept) * (signs - judging().enough)
        sums = table @ weights - lost + judging().broker.base
        away = (weights - guess) / SPREAD
        value = share @ (np.logaddexp(0.0, sums) - labels * sums) + 0.5 * away @ away
        miss = share * (expit(sums) - labels)
        slope = np.where(raises, table.T @ (miss * kept), table.T @ miss) + away / SPREAD
        return float(value), slope

    bounds = [(None, 0.0) if each.role is Role.CLEAR else (0.0, None) for each in trained]
    fitted: Matrix = minimize(loss, guess, jac=True, method="L-BFGS-B", bounds=bounds).x
    return fitted


def _balanced(labels: Matrix, counts: Matrix) -> Matrix:
    """Let the honest texts count twice the broking ones, however many examples each has."""
    broking = float(counts @ labels) / float(counts.sum())
    return counts * np.where(labels == 1.0, 1.0 / broking, HONEST_COUNT / (1.0 - broking)) / 3.0


if __name__ == "__main__":
    main()
