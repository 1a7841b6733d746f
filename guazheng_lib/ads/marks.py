"""Show the words that a verdict rests on (原文标注)."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from guazheng_lib.ads.judge import Span
from guazheng_lib.ads.signs.lexicon import concept_titles, concepts

MARK_KINDS = ("raise", "fake", "subject", "wording", "clear")
"""How marks are drawn, what weighs most first: by what a concept does to the verdict."""

_OTHERS = {"plain": "clear"}
_UNSEEN = ("Cf", "Cs", "Cc")
_EMPTY_LINES = re.compile(r"\n\s*\n")
_BLANKS = re.compile(r"[^\S\n]{3,}")
# A page that seems to name a folder of this machine is not published; with a character beside it
# that nobody sees, a slash of an advertiser's looks the same and names nothing.
_LOOSE_SLASH = re.compile(r"(?<![\w.])[/\\]")
_JOINER = "\u2060"


@dataclass(frozen=True)
class _Piece:
    """A stretch of the text under the same spans (一段).

    Attributes:
        start: where it begins.
        end: where it ends, exclusive.
        codes: what it is marked for, in the order of the concepts.
        ending: those of them whose span ends here.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    ending: tuple[str, ...]


def marked_html(
    text: str, spans: Iterable[Span], *, numbers: Mapping[str, str] | None = None
) -> str:
    """Give the original text as HTML with the words of every span in a `<mark>` (标注原文).

    Where spans overlap, the words that they share are marked for both.

    Args:
        text: the advertisement as it was published.
        spans: as `judge` gives them.
        numbers: what stands behind a mark, by its code, so that print tells the marks apart.

    >>> marked_html("一建<b>挂靠", [{"start": 5, "end": 7, "code": "HANG"}])
    '一建&lt;b&gt;<mark class="raise" data-code="HANG" title="挂靠用语">挂靠</mark>'
    """
    inside = [span for span in spans if 0 <= span["start"] < span["end"] <= len(text)]
    behind = numbers or {}
    return "".join(_piece_html(text, piece, behind) for piece in _pieces(len(text), inside))


def mark_kind(code: str) -> str:
    """Give how the mark of a concept is drawn (标注样式)."""
    concept = concepts().get(code)
    role = "" if concept is None else str(concept.role)
    return role if role in MARK_KINDS else _OTHERS.get(role, "fake")


def mark_title(code: str) -> str:
    """Give the Chinese name of a mark (标注名称)."""
    return concept_titles().get(code, code)


def _pieces(length: int, spans: list[Span]) -> Iterator[_Piece]:
    """Cut the text wherever a span begins or ends."""
    starting: dict[int, list[str]] = {}
    ending: dict[int, list[str]] = {}
    for span in spans:
        starting.setdefault(span["start"], []).append(span["code"])
        ending.setdefault(span["end"], []).append(span["code"])
    order = {code: place for place, code in enumerate(concepts())}
    open_codes: list[str] = []
    for left, right in pairwise(sorted({0, length, *starting, *ending})):
        for code in ending.get(left, ()):
            open_codes.remove(code)
        open_codes += starting.get(left, ())
        codes = sorted(set(open_codes), key=lambda code: (order.get(code, len(order)), code))
        done = set(ending.get(right, ()))
        yield _Piece(left, right, tuple(codes), tuple(code for code in codes if code in done))


def _piece_html(text: str, piece: _Piece, numbers: Mapping[str, str]) -> str:
    words = _shown(text[piece.start : piece.end])
    if not piece.codes:
        return words
    title = escape("、".join(mark_title(code) for code in piece.codes))
    kind = min(map(mark_kind, piece.codes), key=MARK_KINDS.index)
    codes = escape(" ".join(piece.codes))
    behind = "".join(numbers.get(code, "") for code in piece.ending)
    number = f' data-n="{escape(behind)}"' if behind else ""
    return f'<mark class="{kind}" data-code="{codes}" title="{title}"{number}>{words}</mark>'


def _shown(text: str) -> str:
    """Write a stretch for HTML: what is shown as nothing, or turns the line round, is left out."""
    seen = "".join(
        sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in _UNSEEN
    )
    close = _BLANKS.sub("  ", _EMPTY_LINES.sub("\n", seen))
    return _LOOSE_SLASH.sub(lambda slash: f"{_JOINER}{slash[0]}{_JOINER}", escape(close))
