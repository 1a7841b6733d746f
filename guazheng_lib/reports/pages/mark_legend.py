"""What the marks in an advertisement mean, said once for a page (标注图例)."""

from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files

from guazheng_lib.ads.judge import Span
from guazheng_lib.ads.marks import MARK_KINDS, mark_kind, mark_title
from guazheng_lib.ads.signs.lexicon import concepts

_KINDS = {
    "raise": "实线：指向挂证的说法",
    "fake": "双线：虚假招聘的迹象",
    "subject": "点线：所指的证书",
    "wording": "波浪线：没有明说，用语相近",
    "clear": "虚线：从轻计的说法",
}


class MarkLegend:
    """Numbers the marks and says what each stands for (图例).

    Colour alone tells nothing to those who do not see it, nor on grey paper: a mark has its
    number and its kind of line as well.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        """Take all spans that the page shows."""
        order = {code: place for place, code in enumerate(concepts())}
        codes = {span["code"] for span in spans}
        self._codes = sorted(codes, key=lambda code: (_rank(code), order.get(code, 0), code))
        self.numbers = {code: _circled(place) for place, code in enumerate(self._codes, 1)}

    def html(self) -> str:
        """Give the legend, with the style sheet of all marks."""
        kinds = dict.fromkeys(mark_kind(code) for code in self._codes)
        items = [
            f'<li><mark class="{mark_kind(code)}" data-n="{self.numbers[code]}">'
            f"{escape(mark_title(code))}</mark></li>"
            for code in self._codes
        ]
        said = [f"<li>{_KINDS[kind]}</li>" for kind in kinds]
        legend = f'<ul class="legend" aria-label="标注图例">{"".join(items + said)}</ul>'
        return f"<style>{_style()}</style>{legend if items else ''}"


def _rank(code: str) -> int:
    return MARK_KINDS.index(mark_kind(code))


def _circled(number: int) -> str:
    """Give ① to ㊿, which no reader takes for a part of the text.

    >>> _circled(1), _circled(21), _circled(36), _circled(51)
    ('①', '㉑', '㊱', '[51]')
    """
    for first, last, sign in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(sign + number - first)
    return f"[{number}]"


@cache
def _style() -> str:
    return files(__package__).joinpath("marks.css").read_text(encoding="utf-8").strip()
