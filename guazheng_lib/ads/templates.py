"""What of an advertisement stays when its template is filled in again (模板)."""

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from guazheng_lib.ads.signs.entries import CERTIFICATE, COMMON_CERTIFICATE
from guazheng_lib.ads.signs.lexicon import bits_of, concepts, look_at
from guazheng_lib.ads.text import fold
from guazheng_lib.ads.text.alphabet import CODE_POINTS, codes_of

LONGEST = 2_000
"""Characters that are compared: what is longer is told apart by its beginning."""

_LISTED_FROM = 0.6
_SHORTEST_WORDING = 8

# Three patterns that begin with a plain class each: the search skips from one to the next.
_DIGITS = re.compile(r"\d[a-z\d*.~—–-]*")
_BEFORE_DIGITS = re.compile(r"[a-z*.][a-z*.]*(?=0)")
_HAN_DIGITS = re.compile("[一二两三四五六七八九十][一二两三四五六七八九十]*(?=[万千百元个名年])")
_LONG_NUMBER = re.compile(r"\d(?:[ \-.·]?\d){6,}|[a-z][a-z\d_-]{5,}")
_FIELDS = "房建|建筑|市政|机电|公路|水利|铁路|港航|矿业|民航|通信|房屋|工程"
_CERTIFICATES = re.compile(rf"证(?:{_FIELDS}|证|[\W_])*")
_LISTED = re.compile(rf"证|0|{_FIELDS}|[一二两三]?[万千元年月个/]|起价|面议|初始|转注|[\W_]")
# The planes of Unicode from here on hold marks and private characters.
_LETTERS_END = 0x40000
_MAY_BE_LISTED = frozenset(f"证0{_FIELDS}一二两三万千元年月个起价面议初始转注")


def template_of(text: str) -> str:
    """Give what stays of a text when its template is filled in again (模板).

    >>> template_of("急聘一建市政，配合社保，不用坐班，3万/年，电话13800000000")
    '急聘证配合社保不用坐班0万年电话0'
    """
    return template_in(fold(text).text)


def template_in(folded: str, possible: int | None = None) -> str:
    """Give the template of a folded text: its wording without numbers and certificates.

    Of a price list hardly any wording is left, and what is left every broker writes: there the
    certificates and the prices are the content, so they stay and only long numbers go.

    Args:
        folded: the text.
        possible: the patterns that may match in it, where they are known: as `lexicon.look_at`
            tells of it, or of a text that it is a part of.
    """
    text = folded[:LONGEST]
    may_match = look_at(text).patterns if possible is None else possible
    without = _without_certificates(text, may_match)
    unnamed = _without_numbers(without)
    if without == text:
        return _bare(unnamed)
    plain = _bare(_CERTIFICATES.sub("证", unnamed))
    if _has_wording(unnamed, max(_SHORTEST_WORDING, len(plain) * (1 - _LISTED_FROM))):
        return plain
    return _bare(_LONG_NUMBER.sub("号", text))


def _without_certificates(text: str, possible: int) -> str:
    if possible & _certificate_bits():
        for bit, pattern in _certificate_patterns():
            if possible & bit:
                text = pattern.sub("证", text)
    return text


def _without_numbers(text: str) -> str:
    return _HAN_DIGITS.sub("0", _BEFORE_DIGITS.sub("", _DIGITS.sub("0", text)))


def _has_wording(unnamed: str, least: float) -> bool:
    """Tell whether so much is left beside what price lists are made of; mostly a glance does."""
    codes = codes_of(unnamed)
    surely = int(np.count_nonzero(_is_wording()[codes]))
    return surely >= least or len(_LISTED.sub("", unnamed)) >= least


def _bare(text: str) -> str:
    """Give the letters and digits alone, as `str.isalnum` knows them."""
    codes = codes_of(text)
    return codes[_is_bare()[codes]].tobytes().decode("utf-32-le")


@cache
def _is_bare() -> NDArray[np.bool_]:
    table = np.zeros(CODE_POINTS, np.bool_)
    table[:_LETTERS_END] = [chr(code).isalnum() for code in range(_LETTERS_END)]
    return table


@cache
def _is_wording() -> NDArray[np.bool_]:
    table = _is_bare().copy()
    table[[ord(character) for character in _MAY_BE_LISTED]] = False
    return table


@cache
def _certificate_patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Give each pattern of a certificate with its bit."""
    parts = concepts()[CERTIFICATE].parts + concepts()[COMMON_CERTIFICATE].parts
    return tuple((part.bit, part.pattern) for part in parts)


@cache
def _certificate_bits() -> int:
    return bits_of(concepts()[CERTIFICATE], concepts()[COMMON_CERTIFICATE])
