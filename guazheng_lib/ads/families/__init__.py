"""Advertisements that belong together (同源广告): by their template, and by their contacts.

Two kinds of link, kept apart: a group (相似组) is one wording; a family (关联组) is what groups and
shared contacts join, so it tells who may stand behind several wordings and names.
"""

from collections.abc import Iterable, Sequence
from contextlib import closing

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from guazheng_lib.ads.families.groups import Groups, key_of
from guazheng_lib.ads.families.signatures import Keys, mixed
from guazheng_lib.ads.families.unions import Unions
from guazheng_lib.ads.templates import template_of
from guazheng_lib.terms.text import fold_width

MOST_ADVERTISERS = 20
"""What more advertisers than this use (a platform's hotline, a text that everybody copies) ties
nobody to anybody; it would make one family of the whole city."""

_NOBODY = np.uint64(0)


def group_ids(texts: Iterable[str]) -> list[str]:
    """Give each text its group (相似组): the same whatever the order of the texts."""
    with closing(Groups()) as groups:
        groups.add([template_of(text) for text in texts])
        return written_ids("G", groups.keys())


def written_ids(letter: str, keys: Keys) -> list[str]:
    """Write keys as the ids of the tables (编号)."""
    return [f"{letter}{key:016x}" for key in keys.tolist()]


def family_keys(
    groups: Keys, advertisers: Keys, contact_rows: Sequence[int], contacts: Keys
) -> Keys:
    """Join groups through shared contacts (关联组).

    Args:
        groups: the group of each advertisement.
        advertisers: who published it, 0 where nobody is named.
        contact_rows: for each contact the number of its advertisement.
        contacts: the contacts.
    """
    rows = np.asarray(contact_rows, np.int64)
    nodes, at = np.unique(_nodes(groups, advertisers, rows, contacts), return_inverse=True)
    families = Unions(len(nodes))
    narrow = ~_is_wide(contacts, advertisers[rows])
    order = np.argsort(contacts[narrow], kind="stable")
    values, places = contacts[narrow][order], at[rows[narrow][order]]
    same = np.flatnonzero(values[1:] == values[:-1])
    for left, right in zip(places[same].tolist(), places[same + 1].tolist(), strict=True):
        if left != right:
            families.join(left, right)
    keys: Keys = nodes[np.array(families.roots(), np.int64)][at]
    return keys


def _nodes(groups: Keys, advertisers: Keys, rows: NDArray[np.int64], contacts: Keys) -> Keys:
    """Give what is joined: a group, or an advertiser's part of it where everybody uses it."""
    first = np.zeros(len(groups), np.uint64)
    first[rows[::-1]] = contacts[::-1]
    owner = np.where(advertisers == _NOBODY, first, advertisers)
    nodes: Keys = np.where(_is_wide(groups, advertisers), mixed(groups ^ mixed(owner)), groups)
    return nodes


def _is_wide(values: Keys, advertisers: Keys) -> NDArray[np.bool_]:
    """Tell which values more advertisers use than could belong together."""
    used = pd.DataFrame({"value": values, "by": advertisers})
    named = used[used["by"] != _NOBODY].drop_duplicates()
    counts = named.groupby("value").size()
    wide = counts.index[counts > MOST_ADVERTISERS].to_numpy()
    return np.isin(values, wide)


def advertiser_key(agency: object, employer: object) -> int:
    """Give who published an advertisement (发布者): its agency, else the employer it names.

    Returns:
        The key of the name; 0 where nobody is named.
    """
    for name in (agency, employer):
        if isinstance(name, str) and (folded := fold_width(name)):
            return key_of(folded)
    return int(_NOBODY)
