"""Which employers of one list may be those of another (单位对得上): for suggestions only."""

from collections.abc import Iterable
from dataclasses import dataclass

from guazheng_lib.employers import EmployerIndex, Registry, compare_pairs
from guazheng_lib.terms.catalogue import Relation

_NEAREST = 12
_LOOK_AT = 50
_MAY_BE = 60
"""An `unknown` of this score is a short name inside a full one, or a word left out."""
_ONE = {str(relation) for relation in (Relation.SAME, Relation.BRANCH, Relation.RENAMED)}


@dataclass(frozen=True)
class Match:
    """How two names meet (对上的程度)."""

    is_sure: bool
    reason: str


def matches(
    left: Iterable[str], right: Iterable[str], registry: Registry | None = None
) -> dict[str, dict[str, Match]]:
    """Find for every name the names that are, or may be, the same employer (对单位).

    Args:
        left: names as written.
        right: names to look among.
        registry: the business register; it knows former names.

    Returns:
        By left name, the right names that meet it.
    """
    queries, names = sorted(set(left) - {""}), sorted(set(right) - {""})
    if not queries or not names:
        return {}
    found = EmployerIndex(names).search(queries, limit=_NEAREST, min_score=_LOOK_AT)
    pairs = {
        (queries[row], name) for row, name in zip(found["query_row"], found["name"], strict=True)
    }
    if registry is not None:
        pairs |= _of_one_entity(queries, names, registry)
    ordered = sorted(pairs)
    compared = compare_pairs([a for a, _ in ordered], [b for _, b in ordered], registry)
    met: dict[str, dict[str, Match]] = {}
    for (a, b), relation, score, reason in zip(
        ordered, compared["relation"], compared["score"], compared["reason"], strict=True
    ):
        if relation in _ONE or (relation == Relation.UNKNOWN and score >= _MAY_BE):
            met.setdefault(a, {})[b] = Match(relation in _ONE, reason)
    return met


def _of_one_entity(
    queries: Iterable[str], names: Iterable[str], registry: Registry
) -> set[tuple[str, str]]:
    by_row: dict[int, list[str]] = {}
    for name in names:
        if entity := registry.resolve_one(name).entity:
            by_row.setdefault(entity.row, []).append(name)
    return {
        (query, name)
        for query in queries
        if (entity := registry.resolve_one(query).entity)
        for name in by_row.get(entity.row, ())
    }
