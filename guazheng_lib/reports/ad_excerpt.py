"""A long advertisement, shortened round the words that it is judged by (摘录)."""

from collections.abc import Iterable
from typing import NamedTuple

from guazheng_lib.ads.judge import Span

LEFT_OUT = "……"
_MARGINS = (400, 200, 100, 60, 40, 25, 15, 8)


class Excerpt(NamedTuple):
    """A part of an advertisement (摘录); the spans point into `text`."""

    text: str
    spans: list[Span]


def excerpt(text: str, spans: Iterable[Span], most: int) -> Excerpt:
    """Keep the marked words with what stands round them (摘录).

    Args:
        text: as published.
        spans: into the text.
        most: characters to keep, about; the first marked words are kept whatever they take.

    >>> excerpt("前" * 90 + "一建挂靠" + "后" * 90, [Span(start=90, end=94, code="TRADE")], 30).text
    '……前前前前前前前前一建挂靠后后后后后后后后……'
    """
    marked = sorted(spans, key=lambda span: (span["start"], span["end"]))
    if len(text) <= most:
        return Excerpt(text, marked)
    if not marked:
        return Excerpt(text[:most] + LEFT_OUT, [])
    return _joined(text, marked, _windows(len(text), marked, most))


def _windows(length: int, marked: list[Span], most: int) -> list[tuple[int, int]]:
    """Choose the widest margin that fits; where none does, keep the first windows."""
    for margin in _MARGINS:
        windows = _merged(length, marked, margin)
        if sum(end - start for start, end in windows) <= most:
            return windows
    kept: list[tuple[int, int]] = []
    room = most
    for start, end in windows:
        if kept and room < end - start:
            break
        kept.append((start, min(end, start + most)))
        room -= end - start
    return kept


def _merged(length: int, marked: list[Span], margin: int) -> list[tuple[int, int]]:
    windows: list[tuple[int, int]] = []
    for span in marked:
        start, end = max(0, span["start"] - margin), min(length, span["end"] + margin)
        if windows and start <= windows[-1][1]:
            start, end = windows[-1][0], max(end, windows.pop()[1])
        windows.append((start, end))
    return windows


def _joined(text: str, marked: list[Span], windows: list[tuple[int, int]]) -> Excerpt:
    written, kept = "", []
    for start, end in windows:
        if start:
            written += LEFT_OUT
        by = len(written) - start
        kept += [
            Span(start=span["start"] + by, end=min(span["end"], end) + by, code=span["code"])
            for span in marked
            if start <= span["start"] < end
        ]
        written += text[start:end]
    return Excerpt(written + (LEFT_OUT if windows[-1][1] < len(text) else ""), kept)
