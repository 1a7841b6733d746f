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
from guazheng_lib.reports.evidence import Piece, pieces_of, timeline_rows
from guazheng_lib.reports.pages.tables import hide_ids
from guazheng_lib.reports.pages.timeline_look import (
    LOOKS,
    OTHER,
    Look,
    bar_style,
    layout,
    month_axis,
)
from guazheng_lib.terms.month import month_ordinal, month_text, month_zh
from guazheng_lib.terms.tables import Screening, SourceKind

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["NO_EVIDENCE", "timeline", "timeline_rows"]

NO_EVIDENCE = "没有可以画出的记录：所给来源中未查到此人"

_MARGIN_MONTHS = 6
_LABEL_WIDTH = 18
_TERMS = (SourceKind.REGISTRATIONS, SourceKind.SAFETY_B)  # years long: they must not set the scale


@dataclass(frozen=True)
class _Span:
    """Months without a gap in one lane, both ends included, as ordinals (连续月份)."""

    lane: str
    look: Look
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
    title = f"{_plain(str(row[Screening.person_name]))} · 各来源的月份"
    figure = go.Figure(layout=layout(title, len(lanes)))
    for look in dict.fromkeys(LOOKS.values()):
        spans = [span for span in _spans(pieces, first, last) if span.look == look]
        if spans:
            figure.add_bar(**bar_style(look), **_bars(spans))
    figure.update_xaxes(**month_axis(first, last))
    figure.update_yaxes(categoryarray=lanes[::-1], range=[-0.5, max(len(lanes), 1) - 0.5])
    if window is not None:
        _shade(figure, window)
    for lane, words in _unplaced(pieces, first, last):
        _write(figure, words, x=(first + last + 1) / 2, y=lane)
    if not lanes:
        _write(figure, NO_EVIDENCE, x=0.5, y=0.5, xref="paper", yref="paper")
    return figure


def _lane(piece: Piece) -> str:
    lines = wrap(hide_ids(piece.employer or "单位未写"), _LABEL_WIDTH)
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
    ordinals = [month_ordinal(month) for month in months] or [0]  # year 0: no month is written
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


def _clipped(pieces: list[Piece], first: int, last: int) -> Iterator[tuple[str, Look, int, int]]:
    for piece in pieces:
        months = _clip(piece, first, last)
        if months is not None:
            yield _lane(piece), LOOKS.get(piece.relation, OTHER), *months


def _unplaced(pieces: list[Piece], first: int, last: int) -> Iterator[tuple[str, str]]:
    """Say in words what cannot be a bar: months not written, or outside the picture."""
    for piece in pieces:
        if _clip(piece, first, last) is None:
            yield _lane(piece), piece.months_zh


def _bars(spans: list[_Span]) -> dict[str, Any]:
    return {
        "base": [span.first for span in spans],
        "x": [span.last - span.first + 1 for span in spans],
        "y": [span.lane for span in spans],
        "customdata": [span.words for span in spans],
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
