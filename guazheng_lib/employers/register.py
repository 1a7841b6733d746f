"""The business register as arbiter (企业名录): which legal person a written name stands for."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import pandas as pd

from guazheng_lib.employers.compare import compare_names
from guazheng_lib.employers.edits import brands_sound_alike, corrected, is_slip, one_edit, shortens
from guazheng_lib.employers.entities import Entity, How, Resolved, read_entities
from guazheng_lib.employers.folding import fold_name
from guazheng_lib.employers.index import EmployerIndex, as_texts
from guazheng_lib.employers.names import EmployerName, parse_folded, parse_name
from guazheng_lib.employers.regions import NOWHERE
from guazheng_lib.terms.catalogue import Relation
from guazheng_lib.terms.uscc import Uscc

NOT_FOUND = Resolved()
_Key = Callable[[EmployerName], str]


def _parts_with_form(name: EmployerName) -> str:
    return f"{name.anchored}|{name.form}|{name.is_group}|{name.unit}|{_is_main(name)}"


def _parts_with_group(name: EmployerName) -> str:
    return f"{name.anchored}|{name.is_group}|{name.unit}|{_is_main(name)}"


def _parts(name: EmployerName) -> str:
    return f"{name.anchored}|{name.unit}|{_is_main(name)}"


def _is_main(name: EmployerName) -> bool:
    # 建筑总公司 and 建筑公司 of one place stand side by side on real registers
    return name.form == "总公司"


def _loose_parts(name: EmployerName) -> str:
    if not name.brand:
        return ""
    return f"{name.region.deepest}{name.brand}|{name.loose_trade}|{name.unit}|{_is_main(name)}"


def _brief_parts(name: EmployerName) -> str:
    if len(name.brand) < 2:
        return ""
    trade = name._replace(trade=name.brief_trade).loose_trade
    return f"{name.region.deepest}{name.brand}|{trade}|{name.unit}|{_is_main(name)}"


def _region_and_brand(name: EmployerName) -> str:
    if not (name.region.deepest and len(name.brand) > 1 and name.trade) or name.branch:
        return ""
    return f"{name.region.deepest}|{name.brand}"


def _lacks_middle(left: EmployerName, right: EmployerName) -> bool:
    ends = {(name.loose_trade[:2], name.loose_trade[-2:]) for name in (left, right)}
    return len(ends) == 1 and _is_main(left) == _is_main(right) and shortens(left, right)


def _parts_without_region(name: EmployerName) -> str:
    return name.core if name.brand and name.trade and not name.branch else ""


_LADDER: tuple[_Key, ...] = (_parts_with_form, _parts_with_group, _parts, _loose_parts)


class Registry:
    """Legal persons by code, name, former name and parts (企业名录).

    Args:
        enterprises: as `terms.tables.Enterprises`; `employer` and `employer_uscc` are enough.
    """

    def __init__(self, enterprises: pd.DataFrame) -> None:
        """Read the register; rows of one code are one legal person."""
        self.entities = read_entities(enterprises)
        self._by_code = {e.uscc: e for e in reversed(self.entities) if e.uscc}
        self._written = _group((e.name, e) for e in self.entities)
        self._current = _group((parse_name(e.name).full, e) for e in self.entities)
        self._former = _group((parse_name(f).full, e) for e in self.entities for f in e.former)
        self._all_names = [(name, e) for e in self.entities for name in (e.name, *e.former)]
        self._ladder = [
            _group((key(parse_name(name)), e) for name, e in self._all_names) for key in _LADDER
        ]
        parsed = [(parse_name(name), e) for name, e in self._all_names]
        self._cores = _group((_parts_without_region(name), e) for name, e in parsed)
        self._briefs = _group((_brief_parts(name), e) for name, e in parsed)
        self._brands = _group((_region_and_brand(name), e) for name, e in parsed)
        self._kept: dict[tuple[str, str], Resolved] = {}

    def __len__(self) -> int:
        """The number of legal persons."""
        return len(self.entities)

    @cached_property
    def _index(self) -> EmployerIndex:
        return EmployerIndex([name for name, _ in self._all_names])

    def resolve(
        self, names: Sequence[str] | pd.Series, usccs: Sequence[str] | pd.Series | None = None
    ) -> pd.DataFrame:
        """Give the register's legal person for names as written: `name, uscc, kind, parent, how`.

        Everything is NA where the register does not tell, or not which of several.
        """
        texts = as_texts(names)
        codes = as_texts(usccs) if usccs is not None else [""] * len(texts)
        found = [self.resolve_one(text, code) for text, code in zip(texts, codes, strict=True)]
        rows = [
            (r.entity.name, r.entity.uscc, r.entity.kind, r.entity.parent, str(r.how))
            if r.entity and r.how
            else (None,) * 5
            for r in found
        ]
        columns = ["name", "uscc", "kind", "parent", "how"]
        return pd.DataFrame(rows, columns=columns, dtype="str")

    def resolve_one(self, name: str, uscc: str | None = None) -> Resolved:
        """Give the legal person for one name, with a code where one is written beside it."""
        key = (name, uscc or "")
        if key not in self._kept:
            self._kept[key] = self._resolve(name, Uscc.parse(uscc) if uscc else None)
        return self._kept[key]

    def _resolve(self, name: str, code: Uscc | None) -> Resolved:
        parsed = parse_name(name)
        if code is not None and code in self._by_code:
            entity = self._by_code[code]
            return Resolved(entity, How.USCC if _fits(parsed, entity) else How.USCC_NAME_DIFFERS)
        if not parsed.full:
            return NOT_FOUND
        certain = self._by_name(name, parsed.full)
        if certain is not NOT_FOUND:
            return certain
        # A valid code that is not listed stands for somebody else than a likeness suggests.
        guess = self._by_parts if code is None else _nobody
        found = guess(parsed)
        if found is NOT_FOUND and parsed.branch and not parsed.is_member:
            found = _as_branch(self._head_of(parsed, guess))
        return found

    def _head_of(self, parsed: EmployerName, guess: Callable[[EmployerName], Resolved]) -> Resolved:
        head = parsed.head
        found = self._by_name(head.full, head.full)
        return guess(head) if found is NOT_FOUND else found

    def _by_name(self, name: str, full: str) -> Resolved:
        if name in self._written:
            return _decide(self._written[name], How.NAME, self._former.get(full, ()))
        if full in self._current:
            return _decide(self._current[full], How.NAME, self._former.get(full, ()))
        if full in self._former:
            return _decide(self._former[full], How.FORMER)
        return NOT_FOUND

    def _by_parts(self, parsed: EmployerName) -> Resolved:
        for key, table in zip(_LADDER, self._ladder, strict=True):
            if hits := table.get(key(parsed)):
                return _decide(hits, How.PARTS)
        if hits := self._briefs.get(_brief_parts(parsed)):
            return _decide(hits, How.SHORTENED)
        if parsed.branch:
            return NOT_FOUND
        hits = [
            e
            for e in self._cores.get(_parts_without_region(parsed), ())
            if NOWHERE in (parse_name(e.name).region, parsed.region)
        ]
        if hits:
            return _decide(hits, How.PARTS)
        for guess in (self._by_corrected, self._by_brand, self._by_likeness):
            if (found := guess(parsed)) is not NOT_FOUND:
                return found
        return NOT_FOUND

    def _by_corrected(self, parsed: EmployerName) -> Resolved:
        """Look the name up with its misspelt trade words put right."""
        if (core := corrected(parsed.core)) == parsed.core:
            return NOT_FOUND
        found = self._by_parts(parse_folded(parsed.region.deepest + core + parsed.form))
        return Resolved(found.entity, How.SIMILAR, found.rivals) if found.entity else found

    def _by_brand(self, parsed: EmployerName) -> Resolved:
        """Take the one firm of that place and brand, if a trade lacks a word in its middle.

        A word less at an end (建筑, 建筑设计) is as often a sister firm off the register.
        """
        hits = self._brands.get(_region_and_brand(parsed), [])
        if len(hits) != 1 or not any(
            _lacks_middle(parsed, parse_name(name)) for name in (hits[0].name, *hits[0].former)
        ):
            return NOT_FOUND
        return _decide(hits, How.SHORTENED)

    def _by_likeness(self, parsed: EmployerName) -> Resolved:
        """Take the one legal person that is a slip of the pen away; two such, and none is taken."""
        if len(parsed.core) < 4:
            return NOT_FOUND
        near: list[Entity] = []
        nearest: list[Entity] = []
        # as a name at rest is written: 永固(秦皇岛)建筑 has its region in the middle
        for row, _ in self._index.nearest(parsed.anchored + parsed.form, 8):
            name, entity = self._all_names[row]
            other = parse_name(name)
            if entity not in near and _is_near(parsed, other):
                near.append(entity)
                if other.trade == parsed.trade or is_slip(parsed, other):
                    nearest.append(entity)
        return _decide(nearest or near, How.SIMILAR) if near else NOT_FOUND

    def relation(self, left: Entity, right: Entity) -> Relation:
        """Give what two legal persons are to each other: one, of one group, or strangers."""
        if left == right:
            return Relation.SAME
        if self.is_kin(left, right):
            return Relation.AFFILIATED
        return Relation.DIFFERENT

    def is_kin(self, left: Entity, right: Entity) -> bool:
        """Tell whether one is the other's parent, or both have one parent (上级单位)."""
        mine, theirs = self._parent_key(left), self._parent_key(right)
        return bool(
            (mine and (mine == theirs or mine == self._key(right)))
            or (theirs and theirs == self._key(left))
        )

    def _parent_key(self, entity: Entity) -> str:
        if not entity.parent:
            return ""
        parent = self.resolve_one(entity.parent).entity
        return self._key(parent) if parent else fold_name(entity.parent)

    @staticmethod
    def _key(entity: Entity) -> str:
        return entity.uscc or fold_name(entity.name)


