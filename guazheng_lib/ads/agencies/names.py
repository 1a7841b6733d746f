"""Which rows speak of one agency (同一机构): by code, by folded name, by the parts of the name."""

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from guazheng_lib.ads.families.unions import Unions
from guazheng_lib.terms.catalogue import Relation
from guazheng_lib.terms.text import fold_width
from guazheng_lib.terms.uscc import Uscc

UNNAMED = ""

_SURE = 90.0
"""Below this a name is a short form of several or differs in more than its form of organisation."""

_COMPARED = 5


def codes_by_name(ads: pd.DataFrame, hr_agencies: pd.DataFrame | None) -> dict[str, str]:
    """Learn an agency's code from the rows that state it; a name with two codes proves nothing."""
    codes: dict[str, set[str]] = {}
    for table in (ads,) if hr_agencies is None else (ads, hr_agencies):
        stated = table[["agency", "agency_uscc"]].dropna().drop_duplicates()
        for name, code in zip(stated["agency"], stated["agency_uscc"], strict=True):
            valid = Uscc.parse(code)
            if valid:
                codes.setdefault(folded_name(name), set()).add(valid)
    codes.pop(UNNAMED, None)
    return {name: found.pop() for name, found in codes.items() if len(found) == 1}


def agency_keys(table: pd.DataFrame, codes: Mapping[str, str], asked: Collection[str]) -> pd.Series:
    """Give what stands for one agency: its valid code, else its name in one spelling.

    Args:
        table: has `agency` and `agency_uscc`.
        codes: the code of a name, as `codes_by_name` gives it.
        asked: the names whose other spellings are looked for, for it takes a while.
    """
    written = table[["agency", "agency_uscc"]].astype("object")
    distinct = written.drop_duplicates()
    keys = {
        (name, code): str(Uscc.parse(code) or codes.get(folded_name(name)) or folded_name(name))
        for name, code in _missing_as_none(distinct)
    }
    names = [folded_name(name) for name, _ in keys]
    spelt = _one_spelling(names, list(keys.values()), {folded_name(name) for name in asked})
    joined = [spelt.get(keys[pair], keys[pair]) for pair in _missing_as_none(written)]
    return pd.Series(joined, index=table.index, dtype="str")


def folded_name(name: object) -> str:
    """Give a name as it is compared; "" where there is none (名称折叠)."""
    return fold_width(name) if isinstance(name, str) else UNNAMED


def _missing_as_none(table: pd.DataFrame) -> list[tuple[str | None, str | None]]:
    return [
        (name if isinstance(name, str) else None, code if isinstance(code, str) else None)
        for name, code in zip(table["agency"], table["agency_uscc"], strict=True)
    ]


def same_names(asked: Sequence[str], known: Sequence[str], most: int) -> list[tuple[str, str]]:
    """Find other spellings of a name by its parts (同一名称的其他写法).

    有限公司 and 有限责任公司 are one; a branch is another, and so is a short form.

    Args:
        asked: folded names.
        known: folded names, among which those that are asked may stand.
        most: how many of those nearest to a name are compared with it.

    Returns:
        Pairs: a name that was asked, and another one known that is surely the same.
    """
    from guazheng_lib.employers import EmployerIndex, compare_pairs

    if not asked or not known:
        return []
    found = EmployerIndex(known).search(asked, limit=most)
    pairs = pd.DataFrame(
        {"name": [asked[row] for row in found["query_row"]], "other": found["name"]}
    )
    pairs = pairs[pairs["name"] != pairs["other"]].reset_index(drop=True)
    compared = compare_pairs(pairs["name"], pairs["other"])
    same = pairs[(compared["relation"] == Relation.SAME) & (compared["score"] >= _SURE)]
    return list(zip(same["name"], same["other"], strict=True))


def _one_spelling(names: list[str], keys: list[str], asked: set[str]) -> dict[str, str]:
    """Give a key that is only a name the key of the one agency whose name is the same."""
    known = {name: key for name, key in sorted(zip(names, keys, strict=True)) if name}
    return _merged(known, same_names(sorted(asked.intersection(known)), list(known), _COMPARED))


def _merged(known: Mapping[str, str], same: list[tuple[str, str]]) -> dict[str, str]:
    """Join the keys of names; where they lead to two codes, nobody can tell which is meant."""
    keys = sorted(set(known.values()))
    places = {key: number for number, key in enumerate(keys)}
    sets = Unions(len(keys))
    for name, other in same:
        sets.join(places[known[name]], places[known[other]])
    members: dict[int, list[str]] = {}
    for place, key in enumerate(keys):
        members.setdefault(sets.root(place), []).append(key)
    merged: dict[str, str] = {}
    for together in members.values():
        with_code = [key for key in together if Uscc.parse(key)]
        if len(together) > 1 and len(with_code) <= 1:
            merged |= dict.fromkeys(together, (with_code or together)[0])
    return merged
