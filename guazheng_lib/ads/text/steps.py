"""The steps of folding after the single characters (折叠步骤), in their order."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from guazheng_lib.ads.text import components, gaps, latin, markup, numerals, respelling


class Step(NamedTuple):
    """A step of folding (折叠步骤): without one of its hints in the text it has no work."""

    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    replace: Callable[[re.Match[str]], str]


@cache
def steps() -> tuple[Step, ...]:
    """Give the steps after the single characters."""
    return (
        Step(("&", "\\"), markup.ENTITY, markup.read_entity),
        Step(("<",), markup.HIDDEN, lambda _: ""),
        Step(("<",), markup.TAG, markup.without_tag),
        Step(numerals.CIRCLED_HINTS, numerals.CIRCLED_DIGITS, numerals.read_circled),
        Step(numerals.UNIT_HINTS, numerals.UNIT, lambda _: ""),
        Step(numerals.POINT_HINTS, numerals.POINT, numerals.read_point),
        Step(numerals.DASH_HINTS, numerals.DASH, lambda _: "一"),
        Step(("+",), latin.PLUS, lambda _: "加微信"),
        Step(gaps.GAP_HINTS, gaps.GAP, gaps.close_gap),
        Step(components.hints(), components.pattern(), components.joined),
        Step(gaps.BRACKET_HINTS, gaps.BRACKETS, gaps.without_brackets),
        Step(("\n",), gaps.ONE_A_LINE, gaps.put_in_a_row),
        Step(("",), gaps.SPELT_OUT, gaps.spelt_together),
        Step((" ",), gaps.LETTER_BY_LETTER, gaps.spelt_together_in_letters),
        Step(numerals.FORMAL_HINTS, numerals.FORMAL, numerals.read_formal),
        Step(numerals.GRADE_HINTS, numerals.GRADE, numerals.read_grade),
        Step(("",), respelling.han_pattern(), respelling.read_han),
        Step(("",), respelling.turned_pattern(), respelling.read_turned),
        Step(("",), latin.RUN, latin.apart),
        Step(("",), latin.pattern(), latin.read),
        Step(("",), latin.short_pattern(), latin.read_short),
        Step((" ",), gaps.GAP, gaps.close_gap),
    )
