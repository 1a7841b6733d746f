"""How a pattern of a concept is written (说法的写法), and what a text must hold for it."""

import re
from functools import cache

from guazheng_lib.ads.data import read_data
from guazheng_lib.ads.signs.entries import certificates
from guazheng_lib.ads.signs.literals import needed, reach_of
from guazheng_lib.ads.signs.parts import Part

_NUMBER = r"(?:\d{1,6}(?:\.\d{1,2})?|[一二两三四五六七八九十]{1,2}(?=万))"
_STANDING_FOR_ONE = "\ue000" * 4
# A class, an escaped character, or the bracket of a plain group.
_TOKEN = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\.|\((?!\?)")
# What follows a short name that means the certificate: 一结证, 暖通出租, 规划师一本.
_TRADED = r"(?=证|挂|出租|转让|初|转|唯|[一两二三]本(?=[,，。;；!！、\s初转想求待可证]|$))"
_INSIDE_CLAUSE = r"[^,，。;；!！?？\n]"
_INSIDE_SENTENCE = r"[^。!！?？\n]"


@cache
def _common_words() -> frozenset[str]:
    return frozenset(read_data("signs/common_words")["words"])


def part_of(written: str, number: int) -> Part:
    """Read a pattern; one that names a certificate is found by its other words."""
    certified = _needs_certificate(written)
    told = written.replace("{CERT}", _as_wide_as_a_certificate()) if certified else written
    known = needed(expand(told), _common_words())
    return Part(expand(written), known, certified=certified, number=number)


def _needs_certificate(written: str) -> bool:
    if "{CERT}" not in written:
        return False
    literals = needed(expand(written.replace("{CERT}", _STANDING_FOR_ONE))).literals
    return bool(literals) and all(_STANDING_FOR_ONE in literal for literal in literals)


def expand(pattern: str) -> str:
    """Fill the shorthands in, and make every plain group a non-capturing one."""
    named = pattern.replace("{CERT}", f"({_any_certificate()})")
    written = named.replace("{TRADED}", _TRADED)
    grouped = _TOKEN.sub(lambda token: "(?:" if token[0] == "(" else token[0], written)
    inside = grouped.replace("{_}", _INSIDE_CLAUSE).replace("{~}", _INSIDE_SENTENCE)
    return inside.replace("{N}", _NUMBER)


@cache
def _any_certificate() -> str:
    known = certificates()
    return "|".join((*known.certificates.values(), *known.common.values()))


@cache
def _as_wide_as_a_certificate() -> str:
    """Give a pattern that reaches as far as the name of a certificate, and is read sooner."""
    reach = reach_of(expand(_any_certificate()))
    return f".{{1,{reach.width}}}(?=.{{0,{reach.ahead}}})"
