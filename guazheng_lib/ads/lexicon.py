"""The words of advertisements as data (概念与词表), checked when read and compiled once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Annotated, Any

import yaml
from pydantic import Field, model_validator

from guazheng_lib.ads.literals import all_matches, longest_match, needed
from guazheng_lib.ads.parts import Part, stretches_of
from guazheng_lib.ads.possible import Possible, Words
from guazheng_lib.terms.data import Data

CONCEPT_FILES = ("concepts/trade", "concepts/clearing", "concepts/false_jobs", "concepts/manner")
CERTIFICATE = "CERT"
COMMON_CERTIFICATE = "PAPER"
WORDING = "WORDING"

_NUMBER = r"(?:\d{1,6}(?:\.\d{1,2})?|[一二两三四五六七八九十]{1,2}(?=万))"
_STANDING_FOR_ONE = "\ue000" * 4
# A class, an escaped character, or the bracket of a plain group.
_TOKEN = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\.|\((?!\?)")
_INSIDE_CLAUSE = r"[^,，。;；!！?？\n]"
_INSIDE_SENTENCE = r"[^。!！?？\n]"

Wordings = Annotated[tuple[str, ...], Field(min_length=2)]


class Role(StrEnum):
    """What a concept does to the verdict (作用)."""

    SUBJECT = "subject"
    RAISE = "raise"
    WORDING = "wording"
    FAKE = "fake"
    LURE = "lure"
    CLEAR = "clear"
    PLAIN = "plain"


class Entry(Data):
    """One concept as a file of `concepts/` tells it (概念条目); see `concepts/README.md`."""

    code: str = Field(pattern="^[A-Z][A-Z_]*$", description="标注代码")
    title: str = Field(min_length=2, description="界面上的名称")
    role: Role = Field(description="作用")
    meaning: str = Field(min_length=4, description="含义")
    source: str = Field(min_length=2, description="依据")
    weight: float = Field(ge=0, le=10, description="未经训练时每处计多少")
    patterns: tuple[str, ...] = Field(min_length=1, description="折叠文本上的正则表达式")
    examples: Wordings = Field(description="应当命中的说法")
    counter_examples: tuple[str, ...] = Field(default=(), description="形似而不应命中的说法")
    subject: bool = Field(default=False, description="说法本身已指明证书")
    specific: bool = Field(default=False, description="建筑类证书交易特有的说法")
    element: bool = Field(default=False, description="与证书同现即足以存疑")
    public: bool = Field(default=False, description="公开宣传、执法、考试等语境")
    everyday: bool = Field(default=False, description="日常招聘、培训用语")
    at_most: int = Field(default=1, ge=1, le=6, description="最多计几种不同说法")
    masks: frozenset[str] = Field(default=frozenset(), description="重叠时使其不计的概念")
    everywhere: bool = Field(default=False, description="不重叠也使其不计")

    @model_validator(mode="after")
    def _says_something(self) -> "Entry":
        if not self.weight and not self.masks and self.role is not Role.SUBJECT:
            raise ValueError(f"{self.code}: no weight and nothing to mask")
        return self


class EntryFile(Data):
    """A file of `concepts/` (概念文件)."""

    concepts: tuple[Entry, ...]


class CertificateFile(Data):
    """The certificates that are bought and rented (证书名录)."""

    source: str
    weight: float = Field(ge=0, le=10)
    certificates: dict[str, str]
    common: dict[str, str]


@dataclass(frozen=True, eq=False)
class Concept:
    """Something an advertisement may say (概念), ready to be looked for.

    Attributes:
        entry: what the file says of it.
        parts: each of its patterns.
        bits: its parts, as `Possible.patterns` tells them.
        words: all that it can match, where these are plain words.
    """

    entry: Entry
    parts: tuple[Part, ...]
    bits: int
    words: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The code that spans carry."""
        return self.entry.code

    @property
    def title(self) -> str:
        """The name that officers see."""
        return self.entry.title

    @property
    def role(self) -> Role:
        """What it does to the verdict."""
        return self.entry.role

    def matches(self, seen: Possible, *, certified: bool = True) -> Iterator[re.Match[str]]:
        """Give the matches of every pattern that the text's words allow.

        Args:
            seen: a folded text as `look_at` gives it.
            certified: whether a certificate was found in it; without one, patterns that name one
                are not tried.
        """
        if not seen.patterns & self.bits:
            return
        for part in self.parts:
            if seen.patterns & part.bit and certified >= part.certified:
                yield from part.matches(seen)


def read_data(name: str) -> Any:
    """Read one of the package's word lists (词表)."""
    return yaml.safe_load(files(__package__).joinpath(f"{name}.yml").read_text(encoding="utf-8"))


def certificates_in(seen: Possible) -> list[str]:
    """Name the certificates in a folded text (职业资格类别), in the order of the list.

    A name that all trades use is only told where no other stands.
    """
    known = _certificates()
    named = _named(known.certificates, concepts()[CERTIFICATE], seen)
    return named or _named(known.common, concepts()[COMMON_CERTIFICATE], seen)


