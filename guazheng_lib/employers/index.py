"""Search employer names by their letters (单位名称检索): candidates first, then by parts."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz import fuzz

from guazheng_lib.employers.compare import compare_names
from guazheng_lib.employers.names import EmployerName, parse_name
from guazheng_lib.terms.catalogue import Relation

_BUDGET = 20_000
"""Postings looked at for one query, rarest pieces first: common ones (工程) tell nothing apart."""
_RESCORED = 16
"""Candidates of a query that are compared by parts, at least."""

_SHARE = 0.15
"""Candidates far behind the heaviest one are not even sorted."""

Ints = npt.NDArray[np.int64]


class EmployerIndex:
    """Find the names nearest to a query (单位名称索引).

    >>> index = EmployerIndex(["甲市永固建筑有限公司", "甲市鼎新建筑有限公司"])
    >>> index.search(["甲市永固建筑 有限责任公司"], limit=1).name.tolist()
    ['甲市永固建筑有限公司']
    """

    def __init__(self, names: Sequence[str] | pd.Series) -> None:
        """Cut every name into pairs of neighbouring characters and note where each occurs."""
        self._names = as_texts(names)
        self._parsed = [parse_name(name) for name in self._names]
        rows, grams = _all_grams(self._parsed)
        order = np.argsort(grams, kind="stable")
        self._grams, starts, counts = np.unique(grams[order], return_index=True, return_counts=True)
        self._postings = rows[order]
        self._starts, self._counts = starts, counts
        self._weights = np.log1p(len(self._names) / counts).astype(np.float32) ** 2

    def search(
        self, queries: Sequence[str] | pd.Series, limit: int = 5, min_score: float = 0
    ) -> pd.DataFrame:
        """Give the nearest names, best first: `query_row, rank, name_row, name, score`.

        A query without a name, or without a piece in common with any name, has no row.
        """
        found: dict[str, list[tuple[int, float]]] = {}
        rows: list[tuple[int, int, int, str, float]] = []
        for query_row, query in enumerate(as_texts(queries)):
            if query not in found:
                found[query] = self.nearest(query, limit)
            rows.extend(
                (query_row, rank, name_row, self._names[name_row], score)
                for rank, (name_row, score) in enumerate(found[query], start=1)
                if score >= min_score
            )
        table = pd.DataFrame(rows, columns=["query_row", "rank", "name_row", "name", "score"])
        return table.astype(
            {"query_row": int, "rank": int, "name_row": int, "name": "str", "score": float}
        )

    def nearest(self, query: str, limit: int = 5) -> list[tuple[int, float]]:
        """Give row and score of the names nearest to one query, best first."""
        parsed = parse_name(query)
        if not parsed.full:
            return []
        candidates = self._candidates(parsed, max(_RESCORED, 2 * limit))
        scored = []
        for row in candidates.tolist():
            name = self._parsed[row]
            score = _search_score(parsed, name, query == self._names[row])
            scored.append((score, fuzz.ratio(parsed.full, name.full), -row))
        scored.sort(reverse=True)
        return [(-row, round(score, 4)) for score, _, row in scored[:limit]]

    def _candidates(self, query: EmployerName, size: int) -> Ints:
        grams = np.unique(np.array(_grams(query), dtype=np.int64))
        at = np.searchsorted(self._grams, grams)
        at = at[at < len(self._grams)]
        at = at[np.isin(self._grams[at], grams)]
        if not len(at):
            return np.empty(0, dtype=np.int64)
        at = at[np.argsort(self._counts[at], kind="stable")]
        within = np.cumsum(self._counts[at]) <= _BUDGET
        within[0] = True
        at = at[within]
        spans = [self._postings[self._starts[a] : self._starts[a] + self._counts[a]] for a in at]
        weights = np.repeat(self._weights[at], self._counts[at])
        return _heaviest(np.concatenate(spans), weights, len(self._names), size)


def _heaviest(rows: Ints, weights: npt.NDArray[np.float32], n: int, k: int) -> Ints:
    """Sum the weights of each row and give the k heaviest rows, the first of equals first."""
    if n > 4 * len(rows):
        candidates, inverse = np.unique(rows, return_inverse=True)
        sums = np.bincount(inverse, weights)
    else:
        sums = np.bincount(rows, weights, minlength=n)
        candidates = np.flatnonzero(sums > sums.max() * _SHARE)
        sums = sums[candidates]
    best: Ints = candidates[np.lexsort((candidates, -sums))][:k]
    return best


def _search_score(query: EmployerName, name: EmployerName, identical: bool) -> float:
    """Give how sure it is that the row is meant; a branch is another row than its head."""
    if identical:
        return 100.0
    compared = compare_names(query, name)
    if compared.relation is Relation.BRANCH:
        return min(compared.score, 70.0)
    return compared.score


def _grams(name: EmployerName) -> list[int]:
    text = "^" + name.anchored + name.branch + "$"
    points = [ord(character) for character in text]
    pairs = [a << 21 | b for a, b in pairwise(points)]
    brand = [ord(character) for character in name.brand[:6]]
    # every other character of the brand too, so that one wrong character leaves something
    return pairs + [1 << 42 | a << 21 | b for a, b in zip(brand, brand[2:], strict=False)]


def _all_grams(names: list[EmployerName]) -> tuple[Ints, Ints]:
    lists = [sorted(set(_grams(name))) if name.full else [] for name in names]
    lengths = np.array([len(grams) for grams in lists], dtype=np.int64)
    rows = np.repeat(np.arange(len(names), dtype=np.int64), lengths)
    grams = np.fromiter((gram for grams in lists for gram in grams), dtype=np.int64)
    return rows, grams


def as_texts(names: Sequence[object] | pd.Series) -> list[str]:
    """Give names as text, "" for a missing one."""
    series = pd.Series(list(names), dtype="object")
    return [
        "" if missing else str(name) for name, missing in zip(series, series.isna(), strict=True)
    ]
