"""One person's months of every source on one picture (时间轴).

One lane a source and employer, bars by spans of months. What an employer is to the registered one
is told three times, by colour, by pattern and in words, so that a grey print says as much as the
screen. The picture's twin is `evidence.evidence_table`: the same rows, with the cell of each.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import pandas as pd

from guazheng_lib.params import Window
from guazheng_lib.reports.charts import FONTS
from guazheng_lib.reports.evidence import REGISTERED, Piece, pieces_of, timeline_rows
from guazheng_lib.reports.tables import hide_ids
from guazheng_lib.terms.catalogue import RELATIONS, Relation
from guazheng_lib.terms.month import month_ordinal, month_text, month_zh
from guazheng_lib.terms.tables import SourceKind

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["NO_EVIDENCE", "timeline", "timeline_rows"]

NO_EVIDENCE = "没有可以画出的记录：所给来源中未查到此人"

_INK, _GRID = "#1f2933", "#d9dee3"
_MARGIN_MONTHS = 6
_MOST_TICKS = 9
_TICK_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_LABEL_WIDTH = 16
_TERMS = (SourceKind.REGISTRATIONS, SourceKind.SAFETY_B)  # years long: they must not set the scale


@dataclass(frozen=True)
class _Look:
    """How a relation is drawn (画法): fills differ in lightness too, and patterns in kind."""

    title: str
    fill: str
    pattern: str = ""


_REGISTERED = _Look("注册期限", "#ffffff")
_ONE_EMPLOYER = _Look("同一用人单位", "#c6dbef")
_UNKNOWN = _Look(RELATIONS[Relation.UNKNOWN], "#e8e8e8", ".")
_LOOKS: Mapping[str | None, _Look] = {
    REGISTERED: _REGISTERED,
    Relation.SAME: _ONE_EMPLOYER,
    Relation.BRANCH: _ONE_EMPLOYER,
    Relation.RENAMED: _ONE_EMPLOYER,
    Relation.AFFILIATED: _Look(RELATIONS[Relation.AFFILIATED], "#f2c14e", "/"),
    Relation.DIFFERENT: _Look(RELATIONS[Relation.DIFFERENT], "#e07a5f", "x"),
    Relation.UNKNOWN: _UNKNOWN,
}


@dataclass(frozen=True)
class _Span:
    """Months without a gap in one lane, both ends included, as ordinals (连续月份)."""

    lane: str
    look: _Look
    first: int
    last: int

    @property
    def words(self) -> str:
        """What a pointer over the bar reads."""
        months = f"{month_zh(month_text(self.first))}—{month_zh(month_text(self.last))}"
        return f"{self.lane}<br>{self.look.title}<br>{months}（{self.last - self.first + 1} 个月）"


def timeline(row: Mapping[str, Any] | pd.Series, window: Window | None = None) -> "go.Figure":
    """Draw a registration's evidence over the months (时间轴), the window shaded.

    A certificate's term is cut at the edges of the picture; the table beside has it whole.
    """
    import plotly.graph_objects as go

    pieces = pieces_of(row)
    first, last = _reach(pieces, window)
    lanes = list(dict.fromkeys(_lane(piece) for piece in pieces))
    figure = go.Figure(layout=_layout(str(row["person_name"]), len(lanes)))
    for look in dict.fromkeys(_LOOKS.values()):
        spans = [span for span in _spans(pieces, first, last) if span.look == look]
        if spans:
            figure.add_bar(**_bar(look, spans))
    figure.update_xaxes(**_month_axis(first, last))
    figure.update_yaxes(categoryarray=lanes[::-1], range=[-0.5, max(len(lanes), 1) - 0.5])
    if window is not None:
        _shade(figure, window)
    for lane, words in _unplaced(pieces, first, last):
        _write(figure, words, x=(first + last + 1) / 2, y=lane)
    if not lanes:
        _write(figure, NO_EVIDENCE, x=0.5, y=0.5, xref="paper", yref="paper")
    return figure


def _lane(piece: Piece) -> str:
    lines = wrap(piece.employer or "单位未写", _LABEL_WIDTH)
    return "<br>".join([f"<b>{_plain(piece.source_zh)}</b>", *map(_plain, lines)])


def _plain(text: str) -> str:
    """Keep a text from being read as plotly's markup, and from carrying a number."""
    return escape(hide_ids(text), quote=False)


def _reach(pieces: list[Piece], window: Window | None) -> tuple[int, int]:
    """Give the months that the picture spans: the window and all payments, with a margin."""
    paid = [piece for piece in pieces if piece.source not in _TERMS]
    months = _months(paid) or ([] if window else _months(pieces))
    if window is not None:
        months = [*months, window.first, window.last]
    ordinals = [month_ordinal(month) for month in months] or [0]
    return min(ordinals) - _MARGIN_MONTHS, max(ordinals) + _MARGIN_MONTHS