def _nobody(parsed: EmployerName) -> Resolved:
    return NOT_FOUND


def _as_branch(head: Resolved) -> Resolved:
    if head.entity is None or head.how is None:
        return head
    return Resolved(head.entity, How.BRANCH if head.how.is_certain else head.how, head.rivals)


def _fits(parsed: EmployerName, entity: Entity) -> bool:
    """Tell whether a name could be meant for the legal person whose code stands beside it."""
    if not parsed.full:
        return True
    return any(
        compare_names(parsed, parse_name(name)).relation
        in (Relation.SAME, Relation.BRANCH, Relation.UNKNOWN)
        or _is_near(parsed.head, parse_name(name))
        for name in (entity.name, *entity.former)
    )


def _is_near(left: EmployerName, right: EmployerName) -> bool:
    """Tell whether one is the other with a slip that typing explains; never another brand."""
    if left.branch or right.branch or left.ordinals != right.ordinals:
        return False
    if _is_main(left) != _is_main(right):
        return False
    if left.region.deepest == right.region.deepest:
        return is_slip(left, right) or brands_sound_alike(left, right)
    return _is_misspelt_place(left, right) or _is_misspelt_place(right, left)


def _is_misspelt_place(good: EmployerName, bad: EmployerName) -> bool:
    """Tell 秦黄岛某某 from 秦皇岛某某: the slip is in the place, the rest is whole."""
    if bad.region is not NOWHERE or good.region is NOWHERE or not good.brand:
        return False
    if not bad.full.endswith(good.core + good.form):
        return False
    return one_edit(good.anchored, bad.anchored)


def _decide(hits: Sequence[Entity], how: How, rivals: Iterable[Entity] = ()) -> Resolved:
    first = hits[0]
    others = tuple(e for e in dict.fromkeys((*hits, *rivals)) if e != first)
    if len(hits) > 1:
        return Resolved(None, None, tuple(hits))
    return Resolved(first, how, others)


def _group(pairs: Iterable[tuple[str, Entity]]) -> dict[str, list[Entity]]:
    table: dict[str, list[Entity]] = {}
    for key, entity in pairs:
        entities = table.setdefault(key, [])
        if entity not in entities:
            entities.append(entity)
    table.pop("", None)
    return table
