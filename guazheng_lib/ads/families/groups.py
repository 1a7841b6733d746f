"""Advertisements of one template (相似组): same wording, other numbers.

Templates are kept in a file of their own while they are read, for a million would fill the memory;
what stays in memory is a few numbers each.
"""

import hashlib
import tempfile
from array import array
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from guazheng_lib.ads.families.signatures import BANDS, Bands, Keys, bands_of
from guazheng_lib.ads.families.unions import Unions

SAME_FROM = 85.0
"""Likeness of two templates from which on they are one (0-100, rapidfuzz `ratio`)."""

_SHORTEST = 12
"""Shorter templates are one only where they are equal: a character or two make the difference."""

_LEADERS = 4
"""How many unlike templates of one bucket are compared with the rest of it."""


def key_of(text: str) -> int:
    """Give the number that stands for a text (散列值): the same on every machine."""
    written = text.encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(written, digest_size=8).digest(), "big")


class Groups:
    """Templates as they come in, then joined (相似组).

    A group is known by the smallest key among its templates, so neither the order of the
    advertisements nor how they are cut into batches changes it.
    """

    def __init__(self) -> None:
        """Begin without any template."""
        self._texts = _Texts()
        self._known: dict[int, int] = {}
        self._row_of = array("I")
        self._bands: list[Bands] = []

    def close(self) -> None:
        """Drop the templates, which lie in a file until then."""
        self._texts.close()

    def add(self, templates: Sequence[str]) -> None:
        """Take in the templates of further advertisements."""
        new: list[str] = []
        for template in templates:
            key = key_of(template)
            if key not in self._known:
                self._known[key] = len(self._known)
                new.append(template)
            self._row_of.append(self._known[key])
        if new:
            self._bands.append(bands_of(new))
            self._texts.add(new)

    def keys(self) -> Keys:
        """Join the templates; give each advertisement the key of its group, in order."""
        known = np.fromiter(self._known, np.uint64, len(self._known))
        self._known.clear()
        order = np.argsort(known)
        roots = np.array(self._joined(order).roots(), np.int64)
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        rows = np.frombuffer(self._row_of, np.uint32) if self._row_of else np.empty(0, np.uint32)
        keys: Keys = known[order][roots][place[rows]]
        return keys

    def _joined(self, order: NDArray[np.int64]) -> Unions:
        bands = np.concatenate([np.empty((0, BANDS), np.uint32), *self._bands])[order]
        self._bands.clear()
        groups = Unions(len(order))
        for band in range(BANDS):
            for bucket in _buckets(bands[:, band]):
                self._join_like(bucket, order, groups)
        return groups

    def _join_like(self, bucket: list[int], order: NDArray[np.int64], groups: Unions) -> None:
        leaders: dict[int, str] = {}
        for member in bucket:
            root = groups.root(member)
            if any(groups.root(leader) == root for leader in leaders):
                continue
            text = self._texts[int(order[member])]
            if len(text) < _SHORTEST:
                continue
            like = (each for each, other in leaders.items() if _is_like(text, other))
            leader = next(like, None)
            if leader is not None:
                groups.join(leader, member)
            elif len(leaders) < _LEADERS:
                leaders[member] = text


def _is_like(one: str, two: str) -> bool:
    return fuzz.ratio(one, two, score_cutoff=SAME_FROM) > 0


def _buckets(keys: Bands) -> Iterator[list[int]]:
    """Give the places of equal keys, where there are at least two."""
    order = np.argsort(keys, kind="stable")
    ends = np.flatnonzero(np.diff(keys[order])) + 1
    starts = np.concatenate([np.zeros(1, np.int64), ends])
    sizes = np.diff(np.append(starts, len(keys)))
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        yield order[start : start + size].tolist()


class _Texts:
    """Texts on file, read back by number (暂存文本)."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed by `close`
        self._ends = array("Q", [0])

    def add(self, texts: Sequence[str]) -> None:
        self._file.seek(0, 2)
        for text in texts:
            written = text.encode("utf-8", "replace")
            self._file.write(written)
            self._ends.append(self._ends[-1] + len(written))

    def __getitem__(self, number: int) -> str:
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8")

    def close(self) -> None:
        self._file.close()
