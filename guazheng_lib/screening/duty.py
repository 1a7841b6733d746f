"""Presence of key staff on projects under construction (到岗履职)."""

import pandas as pd

from guazheng_lib.screening.inputs import Inputs
from guazheng_lib.terms.tables import SourceKind
from guazheng_lib.terms.text import fold_width

WORKDAYS_A_MONTH = 22
"""The days required a month where the attendance file does not say (应到天数)."""


def posts(inputs: Inputs, registrations: pd.DataFrame) -> pd.DataFrame:
    """List the key posts per registration, with what attendance says about each.

    Returns:
        `reg`, `project`, `post`, `employer`, `is_absent` (NA without attendance), `is_double` (two
        sites at once), `from_month`, `to_month`, and the place.
    """
    table = inputs.table(SourceKind.PROJECT_STAFF).reset_index(drop=True)
    first = pd.Timestamp(inputs.params.window.first)
    last = pd.Timestamp(inputs.params.as_of)
    since, until = pd.to_datetime(table["from_date"]), pd.to_datetime(table["to_date"])
    table = table.assign(
        since=since.where(since > first, first),
        until=until.where(until < last, last),
        site=table["project"].map(fold_width),
    )
    table = table[table["since"] <= table["until"]]
    judged = table.assign(is_double=_at_two_sites(table), is_absent=_absent(table, inputs))
    ours = registrations[["reg", "person_id"]].merge(judged, on="person_id")
    ours["from_month"] = ours["since"].dt.strftime("%Y-%m")
    ours["to_month"] = ours["until"].dt.strftime("%Y-%m")
    what = ["reg", "project", "post", "employer", "is_absent", "is_double"]
    return ours[[*what, "from_month", "to_month", "file", "sheet", "row"]]


def _at_two_sites(table: pd.DataFrame) -> pd.Series:
    """Tell which posts overlap a post of the same person on another site by over a month."""
    spans = table[["person_id", "site", "since", "until"]].reset_index(names="post_no")
    both = spans.merge(spans, on="person_id", suffixes=("", "_other"))
    overlap = both[["until", "until_other"]].min(axis=1) - both[["since", "since_other"]].max(
        axis=1
    )
    double = both[(both["site"] != both["site_other"]) & (overlap.dt.days > 31)]
    return pd.Series(table.index.isin(double["post_no"]), index=table.index)


def _absent(table: pd.DataFrame, inputs: Inputs) -> pd.Series:
    """Tell which posts were not filled: presence under the share required; NA if not supplied."""
    if not inputs.has(SourceKind.ATTENDANCE):
        return pd.Series(pd.NA, index=table.index, dtype="boolean")
    seen = inputs.table(SourceKind.ATTENDANCE)
    seen = seen.assign(site=seen["project"].map(fold_width))
    totals = seen.assign(present=seen["days_present"].fillna(1.0)).groupby(["person_id", "site"])
    required = totals["days_required"].sum()
    usual = WORKDAYS_A_MONTH * totals["month"].nunique()
    share = totals["present"].sum() / required.where(required > 0, usual)
    keys = pd.MultiIndex.from_frame(table[["person_id", "site"]])
    present = share.reindex(keys).fillna(0.0).to_numpy()
    return pd.Series(
        present < inputs.params.thresholds.absent_share, index=table.index, dtype="boolean"
    )
