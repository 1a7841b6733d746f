"""Horizontal bars that a grey print and a dark screen both tell apart (条形图)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from guazheng_lib.reports.pages.charts import FONTS, Chart
from guazheng_lib.reports.pages.tables import Table, cell_text, hide_ids

_PATTERNS = ("", "/", ".", "x", "\\", "-", "+", "|")
_COLOURS = (
    "#d1495b",
    "#e9b44c",
    "#5b8fb9",
    "#7fb685",
    "#b9a7d6",
    "#c9c4b8",
    "#8a6f4d",
    "#4d908e",
)
_EDGE = "#3b4653"
_ROW, _ROW_OF_MANY, _FRAME = 34, 24, 110
_LEGEND_LINE, _LEGENDS_A_LINE = 24, 4
_LONGEST_LABEL = 20
_FEW = 8


@dataclass(frozen=True)
class Series:
    """A column drawn as bars (一组条): where its values stand and what it is called."""

    column: str
    title: str


def bar_chart(table: Table, *, label: str, series: Sequence[Series]) -> Chart:
    """Draw a table's numbers as bars, the first row on top; several series are stacked (条形图).

    The table is the figure's twin: both show the same frame.

    Args:
        table: the numbers.
        label: the column that names each bar.
        series: the columns that are drawn; a single one has its numbers written at the bars.
    """
    import plotly.graph_objects as go

    frame = table.frame
    labels = [_short(cell_text(label, value)) for value in frame[label]]
    bars = [
        go.Bar(**_bar(one, place, labels, frame[one.column], alone=len(series) == 1))
        for place, one in enumerate(series)
    ]
    figure = go.Figure(bars, layout=_layout(table.caption, labels, series=len(series)))
    if frame[[one.column for one in series]].sum(axis=1).max() <= _FEW:
        figure.update_xaxes(dtick=1)  # else a short axis is ticked at halves, each written whole
    if not labels:
        figure.add_annotation(
            text="没有记录", x=0.5, y=0.5, xref="paper", yref="paper", showarrow=False
        )
    return Chart(figure, table)


def _bar(
    one: Series, place: int, labels: list[str], values: pd.Series, *, alone: bool
) -> dict[str, Any]:
    colour = _COLOURS[2 if alone else place % len(_COLOURS)]
    numbers = [value.item() if hasattr(value, "item") else value for value in values]
    return {
        "name": one.title,
        "orientation": "h",
        "x": numbers,
        "y": list(range(len(labels))),
        "customdata": labels,
        "text": [f"{number:g}" for number in numbers] if alone else None,
        "textposition": "outside" if alone else None,
        "cliponaxis": False,
        "hovertemplate": f"%{{customdata}}<br>{one.title}: %{{x}}<extra></extra>",
        "marker": {
            "color": colour,
            "line": {"color": _EDGE, "width": 1},
            "pattern": {
                "shape": _PATTERNS[place % len(_PATTERNS)],
                "bgcolor": colour,
                "fgcolor": _EDGE,
                "size": 7,
                "solidity": 0.2,
            },
        },
    }


def _layout(title: str, labels: list[str], *, series: int) -> dict[str, Any]:
    legend = _LEGEND_LINE * math.ceil(series / _LEGENDS_A_LINE) if series > 1 else 0
    row = _ROW if len(labels) <= _FEW else _ROW_OF_MANY
    return {
        "template": {},
        "title": {"text": hide_ids(title), "x": 0, "xref": "container", "font": {"size": 16}},
        "font": {"family": FONTS, "size": 13},
        "barmode": "stack",
        "bargap": 0.3,
        "height": _FRAME + row * max(len(labels), 2) + legend,
        "margin": {"l": 10, "r": 40, "t": 48, "b": 40 + legend},
        "showlegend": series > 1,
        "legend": {
            "orientation": "h",
            "yref": "container",
            "y": 0,
            "yanchor": "bottom",
            "traceorder": "normal",
        },
        "xaxis": {"rangemode": "tozero", "tickformat": "d", "automargin": True, "zeroline": False},
        # Numbered places: two employers whose shortened names agree stay two bars.
        "yaxis": {
            "autorange": "reversed",
            "automargin": True,
            "showgrid": False,
            "tickvals": list(range(len(labels))),
            "ticktext": labels,
        },
    }


def _short(label: str) -> str:
    """Shorten a long name in the picture; the table beside has it whole."""
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"
