"""The room's word lists (词表): read once, folded once."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from guazheng_lib.terms.tables import SOURCES, SourceKind, column_titles
from guazheng_lib.terms.text import fold_width

_LISTS: Mapping[SourceKind, tuple[str, ...]] = {
    SourceKind.SOCIAL_INSURANCE: ("social_insurance", "contributions"),
    SourceKind.HOUSING_FUND: ("housing_fund", "contributions"),
}
_BRACKETS = re.compile(r"[(\[【〔{<《][^)\]】〕}>》]*[)\]】〕}>》]")
_NUMBERING = re.compile(r"^[(]?(\d{1,2}|[一二三四五六七八九十]{1,2})[).、:．]|^[①-⑳]")
_PUNCTUATION = re.compile(r"[\W_]+")


def load(name: str) -> Any:
    """Read a word list of the room (读词表)."""
    text = files("guazheng_lib.sources").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def fold_heading(text: str) -> tuple[str, ...]:
    """Fold a heading (表头折叠): as it is, then without what stands in brackets.

    >>> fold_heading("2、身份证号码（18位）*")
    ('身份证号码18位', '身份证号码')
    """
    folded = _NUMBERING.sub("", fold_width(text).lower())
    forms = (_PUNCTUATION.sub("", folded), _PUNCTUATION.sub("", _BRACKETS.sub("", folded)))
    return tuple(dict.fromkeys(form for form in forms if form))


@cache
def spellings(kind: SourceKind) -> Mapping[str, tuple[str, int]]:
    """Give every spelling of a kind's headings: folded → (field, how weak it is).

    A field's own name and its Chinese title are spellings too.
    """
    words = load("headers.yml")
    own: dict[str, str] = {}
    for name in _LISTS.get(kind, (str(kind),)):
        own |= words.get(name, {})
    found: dict[str, tuple[str, int]] = {}
    titles = column_titles(SOURCES[kind].table)
    for field in SOURCES[kind].fields:
        _enter(found, field, own.get(field, "").split(), first=1)
    for field in SOURCES[kind].fields:
        _enter(found, field, [field, titles.get(field, field)], first=0)
        if field not in own or field in words["shared"]:
            _enter(found, field, words["shared"].get(_shared(field), "").split(), first=100)
    return found


@cache
def built_of(kind: SourceKind, form: str) -> str | None:
    """Tell which field a heading's parts speak of (表头构词), where it stands in no word list.

    >>> built_of(SourceKind.SOCIAL_INSURANCE, "首次参保单位经办人") is None
    True
    """
    fitting = (field for field, parts in _parts_of(kind) if parts.fullmatch(form))
    return next(fitting, None)


@cache
def pattern(name: str, *path: str) -> re.Pattern[str]:
    """Compile a regular expression that a word list holds (词表中的模式)."""
    node = load(name)
    for key in path:
        node = node[key]
    return re.compile(node)


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """Give a word list's blank-separated words (词集)."""
    return frozenset(load(name)[key].split())


@cache
def _parts_of(kind: SourceKind) -> tuple[tuple[str, re.Pattern[str]], ...]:
    lists = load("heading_parts.yml")
    parts = {name: text.strip() for name, text in lists["parts"].items()}
    own: dict[str, str] = {}
    for name in (*_LISTS.get(kind, (str(kind),)), "shared"):
        own = own | {field: text for field, text in lists.get(name, {}).items() if field not in own}
    fields = {_shared(field): field for field in SOURCES[kind].fields if field not in own}
    return tuple(
        (fields.get(field, field), re.compile(text.format_map(parts).strip()))
        for field, text in own.items()
        if fields.get(field, field) in SOURCES[kind].fields
    )


def _enter(found: dict[str, tuple[str, int]], field: str, words: list[str], first: int) -> None:
    for rank, word in enumerate(words, start=first):
        for form in fold_heading(word)[:1]:
            found.setdefault(form, (field, rank))


def _shared(field: str) -> str:
    return "employer_uscc" if field in ("registered_uscc", "agency_uscc") else field
