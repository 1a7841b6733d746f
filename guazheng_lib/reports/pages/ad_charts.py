"""What the pages show of advertisements and agencies in numbers (招聘信息图表)."""

import pandas as pd

from guazheng_lib.ads.tables import RankedAgencies
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.reports.pages.ad_names import agency_name
from guazheng_lib.reports.pages.bars import Series, bar_chart
from guazheng_lib.reports.pages.charts import Chart
from guazheng_lib.reports.pages.tables import Table
from guazheng_lib.terms.tables import column_titles

MOST_AGENCIES = 15
_FLAGS = [str(verdict) for verdict in Verdict if verdict is not Verdict.CLEAR]
_COUNTED = ("agency", "licensed", "county", "ads", *_FLAGS, "share")
_PUBLISHED = "可疑信息的日期"
_TOLD = ("agency", _PUBLISHED, "families", "shared_contacts", "why")
_NO_LIST = "没有提供许可名录，“在许可名录内”一列空着。"


def verdict_counts(ads: pd.DataFrame) -> Chart:
    """Count the advertisements by verdict (判断结果)."""
    counts = ads["verdict"].value_counts()
    rows = [(verdict.zh, int(counts.get(str(verdict), 0))) for verdict in Verdict]
    frame = pd.DataFrame(rows, columns=["判断", "信息条数"])
    table = Table(frame, f"招聘信息的判断（共 {len(ads)} 条）", "判断只看文字，是线索不是结论。")
    return bar_chart(table, label="判断", series=[Series("信息条数", "信息条数")])


def agency_leads(agencies: pd.DataFrame, *, most: int = MOST_AGENCIES) -> Chart:
    """Show the agencies with the most suspicious advertisements (涉及的机构).

    Args:
        agencies: as `ads.tables.RankedAgencies`, worst first.
        most: how many to show.
    """
    flagged = _flagged(agencies)
    shown = flagged.head(most)
    titles = column_titles(RankedAgencies)
    frame = _said(shown)[_titled(_COUNTED)]
    note = f"{_how_many(len(shown), len(flagged))}，先查的在前。{_missing_list(agencies)}"
    series = [Series(titles[flag], titles[flag]) for flag in _FLAGS]
    return bar_chart(Table(frame, "涉及的机构", note), label=titles["agency"], series=series)


def agency_reasons(agencies: pd.DataFrame, *, most: int = MOST_AGENCIES) -> Table:
    """Say of each agency why it stands where it stands (机构说明)."""
    flagged = _flagged(agencies)
    shown = flagged.head(most)
    rest = len(flagged) - len(shown)
    more = f"另有 {rest} 家，见中介核查表的目录。" if rest else ""
    note = f"关联组：样式相同或联系方式相同的一批可疑信息。{more}"
    dated = shown.assign(**{_PUBLISHED: _period(shown)})
    return Table(_said(dated)[_titled(_TOLD)], "各机构的情况", note, "没有发布可疑信息的机构")


def _flagged(agencies: pd.DataFrame) -> pd.DataFrame:
    return agencies[agencies[_FLAGS].sum(axis=1) > 0]


def _said(agencies: pd.DataFrame) -> pd.DataFrame:
    """Put an agency's values into the words of the page, headings too."""
    return agencies.assign(
        agency=agencies["agency"].map(agency_name),
        licensed=agencies["licensed"].map({True: "在名录内", False: "不在名录内"}),
        share=[f"{share:.0%}" for share in agencies["share"]],
        why=agencies["why"].map(agency_name),
    ).rename(columns=column_titles(RankedAgencies))


def _how_many(shown: int, all_in_all: int) -> str:
    few = f"，这里列前 {shown} 家" if shown < all_in_all else ""
    return f"有可疑信息的共 {all_in_all} 家{few}"


def _titled(columns: tuple[str, ...]) -> list[str]:
    titles = column_titles(RankedAgencies)
    return [titles.get(column, column) for column in columns]


def _period(agencies: pd.DataFrame) -> list[str]:
    dates = zip(agencies["first_on"], agencies["last_on"], strict=True)
    return [
        "没有写日期" if pd.isna(first) else f"{first:%Y-%m-%d}\n至 {last:%Y-%m-%d}"
        for first, last in dates
    ]


def _missing_list(agencies: pd.DataFrame) -> str:
    return _NO_LIST if agencies["licensed"].isna().all() else ""
