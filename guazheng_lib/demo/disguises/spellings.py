"""Disguises that write the characters another way (换写类)."""

import unicodedata
from collections.abc import Callable
from functools import cache
from random import Random

from guazheng_lib.demo.disguises.words import (
    material,
    on_core_words,
    on_words,
    swap_characters,
    swap_words,
)


def traditional(text: str, rng: Random) -> str:
    """掛靠, the whole text in one of the traditional standards."""
    return _converter(rng.choice(("s2t", "s2tw", "s2hk")))(text)


def variants(text: str, rng: Random) -> str:
    """転註, in Japanese and other written forms, anywhere in the text."""
    table = material()["variants"]
    return "".join(rng.choice(table[c]) if c in table else c for c in text)


def homophones(text: str, rng: Random) -> str:
    """刮考."""
    return swap_characters(text, material()["homophones"], rng)


def look_alikes(text: str, rng: Random) -> str:
    """桂靠, 徽信."""
    return swap_characters(text, material()["look_alikes"], rng)


def other_scripts(text: str, rng: Random) -> str:
    """ニ建, エ程: kana and dashes for characters."""
    table = material()["kana"]
    return "".join(rng.choice(table[c]) if c in table else c for c in text)


def components(text: str, rng: Random) -> str:
    """扌圭靠."""
    return swap_characters(text, material()["components"], rng)


def radicals(text: str, rng: Random) -> str:
    """⼀建, ⼯程: the same shapes from the blocks of radicals."""
    del rng
    return text.translate(_radicals())


def reversed_words(text: str, rng: Random) -> str:
    """靠挂."""
    del rng
    return on_core_words(text, lambda word: word[::-1])


def masked(text: str, rng: Random) -> str:
    """建*师: one character of each longer word is left out, of a short one now and then."""

    def change(word: str) -> str:
        if len(word) == 2 and rng.random() < 0.5:
            return word
        at = rng.randrange(1, len(word))
        return word[:at] + rng.choice(("*", "x", "X", "○", "□", "＊")) + word[at + 1 :]

    return on_core_words(text, change)


def entities(text: str, rng: Random) -> str:
    """&#25346;&#x9760;."""
    forms = ("&#{};", "&#x{:x};", "&#X{:X};", "&#{:07d};")
    return on_words(text, lambda word: "".join(rng.choice(forms).format(ord(c)) for c in word))


def pictures(text: str, rng: Random) -> str:
    """收📜."""
    return swap_words(text, material()["pictures"], rng)


def contacts(text: str, rng: Random) -> str:
    """加V, 薇信."""
    return swap_words(text, material()["contacts"], rng)


@cache
def _converter(standard: str) -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(standard).convert
    return convert


@cache
def _radicals() -> dict[int, str]:
    """Pair characters with the radicals that fold to them (康熙部首)."""
    signs = map(chr, range(0x2F00, 0x2FD6))
    return {ord(unicodedata.normalize("NFKC", sign)): sign for sign in signs}
