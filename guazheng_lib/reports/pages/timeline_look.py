"""How the timeline looks (画法): a fill, a pattern and a word for each relation, axes, fonts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guazheng_lib.reports.pages.charts import FONTS
from guazheng_lib.terms.catalogue import RELATIONS, Relation
from guazheng_lib.terms.month import EARLIEST_YEAR, month_text, month_zh
from guazheng_lib.terms.tables import REGISTERED

_INK, _GRID, _PAPER = "#1f2933", "#d9dee3", "#ffffff"
_MOST_TICKS = 9
_TICK_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True)
class Look:
    """How a relation is drawn (画法): fills differ in lightness too, and patterns in kind."""

    title: str
    fill: str
    pattern: str = ""


_ONE_EMPLOYER = Look(RELATIONS[Relation.SAME], "#c6dbef")
OTHER = Look("其他记录", "#f7f7f7", "-")
"""What names no employer to compare: insured on one's own account, a paper of proof."""

LOOKS: Mapping[str | None, Look] = {
    REGISTERED: Look("注册期限", _PAPER),
    Relation.SAME: _ONE_EMPLOYER,
    Relation.BRANCH: _ONE_EMPLOYER,
    Relation.RENAMED: _ONE_EMPLOYER,
    Relation.AFFILIATED: Look(RELATIONS[Relation.AFFILIATED], "#f2c14e", "/"),
    Relation.DIFFERENT: Look(RELATIONS[Relation.DIFFERENT], "#e07a5f", "x"),
    Relation.UNKNOWN: Look(RELATIONS[Relation.UNKNOWN], "#e8e8e8", "."),
    None: OTHER,
}


def bar_style(look: Look) -> dict[str, Any]:
    """Draw the bars of one relation; the word stands in the bar too."""
    return {
        "name": look.title,
        "orientation": "h",
        "width": 0.62,
        "text": look.title,
        "textposition": "inside",
        "insidetextanchor": "start",
        "textangle": 0,
        "textfont": {"color": _INK},
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {
            "color": look.fill,
            "line": {"color": _INK, "width": 1},
            "pattern": {
                "shape": look.pattern,
                "bgcolor": look.fill,
                "fgcolor": _INK,
                "fgopacity": 0.25,
                "size": 9,
                "solidity": 0.15,
            },
        },
    }


def layout(title: str, lanes: int) -> dict[str, Any]:
    """Lay out the picture for a number of lanes."""
    return {
        "template": "none",
        "title": {"text": title, "x": 0.01},
        "font": {"family": FONTS, "color": _INK, "size": 13},
        "barmode": "overlay",
        "showlegend": True,
        "legend": {"orientation": "h", "yref": "container", "y": 0.01, "yanchor": "bottom", "x": 0},
        "height": 150 + 58 * max(lanes, 2),
        "margin": {"l": 20, "r": 20, "t": 64, "b": 64},
        "uniformtext": {"minsize": 10, "mode": "hide"},
        "paper_bgcolor": _PAPER,
        "plot_bgcolor": _PAPER,
        "yaxis": {
            "type": "category",
            "categoryorder": "array",
            "automargin": True,
            "ticks": "outside",
            "tickcolor": _PAPER,
            "showgrid": False,
        },
    }


def month_axis(first: int, last: int) -> dict[str, Any]:
    """Write months as text at even steps; with no month known there is no axis."""
    fitting = (step for step in _TICK_STEPS if (last - first) / step <= _MOST_TICKS)
    step = next(fitting, _TICK_STEPS[-1])
    ticks = range(-(-first // step) * step, last + 2, step)
    known = [tick for tick in ticks if tick >= 12 * EARLIEST_YEAR]
    return {
        "range": [first, last + 1],
        "tickmode": "array",
        "tickvals": known,
        "ticktext": [month_zh(month_text(tick)) for tick in known],
        "gridcolor": _GRID,
        "zeroline": False,
    }
