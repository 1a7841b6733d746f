"""From words to a verdict (判断): signs are weighed, contexts that clear count against them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from guazheng_lib.ads.manner import false_job_score, manner_points
from guazheng_lib.ads.model import broker_sum, counts_of, fake_sum, judging, score, weights
from guazheng_lib.ads.passages import telling_passage
from guazheng_lib.ads.reasons import reasons_of
from guazheng_lib.ads.signs.entries import COMMON_CERTIFICATE, WORDING, Role
from guazheng_lib.ads.signs.hits import Hit, find_hits
from guazheng_lib.ads.signs.lexicon import certificates_in, concepts, look_at
from guazheng_lib.ads.signs.possible import Possible
from guazheng_lib.ads.text import FoldedText, fold
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.ads.wording import (
    Wording,
    is_another_thing,
    is_worded_alike,
    telling_clauses,
    with_wording,
    wording,
)


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


def judge(text: str) -> Judgement:
    """Judge one advertisement by its words."""
    (judgement,) = judge_texts([text])
    return judgement


def judge_texts(texts: Sequence[str]) -> list[Judgement]:
    """Judge some advertisements; each stage reads all of them before the next begins.

    So its tables stay in the processor's cache, which saves a quarter of the time.
    """
    folded = [fold(text) for text in texts]
    return judge_all(folded, [look_at(each.text) for each in folded])


def judge_all(folded: Sequence[FoldedText], seen: Sequence[Possible]) -> list[Judgement]:
    """Judge advertisements that are folded and looked at; spans point into the original texts."""
    manners = [manner_points(each) for each in seen]
    hits = [find_hits(each) for each in seen]
    weighed = [_weigh(each.text, found) for each, found in zip(seen, hits, strict=True)]
    return list(map(_judgement, folded, seen, manners, weighed))


def _judgement(
    folded: FoldedText, seen: Possible, manner: float, weighed: "_Weighed | None"
) -> Judgement:
    if weighed is None:
        score = false_job_score(judging().fake.base, manner)
        return Judgement(Verdict.CLEAR, score, [], [], [])
    verdict = _verdict(weighed)
    told = _told(folded.text, weighed)
    return Judgement(
        verdict=verdict,
        score=max(_score(weighed), false_job_score(weighed.fake, manner)),
        reasons=reasons_of(told, verdict, folded),
        spans=_spans(told, folded),
        certificates=certificates_in(seen) if told else [],
    )


@dataclass(frozen=True)
class _Weighed:
    """What was found in a text, with its sums.

    Attributes:
        passage: signs of broking that stand together, with what clears them.
        fakes: signs of a false job, with what clears them.
        worded: how the text is worded.
        signs: the sum of the passage.
        broker: the same with the wording.
        fake: the sum of `fakes`.
    """

    passage: list[Hit]
    fakes: list[Hit]
    worded: Wording | None
    signs: float
    broker: float
    fake: float


def _weigh(text: str, hits: list[Hit]) -> _Weighed | None:
    """Weigh what was found in a folded text; None where neither signs nor wording tell anything."""
    passage = telling_passage(hits, weights())
    worded = wording(text, None if _quotes(passage) else _extent(passage))
    scale = judging().broker
    if not hits and with_wording(scale.base, worded) < scale.suspect_from:
        return None
    fakes = [hit for hit in hits if hit.concept.role is Role.FAKE or hit.concept.entry.public]
    signs = broker_sum(counts_of(passage), weights())
    broker = with_wording(signs, worded)
    return _Weighed(passage, fakes, worded, signs, broker, fake_sum(counts_of(fakes)))


def _quotes(passage: list[Hit]) -> bool:
    """Tell whether it is a notice or a report, whose clauses may be quoted from brokers."""
    counts = counts_of(hit for hit in passage if hit.concept.entry.public)
    told = sum(-weights()[code] * number for code, number in counts.items())
    return told >= judging().quoting_from


def _extent(passage: list[Hit]) -> tuple[int, int] | None:
    """Give from where to where the passage tells of certificates and their trade."""
    told = [hit for hit in passage if hit.concept.role is Role.RAISE and hit.concept.entry.element]
    return (told[0].start, max(hit.end for hit in told)) if told else None


def _verdict(weighed: _Weighed) -> Verdict:
    """Decide; what is not plain, or only worded so, is for a person to read."""
    scale = judging()
    sure = min(weighed.signs, weighed.broker) >= scale.broker.sure_from
    if sure and is_worded_alike(weighed.worded) and _is_an_offer(weighed.passage):
        return Verdict.BROKER
    if weighed.fake >= scale.fake.sure_from:
        return Verdict.FAKE_JOB
    if weighed.broker >= scale.broker.suspect_from or weighed.fake >= scale.fake.suspect_from:
        return Verdict.SUSPECT
    if _is_unopposed(weighed.passage) and not is_another_thing(weighed.worded):
        return Verdict.SUSPECT
    return Verdict.CLEAR


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


def _told(text: str, weighed: _Weighed) -> list[Hit]:
    """Give what the verdict rests on; a certificate by itself is no sign of anything."""
    signs = [hit for hit in weighed.passage if hit.concept.role is Role.RAISE]
    signs_of_fakes = [hit for hit in weighed.fakes if hit.concept.role is Role.FAKE]
    told = {*(weighed.passage if signs else ()), *(weighed.fakes if signs_of_fakes else ())}
    if weighed.worded and weighed.signs < judging().broker.suspect_from <= weighed.broker:
        told.update(_clauses(text, weighed.worded))
    return sorted(told, key=lambda hit: (hit.start, hit.end, hit.concept.code))


def _score(weighed: _Weighed) -> float:
    """Give the score of broking; wording alone ranks no text that it does not raise."""
    scale = judging().broker
    speaks = weighed.signs > scale.base or weighed.broker >= scale.suspect_from
    return score(weighed.broker) if speaks else 0.0


def _clauses(text: str, worded: Wording) -> list[Hit]:
    """Give what the wording rests on as hits."""
    concept = concepts()[WORDING]
    places = telling_clauses(text, worded)
    return [Hit(start, end, concept, text[start:end]) for start, end in places]


def _spans(hits: list[Hit], folded: FoldedText) -> list[Span]:
    spans = [(*folded.original_span(hit.start, hit.end), hit.concept.code) for hit in hits]
    return [Span(start=start, end=end, code=code) for start, end, code in sorted(spans)]
