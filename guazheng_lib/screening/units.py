"""The registered employers (注册单位情况): how many of their people are leads."""

import pandas as pd

from guazheng_lib.terms.catalogue import Level

DUTY_SHARE, DUTY_PEOPLE = 0.3, 3
"""An employer with at least this share and this many leads stands out (人员挂靠突出)."""


def units(screening: pd.DataFrame) -> pd.DataFrame:
    """Count the leads of each registered employer (按单位汇总).

    Returns:
        `registered_employer, registered_uscc, people, registrations`, one count a level, `share`
        (people at priority or review) and `needs_duty_check` (到岗履职排查), worst first.
    """
    key = screening["registered_uscc"].fillna(screening["registered_employer"])
    grouped = screening.assign(key=key).groupby("key", sort=True)
    people_of = screening["person_id"].where(
        screening["level"].isin([Level.PRIORITY, Level.REVIEW])
    )
    counts = pd.crosstab(key, screening["level"]).reindex(
        columns=[str(level) for level in Level], fill_value=0
    )
    result = grouped.agg(
        registered_employer=("registered_employer", "first"),
        registered_uscc=("registered_uscc", "first"),
        people=("person_id", "nunique"),
        registrations=("person_id", "size"),
    ).join(counts)
    leads = people_of.groupby(key).nunique().reindex(result.index)
    result["share"] = (leads / result["people"]).round(4)
    result["needs_duty_check"] = (result["share"] >= DUTY_SHARE) & (leads >= DUTY_PEOPLE)
    return result.sort_values(
        ["needs_duty_check", "priority", "review", "share", "registered_employer"],
        ascending=[False, False, False, False, True],
    ).reset_index(drop=True)
