"""The words that are worth hiding, and what hides them (需遮掩的词与素材)."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import yaml


@cache
def material() -> dict[str, Any]:
    """Read what the disguises are made of (素材)."""
    source = files(__package__).joinpath("disguises.yml")
    data: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return data


def on_words(text: str, change: Callable[[str], str]) -> str:
    """Change every word that may be hidden; for disguises that cost the reader nothing."""
    words = material()
    return replace(text, [*words["trade"], *words["round"], *words["others"]], change)


def on_core_words(text: str, change: Callable[[str], str]) -> str:
    """Change the words of the trade and round it; a reader needs the rest to understand."""
    return replace(text, [*material()["trade"], *material()["round"]], change)


def on_trade_words(text: str, change: Callable[[str], str]) -> str:
    """Change the words of the trade only (行话); for what is hard to read by itself."""
    return replace(text, material()["trade"], change)


def replace(text: str, words: Sequence[str], change: Callable[[str], str]) -> str:
    """Change every one of some words, the longest first."""
    longest = sorted(words, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest)), lambda match: change(match[0]), text)


def swap_words(text: str, table: Mapping[str, Sequence[str]], rng: Random) -> str:
    """Put one of the other ways to write it for every word of a table."""
    return replace(text, list(table), lambda word: rng.choice(table[word]))


def swap_characters(text: str, table: Mapping[str, Sequence[str]], rng: Random) -> str:
    """Swap one or two characters in every word hidden first, where the table knows any."""

    def change(word: str) -> str:
        known = [at for at, character in enumerate(word) if character in table]
        chosen = rng.sample(known, min(len(known), rng.choice((1, 1, 2))))
        return "".join(
            rng.choice(table[character]) if at in chosen else character
            for at, character in enumerate(word)
        )

    return on_core_words(text, change)
