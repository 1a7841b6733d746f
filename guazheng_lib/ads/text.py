"""Text that survives evasion (文本折叠): one way to fold it, and the way back.

A broker splits, decorates and respells words; a span must still point into the text as it was
published. Folding is a chain of edits; where each folded character came from is worked out only
when somebody asks, because most advertisements raise nothing.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from guazheng_lib.ads.lexicon import read_data

Edit = tuple[int, int, str]

# Unicode's Default_Ignorable_Code_Point: shown as nothing, whatever their category.
_IGNORABLE = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
_IGNORABLE_STARTS = [start for start, _ in _IGNORABLE]
_LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")
_DECORATION = frozenset("_*\\@·•‧・|×^`\"'“”‘’「」『』〝〞…※$%")
_HAN = "㐀-鿿豈-﫿𠀀-𲎯"

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});?")
_TAG = re.compile(r"</?([a-z][a-z0-9]{0,15})(?:[ /][^<>]{0,500})?>")
_BLOCK_TAGS = frozenset(("br", "p", "div", "li", "tr", "td", "h1", "h2", "h3", "h4"))
_GAP = re.compile(r"[ /\-+~.—–&#]+")
_SPELT_OUT = re.compile(rf"(?<![{_HAN}])[{_HAN}]([^{_HAN}\w])(?:[{_HAN}]\1)+[{_HAN}](?![{_HAN}])")


def is_ignorable(character: str) -> bool:
    """Tell whether a character is shown as nothing (默认可忽略字符)."""
    code = ord(character)
    place = bisect_right(_IGNORABLE_STARTS, code) - 1
    return place >= 0 and code <= _IGNORABLE[place][1]


@dataclass(frozen=True)
class FoldedText:
    """A folded text (折叠文本) that knows where its characters came from.

    Attributes:
        text: what the patterns are read on.
        pieces: what each original character became, in order.
        edits: for each later step, what it replaced in the text before it.
    """

    text: str
    pieces: list[str]
    edits: list[list[Edit]]

    @cached_property
    def _origins(self) -> list[int]:
        origins = [place for place, piece in enumerate(self.pieces) for _ in piece]
        return _replayed(origins, self.edits, at_end=False)

    @cached_property
    def _ends(self) -> list[int]:
        ends = [place + 1 for place, piece in enumerate(self.pieces) for _ in piece]
        return _replayed(ends, self.edits, at_end=True)

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Give the code-point offsets in the original text of a non-empty folded span."""
        return self._origins[start], self._ends[end - 1]


def contains_any(text: str, words: tuple[str, ...]) -> bool:
    """Tell whether one of the words occurs (含有其一); a plain loop is twice as fast as `any`."""
    for word in words:  # noqa: SIM110
        if word in text:
            return True
    return False


def fold(text: str) -> FoldedText:
    """Fold an advertisement so that disguised words read as what they mean.

    >>> fold("一 級 扌圭✖️靠").text
    '一级挂靠'
    """
    characters = _characters()
    pieces = [characters[character] for character in text]
    folded = "".join(pieces)
    edits: list[list[Edit]] = []
    for hints, pattern, replace in _steps():
        if not contains_any(folded, hints):
            continue
        folded, made = _edit(folded, pattern, replace)
        if made:
            edits.append(made)
    return FoldedText(folded, pieces, edits)


def _replayed(places: list[int], edits: list[list[Edit]], *, at_end: bool) -> list[int]:
    for step in edits:
        moved: list[int] = []
        done = 0
        for start, end, replacement in step:
            moved += places[done:start]
            moved += [places[end - 1] if at_end else places[start]] * len(replacement)
            done = end
        places = moved + places[done:]
    return places


def _edit(
    text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]
) -> tuple[str, list[Edit]]:
    edits = [
        (match.start(), match.end(), replacement)
        for match in pattern.finditer(text)
        if (replacement := replace(match)) != match[0]
    ]
    if not edits:
        return text, edits
    parts: list[str] = []
    done = 0
    for start, end, replacement in edits:
        parts += (text[done:start], replacement)
        done = end
    return "".join((*parts, text[done:])), edits


class _Characters(dict[str, str]):
    """What one character becomes (单字折叠); learnt as characters are met."""

    def __init__(self, same: dict[str, str]) -> None:
        import opencc

        super().__init__()
        self._same = same
        self._simplify = opencc.OpenCC("t2s").convert

    def __missing__(self, character: str) -> str:
        self[character] = folded = self._fold(character)
        return folded

    def _fold(self, character: str) -> str:
        if is_ignorable(character) or unicodedata.category(character) == "Cs":
            return ""
        # Squared characters (🈵) stand between words as ornaments; NFKC would make a word of them.
        if 0x1F200 <= ord(character) < 0x20000:
            return " "
        plain = unicodedata.normalize("NFKC", _without_marks(character)).lower()
        return "".join(self._plain(part) for part in plain if not is_ignorable(part))

    def _plain(self, character: str) -> str:
        if character in _LINE_ENDS:
            return "\n"
        category = unicodedata.category(character)
        if category in ("Mn", "Me", "Cf"):
            return ""
        if character in _DECORATION or category in ("Zs", "So", "Sk", "Cc", "Co", "Cn"):
            return " "
        if category == "Lo":
            simple: str = self._simplify(character)
            return self._same.get(simple, simple)
        return character


def _without_marks(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character)
    return "".join(part for part in decomposed if unicodedata.category(part) not in ("Mn", "Me"))


@cache
def _characters() -> _Characters:
    return _Characters(read_data("spellings")["characters"])


class _Step(NamedTuple):
    """A later step of folding (折叠步骤): without one of its hints in the text it has no work."""

    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    replace: Callable[[re.Match[str]], str]


@cache
def _steps() -> tuple[_Step, ...]:
    words = read_data("spellings")["words"]
    meant = {spelling: word for word, spellings in words.items() for spelling in spellings}
    longest_first = tuple(sorted(meant, key=lambda spelling: (-len(spelling), spelling)))
    spelling = re.compile("|".join(_whole_word(each) for each in longest_first))
    return (
        _Step(("&",), _ENTITY, _read_entity),
        _Step(("<",), _TAG, lambda tag: "\n" if tag[1] in _BLOCK_TAGS else ""),
        _Step(tuple(" /-+~.—–&#"), _GAP, _close_gap),
        _Step(("",), _SPELT_OUT, lambda match: match[0].replace(match[1], "")),
        _Step(longest_first, spelling, lambda match: meant[match[0]]),
    )


def _whole_word(spelling: str) -> str:
    first = re.escape(spelling[0])
    # The look-behind stands after the first letter, so that the search can skip to that letter.
    before = f"(?<![a-z]{first})" if spelling[0].isascii() else ""
    after = "(?![a-z])" if spelling[-1].isascii() else ""
    return f"{first}{before}{re.escape(spelling[1:])}{after}"


def _read_entity(entity: re.Match[str]) -> str:
    meant = html.unescape(entity[0] if entity[0].endswith(";") else entity[0] + ";")
    if meant.startswith("&"):
        return entity[0]
    characters = _characters()
    return "".join(characters[character] for character in meant)


def _close_gap(gap: re.Match[str]) -> str:
    """Keep what parts numbers or Latin words; between Han characters it only hides a word."""
    before = gap.string[gap.start() - 1 : gap.start()]
    after = gap.string[gap.end() : gap.end() + 1]
    marks = gap[0].replace(" ", "")
    latin = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
    if marks and (latin or before.isdigit() or after.isdigit()):
        return marks
    return " " if latin else ""
