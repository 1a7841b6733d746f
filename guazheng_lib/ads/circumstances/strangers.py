"""How many employers a list of names stands for (互不相干的单位)."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from guazheng_lib.ads.families.unions import Unions
from guazheng_lib.employers.names import parse_name
from guazheng_lib.employers.pairs import compare_written
from guazheng_lib.terms.catalogue import Relation

if TYPE_CHECKING:
    from guazheng_lib.employers import Registry

_PAIRS_KEPT = 100_000


class Strangers:
    """Counts employers that have nothing to do with each other (互不相干的单位数).

    Spelling variants, branches, parents, members of one group and names too short to tell are not
    counted twice.

    Args:
        register: the business register, where there is one; it outweighs the letters.
        at_most: names that are compared with each other; the count of more is a lower bound.
    """

    def __init__(self, register: "Registry | None", at_most: int) -> None:
        """Begin with nothing compared."""
        self._at_most = at_most
        self._are_strangers = lru_cache(_PAIRS_KEPT)(
            lambda one, two: (
                compare_written((one, ""), (two, ""), register).relation is Relation.DIFFERENT
            )
        )

    def count(self, names: Iterable[str]) -> int:
        """Count the employers behind some names.

        >>> Strangers(None, 12).count(["昌黎永固建筑有限公司", "昌黎永固建筑有限责任公司"])
        1
        """
        heads = {parse_name(name).head.full: name for name in sorted(names)}
        known = [name for head, name in heads.items() if head][: self._at_most]
        sets = Unions(len(known))
        for place, one in enumerate(known):
            for earlier in range(place):
                if not self._are_strangers(known[earlier], one):
                    sets.join(earlier, place)
        return len(set(sets.roots()))
