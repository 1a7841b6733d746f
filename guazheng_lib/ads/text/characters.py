"""What one character becomes (单字折叠), whatever stands beside it."""

import unicodedata
from collections.abc import Callable
from functools import cache

from guazheng_lib.ads.data import read_data

# What goes between the brackets of a pattern's set: Han characters.
HAN = "㐀-鿿豈-﫿𠀀-𳑿"
# A digit in a circle is a list number or a price: only its surroundings tell. Private use
# characters of the text itself are blanked, so these stand for nothing else.
CIRCLED = "".join(chr(0xE000 + digit) for digit in range(10))

# Unicode's Default_Ignorable_Code_Point: shown as nothing, whatever their category.
_IGNORABLE_RANGES = (
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
IGNORABLE = frozenset(
    chr(code) for first, last in _IGNORABLE_RANGES for code in range(first, last + 1)
)
_LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")
_MARKS = frozenset(("Mn", "Mc", "Me"))
_LETTERS = frozenset(("Ll", "Lo", "Nd", "Nl", "No"))
# What is read further on; every other sign is an ornament. Dashes become one of them.
SIGNS = "!#&()+,-./:;<=>?[\\]{}~、。《》【】"
_SQUARED = range(0x1F200, 0x1F300)


def is_ignorable(character: str) -> bool:
    """Tell whether a character is shown as nothing (默认可忽略字符)."""
    return character in IGNORABLE


@cache
def characters() -> "_Characters":
    """Give the table for `str.translate` (单字折叠表)."""
    return _Characters()


class _Characters(dict[int, str]):
    """Learnt as characters are met: Unicode is large, an advertisement's alphabet small."""

    def __init__(self) -> None:
        super().__init__()
        self._alike: dict[str, str] = _pairs(read_data("text/characters")["alike"])
        self._variants: dict[str, str] = _pairs(read_data("text/characters")["variants"])
        self._simplify = _simplifier()

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._fold(chr(code))
        return folded

    def _fold(self, character: str) -> str:
        character = self._variants.get(character, character)
        category = unicodedata.category(character)
        if is_ignorable(character) or category == "Cs" or category in _MARKS:
            return ""
        if character in self._alike:
            return self._alike[character]
        if (digit := _circled_digit(character)) is not None:
            return CIRCLED[digit]
        plain = _letter_in_frame(character) or unicodedata.normalize("NFKC", character)
        # Squared characters (🈵) and units (℡, ™) stand between words as ornaments.
        if ord(character) in _SQUARED or (category == "So" and len(plain) > 1):
            return " "
        return "".join(self._plain(part) for part in _bare(plain).lower())

    def _plain(self, character: str) -> str:
        category = unicodedata.category(character)
        if character in _LINE_ENDS:
            return "\n"
        if category == "Cf" or category in _MARKS or is_ignorable(character):
            return ""
        if category == "Lo":
            simple = self._simplify(self._variants.get(character, character))
            return self._variants.get(simple, simple)
        if category in _LETTERS or character in "々ー":
            return self._alike.get(character, character)
        if category == "Pd":
            return "-"
        return character if character in SIGNS else " "


def _pairs(joined: list[str]) -> dict[str, str]:
    """Read `读作: 写法…` lines: what is meant first, then what is written for it."""
    return {written: line[0] for line in joined for written in line[1:]}


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(part for part in decomposed if unicodedata.category(part) not in _MARKS)
    return unicodedata.normalize("NFKC", bare)


def _circled_digit(character: str) -> int | None:
    """Read ①, ❶, ⓪ and their like; numbers in brackets (⑴) and with a point (⒈) are others."""
    code = ord(character)
    if not (0x2460 <= code <= 0x2468 or code >= 0x24EA) or code > 0x2793:
        return None
    value = unicodedata.digit(character, None)
    return value if unicodedata.category(character) == "No" else None


def _letter_in_frame(character: str) -> str:
    """Read letters and ideographs in circles, squares and brackets (🅰, ⒜, ㈠, ㊀)."""
    code = ord(character)
    for first in (0x1F150, 0x1F170):
        if first <= code < first + 26:
            return chr(ord("a") + code - first)
    plain = unicodedata.normalize("NFKC", character)
    framed = len(plain) == 3 and plain[0] in "(〔" and plain[2] in ")〕"
    return plain[1] if framed and not plain[1].isdigit() else ""


def _simplifier() -> Callable[[str], str]:
    import opencc

    from_traditional = opencc.OpenCC("t2s").convert
    from_japanese = opencc.OpenCC("jp2t").convert

    def simplify(character: str) -> str:
        simple: str = from_traditional(character)
        if simple != character or _in_everyday_use(character):
            return simple
        japanese: str = from_traditional(from_japanese(character))
        return japanese

    return simplify


def _in_everyday_use(character: str) -> bool:
    """Tell simplified characters that Japanese uses for another word (芸, 欠) from foreign ones."""
    return bool(character.encode("gb2312", errors="ignore"))
