"""What of an advertisement stays when its template is filled in again (模板)."""

import re
from functools import cache

from guazheng_lib.ads.lexicon import (
    CERTIFICATE,
    COMMON_CERTIFICATE,
    Part,
    bits_of,
    concepts,
    look_at,
)
from guazheng_lib.ads.text import fold

LONGEST = 2_000
"""Characters that are compared: what is longer is told apart by its beginning."""

_LISTED_FROM = 0.6
_SHORTEST_WORDING = 8

_NUMBER = re.compile(r"[a-z*.]*\d[a-z\d*.~—–-]*|[一二两三四五六七八九十]+(?=[万千百元个名年])")
_LONG_NUMBER = re.compile(r"\d(?:[ \-.·]?\d){6,}|[a-z][a-z\d_-]{5,}")
_FIELD = r"(?:房建|建筑|市政|机电|公路|水利|铁路|港航|矿业|民航|通信|房屋|工程)"
_CERTIFICATES = re.compile(rf"证(?:{_FIELD}|证|[\W_])*")
_LISTED = re.compile(rf"证|0|{_FIELD}|[一二两三]?[万千元年月个/]|起价|面议|初始|转注|[\W_]")
_PUNCTUATION = re.compile(r"[\W_]+")


def template_of(text: str) -> str:
    """Give what stays of a text when its template is filled in again (模板).

    >>> template_of("急聘一建市政，配合社保，不用坐班，3万/年，电话13800000000")
    '急聘证配合社保不用坐班0万年电话0'
    """
    return template_in(fold(text).text)


def template_in(folded: str) -> str:
    """Give the template of a folded text: its wording without numbers and certificates.

    Of a price list hardly any wording is left, and what is left every broker writes: there the
    certificates and the prices are the content, so they stay and only long numbers go.
    """
    text = folded[:LONGEST]
    without = _without_certificates(text)
    unnamed = _NUMBER.sub("0", without)
    if without == text:
        return _PUNCTUATION.sub("", unnamed)
    wording = _LISTED.sub("", unnamed)
    plain = _PUNCTUATION.sub("", _CERTIFICATES.sub("证", unnamed))
    if len(wording) >= max(_SHORTEST_WORDING, len(plain) * (1 - _LISTED_FROM)):
        return plain
    return _PUNCTUATION.sub("", _LONG_NUMBER.sub("号", text))


def _without_certificates(text: str) -> str:
    if look_at(text).patterns & _certificate_bits():
        for part in _certificate_parts():
            if look_at(text).patterns & part.bit:
                text = part.pattern.sub("证", text)
    return text


@cache
def _certificate_parts() -> tuple[Part, ...]:
    return concepts()[CERTIFICATE].parts + concepts()[COMMON_CERTIFICATE].parts


@cache
def _certificate_bits() -> int:
    return bits_of(concepts()[CERTIFICATE], concepts()[COMMON_CERTIFICATE])
