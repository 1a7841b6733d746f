"""What the pages show of advertisements and agencies (招聘信息图表)."""

import pandas as pd

from guazheng_lib.ads.judge import Verdict
from guazheng_lib.ads.tables import RankedAgencies
from guazheng_lib.reports.pages.bars import Series, bar_chart
from guazheng_lib.reports.pages.charts import Chart
from guazheng_lib.reports.pages.tables import Table
from guazheng_lib.terms.tables import column_titles

MOST_AGENCIES = 15
_FLAGS = tuple(verdict for verdict in Verdict if verdict is not Verdict.CLEAR)


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
    flags = [str(verdict) for verdict in _FLAGS]
    flagged = agencies[agencies[flags].sum(axis=1) > 0].head(most)
    shown = flagged[["agency", "licensed", "county", "ads", *flags]].assign(
        agency=flagged["agency"].fillna("（未写机构）"),
        licensed=flagged["licensed"].map({True: "在名录内", False: "不在名录内"}),
    )
    frame = shown.rename(columns=column_titles(RankedAgencies))
    titles = column_titles(RankedAgencies)
    note = f"可疑信息较多的前 {len(frame)} 家；没有许可名录的，“在许可名录内”一列空着。"
    series = [Series(titles[flag], titles[flag]) for flag in flags]
    return bar_chart(Table(frame, "涉及的机构", note), label=titles["agency"], series=series)
