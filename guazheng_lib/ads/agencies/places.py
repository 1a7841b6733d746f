"""Which of the ranked agencies a row speaks of (所属机构)."""

import pandas as pd

from guazheng_lib.ads.agencies.names import UNNAMED, folded_name
from guazheng_lib.terms.frames import records


def places_of(rows: pd.DataFrame, agencies: pd.DataFrame) -> pd.Series:
    """Give each row the place of its agency in the ranking (名次), by code or by any spelling.

    Args:
        rows: `agency`, `agency_uscc`: advertisements, or what was made of them.
        agencies: as `tables.RankedAgencies`, or part of it.

    Returns:
        Places from 0, with the index of `rows`; `len(agencies)` where none of them is meant.
    """
    places: dict[str, int] = {}
    for place, agency in enumerate(records(agencies[["agency_uscc", "agency", "other_names"]])):
        spelt = (agency["agency_uscc"], agency["agency"], *agency["other_names"])
        for name in {*map(folded_name, spelt)} - {UNNAMED} or {UNNAMED}:
            places.setdefault(name, place)
    nowhere = len(agencies)
    found = [
        places.get(folded_name(code) or folded_name(name), places.get(folded_name(name), nowhere))
        for name, code in zip(rows["agency"], rows["agency_uscc"], strict=True)
    ]
    return pd.Series(found, index=rows.index, dtype="int64")
