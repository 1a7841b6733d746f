"""From words to a verdict (判断): signs are added, contexts that clear are taken off."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TypedDict

from guazheng_lib.ads.lexicon import (
    Concept,
    Role,
    certificate_hints,
    certificate_names,
    concepts,
    concepts_of,
    generic_certificates,
)
from guazheng_lib.ads.text import FoldedText, contains_any, fold

SUSPECT_FROM = 2.0
BROKER_FROM = 4.0
FAKE_SUSPECT_FROM = 3.0
FAKE_FROM = 4.0
VAGUE_CERTIFICATE = 1.0
# Salaries and courses surround a trade that is spelt out; they do not undo it.
EVERYDAY_AGAINST_TRADE = 3.0
_EVERYDAY_CONTEXTS = frozenset(("ORDINARY", "TRAINING"))
# A warning quotes what it warns of, and a broker can paste a warning: a person should read it.
_PUBLIC_CONTEXTS = frozenset(("OFFICIAL", "WARNING", "EXAM"))
_WORDS_QUOTED = 3
# Telephone and identity numbers do not travel in reasons.
_LONG_NUMBER = re.compile(r"\d{7,}")


class Verdict(StrEnum):
    """What the wording points to (判断); a lead, never a finding."""

    BROKER = "broker"
    FAKE_JOB = "fake_job"
    SUSPECT = "suspect"
    CLEAR = "clear"

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return _VERDICTS[self]


_VERDICTS = {
    Verdict.BROKER: "疑似挂证中介",
    Verdict.FAKE_JOB: "疑似虚假招聘",
    Verdict.SUSPECT: "存疑，需人工看",
    Verdict.CLEAR: "未见异常",
}


class Span(TypedDict):
    """Where a sign stands in the original text (片段): code points, end exclusive."""

    start: int
    end: int
    code: str


@dataclass(frozen=True)
class Hit:
    """A concept found in folded text (命中)."""

    concept: Concept
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Judgement:
    """What was made of an advertisement (判断结果)."""

    verdict: Verdict
    score: float
    reasons: list[str]
    spans: list[Span]
    certificates: list[str]


NOTHING_SEEN = Judgement(Verdict.CLEAR, 0.0, [], [], [])


def judge(text: str) -> Judgement:
    """Judge one advertisement by its words."""
    folded = fold(text)
    hits = _find_hits(folded.text)
    if not hits:
        return NOTHING_SEEN
    certificates = _certificates(folded.text)
    broker = _broker_points(hits, certificates)
    fake = _points(hits, Role.FAKE)
    public = [hit for hit in hits if hit.concept.code in _PUBLIC_CONTEXTS]
    broker -= _clearing_points(hits) if broker else 0.0
    fake -= _points(public, Role.CLEAR) if fake else 0.0
    verdict = _verdict(broker, fake, is_public=bool(public))
    return Judgement(
        verdict=verdict,
        score=round(max(broker, fake, 0.0), 2),
        reasons=_reasons(hits, verdict),
        spans=_spans(hits, folded),
        certificates=certificates,
    )


def _find_hits(text: str) -> list[Hit]:
    """Find what counts; contexts that clear are only looked for where something wants clearing."""
    signs = _broker_signs(text) + _matches(text, concepts_of(Role.FAKE))
    if not _worth_weighing(signs):
        return []
    hits = _unmasked(signs + _matches(text, concepts_of(Role.CLEAR)))
    return hits if _worth_weighing(hits) else []


def _broker_signs(text: str) -> list[Hit]:
    if not contains_any(text, certificate_hints()):
        return []
    subjects = _matches(text, concepts_of(Role.SUBJECT))
    subjects += _matches(text, concepts_of(Role.RAISE, subject=True))
    return subjects + _matches(text, concepts_of(Role.RAISE, subject=False)) if subjects else []


def _worth_weighing(hits: list[Hit]) -> bool:
    named = any(hit.concept.subject for hit in hits)
    broker = _points(hits, Role.RAISE) if named else 0.0
    return broker >= SUSPECT_FROM or _points(hits, Role.FAKE) >= FAKE_SUSPECT_FROM


def _matches(text: str, wanted: Iterable[Concept]) -> list[Hit]:
    return [
        Hit(concept, match.start(), match.end(), match[0])
        for concept in wanted
        for match in concept.pattern.finditer(text)
        if match[0]
    ]


def _unmasked(hits: list[Hit]) -> list[Hit]:
    masks = [hit for hit in hits if hit.concept.masks]
    return [
        hit for hit in hits if _speaks(hit.concept) and not any(_hides(mask, hit) for mask in masks)
    ]


def _speaks(concept: Concept) -> bool:
    """Tell whether a concept says something itself, or only that a word means another thing."""
    return concept.weight > 0 or concept.role is Role.SUBJECT


def _hides(mask: Hit, hit: Hit) -> bool:
    near = mask.concept.everywhere or (mask.start < hit.end and hit.start < mask.end)
    return near and hit.concept.code in mask.concept.masks


def _points(hits: list[Hit], role: Role) -> float:
    wordings: dict[str, set[str]] = {}
    for hit in hits:
        if hit.concept.role is role:
            wordings.setdefault(hit.concept.code, set()).add(hit.words)
    known = concepts()
    return sum(known[c].weight * min(len(words), known[c].at_most) for c, words in wordings.items())


def _broker_points(hits: list[Hit], certificates: list[str]) -> float:
    if not any(hit.concept.subject for hit in hits):
        return 0.0
    vague = not _names_trade(hits) and generic_certificates().issuperset(certificates)
    return _points(hits, Role.RAISE) - (VAGUE_CERTIFICATE if vague else 0.0)


def _clearing_points(hits: list[Hit]) -> float:
    everyday = _points([h for h in hits if h.concept.code in _EVERYDAY_CONTEXTS], Role.CLEAR)
    others = _points([h for h in hits if h.concept.code not in _EVERYDAY_CONTEXTS], Role.CLEAR)
    return others + (min(everyday, EVERYDAY_AGAINST_TRADE) if _names_trade(hits) else everyday)


def _names_trade(hits: list[Hit]) -> bool:
    return any(hit.concept.subject and hit.concept.role is Role.RAISE for hit in hits)


def _verdict(broker: float, fake: float, *, is_public: bool) -> Verdict:
    if broker >= BROKER_FROM and not is_public:
        return Verdict.BROKER
    if fake >= FAKE_FROM:
        return Verdict.FAKE_JOB
    if broker >= SUSPECT_FROM or fake >= FAKE_SUSPECT_FROM:
        return Verdict.SUSPECT
    return Verdict.CLEAR


def _reasons(hits: list[Hit], verdict: Verdict) -> list[str]:
    ordered = sorted(hits, key=lambda hit: list(Role).index(hit.concept.role))
    return [
        _reason(concept, [hit.words for hit in found], verdict)
        for concept, found in groupby(ordered, key=lambda hit: hit.concept)
    ]


def _reason(concept: Concept, words: list[str], verdict: Verdict) -> str:
    shown = dict.fromkeys(_LONG_NUMBER.sub("…", word) for word in words)
    quoted = "、".join(f"“{word}”" for word in list(shown)[:_WORDS_QUOTED])
    if concept.role is not Role.CLEAR:
        return f"{concept.title}：{quoted}"
    effect = "据此未列为线索" if verdict is Verdict.CLEAR else "已从轻计"
    return f"另有{concept.title}：{quoted}，{effect}"


def _spans(hits: list[Hit], folded: FoldedText) -> list[Span]:
    spans = [(*folded.original_span(hit.start, hit.end), hit.concept.code) for hit in hits]
    return [Span(start=start, end=end, code=code) for start, end, code in sorted(spans)]


def _certificates(text: str) -> list[str]:
    """Name the certificates; a word that other trades use as well only where it stands alone."""
    names = certificate_names()
    found = {match.lastindex for match in concepts()["CERT"].pattern.finditer(text)}
    named = [name for number, name in enumerate(names, 1) if number in found]
    return [name for name in named if name not in generic_certificates()] or named
