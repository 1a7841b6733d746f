"""Who is registered in several counties (跨县区多处注册), which no county sees by itself."""

from typing import TYPE_CHECKING

import pandas as pd

from guazheng_lib.reports.pages.tables import Table
from guazheng_lib.terms.catalogue import Relation
from guazheng_lib.terms.tables import REGISTERED

if TYPE_CHECKING:
    from guazheng_lib.employers import Registry

MOST_REGISTRATIONS = 100
_SHOWN = (
    *("person_name", "person_id", "county", "profession", "certificate_no"),
    *("registered_employer", "relation", "level"),
)
_PLAINEST_FIRST = (Relation.DIFFERENT, Relation.AFFILIATED, Relation.UNKNOWN)


def registered_across(screening: pd.DataFrame, registry: "Registry | None" = None) -> pd.DataFrame:
    """List the registrations of people whom several counties hold at several employers.

    Args:
        screening: the results of all counties, under each other.
        registry: the business register as arbiter, where there is one.

    Returns:
        One row a registration, a person's under each other; `relation` is how its employer stands
        to that of the registration in another county. One employer's registrations are left out,
        and those that were never valid in the same month.
    """
    from guazheng_lib.employers import compare_pairs

    pairs = _pairs(screening)
    pairs["relation"] = compare_pairs(
        pairs["registered_employer"],
        pairs["registered_employer_other"],
        registry,
        left_uscc=pairs["registered_uscc"],
        right_uscc=pairs["registered_uscc_other"],
    )["relation"]
    order = {str(relation): place for place, relation in enumerate(_PLAINEST_FIRST)}
    apart = pairs[pairs["relation"].isin(order)]
    plainest = apart.sort_values("relation", key=lambda column: column.map(order), kind="stable")
    found = plainest.drop_duplicates("reg").sort_values(["person_id", "county", "reg"])
    return found[list(_SHOWN)].reset_index(drop=True)


def across_table(found: pd.DataFrame, *, most: int = MOST_REGISTRATIONS) -> Table:
    """Show who is registered in several counties (跨县区多处注册), numbers masked."""
    people = found["person_id"].nunique()
    more = f"，这里列前 {most} 条" if len(found) > most else ""
    note = (
        f"共 {people} 人、{len(found)} 条注册{more}；单位关系指与该人在别县区的注册单位之间。"
        "注册是否仍有效，以注册系统为准。"
    )
    nothing = "没有发现同一人在几个县区注册于不同单位"
    return Table(found.head(most), "跨县区多处注册", note if people else "", nothing)


def _pairs(screening: pd.DataFrame) -> pd.DataFrame:
    """Pair every registration with the same person's in other counties, valid at one time."""
    counties = screening.groupby("person_id")["county"].transform("nunique")
    held = screening[counties > 1].drop(columns="indicators")
    held = held.assign(reg=range(len(held)), **_terms(held)).drop(columns="evidence")
    pairs = held.merge(held, on="person_id", suffixes=("", "_other"))
    elsewhere = pairs["county"] != pairs["county_other"]
    begun = (pairs["since"] <= pairs["until_other"]) & (pairs["since_other"] <= pairs["until"])
    return pairs[elsewhere & begun].reset_index(drop=True)


def _terms(held: pd.DataFrame) -> dict[str, list[str]]:
    """Read the months of every registration's term; one without a date has no bound."""
    own: list[dict[str, str | None]] = [
        next((piece for piece in pieces if piece["relation"] == REGISTERED), {})
        for pieces in held["evidence"]
    ]
    return {
        "since": [piece.get("from_month") or "" for piece in own],
        "until": [piece.get("to_month") or "9999-12" for piece in own],
    }
