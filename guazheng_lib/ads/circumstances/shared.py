"""What unrelated advertisers share (共用的内容和联系方式)."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from guazheng_lib.ads.circumstances.scale import Circumstance, scale, told
from guazheng_lib.ads.circumstances.strangers import Strangers
from guazheng_lib.ads.contacts import Contact, ContactKind

Found = Iterator[tuple[list[int], Circumstance]]

_OF_CONTACTS = {
    ContactKind.PHONE: "SHARED_PHONE",
    ContactKind.WECHAT: "SHARED_ACCOUNT",
    ContactKind.QQ: "SHARED_ACCOUNT",
    ContactKind.ADDRESS: "SHARED_ADDRESS",
}


def named(ads: pd.DataFrame) -> pd.DataFrame:
    """Give what is asked of advertisements by their place in the table; a missing name is ""."""
    names = {
        column: ads[column].astype("object").where(ads[column].notna(), "").to_numpy()
        for column in ("agency", "employer")
    }
    lengths = ads["text"].str.len().fillna(0).to_numpy()
    places = np.arange(len(ads))
    return pd.DataFrame(names).assign(length=lengths, score=ads["score"].to_numpy(), place=places)


def shared_texts(rows: pd.DataFrame, group_ids: Sequence[object], strangers: Strangers) -> Found:
    """Find texts that many employers publish; one agency may use its own text a few times."""
    sign = scale().signs["SHARED_TEXT"]
    groups = pd.factorize(pd.Series(list(group_ids), dtype="object"))[0]
    kept = rows.assign(group=groups)
    kept = kept[(kept["employer"] != "") & (kept["length"] >= scale().shortest_text)]
    for group in _of_several(kept, "group", "employer"):
        agencies = set(group.agencies)
        one_agency = "" not in agencies and strangers.count(agencies) == 1
        count = strangers.count(set(group.employers))
        if count >= (sign.least_of_one_agency if one_agency else sign.least):
            yield group.places, told("SHARED_TEXT", count)


def shared_contacts(
    rows: pd.DataFrame, contacts: Sequence[Sequence[Contact]], strangers: Strangers
) -> Found:
    """Find contacts of unrelated advertisers.

    Whoever advertises through an agency has the agency's telephone: the agency counts, its clients
    do not, also where a client repeats the advertisement under its own name.
    """
    given = [
        (place, f"{contact.kind}:{contact.value}")
        for place, all_of_it in enumerate(contacts)
        for contact in all_of_it
    ]
    used = pd.DataFrame(given, columns=["place", "contact"]).merge(rows, on="place")
    used["advertiser"] = used["agency"].where(used["agency"] != "", used["employer"])
    for group in _of_several(used[used["advertiser"] != ""], "contact", "advertiser"):
        both = list(zip(group.agencies, group.employers, strict=True))
        clients = {employer for agency, employer in both if agency}
        alone = {employer for agency, employer in both if not agency} - clients
        code = _OF_CONTACTS[ContactKind(group.key.partition(":")[0])]
        count = strangers.count({agency for agency, _ in both if agency} | alone)
        if count >= scale().signs[code].least:
            yield list(dict.fromkeys(group.places)), told(code, count)


class _Group(NamedTuple):
    """Advertisements that share something (共用的一组)."""

    key: Any
    places: list[int]
    agencies: list[str]
    employers: list[str]


def _of_several(rows: pd.DataFrame, by: str, names: str) -> Iterator[_Group]:
    """Give the groups with several names, but not so many that it is a platform's."""
    several = rows.groupby(by)[names].transform("nunique")
    kept = rows[(several > 1) & (several <= scale().most_names)].sort_values(by, kind="stable")
    columns = [kept[name].to_numpy() for name in ("place", "agency", "employer")]
    numbers, keys = pd.factorize(kept[by])
    ends = np.flatnonzero(np.diff(numbers, append=-1)) + 1
    start = 0
    for key, end in zip(keys, ends.tolist(), strict=True):
        yield _Group(key, *(column[start:end].tolist() for column in columns))
        start = end
