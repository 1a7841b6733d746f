"""A cell with the words that a verdict rests on in red (所据词句标红)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from guazheng_lib.ads.judge import Span
from guazheng_lib.reports.sheets import FONT, put_text

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

_RED = "00C00000"


def put_marked(cell: Any, text: str, spans: Iterable[Span]) -> "Cell":
    """Write a text with its spans in red and bold (写标红的原文).

    A cell of several runs is never a formula, whatever sign it begins with.
    """
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles.colors import Color

    plain, red = (
        InlineFont(rFont=FONT, sz=10),
        InlineFont(rFont=FONT, sz=10, b=True, color=Color(rgb=_RED)),
    )
    runs, done = [], 0
    for start, end in _merged(spans):
        runs += [(plain, text[done:start]), (red, text[start:end])]
        done = end
    runs.append((plain, text[done:]))
    blocks = [TextBlock(font, words) for font, part in runs if (words := _written(cell, part))]
    put_text(cell, "")
    if blocks:
        cell.value = CellRichText(blocks)
    return cell  # type: ignore[no-any-return]


def _written(cell: Any, part: str) -> str:
    """Give a part as a workbook can hold it: `put_text` knows what must go."""
    return str(put_text(cell, part).value or "")


def _merged(spans: Iterable[Span]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((span["start"], span["end"]) for span in spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
