"""What is known of each suspicious agency, put together for its sheet (机构材料)."""

from typing import TYPE_CHECKING

import pandas as pd

from guazheng_lib.casebook.cases import agency_case
from guazheng_lib.casebook.life import life
from guazheng_lib.runs.advertisements import Advertisements
from guazheng_lib.terms.catalogue import Level
from guazheng_lib.terms.frames import records

if TYPE_CHECKING:
    from guazheng_lib.reports.agency_sheets.contents import AgencyFile

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
    from guazheng_lib.ads.agencies.places import places_of
    from guazheng_lib.reports.agency_sheets.contents import AgencyFile

    statuses = dict(zip(state["case"], state["status"], strict=True))
    agencies = found.agencies[found.agencies[_FLAGS].sum(axis=1) > 0]
    owners, linked = places_of(found.suspicious, agencies), places_of(links, agencies)
    return [
        AgencyFile(
            row,
            found.suspicious[owners == place],
            links[linked == place],
            _status(statuses, row["agency"], row["agency_uscc"]),
        )
        for place, row in enumerate(records(agencies))
    ]


def _status(statuses: dict[str, str], name: object, uscc: object) -> str:
    """Look the case up under its code and, opened before the code was known, under its name."""
    if not isinstance(name, str):
        return ""
    codes = [uscc, ""] if isinstance(uscc, str) else [""]
    cases = (agency_case(name, code) for code in codes)
    return next((life().statuses[statuses[case]].title for case in cases if case in statuses), "")
