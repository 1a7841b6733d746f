"""Compare pairs of employer names as written, with the register where there is one (成对比对)."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from guazheng_lib.employers.compare import Comparison, compare_names, lowered
from guazheng_lib.employers.entities import How, Resolved
from guazheng_lib.employers.index import as_texts
from guazheng_lib.employers.names import parse_name
from guazheng_lib.employers.register import Registry
from guazheng_lib.terms.catalogue import Relation
from guazheng_lib.terms.uscc import Uscc

Names = Sequence[str] | pd.Series
Written = tuple[str, str]
_COLUMNS = ["relation", "score", "reason"]


def compare_pairs(
    left: Names,
    right: Names,
    registry: Registry | None = None,
    *,
    left_uscc: Names | None = None,
    right_uscc: Names | None = None,
) -> pd.DataFrame:
    """Compare two equally long sequences of names: `relation, score, reason`, one row a pair.

    Each distinct pair is compared once, however often it comes.

    Args:
        left: names as written.
        right: names to compare with, row by row.
        registry: the business register; it outweighs the letters.
        left_uscc: credit codes written beside `left`; one that fails its check proves nothing.
        right_uscc: likewise beside `right`.
    """
    if len(left) != len(right):
        raise ValueError(f"compare_pairs needs equally long sequences: {len(left)}, {len(right)}")
    sides = [_numbered(left, left_uscc), _numbered(right, right_uscc)]
    (left_at, left_written), (right_at, right_written) = sides
    pairs, inverse = np.unique(left_at * max(1, len(right_written)) + right_at, return_inverse=True)
    compared = [
        compare_written(
            left_written[pair // len(right_written)],
            right_written[pair % len(right_written)],
            registry,
        )
        for pair in pairs.tolist()
    ]
    rows = [(str(c.relation), round(c.score, 4), c.reason) for c in compared]
    distinct = pd.DataFrame(rows, columns=_COLUMNS).astype(
        {"relation": "str", "score": float, "reason": "str"}
    )
    result = distinct.take(inverse).reset_index(drop=True)
    if isinstance(left, pd.Series):
        result.index = left.index
    return result


def _numbered(
    names: Names, usccs: Names | None
) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], list[tuple[str, str]]]:
    """Number the distinct (name, code) of one side."""
    texts = pd.Series(as_texts(names), dtype="object")
    codes = pd.Series(as_texts(usccs), dtype="object") if usccs is not None else None
    at, distinct = pd.factorize(texts)
    if codes is None:
        return at.astype(np.int64), [(name, "") for name in distinct]
    code_at, distinct_codes = pd.factorize(codes)
    both, inverse = np.unique(
        at.astype(np.int64) * max(1, len(distinct_codes)) + code_at, return_inverse=True
    )
    width = max(1, len(distinct_codes))
    return inverse.astype(np.int64), [
        (distinct[pair // width], distinct_codes[pair % width]) for pair in both.tolist()
    ]


def compare_written(
    left_written: Written, right_written: Written, registry: Registry | None
) -> Comparison:
    """Compare one pair of (name, code): codes, then the register, then the letters."""
    (left, left_uscc), (right, right_uscc) = left_written, right_written
    codes = (Uscc.parse(left_uscc or None), Uscc.parse(right_uscc or None))
    if registry is not None:
        found = registry.resolve_one(left, left_uscc), registry.resolve_one(right, right_uscc)
        if found[0].entity and found[1].entity:
            return _by_register(left, right, *found, registry)
    letters = _by_letters(left, right)
    if codes[0] and codes[1]:
        return _by_codes(letters, equal=codes[0] == codes[1])
    if registry is not None:
        return _half_registered(letters, *found)
    return letters


def _by_letters(left: str, right: str) -> Comparison:
    compared = compare_names(parse_name(left), parse_name(right))
    if left == right and compared.relation is Relation.SAME:
        return Comparison(Relation.SAME, 100.0, "名称完全一致")
    return compared


def _by_codes(letters: Comparison, *, equal: bool) -> Comparison:
    """Let two valid codes decide; a branch has a code of its own."""
    if equal:
        if letters.relation in (Relation.SAME, Relation.BRANCH):
            return Comparison(
                letters.relation, max(letters.score, 99.0), "信用代码一致；" + letters.reason
            )
        return Comparison(Relation.RENAMED, 98.0, "信用代码一致而名称不同，应为更名或简称")
    if letters.relation in (Relation.BRANCH, Relation.AFFILIATED):
        return letters
    return Comparison(Relation.DIFFERENT, min(12.0, letters.score), "信用代码不同，是两个单位")


def _by_register(left: str, right: str, a: Resolved, b: Resolved, registry: Registry) -> Comparison:
    """Both names stand for legal persons on the register."""
    assert a.entity and b.entity and a.how and b.how
    letters = _by_letters(left, right)
    if a.entity == b.entity:
        return _one_entity(letters, a, b)
    if a.entity in b.rivals or b.entity in a.rivals:
        return Comparison(
            Relation.UNKNOWN,
            50.0,
            "既是一个单位的曾用名，又是另一单位的现名，需以信用代码确定",
        )
    named = compare_names(parse_name(a.entity.name), parse_name(b.entity.name))
    if Relation.BRANCH in (named.relation, letters.relation):
        return named if named.relation is Relation.BRANCH else letters
    if registry.is_kin(a.entity, b.entity):
        return Comparison(Relation.AFFILIATED, 25.0, "名录中为上下级或同一上级的单位，各有法人资格")
    certain = a.how.is_certain and b.how.is_certain
    if named.relation is Relation.AFFILIATED:
        return named
    score = 1 + 0.05 * letters.score if certain else 8 + 0.1 * letters.score
    return Comparison(Relation.DIFFERENT, score, "名录中是两个不同的单位")


def _one_entity(letters: Comparison, a: Resolved, b: Resolved) -> Comparison:
    assert a.how and b.how and a.entity
    if letters.relation in (Relation.SAME, Relation.BRANCH) and letters.score > 99:
        return letters
    if letters.relation is Relation.BRANCH:
        return Comparison(Relation.BRANCH, max(letters.score, 96.0), letters.reason)
    hows = {a.how, b.how}
    if How.SIMILAR in hows:
        return Comparison(Relation.SAME, 82.0, "与名录单位只差一个同音字或错别字，别无相近单位")
    if How.SHORTENED in hows:
        return Comparison(Relation.SAME, 80.0, "行业用语一繁一简，名录中同地区同字号别无相近单位")
    if How.BRANCH in hows:
        return Comparison(Relation.BRANCH, 95.0, "名录中同一单位的总分机构")
    if How.FORMER in hows:
        return Comparison(Relation.RENAMED, 99.0, "名录载明一方是另一方的曾用名")
    if How.USCC_NAME_DIFFERS in hows:
        return Comparison(Relation.RENAMED, 96.0, "信用代码一致而名称不同，应为更名或简称")
    if How.PARTS in hows:
        return Comparison(Relation.SAME, 93.0, "名称要素与名录中同一单位一致")
    return Comparison(Relation.SAME, 99.0, "名录中是同一单位")


def _half_registered(letters: Comparison, a: Resolved, b: Resolved) -> Comparison:
    """One name at least is not on the register, or fits several of its legal persons."""
    if letters.relation is Relation.SAME and letters.score < 99 and (a.rivals or b.rivals):
        return Comparison(Relation.UNKNOWN, 60.0, "名录中有几个单位与之相近，需以信用代码确定")
    if letters.relation is Relation.SAME and (a.entity or b.entity) and letters.score < 97:
        return lowered(letters, 4.0, letters.reason + "；其中一方不在名录")
    return letters
