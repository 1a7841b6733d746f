"""From words to a verdict (判断): signs are weighed, contexts that clear count against them."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import TypedDict

from guazheng_lib.ads.lexicon import (
    COMMON_CERTIFICATE,
    Concept,
    Role,
    certificates_in,
)
from guazheng_lib.ads.manner import false_job_score, manner_points
from guazheng_lib.ads.model import broker_sum, counts_of, fake_sum, judging, score, weights
from guazheng_lib.ads.passages import telling_passage
from guazheng_lib.ads.signs import Hit, find_hits
from guazheng_lib.ads.text import FoldedText, fold

_WORDS_QUOTED = 3
_LONGEST_QUOTE = 40
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
    return judge_folded(fold(text))


def judge_folded(folded: FoldedText) -> Judgement:
    """Judge an advertisement that is already folded; spans point into its original text."""
    manner = manner_points(folded.text)
    hits = find_hits(folded.text)
    if not hits:
        return replace(NOTHING_SEEN, score=false_job_score(judging().fake.base, manner))
    passage = telling_passage(hits, weights())
    broker = broker_sum(counts_of(passage), weights())
    fakes = [hit for hit in hits if hit.concept.role is Role.FAKE or hit.concept.entry.public]
    fake = fake_sum(counts_of(fakes))
    verdict = _verdict(passage, broker, fake)
    told = _told(passage, fakes)
    return Judgement(
        verdict=verdict,
        score=max(score(broker) if passage else 0.0, false_job_score(fake, manner)),
        reasons=_reasons(told, verdict),
        spans=_spans(told, folded),
        certificates=certificates_in(folded.text) if told else [],
    )


def _verdict(passage: list[Hit], broker: float, fake: float) -> Verdict:
    """Decide; what is not plain is for a person to read."""
    scale = judging()
    if broker >= scale.broker.sure_from and _is_an_offer(passage):
        return Verdict.BROKER
    if fake >= scale.fake.sure_from:
        return Verdict.FAKE_JOB
    if broker >= scale.broker.suspect_from or fake >= scale.fake.suspect_from:
        return Verdict.SUSPECT
    return Verdict.SUSPECT if _is_unopposed(passage) else Verdict.CLEAR


def _is_an_offer(passage: list[Hit]) -> bool:
    """Tell whether somebody names the certificate and the terms, and nobody speaks in public."""
    entries = [hit.concept.entry for hit in passage]
    raised = [entry for entry in entries if entry.role is Role.RAISE]
    has_terms = any(entry.specific or not entry.subject for entry in raised)
    is_public = any(entry.public for entry in entries)
    return has_terms and any(entry.specific for entry in entries) and not is_public


def _is_unopposed(passage: list[Hit]) -> bool:
    """Tell whether a certificate and an element of trade stand together and nothing clears them.

    A salary or a course does not clear a trade that is spelt out.
    """
    entries = [hit.concept.entry for hit in passage]
    spelt_out = any(entry.subject and entry.role is Role.RAISE for entry in entries)
    named = any(entry.subject and entry.code != COMMON_CERTIFICATE for entry in entries)
    opposed = [entry for entry in entries if entry.role is Role.CLEAR]
    if any(not (entry.everyday and spelt_out) for entry in opposed):
        return False
    return named and any(entry.element for entry in entries)


def _told(passage: list[Hit], fakes: list[Hit]) -> list[Hit]:
    """Give what the verdict rests on; a certificate by itself is no sign of anything."""
    signs = [hit for hit in passage if hit.concept.role is Role.RAISE]
    signs_of_fakes = [hit for hit in fakes if hit.concept.role is Role.FAKE]
    told = (passage if signs else []) + (fakes if signs_of_fakes else [])
    return sorted(set(told), key=lambda hit: (hit.start, hit.end, hit.concept.code))


def _reasons(hits: list[Hit], verdict: Verdict) -> list[str]:
    order = list(Role)
    ordered = sorted(hits, key=lambda hit: (order.index(hit.concept.role), hit.concept.code))
    return [
        _reason(concept, [hit.words for hit in found], verdict)
        for concept, found in groupby(ordered, key=lambda hit: hit.concept)
    ]


def _reason(concept: Concept, words: list[str], verdict: Verdict) -> str:
    shown = dict.fromkeys(_LONG_NUMBER.sub("…", word)[:_LONGEST_QUOTE] for word in words)
    quoted = "、".join(f"“{word}”" for word in list(shown)[:_WORDS_QUOTED])
    if concept.role is not Role.CLEAR:
        return f"{concept.title}：{quoted}"
    effect = "据此未列为线索" if verdict is Verdict.CLEAR else "已从轻计"
    return f"另有{concept.title}：{quoted}，{effect}"


def _spans(hits: list[Hit], folded: FoldedText) -> list[Span]:
    spans = [(*folded.original_span(hit.start, hit.end), hit.concept.code) for hit in hits]
    return [Span(start=start, end=end, code=code) for start, end, code in sorted(spans)]
