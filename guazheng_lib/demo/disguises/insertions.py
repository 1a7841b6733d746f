"""Disguises that leave the characters and put something between or around them (插入类)."""

from collections.abc import Sequence
from functools import partial
from random import Random

from guazheng_lib.demo.disguises.words import material, on_words

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
OTHER_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u200e\u200f\u2061\u2062\u2063\u2064\u206a"
    "\u3164\ufe00\ufe0f\uffa0\U0001d173\U000e0001\U000e0061\U000e0100"
)
COMBINING = "\u0300\u0301\u0308\u0305\u0332\u0335\u0336\u0337\u0338\u033f\u20d0\u20dd\u20e0"
LETTERS = "abcdefghxyzABCDEFGHXYZ"


def zero_width(text: str, rng: Random) -> str:
    """Insert spaces and joiners of no width."""
    return _between(text, rng, ZERO_WIDTH)


def other_invisible(text: str, rng: Random) -> str:
    """Insert soft hyphens, fillers, variation selectors, tags and their like."""
    return _between(text, rng, OTHER_INVISIBLE)


def combining_marks(text: str, rng: Random) -> str:
    """Strike the characters through, underline and accent them."""
    return on_words(
        text,
        lambda word: "".join(
            character + "".join(rng.choices(COMBINING, k=rng.randint(1, 3))) for character in word
        ),
    )


def symbols(text: str, rng: Random) -> str:
    """挂*靠."""
    return _between(text, rng, material()["symbols"])


def many_symbols(text: str, rng: Random) -> str:
    """挂++++++靠."""
    return on_words(
        text, lambda word: (rng.choice(material()["symbols"]) * rng.randint(3, 9)).join(word)
    )


def emoji(text: str, rng: Random) -> str:
    """挂🔥靠."""
    return _between(text, rng, material()["emoji"])


def spaces(text: str, rng: Random) -> str:
    """挂 靠."""
    return _between(text, rng, material()["spaces"])


def one_character_a_line(text: str, rng: Random) -> str:
    """Write a word downwards, one character a line."""
    return _between(text, rng, ("\n", "\n", "\r\n", "\n\n"))


def punctuation(text: str, rng: Random) -> str:
    """挂，靠."""
    return _between(text, rng, material()["punctuation"])


def letters(text: str, rng: Random) -> str:
    """挂x靠."""
    return _between(text, rng, LETTERS)


def brackets(text: str, rng: Random) -> str:
    """【挂】【靠】."""

    def change(word: str) -> str:
        opening, closing = rng.choice(material()["brackets"])
        return "".join(f"{opening}{character}{closing}" for character in word)

    return on_words(text, change)


def tags(text: str, rng: Random) -> str:
    """挂<b></b>靠."""
    return _between(text, rng, material()["tags"])


def repeated(text: str, rng: Random) -> str:
    """挂挂靠靠."""
    times = partial(rng.choice, (2, 2, 3))
    return on_words(text, lambda word: "".join(character * times() for character in word))


def _between(text: str, rng: Random, fillers: Sequence[str]) -> str:
    """Put a filler between the characters: now the same all through a word, now another each."""

    def change(word: str) -> str:
        same = rng.choice(fillers) if rng.random() < 0.5 else None
        return (
            "".join(character + (same or rng.choice(fillers)) for character in word[:-1])
            + word[-1:]
        )

    return on_words(text, change)
