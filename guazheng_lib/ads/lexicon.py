"""The words of advertisements as data (概念与词表), compiled once."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

CONCEPT_FILES = ("concepts/trade", "concepts/clearing", "concepts/false_jobs")

_NUMBER = r"(?:\d{1,6}(?:\.\d{1,2})?|[一二两三四五六七八九十]{1,2}(?=万))"
_INSIDE_CLAUSE = r"[^,，。;；!！?？\n]"
_INSIDE_SENTENCE = r"[^。!！?？\n]"


class Role(StrEnum):
    """What a concept does to the verdict (作用)."""

    SUBJECT = "subject"
    RAISE = "raise"
    FAKE = "fake"
    CLEAR = "clear"


@dataclass(frozen=True)
class Concept:
    """Something an advertisement may say (概念); see `concepts/README.md`."""

    code: str
    title: str
    role: Role
    weight: float
    pattern: re.Pattern[str]
    meaning: str
    source: str
    subject: bool = False
    at_most: int = 1
    masks: frozenset[str] = frozenset()
    everywhere: bool = False


def read_data(name: str) -> Any:
    """Read one of the package's word lists (词表)."""
    return yaml.safe_load(files(__package__).joinpath(f"{name}.yml").read_text(encoding="utf-8"))


@cache
def certificate_names() -> tuple[str, ...]:
    """Give the certificates' names (职业资格类别), in the order of the pattern's groups."""
    return tuple(read_data("certificates")["certificates"])


@cache
def generic_certificates() -> frozenset[str]:
    """Give the names that other trades use as well (通用名称)."""
    return frozenset(read_data("certificates")["generic"])


@cache
def certificate_hints() -> tuple[str, ...]:
    """Give what a text must contain before a certificate or its trade is looked for (预筛词)."""
    return tuple(read_data("certificates")["hints"])


@cache
def concepts() -> dict[str, Concept]:
    """Give every concept by its code, certificates first."""
    certificates = read_data("certificates")
    patterns = [_expand(pattern) for pattern in certificates["certificates"].values()]
    subject = Concept(
        code="CERT",
        title="资格证书",
        role=Role.SUBJECT,
        weight=0,
        pattern=re.compile("|".join(f"({pattern})" for pattern in patterns)),
        meaning="提到职业资格、职称或岗位证书",
        source=certificates["source"],
        subject=True,
    )
    any_certificate = f"(?:{'|'.join(patterns)})"
    entries = [entry for part in CONCEPT_FILES for entry in read_data(part)["concepts"]]
    told = [_concept(entry, any_certificate) for entry in entries]
    return {concept.code: concept for concept in (subject, *told)}


@cache
def concepts_of(role: Role, *, subject: bool | None = None) -> tuple[Concept, ...]:
    """Give the concepts of one role, or those of them that name certificates by themselves."""
    return tuple(
        concept
        for concept in concepts().values()
        if concept.role is role and subject in (None, concept.subject)
    )


def concept_titles() -> dict[str, str]:
    """Give the Chinese name of every span code (片段代码)."""
    return {code: concept.title for code, concept in concepts().items()}


def _concept(entry: dict[str, Any], certificate: str) -> Concept:
    patterns = [_expand(pattern).replace("{CERT}", certificate) for pattern in entry["patterns"]]
    return Concept(
        code=entry["code"],
        title=entry["title"],
        role=Role(entry["role"]),
        weight=entry["weight"],
        pattern=re.compile("|".join(patterns)),
        meaning=entry["meaning"],
        source=entry["source"],
        subject=entry.get("subject", False),
        at_most=entry.get("at_most", 1),
        masks=frozenset(entry.get("masks", ())),
        everywhere=entry.get("everywhere", False),
    )


def _expand(pattern: str) -> str:
    """Fill the shorthands in, and make every plain group a non-capturing one."""
    grouped = re.sub(r"(?<!\[)\((?!\?)", "(?:", pattern)
    inside = grouped.replace("{_}", _INSIDE_CLAUSE).replace("{~}", _INSIDE_SENTENCE)
    return inside.replace("{N}", _NUMBER)
