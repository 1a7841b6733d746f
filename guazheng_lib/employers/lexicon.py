"""The word lists that employer names are read by (词表): YAML in `data/`, read on demand."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def words(file: str) -> dict[str, Any]:
    """Read one word list of this room, every scalar as text."""
    text = files(__package__).joinpath("data", f"{file}.yml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=yaml.BaseLoader)  # makes nothing but text, lists and mappings
    return dict(loaded)


@cache
def word_list(file: str, key: str) -> tuple[str, ...]:
    """Give the words under a key, longest first: the longer one is tried before its part."""
    return tuple(sorted(words(file)[key].split(), key=lambda word: (-len(word), word)))
