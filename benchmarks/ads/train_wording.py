"""Train how brokers word things (用语相似) and write `guazheng_lib/ads/wording/weights.json`.

Logistic regression over the tf-idf of single characters and pairs. Of a broker's text only the
passage that is worded most like broking is learnt from, of an honest one every passage: a broker's
page has honest parts, an honest page has no other. The examples are those of `train.py`, and the
hard ones.

    python benchmarks/ads/train_wording.py [--examples 招聘信息标注.csv …] [--output FILE]
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from corpus import KINDS, hard_texts
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from train import Example, asked, made_up

from guazheng_lib.ads.text import fold
from guazheng_lib.ads.wording import passages_of
from guazheng_lib.ads.wording.runs import readable, runs_of
from guazheng_lib.ads.wording.scale import rules

WEIGHTS = Path(__file__).resolve().parents[2] / "guazheng_lib/ads/wording/weights.json"
STRENGTH = 40.0
"""Inverse of how strongly weights are held to nothing."""
ROUNDS = 2
SEEN_IN = 7
"""A run that stands in fewer passages tells nothing that holds elsewhere."""

Runs = dict[str, tuple[float, float]]
Flags = NDArray[np.bool_]


def main() -> None:
    """Train and write."""
    corrected, output = asked(__doc__, WEIGHTS)
    examples = [*all_made_up(), *corrected]
    output.write_text(as_json(*train(examples)), encoding="utf-8", newline="\n")
    print(f"{output.name}: {len(examples)} examples, {output.stat().st_size:,} bytes")


def all_made_up() -> list[Example]:
    """Give our own examples, the hard ones as well: wording parts what signs cannot."""
    hard = [
        Example(text, kind == "broker")
        for kind in KINDS
        for text in hard_texts(kind, held_out=False)
    ]
    return [*made_up(), *hard]


def train(examples: Sequence[Example]) -> tuple[float, Runs]:
    """Give the base, and of every run of characters the weight and the rarity."""
    passages, owners = _passages([example.text for example in examples])
    broking = np.asarray([examples[owner].is_broking for owner in owners])
    counts = np.asarray([examples[owner].counts for owner in owners])
    runs = TfidfVectorizer(analyzer=runs_of, min_df=SEEN_IN, sublinear_tf=True, norm=None)
    table = _shortened(runs.fit_transform(passages))
    kept = np.ones(len(passages), dtype=bool)
    for _ in range(ROUNDS):
        model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=3000)
        model.fit(table[kept], broking[kept], counts[kept])
        kept = _telling(model.decision_function(table), broking, owners)
    told = zip(runs.get_feature_names_out(), model.coef_[0], runs.idf_, strict=True)
    return float(model.intercept_[0]), {run: (w, idf) for run, w, idf in told}


def _shortened(table: sparse.csr_matrix) -> sparse.csr_matrix:
    """Bring every passage to unit length; one with little evidence stays shorter."""
    lengths = np.sqrt(table.multiply(table).sum(axis=1).A1)
    return (sparse.diags(1 / np.maximum(lengths, rules().least_evidence)) @ table).tocsr()


def _passages(texts: Sequence[str]) -> tuple[list[str], NDArray[np.intp]]:
    plain = [readable(fold(text).text) for text in texts]
    cut = [(text[a:b], owner) for owner, text in enumerate(plain) for a, b in passages_of(text)]
    return [passage for passage, _ in cut], np.asarray([owner for _, owner in cut])


def _telling(scores: NDArray[np.float64], broking: Flags, owners: NDArray[np.intp]) -> Flags:
    """Keep every honest passage, and of each broker's text the one that tells most."""
    kept = ~broking
    order = np.lexsort((-scores, owners))
    first = order[np.r_[True, np.diff(owners[order]) > 0]]
    kept[first] = True
    return kept


def as_json(base: float, weights: Runs) -> str:
    """Write weights and rarities, in thousandths, as the package reads them."""
    ordered = sorted(weights.items())
    runs = {run: [round(weight * 1000), round(rarity * 1000)] for run, (weight, rarity) in ordered}
    written = {"base": round(base, 3), "runs": runs}
    return (
        json.dumps(written, ensure_ascii=False, separators=(",", ":")).replace("],", "],\n") + "\n"
    )


if __name__ == "__main__":
    main()
