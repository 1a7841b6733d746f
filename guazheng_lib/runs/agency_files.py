"""What is known of each suspicious agency, put together for its sheet (机构材料)."""

from typing import TYPE_CHECKING

import pandas as pd

from guazheng_lib.casebook.cases import agency_case
from guazheng_lib.casebook.life import life
from guazheng_lib.runs.advertisements import Advertisements
from guazheng_lib.terms.catalogue import Level
from guazheng_lib.terms.frames import records
from guazheng_lib.terms.text import fold_width

if TYPE_CHECKING:
    from guazheng_lib.reports.agency_sheets.contents import AgencyFile

_UNNAMED, _NOBODY = "", -1
_FLAGS = ["broker", "fake_job", "suspect"]


def links_of(found: Advertisements, screening: pd.DataFrame) -> pd.DataFrame:
    """Say where the suspicious advertisements meet leads and registered employers (关联).

    Args:
        found: the county's or the city's advertisements.
        screening: as `terms.tables.Screening`; of its people only leads are looked for.

    Returns:
        As `ads.agencies.links.agency_links` gives it.
    """
    from guazheng_lib.ads.agencies.links import agency_links

    units = screening[["registered_employer", "registered_uscc"]].drop_duplicates()
    leads = screening[screening["level"].isin([level for level in Level if level.is_lead])]
    return agency_links(found.suspicious, found.agencies, units, leads)


def agency_files(
    found: Advertisements, links: pd.DataFrame, state: pd.DataFrame
) -> "list[AgencyFile]":
    """Put each suspicious agency together with its advertisements, links and case (机构材料).

    Args:
        found: the county's or the city's advertisements.
        links: as `links_of` gives it.
        state: the cases as they stand (`casebook.fold`).
    """
    from guazheng_lib.reports.agency_sheets.contents import AgencyFile

    suspicious, statuses = found.suspicious, dict(zip(state["case"], state["status"], strict=True))
    agencies = found.agencies[found.agencies[_FLAGS].sum(axis=1) > 0]
    owners = _owners(suspicious, agencies)
    return [
        AgencyFile(
            row,
            suspicious[owners == place],
            links[_named_alike(links, row["agency"])],
            _status(statuses, row["agency"], row["agency_uscc"]),
        )
        for place, row in enumerate(records(agencies))
    ]


def _owners(ads: pd.DataFrame, agencies: pd.DataFrame) -> pd.Series:
    """Give for each advertisement the place of its agency in the ranking."""
    places: dict[str, int] = {}
    for place, row in enumerate(records(agencies)):
        for written in (row["agency_uscc"], row["agency"], *row["other_names"]):
            if isinstance(written, str):
                places.setdefault(_folded(written), place)
        if not isinstance(row["agency"], str):
            places[_UNNAMED] = place
    owners = [
        places.get(_folded(code) or _folded(name), places.get(_folded(name), _NOBODY))
        for name, code in zip(ads["agency"], ads["agency_uscc"], strict=True)
    ]
    return pd.Series(owners, index=ads.index, dtype="int64")


def _named_alike(links: pd.DataFrame, agency: object) -> pd.Series:
    return links["agency"].map(_folded) == _folded(agency)


def _status(statuses: dict[str, str], name: object, uscc: object) -> str:
    """Look the case up under its code and, opened before the code was known, under its name."""
    if not isinstance(name, str):
        return ""
    codes = [uscc, ""] if isinstance(uscc, str) else [""]
    cases = (agency_case(name, code) for code in codes)
    return next((life().statuses[statuses[case]].title for case in cases if case in statuses), "")


def _folded(cell: object) -> str:
    return fold_width(cell) if isinstance(cell, str) else ""
