"""What a second employer name is to the first, by their letters alone (单位名称比对).

Parts are compared, not strings: 中铁一局 and 中铁二局 are 90 % alike and two firms, a firm and its
branch are 84 % alike and one. Likeness only orders the answers within a relation.
"""

from typing import NamedTuple

from rapidfuzz import fuzz

from guazheng_lib.employers.edits import is_slip, shortens
from guazheng_lib.employers.names import EmployerName
from guazheng_lib.terms.catalogue import Relation


class Comparison(NamedTuple):
    """A relation, how sure both are one employer (0..100), and why, for the officer."""

    relation: Relation
    score: float
    reason: str


def compare_names(left: EmployerName, right: EmployerName) -> Comparison:
    """Compare two names; a differing region, number, brand or trade outweighs any likeness."""
    if not left.full or not right.full:
        return Comparison(Relation.UNKNOWN, 50.0, "缺少单位名称，不能比对")
    if left.full == right.full:
        return Comparison(Relation.SAME, 99.5, "名称一致，只有全半角、空格、括号或附注之差")
    if left.branch == right.branch:
        return _compare_heads(left, right)
    heads = _compare_heads(left.head, right.head)
    if heads.relation is not Relation.SAME:
        return heads
    if left.is_member or right.is_member:
        score = 20 + 0.15 * _likeness(left, right)
        return Comparison(Relation.AFFILIATED, score, "同一集团内各自独立的公司")
    if left.branch and right.branch:
        return Comparison(
            Relation.BRANCH,
            heads.score - 6,
            f"同一单位的分支机构：{left.branch} / {right.branch}",
        )
    return Comparison(
        Relation.BRANCH, heads.score - 3, f"总机构与分支机构：{left.branch or right.branch}"
    )


def _compare_heads(left: EmployerName, right: EmployerName) -> Comparison:
    if left.full == right.full:
        return Comparison(Relation.SAME, 99.5, "名称一致")
    if left.region.conflicts_with(right.region):
        return _different(left, right, f"地区不同：{left.region} / {right.region}")
    if left.anchored == right.anchored or (
        left.core == right.core and left.region.deepest == right.region.deepest
    ):
        return _same_but_for_form(left, right)
    if _is_named_after(left, right) or _is_named_after(right, left):
        return Comparison(Relation.AFFILIATED, 30.0, "名称冠有另一单位的全称，各有法人资格")
    if not (left.is_complete and right.is_complete) or _is_short_of(left, right):
        return _with_short_name(left, right)
    if left.core == right.core:
        return _compare_nested_regions(left, right)
    if left.ordinals != right.ordinals and not (left.group or right.group):
        return _different(
            left, right, f"序号不同：{_listed(left.ordinals)} / {_listed(right.ordinals)}"
        )
    return _compare_cores(left, right)


def _same_but_for_form(left: EmployerName, right: EmployerName) -> Comparison:
    """One region, brand and trade: only the writing of the region or the form differs."""
    if not left.brand and not left.region.deepest:
        return Comparison(Relation.UNKNOWN, 60.0, "名称过于笼统，看不出字号")
    if {left.form, right.form} == {"公司", "总公司"}:
        return Comparison(Relation.UNKNOWN, 66.0, "公司与总公司之别，可能是上下级")
    if left.is_group != right.is_group and left.form != right.form:
        return Comparison(
            Relation.UNKNOWN, 68.0, "“集团”字样和组织形式都不同，可能是集团公司与其成员"
        )
    if left.is_group != right.is_group:
        return Comparison(Relation.SAME, 78.0, "只差“集团”字样")
    if left.form == right.form:
        return Comparison(Relation.SAME, 97.0, "只是行政区划写法不同")
    if not left.form or not right.form:
        return Comparison(Relation.SAME, 84.0, "一方未写组织形式，其余一致")
    same_place = left.region == right.region
    return Comparison(
        Relation.SAME, 90.0 if same_place else 88.0, f"只差组织形式：{left.form} / {right.form}"
    )


def _with_short_name(left: EmployerName, right: EmployerName) -> Comparison:
    """A short name proves little and refutes nothing (简称)."""
    short, long = sorted((left, right), key=lambda name: (len(name.full), name.full))
    if short.brand and short.core == long.core:
        return Comparison(Relation.UNKNOWN, 70.0, "简称与全称的字号、行业一致，地区未写明")
    if len(short.full) > 1 and short.full in long.full:
        return Comparison(Relation.UNKNOWN, 64.0, "简称包含在全称之中，仅凭名称不能确定")
    return Comparison(
        Relation.UNKNOWN, 40 + 0.2 * _likeness(left, right), "有一方是简称，仅凭名称不能判断"
    )


