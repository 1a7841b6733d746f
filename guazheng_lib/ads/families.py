"""Advertisements from one template (相似广告): same wording, other numbers."""

import hashlib
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from guazheng_lib.ads.lexicon import concepts
from guazheng_lib.ads.text import fold

SAME_FROM = 85.0
_SHORTEST = 8
_SHINGLE = 3
_BANDS, _ROWS = 12, 3
_NUMBER = re.compile(r"[\d.*x]*\d[\d.*x]*")
_PUNCTUATION = re.compile(r"[\W_]+")
_PRIME = np.uint64((1 << 31) - 1)


def template_of(text: str) -> str:
    """Give what stays when a template is filled in again (模板): no number, no certificate.

    >>> template_of("一建挂靠3万/年，电话13800000000")
    '证挂靠0万年电话0'
    """
    without_certificate = concepts()["CERT"].pattern.sub("证", fold(text).text)
    return _PUNCTUATION.sub("", _NUMBER.sub("0", without_certificate))


def group_ids(texts: Iterable[str]) -> list[str]:
    """Give each text its group (相似组): the same id whatever the order of the texts."""
    templates = [template_of(text) for text in texts]
    group = _grouped(sorted(set(templates)))
    return [_name(group[template]) for template in templates]


def _grouped(templates: list[str]) -> dict[str, str]:
    """Join near-duplicates; a group is named by its first template in sorted order."""
    parent = {template: template for template in templates}

    def root(template: str) -> str:
        while parent[template] != template:
            parent[template] = template = parent[parent[template]]
        return template

    for bucket in _buckets(templates):
        first = bucket[0]
        for other in bucket[1:]:
            one, two = sorted((root(first), root(other)))
            if one != two and fuzz.ratio(first, other, score_cutoff=SAME_FROM):
                parent[two] = one
    return {template: root(template) for template in templates}


def _buckets(templates: list[str]) -> Iterable[list[str]]:
    """Bring together what shares a band of MinHash values; only these are compared."""
    buckets: defaultdict[tuple[int, bytes], list[str]] = defaultdict(list)
    for template in templates:
        if len(template) >= _SHORTEST:
            signature = _signature(template)
            for band in range(_BANDS):
                buckets[band, signature[band].tobytes()].append(template)
    return (bucket for bucket in buckets.values() if len(bucket) > 1)


def _signature(template: str) -> NDArray[np.uint64]:
    shingles = {template[at : at + _SHINGLE] for at in range(len(template) - _SHINGLE + 1)}
    hashes = np.fromiter(
        (zlib.crc32(shingle.encode("utf-8")) >> 1 for shingle in shingles), np.uint64, len(shingles)
    )
    mixed = (_FACTORS[:, None] * hashes + _OFFSETS[:, None]) % _PRIME
    smallest: NDArray[np.uint64] = mixed.min(axis=1).reshape(_BANDS, _ROWS)
    return smallest


def _name(template: str) -> str:
    return "G" + hashlib.blake2b(template.encode("utf-8"), digest_size=6).hexdigest()


_random = np.random.default_rng(20241021)
_FACTORS = _random.integers(1, 1 << 31, _BANDS * _ROWS, dtype=np.uint64)
_OFFSETS = _random.integers(0, 1 << 31, _BANDS * _ROWS, dtype=np.uint64)