def _named(names: dict[str, str], concept: Concept, seen: Possible) -> list[str]:
    """Tell which names stand there; of names that overlap the first counts."""
    pattern = _any_of(tuple(names.values()))
    found = {
        match.lastgroup
        for start, end in stretches_of(concept.parts, seen)
        for match in pattern.finditer(seen.text, start, end)
    }
    return [name for number, name in enumerate(names) if f"n{number}" in found]


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Put each pattern in a named group, so that a match tells which it is."""
    named = (f"(?P<n{number}>{_expand(pattern)})" for number, pattern in enumerate(patterns))
    return re.compile("|".join(named))


@cache
def concepts() -> dict[str, Concept]:
    """Give every concept by its code, certificates first."""
    entries = [*_certificate_entries(), *entries_of_files(), _wording_entry()]
    numbers = count()
    compiled = [_compiled(entry, numbers) for entry in entries]
    return {concept.code: concept for concept in compiled}


@cache
def concepts_of(role: Role, *, subject: bool | None = None) -> tuple[Concept, ...]:
    """Give the concepts of one role, or those of them that name certificates by themselves."""
    return tuple(
        concept
        for concept in concepts().values()
        if concept.role is role and subject in (None, concept.entry.subject)
    )


@cache
def entries_of_files() -> tuple[Entry, ...]:
    """Read the concepts as they are told (概念条目)."""
    read = [EntryFile.model_validate(read_data(name)) for name in CONCEPT_FILES]
    return tuple(entry for each in read for entry in each.concepts)


def look_at(text: str) -> Possible:
    """Tell what a folded text can hold at all, of all concepts at once (可能出现的说法)."""
    return _words().look(text)


@cache
def _words() -> Words:
    known = concepts().values()
    counted = {concept.code: concept.words for concept in known if concept.words}
    return Words([part.needed.literals for concept in known for part in concept.parts], counted)


def bits_of(*found: Concept) -> int:
    """Give the bits of which a text must have one before one of some concepts can be in it.

    What names a certificate as well is not asked for: the certificate is.
    """
    return sum(part.bit for each in found for part in each.parts if not part.certified)


def concept_titles() -> dict[str, str]:
    """Give the Chinese name of every span code (片段代码)."""
    return {code: concept.entry.title for code, concept in concepts().items()}


@cache
def _certificates() -> CertificateFile:
    return CertificateFile.model_validate(read_data("certificates"))


def _certificate_entries() -> tuple[Entry, Entry]:
    """Make concepts of the certificates: those of the trade, and names that all trades use."""
    known = _certificates()
    named = Entry(
        code=CERTIFICATE,
        title="资格证书",
        role=Role.SUBJECT,
        weight=known.weight,
        meaning="提到建筑类职业资格或岗位证书",
        source=known.source,
        patterns=tuple(known.certificates.values()),
        examples=("一级建造师", "注册监理工程师"),
        subject=True,
        specific=True,
    )
    common = Entry(
        code=COMMON_CERTIFICATE,
        title="证书通用名称",
        role=Role.SUBJECT,
        weight=0,
        meaning="只说证书、职称，各行各业都用",
        source=known.source,
        patterns=tuple(known.common.values()),
        examples=("资格证书", "中级职称"),
        subject=True,
    )
    return named, common


def _wording_entry() -> Entry:
    """Make a concept of wording, which `ads.wording` finds and no pattern does."""
    return Entry(
        code=WORDING,
        title="用语与证书中介相近",
        role=Role.WORDING,
        weight=1,
        meaning="没有明说，但整段用语像买卖、租借证书的信息",
        source="自拟样例训练，见 benchmarks/ads",
        patterns=("(?!)",),
        examples=("证在家放着也是放着", "人不用来，名字放我们这边"),
    )


def _compiled(entry: Entry, numbers: Iterator[int]) -> Concept:
    parts = tuple(_part(pattern, next(numbers)) for pattern in entry.patterns)
    whole = "|".join(part.written for part in parts)
    words = all_matches(whole) if entry.role in (Role.LURE, Role.PLAIN) else ()
    return Concept(entry, parts, sum(part.bit for part in parts), words)


@cache
def _common_words() -> frozenset[str]:
    return frozenset(read_data("common_words")["words"])


def _part(written: str, number: int) -> Part:
    """Read a pattern; one that names a certificate is found by its other words."""
    expanded = _expand(written)
    known = needed(expanded, _common_words())
    if not _needs_certificate(written):
        return Part(expanded, known, certified=False, number=number)
    told = _expand(written.replace("{CERT}", f".{{1,{_longest_certificate()}}}"))
    others = needed(told, _common_words())
    return Part(expanded, others._replace(ahead=known.ahead), certified=True, number=number)


def _needs_certificate(written: str) -> bool:
    if "{CERT}" not in written:
        return False
    literals = needed(_expand(written.replace("{CERT}", _STANDING_FOR_ONE))).literals
    return bool(literals) and all(_STANDING_FOR_ONE in literal for literal in literals)


def _expand(pattern: str) -> str:
    """Fill the shorthands in, and make every plain group a non-capturing one."""
    written = pattern.replace("{CERT}", f"({_any_certificate()})")
    grouped = _TOKEN.sub(lambda token: "(?:" if token[0] == "(" else token[0], written)
    inside = grouped.replace("{_}", _INSIDE_CLAUSE).replace("{~}", _INSIDE_SENTENCE)
    return inside.replace("{N}", _NUMBER)


@cache
def _any_certificate() -> str:
    known = _certificates()
    return "|".join((*known.certificates.values(), *known.common.values()))


@cache
def _longest_certificate() -> int:
    return longest_match(_any_certificate())
