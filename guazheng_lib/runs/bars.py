"""Bars of counts with the table beside them (条形图)."""

from typing import TYPE_CHECKING

import pandas as pd

from guazheng_lib.ads.judge import Verdict
from guazheng_lib.reports.charts import FONTS, Chart
from guazheng_lib.reports.tables import Table
from guazheng_lib.terms.catalogue import INDICATORS, LEVELS, Indicator, Level

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_COLOURS = {
    Level.PRIORITY: "#b3261e",
    Level.REVIEW: "#d98300",
    Level.DATA_GAP: "#5b7db1",
    Level.EXEMPT: "#6f8f72",
    Level.RECTIFIED: "#4f9a94",
    Level.CONSISTENT: "#b9bec4",
}
_PLAIN = "#3f6ea5"
_ROW_HEIGHT, _MARGINS = 34, 110


def levels(screening: pd.DataFrame) -> Chart:
    """Draw how many registrations are at each level (线索级别)."""
    counted = screening["level"].value_counts()
    frame = pd.DataFrame(
        {
            "级别": [level.zh for level in Level],
            "注册条数": [int(counted.get(str(level), 0)) for level in Level],
            "含义": [LEVELS[level].meaning for level in Level],
        }
    )
    return _single(frame, "各级别的注册条数", list(_COLOURS.values()))


def indicators(screening: pd.DataFrame) -> Chart:
    """Draw how many leads show each indicator (存疑指标)."""
    leads = screening[screening["level"].isin([level for level in Level if level.is_lead])]
    counted = leads["indicators"].explode().value_counts()
    some = [code for code in Indicator if counted.get(str(code), 0)]
    frame = pd.DataFrame(
        {
            "指标": [code.zh for code in some],
            "线索条数": [int(counted[str(code)]) for code in some],
            "含义": [INDICATORS[code].meaning for code in some],
        }
    ).sort_values("线索条数", ascending=False, kind="stable", ignore_index=True)
    return _single(frame, "各存疑指标的线索条数", [_PLAIN] * len(frame))


def levels_by(screening: pd.DataFrame, column: str, heading: str, caption: str) -> Chart:
    """Draw the leads of each group, by level (分组的线索)."""
    leads = [level for level in Level if level.is_lead]
    counted = pd.crosstab(screening[column], screening["level"]).reindex(
        columns=[str(level) for level in Level], fill_value=0
    )
    counted = counted.sort_values(["priority", "review"], ascending=False, kind="stable")
    shown = pd.DataFrame({heading: counted.index, "注册": counted.sum(axis=1).to_numpy()})
    shown = shown.join(pd.DataFrame({level.zh: counted[str(level)].to_numpy() for level in leads}))
    return Chart(_stacked(shown, heading, leads, caption), Table(shown, caption))


def verdicts(ads: pd.DataFrame) -> Chart:
    """Draw how many advertisements have which verdict (判断结果)."""
    counted = ads["verdict"].value_counts()
    frame = pd.DataFrame(
        {
            "判断": [verdict.zh for verdict in Verdict],
            "条数": [int(counted.get(str(verdict), 0)) for verdict in Verdict],
        }
    )
    return _single(frame, "招聘信息的判断结果", [_PLAIN] * len(frame))


def _single(frame: pd.DataFrame, caption: str, colours: list[str]) -> Chart:
    from plotly import graph_objects as go

    names, values = frame.iloc[:, 0].tolist(), frame.iloc[:, 1].tolist()
    bar = go.Bar(
        x=values, y=names, orientation="h", text=values, marker={"color": colours[: len(names)]}
    )
    return Chart(_laid_out(go.Figure(bar), len(names), caption), Table(frame, caption))


def _stacked(shown: pd.DataFrame, heading: str, leads: list[Level], caption: str) -> "Figure":
    from plotly import graph_objects as go

    figure = go.Figure(
        [
            go.Bar(
                name=level.zh,
                x=shown[level.zh].tolist(),
                y=shown[heading].tolist(),
                orientation="h",
                marker={"color": _COLOURS[level]},
            )
            for level in leads
        ]
    )
    return _laid_out(figure.update_layout(barmode="stack"), len(shown), caption)


def _laid_out(figure: "Figure", rows: int, caption: str) -> "Figure":
    return figure.update_layout(
        title={"text": caption},
        font={"family": FONTS},
        height=_MARGINS + _ROW_HEIGHT * max(rows, 1),
        margin={"l": 10, "r": 20, "t": 50, "b": 40},
        xaxis={"title": {"text": "条"}},
        yaxis={"autorange": "reversed", "automargin": True},
    )
