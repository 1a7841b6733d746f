"""Measure names against the real sample, by kind; prints counts, never a name (单位名称基准).

Run as ``python benchmarks/employers/measure.py [SHARED]``; SHARED defaults to ``../shared`` beside
the project. Times are CPU seconds of one cold run: trust their ratios.
"""

import random
import re
import resource
import sys
import time
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from guazheng_lib.employers import EmployerIndex, Registry, compare_pairs

ROOT = Path(__file__).resolve().parents[2]


def name_pairs(real: Path) -> None:
    """Count the relations given to each kind of pair."""
    pairs = pd.read_csv(real / "name_pairs.csv", dtype=str, keep_default_na=False)
    start = time.process_time()
    result = compare_pairs(pairs.a, pairs.b)
    spent = time.process_time() - start
    pairs = pairs.assign(relation=result.relation, score=result.score)
    print(pairs.groupby(["kind", "label", "relation"]).score.agg(["size", "min", "median", "max"]))
    print(f"{len(pairs) / spent:,.0f} cold pairs/CPU-s")
    settled = pairs[pairs.label != "review"]
    for scorer, ratio in (("ratio", fuzz.ratio), ("JaroWinkler", JaroWinkler.similarity)):
        score = [ratio(a, b) for a, b in zip(settled.a, settled.b, strict=True)]
        print(f"AUC {scorer}: {_auc(pd.Series(score), settled.label.eq('same')):.3f}")
    print(f"AUC compare_pairs: {_auc(settled.score, settled.label.eq('same')):.3f}")


def _auc(score: pd.Series, positive: pd.Series) -> float:
    ranks = pd.Series(score.to_numpy()).rank()
    is_positive = positive.to_numpy()
    n = int(is_positive.sum())
    return float((ranks[is_positive].sum() - n * (n + 1) / 2) / (n * (len(ranks) - n)))


def neighbours(names: pd.DataFrame) -> None:
    """Count pairs of different rows that are called one employer, among nearest neighbours."""
    start = time.process_time()
    index = EmployerIndex(names.name)
    built = time.process_time()
    found = index.search(names.name, limit=4)
    print(
        f"index: build {built - start:.1f} s, {len(names)} queries {time.process_time() - built:.1f} s"
    )
    other = found[found.query_row != found.name_row]
    left = names.name.to_numpy()[other.query_row]
    register = Registry(names.rename(columns={"name": "employer", "uscc": "employer_uscc"}))
    for title, registry in (("without register", None), ("with register", register)):
        start = time.process_time()
        relation = compare_pairs(left, other.name.to_list(), registry).relation
        print(
            f"neighbours {title}: {time.process_time() - start:.1f} s",
            dict(relation.value_counts()),
        )
    itself = compare_pairs(names.name, names.name).relation
    print("itself:", dict(itself.value_counts()), end=" ")
    print(
        "with register:",
        dict(compare_pairs(names.name, names.name, register).relation.value_counts()),
    )


SPOILS = {
    "blank": lambda name, rng: name[:3] + " " + name[3:],
    "full width": lambda name, rng: name.replace("(", "（").replace(")", "）") + "　",
    "legal form": lambda name, rng: _swap_form(name),
    "省市": lambda name, rng: re.sub(r"(?<=[一-鿿]{2})[省市]", "", name, count=1),
    "公司 cut": lambda name, rng: re.sub("有限(责任)?公司", "公司", name),
    "form cut": lambda name, rng: re.sub("(股份)?有限(责任)?公司$", "", name),
    "remark": lambda name, rng: name + "（本部）",
    "one wrong": lambda name, rng: _one_wrong(name, rng),
}


def _swap_form(name: str) -> str:
    if "有限责任公司" in name:
        return name.replace("有限责任公司", "有限公司")
    return name.replace("有限公司", "有限责任公司")


def _one_wrong(name: str, rng: random.Random) -> str:
    at = rng.randrange(len(name))
    return name[:at] + rng.choice("某某永泰华新") + name[at + 1 :]


def spoiled(names: pd.DataFrame, n: int = 1500) -> None:
    """Spoil names as clerks do; is the right row found first, and by the register?"""
    rng = random.Random(7)
    index = EmployerIndex(names.name)
    register = Registry(names.rename(columns={"name": "employer", "uscc": "employer_uscc"}))
    rows = rng.sample(range(len(names)), n)
    for title, spoil in SPOILS.items():
        written = [(row, spoil(names.name[row], rng)) for row in rows]
        written = [(row, text) for row, text in written if text != names.name[row]]
        queries = [text for _, text in written]
        first = index.search(queries, limit=1).set_index("query_row").name_row
        right = sum(first.get(at) == row for at, (row, _) in enumerate(written))
        resolved = register.resolve(queries).name
        truth = names.name.to_numpy()[[row for row, _ in written]]
        told = resolved.notna()
        peer = process.cdist(queries[:150], names.name.to_list(), scorer=fuzz.ratio).argmax(axis=1)
        peer_right = sum(at == row for at, (row, _) in zip(peer, written, strict=False)) / len(peer)
        print(
            f"{title}: top-1 {right / len(written):.4f} (ratio {peer_right:.3f}), register says "
            f"{told.mean():.4f}, wrong {(resolved[told].to_numpy() != truth[told]).mean():.4f}, n={len(written)}"
        )


def main() -> None:
    """Print every table."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "../shared"
    real = shared / "real_data"
    pd.set_option("display.width", 120)
    name_pairs(real)
    names = pd.read_csv(real / "company_names.csv", dtype=str, keep_default_na=False)
    neighbours(names)
    spoiled(names)
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
