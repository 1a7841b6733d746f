"""What stands between the characters of a word (间隔), and only hides it."""

import re
from collections.abc import Iterable

from guazheng_lib.ads.text.characters import HAN, SIGNS

GAP_SIGNS = " /\\-+~.&#="
# A point, a dash or a stroke between two digits stays: most gaps of an advertisement are these.
GAP = re.compile(rf"[{re.escape(GAP_SIGNS)}](?!(?<=\d[\-.~/+])\d)[{re.escape(GAP_SIGNS)}]*")
# Three characters and more with the same sign between each; from the first sign on.
SPELT_OUT = re.compile(
    rf"([{re.escape(SIGNS)} \n])(?:(?<=[^{HAN}][{HAN}].)|(?<=\A[{HAN}].))"
    rf"[{HAN}](?:\1[{HAN}])+(?![{HAN}])",
    re.DOTALL,
)
# Brackets round each character of a word.
CLOSING_BRACKETS = ")]}】》"
BRACKETS = re.compile(rf"[(\[{{【《][{HAN}][)\]}}】》](?:[(\[{{【《][{HAN}][)\]}}】》])+")
# Four lines and more of one character; from the first line's end on.
ONE_A_LINE = re.compile(r"\n(?:(?<=\n[^\n]\n)|(?<=\A[^\n]\n))[^\n](?:\n[^\n]){2,}(?![^\n])")
LETTER_BY_LETTER = re.compile(r"[a-z](?<![a-z][a-z])(?: [a-z]){3,}(?![a-z])")


def left(text: str) -> Iterable[re.Match[str]]:
    """Find the gaps that other steps made or left (余下的间隔)."""
    return GAP.finditer(text) if " " in text else ()


def close_gap(gap: re.Match[str]) -> str:
    """Keep what parts numbers or Latin words; between Han characters it only hides a word."""
    text, (start, end) = gap.string, gap.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    if not (before.isascii() or after.isascii()):
        return ""
    marks = gap[0].translate(_BLANK)
    latin = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
    if marks and (latin or before.isdigit() or after.isdigit()):
        return marks
    return " " if latin else ""


def without_brackets(match: re.Match[str]) -> str:
    """Take the brackets off that stand round each character (逐字括号)."""
    return match[0].translate(_BRACKETS)


def put_in_a_row(match: re.Match[str]) -> str:
    """Read one character a line as a line (竖排)."""
    return match[0].replace("\n", "")


def spelt_together_in_letters(match: re.Match[str]) -> str:
    """Take the spaces out that stand after each letter (逐字母间隔)."""
    return match[0].replace(" ", "")


def spelt_together(match: re.Match[str]) -> str:
    """Take the sign out that stands after each character (逐字间隔)."""
    return match[0].replace(match[1], "")


_BRACKETS = str.maketrans("", "", "()[]{}【】《》")
_BLANK = str.maketrans("", "", " \\=")
