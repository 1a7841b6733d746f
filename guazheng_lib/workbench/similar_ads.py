"""Which advertisements of the city are like one (相似的信息): by wording, by contact."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from guazheng_lib.ads.contacts import Contact
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.reports.pages.ad_names import agency_name
from guazheng_lib.terms.hidden_numbers import hide_numbers

ADS_FILE = "city/ads.parquet"
MOST_READ = 200_000
"""Beyond so many only those that are not clear are read: an office computer holds them."""

_COLUMNS = ["ad_id", "agency", "published_on", "verdict", "group_id", "contacts", "text"]
_NEAR, _CANDIDATES = 50.0, 30
_ALIKE = 80.0
_SHORTEST = 8
_BEGINNING = 60


def read_city_ads(outputs: Path | None) -> pd.DataFrame | None:
    """Read the city's advertisements as judged (全市结果); None where there are none."""
    import pyarrow.parquet as pq

    file = None if outputs is None else outputs / ADS_FILE
    if file is None or not file.exists():
        return None
    many = pq.read_metadata(file).num_rows > MOST_READ
    filters = [("verdict", "!=", str(Verdict.CLEAR))] if many else None
    return pd.read_parquet(file, columns=_COLUMNS, filters=filters)


def similar_ads(
    ads: pd.DataFrame, text: str, template: str, contacts: Iterable[Contact]
) -> pd.DataFrame:
    """List what is worded alike or gives the same contact (相似的信息), headed in Chinese.

    Args:
        ads: as `read_city_ads` gives them.
        text: the advertisement in question.
        template: what stays of it without numbers and certificates.
        contacts: what it gives to be reached by.
    """
    worded = ads["group_id"].isin(_groups_alike(ads, text, template))
    reached = _reached(ads["contacts"], contacts)
    rank = worded.astype("int64") + reached.astype("int64")
    told = ads.assign(how=_how(worded, reached), rank=rank)
    ordered = told[rank > 0].sort_values(["rank", "published_on"], ascending=False, kind="stable")
    return pd.DataFrame(
        {
            "信息编号": ordered["ad_id"],
            "机构名称": ordered["agency"].map(agency_name),
            "发布日期": ordered["published_on"],
            "判断": [Verdict(verdict).zh for verdict in ordered["verdict"]],
            "怎样相似": ordered["how"],
            "正文": [agency_name(text[:_BEGINNING]) for text in ordered["text"]],
        }
    ).reset_index(drop=True)


def _groups_alike(ads: pd.DataFrame, text: str, template: str) -> set[str]:
    """Find the groups worded alike: near by the letter first, then by their template."""
    from rapidfuzz import fuzz, process

    from guazheng_lib.ads.templates import template_of

    if len(template) < _SHORTEST:
        return set()
    ones = ads.drop_duplicates("group_id")
    near = process.extract(
        hide_numbers(text),
        list(ones["text"]),
        scorer=fuzz.ratio,
        score_cutoff=_NEAR,
        limit=_CANDIDATES,
    )
    return {
        str(ones["group_id"].iloc[place])
        for other, _, place in near
        if fuzz.ratio(template, template_of(other)) >= _ALIKE
    }


def _reached(given: pd.Series, contacts: Iterable[Contact]) -> pd.Series:
    wanted = {(str(contact.kind), contact.value) for contact in contacts}
    reached = [
        any((contact["kind"], contact["value"]) in wanted for contact in each) for each in given
    ]
    return pd.Series(reached, index=given.index, dtype="bool")


def _how(worded: pd.Series, reached: pd.Series) -> pd.Series:
    both = worded & reached
    return reached.map({True: "联系方式相同", False: "样式相同"}).mask(both, "样式、联系方式都相同")