def _months(pieces: list[Piece]) -> list[str]:
    return [month for one in pieces for month in (one.from_month, one.to_month) if month]


def _clip(piece: Piece, first: int, last: int) -> tuple[int, int] | None:
    """Cut a row's months at the edges of the picture; None where nothing of it is inside."""
    if not piece.from_month and not piece.to_month:
        return None
    start = max(month_ordinal(piece.from_month), first) if piece.from_month else first
    end = min(month_ordinal(piece.to_month), last) if piece.to_month else last
    return (start, end) if start <= end else None


def _spans(pieces: list[Piece], first: int, last: int) -> list[_Span]:
    """Join months that follow one another: a file with one month a row still gives one bar."""
    joined: list[_Span] = []
    for lane, look, start, end in sorted(
        _clipped(pieces, first, last), key=lambda one: (one[0], one[1].title, one[2])
    ):
        before = joined[-1] if joined else None
        if before and (before.lane, before.look) == (lane, look) and start <= before.last + 1:
            joined[-1] = _Span(lane, look, before.first, max(before.last, end))
        else:
            joined.append(_Span(lane, look, start, end))
    return joined


def _clipped(pieces: list[Piece], first: int, last: int) -> Iterator[tuple[str, _Look, int, int]]:
    for piece in pieces:
        months = _clip(piece, first, last)
        if months is not None:
            yield _lane(piece), _LOOKS.get(piece.relation, _UNKNOWN), *months


def _unplaced(pieces: list[Piece], first: int, last: int) -> Iterator[tuple[str, str]]:
    """Say in words what cannot be a bar: months not written, or outside the picture."""
    for piece in pieces:
        if _clip(piece, first, last) is None:
            yield _lane(piece), piece.months_zh


def _bar(look: _Look, spans: list[_Span]) -> dict[str, Any]:
    return {
        "name": look.title,
        "orientation": "h",
        "base": [span.first for span in spans],
        "x": [span.last - span.first + 1 for span in spans],
        "y": [span.lane for span in spans],
        "width": 0.62,
        "text": look.title,
        "textposition": "inside",
        "insidetextanchor": "start",
        "textangle": 0,
        "textfont": {"color": _INK},
        "customdata": [span.words for span in spans],
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


def _layout(person_name: str, lanes: int) -> dict[str, Any]:
    return {
        "template": "none",
        "title": {"text": f"{_plain(person_name)} · 各来源的月份", "x": 0.01},
        "font": {"family": FONTS, "color": _INK, "size": 13},
        "barmode": "overlay",
        "showlegend": True,
        "legend": {"orientation": "h", "yref": "container", "y": 0.01, "yanchor": "bottom", "x": 0},
        "height": 150 + 58 * max(lanes, 2),
        "margin": {"l": 20, "r": 20, "t": 64, "b": 64},
        "uniformtext": {"minsize": 10, "mode": "hide"},
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "yaxis": {
            "type": "category",
            "categoryorder": "array",
            "automargin": True,
            "ticks": "outside",
            "tickcolor": "#ffffff",
            "showgrid": False,
        },
    }


def _month_axis(first: int, last: int) -> dict[str, Any]:
    """Write months as text at even steps; with no month known there is no axis."""
    fitting = (step for step in _TICK_STEPS if (last - first) / step <= _MOST_TICKS)
    step = next(fitting, _TICK_STEPS[-1])
    ticks = range(-(-first // step) * step, last + 2, step)
    known = [tick for tick in ticks if tick > 12 * _MARGIN_MONTHS]
    return {
        "range": [first, last + 1],
        "tickmode": "array",
        "tickvals": known,
        "ticktext": [month_zh(month_text(tick)) for tick in known],
        "gridcolor": _GRID,
        "zeroline": False,
    }


def _shade(figure: "go.Figure", window: Window) -> None:
    first, last = month_ordinal(window.first), month_ordinal(window.last) + 1
    edge = {"color": "#7b8794", "width": 1, "dash": "dot"}
    figure.add_vrect(x0=first, x1=last, fillcolor="#eef2f6", line=edge, layer="below")
    words = f"比对期 {month_zh(window.first)}—{month_zh(window.last)}"
    figure.add_annotation(
        text=words, x=first, y=1, xanchor="left", yanchor="bottom", yref="paper", showarrow=False
    )


def _write(figure: "go.Figure", words: str, **where: Any) -> None:
    figure.add_annotation(text=_plain(words), showarrow=False, **where)
