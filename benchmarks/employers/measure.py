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


def read_pairs(real: Path) -> pd.DataFrame:
    """Read the labelled pairs."""
    return pd.read_csv(real / "name_pairs.csv", dtype=str, keep_default_na=False)


def name_pairs(real: Path) -> None:
    """Count the relations given to each kind of pair."""
    pairs = read_pairs(real)
    start = time.process_time()
    result = compare_pairs(pairs.a, pairs.b)
    spent = time.process_time() - start
    pairs = pairs.assign(relation=result.relation, score=result.score)
    by_kind = pairs.groupby(["kind", "label", "relation"]).score
    print(by_kind.agg(["size", "min", "median", "max"]).round(1).to_string())
    print(f"{len(pairs) / spent:,.0f} cold pairs/CPU-s")
    # A branch is one employer under another code: its label is about the code.
    settled = pairs[(pairs.label != "review") & (pairs.relation != "branch")]
    same = settled.label.eq("same")
    for title, ratio in (("ratio", fuzz.ratio), ("JaroWinkler", JaroWinkler.similarity)):
        score = [ratio(a, b) for a, b in zip(settled.a, settled.b, strict=True)]
        print(f"AUC {title}: {_auc(pd.Series(score), same):.3f}")
    print(f"AUC compare_pairs: {_auc(settled.score, same):.3f}")


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
    searched = time.process_time() - built
    print(f"index: build {built - start:.1f} s, {len(names)} queries {searched:.1f} s")
    other = found[found.query_row != found.name_row]
    left = names.name.to_numpy()[other.query_row]
    register = _register(names)
    for title, registry in (("without register", None), ("with register", register)):
        start = time.process_time()
        relation = compare_pairs(left, other.name.to_list(), registry).relation
        spent = time.process_time() - start
        print(f"neighbours {title}: {spent:.1f} s {relation.value_counts().to_dict()}")
        itself = compare_pairs(names.name, names.name, registry).relation
        print(f"itself {title}: {itself.value_counts().to_dict()}")


def _register(names: pd.DataFrame) -> Registry:
    return Registry(names.rename(columns={"name": "employer", "uscc": "employer_uscc"}))


def held_out(real: Path, names: pd.DataFrame) -> None:
    """Count firms taken for another one, because they are not on the register themselves."""
    register = _register(names.iloc[::2])
    absent = names.name[1::2]
    found = register.resolve(absent)
    print(f"absent of a register of half: {_counts(found.how)} of {len(absent)}")
    pairs = read_pairs(real)
    for kind, some in pairs[pairs.label == "different"].groupby("kind"):
        one_side = Registry(pd.DataFrame({"employer": some.b.unique(), "employer_uscc": None}))
        relation = compare_pairs(some.a, some.b, one_side).relation
        print(f"only one on the register, {kind}: {_counts(relation)}")


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
    index, register = EmployerIndex(names.name), _register(names)
    rows = rng.sample(range(len(names)), n)
    for title, spoil in SPOILS.items():
        written = [(row, spoil(names.name[row], rng)) for row in rows]
        written = [(row, text) for row, text in written if text != names.name[row]]
        queries = [text for _, text in written]
        first = index.search(queries, limit=1).set_index("query_row").name_row
        right = [first.get(at) == row for at, (row, _) in enumerate(written)]
        resolved = register.resolve(queries)
        told = resolved.name.notna()
        truth = names.name.to_numpy()[[row for row, _ in written]]
        wrong = told & (resolved.name.to_numpy() != truth)
        print(
            f"{title}: top-1 {pd.Series(right).mean():.4f} (ratio {_peer(names, written):.3f}); "
            f"register tells {told.mean():.4f}, wrong {_counts(resolved.how[wrong])}, "
            f"n={len(written)}"
        )


def _counts(column: pd.Series) -> dict[str, int]:
    return {str(value): int(n) for value, n in column.value_counts().items()}


def _peer(names: pd.DataFrame, written: list[tuple[int, str]], n: int = 150) -> float:
    """Score the plain likeness of rapidfuzz on the first queries; it is slow."""
    some = written[:n]
    likeness = process.cdist([text for _, text in some], names.name.to_list(), scorer=fuzz.ratio)
    return float((likeness.argmax(axis=1) == [row for row, _ in some]).mean())


def main() -> None:
    """Print every table."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "../shared"
    real = shared / "real_data"
    name_pairs(real)
    names = pd.read_csv(real / "company_names.csv", dtype=str, keep_default_na=False)
    neighbours(names)
    held_out(real, names)
    spoiled(names)
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