def _is_named_after(owner: EmployerName, other: EmployerName) -> bool:
    """Tell an institution's firm (某大学 and 某大学建筑设计院有限公司)."""
    if owner.form or owner.branch or not owner.is_complete or not other.form:
        return False
    return other.full.startswith(owner.full) and other.core != owner.core


def _is_short_of(left: EmployerName, right: EmployerName) -> bool:
    """Tell whether the one without a legal form lies whole in the other."""
    return (not left.form and left.full in right.full) or (
        not right.form and right.full in left.full
    )


def _compare_nested_regions(left: EmployerName, right: EmployerName) -> Comparison:
    if not (left.region.contains(right.region) or right.region.contains(left.region)):
        return _different(left, right, f"地区不同：{left.region} / {right.region}")
    if not left.brand:
        return Comparison(Relation.UNKNOWN, 45.0, "没有字号，地区层级不同，不能判断")
    score = 68.0 if left.form == right.form else 66.0
    return Comparison(
        Relation.UNKNOWN, score, f"字号行业一致，地区层级不同：{left.region} / {right.region}"
    )


def _compare_cores(left: EmployerName, right: EmployerName) -> Comparison:
    if _is_group_of(left, right) or _is_group_of(right, left):
        score = 20 + 0.15 * _likeness(left, right)
        return Comparison(Relation.AFFILIATED, score, "集团公司与其成员单位，各有法人资格")
    if left.group and left.group == right.group:
        score = 15 + 0.15 * _likeness(left, right)
        return Comparison(Relation.AFFILIATED, score, "同一集团的不同成员单位")
    same_place = left.region.deepest == right.region.deepest
    if left.brand == right.brand:
        if same_place and len(left.brand) > 1 and left.brief_trade == right.brief_trade:
            return _same_but_for_abbreviation(left, right)
        if left.brand and left.loose_trade == right.loose_trade:
            score = 72.0 if same_place else 60.0
            return Comparison(Relation.UNKNOWN, score, "只差“工程”一类通用字样，可能漏写")
        if same_place and shortens(left, right):
            return Comparison(Relation.UNKNOWN, 58.0, "地区字号一致，行业用语一繁一简，可能漏写")
        if not (same_place and is_slip(left, right)):
            trades = f"{_or_none(left.trade)} / {_or_none(right.trade)}"
            return _different(left, right, f"行业不同：{trades}")
    if same_place and is_slip(left, right):
        score = 76.0 if left.form == right.form else 74.0
        return Comparison(Relation.SAME, score, "通用字样疑有错别字，其余一致")
    return _different(left, right, f"字号不同：{_or_none(left.brand)} / {_or_none(right.brand)}")


def _same_but_for_abbreviation(left: EmployerName, right: EmployerName) -> Comparison:
    """One region and brand, one trade written in full and in short (建筑安装、建安)."""
    if left.is_group != right.is_group:
        return Comparison(Relation.UNKNOWN, 62.0, "行业用语一方是简称，又只有一方是集团")
    score = 75.0 if left.form == right.form else 73.0
    return Comparison(Relation.SAME, score, "行业用语一方是简称，其余一致")


def _is_group_of(group: EmployerName, member: EmployerName) -> bool:
    return group.is_group and bool(member.group) and member.group == group.core


def _different(left: EmployerName, right: EmployerName, reason: str) -> Comparison:
    return Comparison(Relation.DIFFERENT, 2 + 0.35 * _likeness(left, right), reason)


def _likeness(left: EmployerName, right: EmployerName) -> float:
    # indel likeness depends on nothing but the pair, whichever comes first
    return fuzz.ratio(left.full, right.full)


def _listed(ordinals: tuple[str, ...]) -> str:
    return "、".join(ordinals) or "无"


def _or_none(part: str) -> str:
    return part or "无"


def lowered(comparison: Comparison, by: float, reason: str) -> Comparison:
    """Keep the relation, less sure, for a further reason."""
    return comparison._replace(score=max(0.0, comparison.score - by), reason=reason)
