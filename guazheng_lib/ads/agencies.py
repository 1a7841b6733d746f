"""Rank the agencies behind the advertisements (人力资源服务机构排序)."""

import pandas as pd

from guazheng_lib.ads.judge import Verdict
from guazheng_lib.ads.tables import RankedAgencies
from guazheng_lib.terms.text import fold_width
from guazheng_lib.terms.uscc import Uscc

_FLAGS = (Verdict.BROKER, Verdict.FAKE_JOB, Verdict.SUSPECT)
_UNNAMED = ""
_LICENCE = ("licensed", "licence_no", "county")


def rank_agencies(ads: pd.DataFrame, hr_agencies: pd.DataFrame | None) -> pd.DataFrame:
    """Count each agency's advertisements and put the worst first (机构排序).

    Args:
        ads: as `tables.ScreenedAds`.
        hr_agencies: the list of licensed agencies as `terms.tables.HrAgencies`, or None where none
            was supplied; then nobody is called unlicensed.

    Returns:
        One row an agency, as `tables.RankedAgencies`; advertisements that name no agency are
        one row without a name.
    """
    keys = _agency_keys(ads, _codes_by_name(ads, hr_agencies))
    rows = [_counted(group) for _, group in ads.groupby(keys, sort=True)]
    columns = list(RankedAgencies.to_schema().columns)
    counted = pd.DataFrame(rows, columns=[name for name in columns if name not in _LICENCE])
    ranked = counted.join(_licences(counted, hr_agencies))
    worst_first = ["broker", "fake_job", "suspect", "share", "ads"]
    order = ranked.sort_values(worst_first, ascending=False, kind="stable", ignore_index=True)
    return RankedAgencies.validate(order[columns])


def _codes_by_name(ads: pd.DataFrame, hr_agencies: pd.DataFrame | None) -> dict[str, str]:
    """Learn an agency's code from the rows that state it; a name with two codes proves nothing."""
    codes: dict[str, set[str]] = {}
    for table in (ads,) if hr_agencies is None else (ads, hr_agencies):
        for name, code in zip(table["agency"], table["agency_uscc"], strict=True):
            valid = Uscc.parse(code)
            if valid:
                codes.setdefault(_folded(name), set()).add(valid)
    codes.pop(_UNNAMED, None)
    return {name: found.pop() for name, found in codes.items() if len(found) == 1}


def _agency_keys(table: pd.DataFrame, codes_by_name: dict[str, str]) -> pd.Series:
    """Give what stands for one agency: its valid code, else its folded name."""
    keys = [
        Uscc.parse(code) or codes_by_name.get(_folded(name), _folded(name))
        for name, code in zip(table["agency"], table["agency_uscc"], strict=True)
    ]
    return pd.Series([str(key) for key in keys], index=table.index, dtype="str")


def _counted(group: pd.DataFrame) -> dict[str, object]:
    flagged = group[group["verdict"] != Verdict.CLEAR]
    counts = {str(flag): int((group["verdict"] == flag).sum()) for flag in _FLAGS}
    return {
        "agency": _usual(group["agency"]),
        "agency_uscc": _usual(group["agency_uscc"]),
        "ads": len(group),
        **counts,
        "share": round(len(flagged) / len(group), 4),
        "groups": flagged["group_id"].nunique(),
        "certificates": sorted({name for names in flagged["certificates"] for name in names}),
        "first_on": flagged["published_on"].min(),
        "last_on": flagged["published_on"].max(),
    }


def _usual(written: pd.Series) -> str | None:
    """Give the most frequent way it is written; the first in order where several are."""
    ways = written.dropna().mode()
    return None if ways.empty else str(ways.iloc[0])


def _licences(ranked: pd.DataFrame, hr_agencies: pd.DataFrame | None) -> pd.DataFrame:
    """Look every agency up in the list; a missing list leaves the question open."""
    if hr_agencies is None:
        return pd.DataFrame(None, index=ranked.index, columns=list(_LICENCE))
    codes = _codes_by_name(ranked, hr_agencies)
    listed = hr_agencies.assign(key=_agency_keys(hr_agencies, codes)).drop_duplicates("key")
    listed = listed[listed["key"] != _UNNAMED].set_index("key")
    keys = _agency_keys(ranked, codes)
    licensed = keys.isin(listed.index).astype("boolean").mask(keys == _UNNAMED)
    return pd.DataFrame(
        {
            "licensed": licensed,
            "licence_no": keys.map(listed["licence_no"]),
            "county": keys.map(listed["county"]),
        }
    )


def _folded(name: object) -> str:
    return fold_width(name) if isinstance(name, str) else _UNNAMED
