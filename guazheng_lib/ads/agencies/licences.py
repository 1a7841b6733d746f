"""Who stands on the list of licensed agencies, and where (许可名录)."""

import pandas as pd

from guazheng_lib.ads.agencies.names import UNNAMED, agency_keys, codes_by_name

_COLUMNS = ("licensed", "licence_no", "county")


def licences(named: pd.DataFrame, hr_agencies: pd.DataFrame | None) -> pd.DataFrame:
    """Look agencies up in the list of licences (查许可名录); a missing list leaves it open.

    Args:
        named: `agency`, `agency_uscc`: one agency or one advertisement a row.
        hr_agencies: as `terms.tables.HrAgencies`, or None where none was supplied.

    Returns:
        `licensed`, `licence_no` and `county`, with the index of `named`; nothing is said of a row
        that names no agency.
    """
    if hr_agencies is None:
        return pd.DataFrame(None, index=named.index, columns=list(_COLUMNS))
    both = pd.concat([table[["agency", "agency_uscc"]] for table in (named, hr_agencies)])
    asked = set(named["agency"].dropna())
    keys = agency_keys(both.reset_index(drop=True), codes_by_name(named, hr_agencies), asked)
    here = keys.iloc[: len(named)].set_axis(named.index)
    there = keys.iloc[len(named) :].to_numpy()
    listed = hr_agencies.assign(key=there).drop_duplicates("key").set_index("key")
    listed = listed.drop(index=UNNAMED, errors="ignore")
    return pd.DataFrame(
        {
            "licensed": here.isin(listed.index).astype("boolean").mask(here == UNNAMED),
            "licence_no": here.map(listed["licence_no"]),
            "county": here.map(listed["county"]),
        }
    )
