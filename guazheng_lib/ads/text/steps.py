"""The steps of folding after the single characters (折叠步骤), in their order."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from guazheng_lib.ads.text import components, gaps, latin, markup, numerals, respelling
from guazheng_lib.ads.text.characters import CIRCLED

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Step(NamedTuple):
    """A step of folding (折叠步骤).

    Attributes:
        needs: groups of characters; a text without one of each has no work for it.
        find: gives what it looks at.
        replace: gives what stands there afterwards.
    """

    needs: tuple[str, ...]
    find: Callable[[str], Iterable[re.Match[str]]]
    replace: Callable[[re.Match[str]], str]


@cache
def steps() -> tuple[Step, ...]:
    """Give the steps after the single characters."""
    circled, opening = numerals.CIRCLED_DIGITS, "<"
    return (
        Step(("&\\",), markup.ENTITY.finditer, markup.read_entity),
        Step((opening,), markup.HIDDEN.finditer, lambda _: ""),
        Step((opening,), markup.TAG.finditer, markup.without_tag),
        Step((CIRCLED,), circled.finditer, numerals.read_circled),
        Step((" ", "wk"), numerals.UNIT.finditer, lambda _: ""),
        Step(("点", "万w千k"), numerals.POINT.finditer, numerals.read_point),
        Step(("-ー",), numerals.DASH.finditer, lambda _: "一"),
        Step(("+",), latin.PLUS.finditer, lambda _: "加微信"),
        Step((gaps.GAP_SIGNS,), gaps.GAP.finditer, gaps.close_gap),
        Step((components.hints(),), components.pattern().finditer, components.joined),
        Step((gaps.CLOSING_BRACKETS,), gaps.BRACKETS.finditer, gaps.without_brackets),
        Step(("\n",), gaps.ONE_A_LINE.finditer, gaps.put_in_a_row),
        Step((), gaps.SPELT_OUT.finditer, gaps.spelt_together),
        Step((" ", _LETTERS), gaps.LETTER_BY_LETTER.finditer, gaps.spelt_together_in_letters),
        Step((numerals.FORMAL_NUMERALS,), numerals.FORMAL.finditer, numerals.read_formal),
        Step(("12", "级建造消注"), numerals.GRADE.finditer, numerals.read_grade),
        Step((), respelling.in_han, respelling.read_han),
        Step((), respelling.turned_pattern().finditer, respelling.read_turned),
        Step((_LETTERS,), latin.RUN.finditer, latin.apart),
        Step((), latin.spellings_in, latin.read),
        Step((), latin.short_pattern().finditer, latin.read_short),
        Step((" ",), gaps.left, gaps.close_gap),
    )
