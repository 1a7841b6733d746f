"""What a county's pages draw from a screening result (县区图表); each with its table."""

import pandas as pd

from guazheng_lib.reports.pages.bars import Series, bar_chart
from guazheng_lib.reports.pages.charts import Chart
from guazheng_lib.reports.pages.tables import Table
from guazheng_lib.terms.catalogue import INDICATORS, LEVELS, Level

MOST_UNITS = 15
"""How many employers a page shows; all of them are in `units.parquet`."""

_LEADS = tuple(level for level in Level if level.is_lead)
_BANDS = ((1, 3), (4, 6), (7, 12), (13, 24), (25, 600))
_LEVEL_SERIES = tuple(Series(level.zh, level.zh) for level in Level)


def level_counts(screening: pd.DataFrame) -> Chart:
    """Count certificates and people at each level (线索级别)."""
    grouped = screening.groupby("level")["person_id"]
    rows = [
        (str(level), int(size), int(people), term.meaning)
        for level, term in LEVELS.items()
        for size, people in [(_of(grouped.size(), level), _of(grouped.nunique(), level))]
    ]
    frame = pd.DataFrame(rows, columns=["level", "注册条数", "人数", "含义"])
    note = "同一人的几条注册可以在不同级别，各级人数相加可能多于总人数。"
    table = Table(frame, f"各级别的注册（共 {len(screening)} 条）", note)
    return bar_chart(table, label="level", series=[Series("注册条数", "注册条数")])


def indicator_counts(screening: pd.DataFrame) -> Chart:
    """Count the registrations that show each sign (存疑指标), leads and others apart."""
    shown = screening[["level", "indicators"]].explode("indicators").dropna()
    is_lead = shown["level"].isin(_LEADS)
    leads = shown.loc[is_lead, "indicators"].value_counts()
    others = shown.loc[~is_lead, "indicators"].value_counts()
    rows = [
        (str(code), int(leads.get(code, 0)), int(others.get(code, 0)), term.meaning)
        for code, term in INDICATORS.items()
        if code in set(shown["indicators"])
    ]
    frame = pd.DataFrame(rows, columns=["indicators", "列为线索", "未列为线索", "含义"])
    frame = frame.sort_values(["列为线索", "未列为线索"], ascending=False, kind="stable")
    note = "一条注册可以有几个指标；未列为线索的，多为已有佐证、自查已整改或同一用人单位。"
    series = [Series("列为线索", "列为线索"), Series("未列为线索", "未列为线索")]
    return bar_chart(Table(frame, "存疑指标", note), label="indicators", series=series)


def months_elsewhere(screening: pd.DataFrame) -> Chart:
    """Count the leads by how many months were paid elsewhere (不一致月数)."""
    months = screening.loc[screening["level"].isin(_LEADS), "months_elsewhere"]
    rows = [("0 个月", int(months.eq(0).sum()))]
    for first, last in _BANDS:
        title = f"{first}–{last} 个月" if last < _BANDS[-1][1] else f"{first} 个月以上"
        rows.append((title, int(months.between(first, last).sum())))
    frame = pd.DataFrame(rows, columns=["不一致月数", "线索条数"])
    table = Table(frame, "线索的不一致月数")
    return bar_chart(table, label="不一致月数", series=[Series("线索条数", "线索条数")])


def profession_levels(screening: pd.DataFrame) -> Chart:
    """Count the levels of each profession (职业资格类别)."""
    frame = _by_level(screening, "profession").rename(columns=_level_titles())
    table = Table(frame, "各类注册人员的线索级别")
    return bar_chart(table, label="profession", series=_LEVEL_SERIES)


def unit_leads(units: pd.DataFrame, *, most: int = MOST_UNITS) -> Chart:
    """Show the registered employers with the most leads (线索集中的单位).

    Args:
        units: one row an employer, worst first (`units.parquet`).
        most: how many to show.
    """
    leads = units[units[[*map(str, _LEADS)]].sum(axis=1) > 0].head(most)
    shown = leads[["registered_employer", "people", *map(str, _LEADS), "share"]].assign(
        share=leads["share"].map("{:.0%}".format),
        到岗履职排查=leads["needs_duty_check"].map({True: "建议", False: ""}),
    )
    frame = shown.rename(columns={"people": "注册人数", "share": "线索占比"} | _level_titles())
    note = f"列出前 {len(frame)} 家，全部见 units.parquet。占比按重点核查和一般核查的人数计算。"
    series = [Series(level.zh, level.zh) for level in _LEADS]
    table = Table(frame, "线索集中的注册单位", note)
    return bar_chart(table, label="registered_employer", series=series)


def _by_level(screening: pd.DataFrame, column: str) -> pd.DataFrame:
    counts = pd.crosstab(screening[column], screening["level"]).reindex(
        columns=[str(level) for level in Level], fill_value=0
    )
    counts.columns.name = None
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return counts.loc[order].reset_index()


def _level_titles() -> dict[str, str]:
    return {str(level): level.zh for level in Level}


def _of(counts: pd.Series, level: Level) -> int:
    return int(counts.get(str(level), 0))
