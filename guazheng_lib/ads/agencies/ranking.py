"""Rank the agencies behind the advertisements (人力资源服务机构排序)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import pandas as pd

from guazheng_lib.ads.agencies.licences import licences
from guazheng_lib.ads.agencies.names import UNNAMED, agency_keys, codes_by_name
from guazheng_lib.ads.contacts import ContactKind
from guazheng_lib.ads.families import MOST_ADVERTISERS
from guazheng_lib.ads.tables import RankedAgencies
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.terms.tables import column_titles

_FLAGS = (Verdict.BROKER, Verdict.FAKE_JOB, Verdict.SUSPECT)
_LISTS = ("certificates", "certificate_ads", "employers")
_NUMBERS = ("flagged", *map(str, _FLAGS), "groups", "families", "largest_family")
_OF_FLAGGED = [*_NUMBERS, *_LISTS, "first_on", "last_on"]
_SHARED_COUNT, _SHARED_WITH = "shared_contacts", "linked_agencies"
_COLUMNS = list(RankedAgencies.to_schema().columns)
_TITLES = column_titles(RankedAgencies)
_TOLD = 3


def rank_agencies(ads: pd.DataFrame, hr_agencies: pd.DataFrame | None) -> pd.DataFrame:
    """Count each agency's advertisements and put the worst first (机构排序).

    The order is the order of visits: first who has most advertisements that look like certificate
    broking, then most false jobs, then most that a person should read; of equals the one with the
    larger share, not on the list of licences, with more advertisements. A share alone would put one
    doubtful advertisement of one before twenty of a hundred.

    Args:
        ads: as `tables.ScreenedAds`; `text`, `reasons` and `spans` are not needed.
        hr_agencies: the list of licensed agencies as `terms.tables.HrAgencies`, or None where none
            was supplied; then nobody is called unlicensed.

    Returns:
        One row an agency, as `tables.RankedAgencies`; advertisements that name no agency are
        one row without a name.
    """
    flagged = ads["verdict"] != Verdict.CLEAR
    asked = set(ads.loc[flagged, "agency"].dropna())
    keys = agency_keys(ads, codes_by_name(ads, hr_agencies), asked)
    counted = _published(ads, keys).join(_suspicious(ads[flagged], keys[flagged]))
    counted = counted.join(_shared_contacts(ads["contacts"], keys))
    _fill_in(counted)
    names = counted["agency"]
    counted[_SHARED_WITH] = [
        sorted(str(names[key]) for key in linked) for linked in counted[_SHARED_WITH]
    ]
    counted["share"] = (counted["flagged"] / counted["ads"]).round(4)
    ranked = counted.reset_index(drop=True)
    ranked = ranked.join(licences(ranked, hr_agencies))
    ranked["why"] = [_why(row) for row in ranked.to_dict("records")]
    return RankedAgencies.validate(_worst_first(ranked)[_COLUMNS])


def _worst_first(ranked: pd.DataFrame) -> pd.DataFrame:
    unlicensed = ranked["licensed"].eq(False).fillna(False)
    worst_first = ["broker", "fake_job", "suspect", "share", "unlicensed", "ads"]
    return ranked.assign(unlicensed=unlicensed).sort_values(
        worst_first, ascending=False, kind="stable", ignore_index=True
    )


def _published(ads: pd.DataFrame, keys: pd.Series) -> pd.DataFrame:
    """Say of each agency, by its key, how its name is written and how much it published."""
    spellings = ads["agency"].groupby(keys).unique()
    names = _usual(ads["agency"], keys).reindex(spellings.index)
    others = [
        sorted(set(pd.Series(written).dropna()) - {name})
        for written, name in zip(spellings, names, strict=True)
    ]
    return pd.DataFrame(
        {
            "agency": names,
            "agency_uscc": _usual(ads["agency_uscc"], keys).reindex(spellings.index),
            "ads": keys.value_counts().reindex(spellings.index),
            "other_names": pd.Series(others, index=spellings.index, dtype="object"),
        }
    )


def _usual(written: pd.Series, keys: pd.Series) -> pd.Series:
    """Give the most frequent way it is written; the first in order where several are."""
    counts = written.groupby([keys.rename("key"), written.rename("written")]).size()
    most = counts.sort_values(ascending=False, kind="stable").reset_index()
    return most.drop_duplicates("key").set_index("key")["written"]


def _suspicious(flagged: pd.DataFrame, keys: pd.Series) -> pd.DataFrame:
    rows = {key: _counted(group) for key, group in flagged.groupby(keys)}
    return pd.DataFrame(list(rows.values()), index=pd.Index(list(rows)), columns=_OF_FLAGGED)


def _counted(flagged: pd.DataFrame) -> dict[str, object]:
    certificates = Counter(name for names in flagged["certificates"] for name in names)
    ordered = sorted(certificates.items(), key=lambda item: (-item[1], item[0]))
    verdicts, families = Counter(flagged["verdict"]), Counter(flagged["family_id"])
    return {
        "flagged": len(flagged),
        **{str(flag): verdicts[str(flag)] for flag in _FLAGS},
        "groups": len(set(flagged["group_id"])),
        "families": len(families),
        "largest_family": max(families.values()),
        "certificates": [certificate for certificate, _ in ordered],
        "certificate_ads": [count for _, count in ordered],
        "first_on": flagged["published_on"].min(),
        "last_on": flagged["published_on"].max(),
        "employers": sorted({name for name in flagged["employer"] if isinstance(name, str)}),
    }


def _shared_contacts(contacts: pd.Series, keys: pd.Series) -> pd.DataFrame:
    """Say for each agency how many contacts others give as well, and who these are.

    An address joins nobody, for a talent market houses many; nor does what everybody gives.
    """
    users: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for found, key in zip(contacts, keys, strict=True):
        if key == UNNAMED:
            continue
        for contact in found:
            if contact["kind"] != ContactKind.ADDRESS:
                users[contact["kind"], contact["value"]].add(key)
    counts: Counter[str] = Counter()
    linked: defaultdict[str, set[str]] = defaultdict(set)
    for agencies in users.values():
        if 1 < len(agencies) <= MOST_ADVERTISERS:
            counts.update(agencies)
            for agency in agencies:
                linked[agency] |= agencies - {agency}
    rows = [(count, linked[key]) for key, count in counts.items()]
    columns = [_SHARED_COUNT, _SHARED_WITH]
    return pd.DataFrame(rows, index=pd.Index(list(counts)), columns=columns)


def _fill_in(counted: pd.DataFrame) -> None:
    """Put nought or nothing where an agency has no suspicious advertisement, no shared contact."""
    for name in (*_NUMBERS, _SHARED_COUNT):
        counted[name] = counted[name].fillna(0).astype("int64")
    for name in (*_LISTS, _SHARED_WITH):
        kept = [each if isinstance(each, list | set) else [] for each in counted[name]]
        counted[name] = pd.Series(kept, index=counted.index, dtype="object")


def _why(row: dict[Any, Any]) -> str:
    """Say in one sentence why an agency stands where it stands (说明)."""
    counts = [f"{row[flag]} 条{_TITLES[flag]}" for flag in _FLAGS if row[flag]]
    if not counts:
        return f"发布 {row['ads']} 条，没有可疑的。"
    parts = [f"发布 {row['ads']} 条，其中 {'、'.join(counts)}"]
    if row["certificates"]:
        offered = zip(row["certificates"][:_TOLD], row["certificate_ads"], strict=False)
        more = "等" if len(row["certificates"]) > _TOLD else ""
        parts.append(f"涉及{_listed(f'{name} {count} 条' for name, count in offered)}{more}")
    if row["largest_family"] > 1:
        parts.append(f"有 {row['largest_family']} 条出自同一来源（样式相同或联系方式相同）")
    if row["linked_agencies"]:
        others = row["linked_agencies"]
        more = f"等 {len(others)} 家" if len(others) > _TOLD else ""
        parts.append(f"与{_listed(others[:_TOLD])}{more}用同一联系方式")
    if row["licensed"] is False:
        parts.append("不在许可名录内")
    return "；".join(parts) + "。"


def _listed(names: Iterable[str]) -> str:
    return "、".join(names)
