"""Where every registration stands (办到哪一步): by its case, else by its level."""

from collections.abc import Mapping

import pandas as pd

from guazheng_lib.casebook.intake import case_of_row
from guazheng_lib.casebook.life import CONFIRMED, EXCLUDED, PENDING, RECTIFIED
from guazheng_lib.terms.catalogue import Level
from guazheng_lib.terms.frames import records

CONSISTENT = "consistent"

DOUBTFUL = (EXCLUDED, RECTIFIED, CONFIRMED, PENDING)
"""What is doubtful is one of these: 存疑 = 排除 + 自查已整改 + 认定 + 在办."""

HEAVIEST_FIRST = (CONFIRMED, PENDING, RECTIFIED, EXCLUDED, CONSISTENT)
"""A person or an employer counts once, where the heaviest of the registrations stands."""

_OF_LEVEL: Mapping[str, str] = {
    Level.CONSISTENT: CONSISTENT,
    Level.EXEMPT: EXCLUDED,
    Level.RECTIFIED: RECTIFIED,
    Level.PRIORITY: PENDING,
    Level.REVIEW: PENDING,
    Level.DATA_GAP: PENDING,
}
_KEY = ["county", "person_id", "profession", "certificate_no"]
_KEPT = [*_KEY, "registered_employer", "level", "exemption"]
_OF_CASE = ["standing", "status", "reason"]


def standings(screening: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Tell where each registration stands; a person's decision weighs more than a level.

    Args:
        screening: the result of the screening.
        people: the cases of persons (`casebook.states.fold`).

    Returns:
        One row a registration, with its `case` number; then the cases whose registration the
        screening no longer lists, `is_former`. `status` is empty before there is a case.
    """
    numbers = [case_of_row(row) for row in records(screening[_KEY])]
    # Where no county came through, an empty list of numbers would not be taken for text.
    case = pd.Series(numbers, index=screening.index, dtype="object")
    listed = screening[_KEPT].assign(case=case, is_former=False)
    of_case = people.set_index("case")[_OF_CASE]
    joined = listed.join(of_case, on="case")
    by_level = joined["level"].map(_OF_LEVEL)
    joined["standing"] = joined["standing"].where(joined["case"].isin(of_case.index), by_level)
    gone = people[~people["case"].isin(listed["case"])]
    former = gone[["case", *_KEPT, *_OF_CASE]].assign(is_former=True)
    tables = [table for table in (joined, former) if len(table)]
    found = pd.concat(tables, ignore_index=True) if tables else joined
    return found.astype({name: "object" for name in _OF_CASE}).fillna({"status": "", "reason": ""})


def heaviest(stands: pd.DataFrame, by: str) -> pd.Series:
    """Give where each person or employer stands, each counted once (取最重的一条)."""
    weight = {name: place for place, name in enumerate(HEAVIEST_FIRST)}
    lightest_number = stands["standing"].map(weight).groupby(stands[by]).min()
    return lightest_number.map(dict(enumerate(HEAVIEST_FIRST)))


def by_county(stands: pd.DataFrame) -> pd.DataFrame:
    """Count the registrations of each county by where they stand (各县区), in their order."""
    counted = pd.crosstab(stands["county"], stands["standing"], dropna=False)
    counted = counted.reindex(
        index=stands["county"].unique(), columns=[CONSISTENT, *DOUBTFUL], fill_value=0
    )
    former = stands["is_former"].groupby(stands["county"]).sum()
    counted.insert(0, "doubtful", counted[list(DOUBTFUL)].sum(axis=1))
    counted.insert(0, "former", former)
    counted.insert(0, "registrations", (~stands["is_former"]).groupby(stands["county"]).sum())
    return counted.rename_axis(index="county", columns=None).reset_index().astype({"former": int})
