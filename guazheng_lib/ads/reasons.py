"""Why an advertisement was judged so (理由), in the order of weight, with the words quoted."""

import re
from itertools import groupby

from guazheng_lib.ads.signs.entries import Role
from guazheng_lib.ads.signs.hits import Hit
from guazheng_lib.ads.signs.lexicon import Concept
from guazheng_lib.ads.text import FoldedText, is_ignorable
from guazheng_lib.ads.verdicts import Verdict

_WORDS_QUOTED = 3
_TOLD_FIRST = (
    *(Role.RAISE, Role.FAKE, Role.WORDING, Role.LURE),
    *(Role.SUBJECT, Role.CLEAR, Role.PLAIN),
)
_LONGEST_QUOTE = 40
# Telephone and identity numbers do not travel in reasons.
_LONG_NUMBER = re.compile(r"\d(?:[-/ ]?\d){6,}")


def reasons_of(hits: list[Hit], verdict: Verdict, folded: FoldedText) -> list[str]:
    """Give a reason for each concept that was found (理由), what weighs most first."""
    ordered = sorted(hits, key=lambda hit: _rank(hit.concept))
    return [
        _reason(concept, [_quote(hit, folded) for hit in found], verdict)
        for concept, found in groupby(ordered, key=lambda hit: hit.concept)
    ]


def _rank(concept: Concept) -> tuple[int, float, str]:
    """Tell what weighs most first, then of what it speaks, then what clears (理由的次序)."""
    return _TOLD_FIRST.index(concept.role), -concept.entry.weight, concept.code


def _quote(hit: Hit, folded: FoldedText) -> str:
    """Give the words as they were read; a price keeps its stroke, without which it misleads."""
    start, end = folded.original_span(hit.start, hit.end)
    seen = (sign for sign in folded.original[start:end] if not is_ignorable(sign))
    written = "".join("".join(seen).split())
    is_plain = written.replace("/", "").lower() == hit.words
    if is_plain and not _LONG_NUMBER.search(hit.words):
        return written[:_LONGEST_QUOTE]
    return " ".join(_LONG_NUMBER.sub("…", hit.words).split())[:_LONGEST_QUOTE]


def _reason(concept: Concept, words: list[str], verdict: Verdict) -> str:
    quoted = "、".join(f"“{word}”" for word in list(dict.fromkeys(words))[:_WORDS_QUOTED])
    if concept.role is not Role.CLEAR:
        return f"{concept.title}：{quoted}"
    effect = "据此未列为线索" if verdict is Verdict.CLEAR else "已从轻计"
    return f"另有{concept.title}：{quoted}，{effect}"
