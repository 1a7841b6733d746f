"""Disguises in Latin letters (拼音、字母类)."""

import re
from collections.abc import Callable
from random import Random

from guazheng_lib.demo.disguises.words import (
    material,
    on_core_words,
    on_trade_words,
    swap_words,
)

_ASCII = re.compile(r"[0-9A-Za-z]")
_ALPHABETS = (
    (0x1D400, 0x1D41A, 0x1D7CE),
    (0x1D5D4, 0x1D5EE, 0x1D7EC),
    (0x1D670, 0x1D68A, 0x1D7F6),
    (0x1D468, 0x1D482, 0x1D7E2),
    (0x24B6, 0x24D0, 0),
    (0x1F130, 0x24D0, 0),
)
"""Where A, a and 0 stand in bold, sans bold, monospace, italic, circled and squared (0: none)."""


def pinyin(text: str, rng: Random) -> str:
    """Gua kao, GUAKAO, gua-kao."""

    def change(word: str) -> str:
        spelt = rng.choice(("", "", " ", "-", "'")).join(_spell(word))
        return rng.choice((str.lower, str.lower, str.upper, str.title))(spelt)

    return on_core_words(text, change)


def pinyin_mixed(text: str, rng: Random) -> str:
    """挂kao, 社bao."""

    def write(spelt: str) -> str:
        return rng.choice((spelt, spelt.upper(), f"{spelt} "))

    return on_core_words(text, lambda word: _one_by_letters(word, rng, write))


def initials_mixed(text: str, rng: Random) -> str:
    """G靠, 社B."""

    def write(spelt: str) -> str:
        return rng.choice((spelt[0], spelt[0].upper()))

    return on_trade_words(text, lambda word: _one_by_letters(word, rng, write))


def initials(text: str, rng: Random) -> str:
    """GK, YJ, JZS."""
    return swap_words(text, material()["initials"], rng)


def full_width(text: str, rng: Random) -> str:
    """３．２万／年, Ｖ信."""
    del rng
    return text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


def fancy_letters(text: str, rng: Random) -> str:
    """𝟑万, 𝐆靠: an initial for one character of a word, and every letter and digit ornate."""
    capital, small, zero = rng.choice(_ALPHABETS)

    def ornate(match: re.Match[str]) -> str:
        character = match[0]
        if character.isdigit():
            return chr(zero + int(character)) if zero else character
        start, base = ("A", capital) if character.isupper() else ("a", small)
        return chr(base + ord(character) - ord(start))

    return _ASCII.sub(ornate, initials_mixed(text, rng))


def _one_by_letters(word: str, rng: Random, write: Callable[[str], str]) -> str:
    """Write one character of a word in letters; of more than three, two."""
    spelt = _spell(word)
    chosen = rng.sample(range(len(word)), 2 if len(word) > 3 else 1)
    return "".join(write(spelt[at]) if at in chosen else c for at, c in enumerate(word))


def _spell(word: str) -> list[str]:
    from pypinyin import lazy_pinyin

    spelt: list[str] = lazy_pinyin(word)
    return spelt
