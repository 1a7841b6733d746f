"""Text that survives evasion (文本折叠): one way to fold it, and the way back.

A broker splits, decorates and respells words; a span must still point into the text as it was
published. Folding is a chain of edits; where each folded character came from is worked out only
when somebody asks, because most advertisements raise nothing.
"""

from functools import cache
from operator import itemgetter

from guazheng_lib.ads.text.alphabet import Alphabet
from guazheng_lib.ads.text.characters import is_ignorable
from guazheng_lib.ads.text.edits import Edit, FoldedText, Placed, contains_any, edited
from guazheng_lib.ads.text.garbled import LOOKS_GBK, LOOKS_WESTERN, put_right, runs_backwards
from guazheng_lib.ads.text.masked import LOOKS_MASKED
from guazheng_lib.ads.text.steps import Step, steps

_REPLACEMENT = itemgetter(2)

_ORIGINAL = (LOOKS_WESTERN, LOOKS_GBK, LOOKS_MASKED)

__all__ = ["FoldedText", "contains_any", "fold", "is_ignorable"]


def fold(text: str) -> FoldedText:
    """Fold an advertisement so that disguised words read as what they mean.

    >>> fold("一 級 扌圭✖️靠").text
    '一级挂靠'
    """
    alphabet = _alphabet()
    folded, bits = alphabet.read(text)
    placed = _put_right(text, folded, bits)
    if placed is not None:
        folded, bits = alphabet.read("".join(character for character, _, _ in placed))
    made: list[list[Edit]] = []
    for needed, step in _steps():
        if bits & needed == needed:
            folded, edits = edited(folded, step.find, step.replace)
            if edits:
                made.append(edits)
                bits |= alphabet.bits_in("".join(map(_REPLACEMENT, edits)))
    return FoldedText(folded, text, made, placed)


def _put_right(text: str, folded: str, bits: int) -> list[Placed] | None:
    western, gbk, masked = (bool(bits & bit) for bit in _telling())
    turned = runs_backwards(folded)
    if not (western or gbk or turned or masked):
        return None
    return put_right(text, western=western, gbk=gbk, turned=turned, masked=masked)


@cache
def _alphabet() -> Alphabet:
    groups = dict.fromkeys(group for step in steps() for group in step.needs)
    return Alphabet(tuple(groups), _ORIGINAL)


@cache
def _telling() -> tuple[int, ...]:
    return tuple(_alphabet().bits([group]) for group in _ORIGINAL)


@cache
def _steps() -> tuple[tuple[int, Step], ...]:
    """Give each step with the bits of the groups it needs."""
    return tuple((_alphabet().bits(step.needs), step) for step in steps())
