"""Complaints that may be one (疑似重复的投诉举报): a merge is suggested, a person makes it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import yaml
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from guazheng_lib.casebook.cases import case_name
from guazheng_lib.casebook.complaints.employer_matches import Match, matches
from guazheng_lib.casebook.complaints.merged import answered, roots
from guazheng_lib.employers import Registry
from guazheng_lib.terms.frames import records
from guazheng_lib.terms.text import fold_width

MERGE_COLUMNS: dict[str, str] = {
    "case": "案件编号",
    "into": "拟并入",
    "score": "相近程度",
    "reasons": "理由",
    "name": "投诉举报",
    "into_name": "拟并入的投诉举报",
}
"""The columns of `suggest_merges`, with their headings."""

SUGGESTED = 70
_TEXT_ALONE, _TEXT_WITH_EMPLOYER, _TEXT_WITH_PERSON = 80, 60, 50
_WORTH_A_LOOK = 50
"""Of the whole texts: a letter handed on inside another is up to three times as long."""
_INSIDE = 0.7
"""A text within another is so much shorter, or as good as the same by its letters alone."""
_LONG_ENOUGH = 12
_SHORTEST_NAME = 2
_BLOCK = 1000
_Met = Mapping[str, Mapping[str, Match]]


@dataclass(frozen=True)
class Told:
    """What a complaint tells, folded for comparison (举报要点)."""

    case: str
    received_on: str
    number: str
    text: str
    people: frozenset[str]
    employer: str
    agency: str
    name: str


def suggest_merges(state: pd.DataFrame, registry: Registry | None = None) -> pd.DataFrame:
    """List the complaints that look like one that came before (疑似重复).

    Complaints that name different people, or different employers, are not alike however much
    their words are.

    Args:
        state: the cases as they stand (`states.fold`).
        registry: the business register, where there is one.

    Returns:
        `MERGE_COLUMNS`, the most alike first: the later complaint and the earlier one.
    """
    root, done = roots(state), answered(state)
    told = {each.case: each for each in read_told(state) if each.case not in done}
    employers = matches(*2 * (_names(told.values(), "employer"),), registry)
    agencies = matches(*2 * (_names(told.values(), "agency"),), registry)
    best: dict[tuple[str, str], tuple[float, str]] = {}
    for a, b in _pairs(list(told.values()), employers, agencies):
        score, reasons = _compare(a, b, employers, agencies)
        pair = _ordered(told[root[a.case]], told[root[b.case]])
        if score >= SUGGESTED and pair[0] != pair[1]:
            best[pair] = max(best.get(pair, (0.0, "")), (score, reasons))
    rows = [
        (case, into, score, reasons, told[case].name, told[into].name)
        for (case, into), (score, reasons) in best.items()
    ]
    rows.sort(key=lambda row: (-row[2], row[0], row[1]))
    return pd.DataFrame(rows, columns=list(MERGE_COLUMNS))


def read_told(state: pd.DataFrame) -> Iterator[Told]:
    """Read what the complaints tell (读举报要点), in the order in which they were entered."""
    for row in records(state[state["subject"] == "complaint"]):
        yield Told(
            case=str(row["case"]),
            received_on=str(row["received_on"]),
            number=f"{row['county']}{row['complaint_id']}" if row["complaint_id"] else "",
            text=_plain_text(str(row["content"])),
            people=names_in(row["person_name"]),
            employer=fold_width(str(row["employer"] or "")),
            agency=fold_width(str(row["agency"] or "")),
            name=case_name(row),
        )


def _plain_text(content: str) -> str:
    """Keep of a text what is said in it, without punctuation and set phrases (去套话)."""
    text = _bare(fold_width(content))
    return _set_phrases().sub("", text) or text


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text)


@cache
def _set_phrases() -> re.Pattern[str]:
    text = Path(__file__).with_name("set_phrases.yml").read_text(encoding="utf-8")
    words: list[str] = yaml.safe_load(text)["plain_words"]
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


def names_in(cell: object) -> frozenset[str]:
    """Take apart the people named in one cell (被举报人)."""
    names = re.split(r"[、,，;；/\s]+", str(cell or "").strip())
    return frozenset(fold_width(name) for name in names) - {""}


def _names(told: Iterable[Told], field: str) -> list[str]:
    return sorted({str(getattr(each, field)) for each in told} - {""})


def _pairs(told: list[Told], *met: _Met) -> Iterator[tuple[Told, Told]]:
    """Give the pairs worth a look: something named in common, or much the same words."""
    groups: dict[str, list[int]] = {}
    for n, each in enumerate(told):
        for name in (*each.people, each.number):
            groups.setdefault(name, []).append(n)
        for field, known in zip((each.employer, each.agency), met, strict=True):
            for other in known.get(field, ()):
                groups.setdefault("\x1f".join(sorted((field, other))), []).append(n)
    groups.pop("", None)
    found = {pair for members in groups.values() for pair in combinations(members, 2)}
    found |= set(_alike([each.text for each in told]))
    return ((told[a], told[b]) for a, b in sorted(found) if a != b)


def _alike(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Give the pairs of much the same words, and those of which one may hold the other."""
    lengths = np.array([len(text) for text in texts], dtype=np.float32)
    for first in range(0, len(texts), _BLOCK):
        block = texts[first : first + _BLOCK]
        scores = process.cdist(block, texts, score_cutoff=_WORTH_A_LOOK, dtype=np.uint8)
        own = lengths[first : first + _BLOCK, None]
        is_inside = np.minimum(own, lengths) <= _INSIDE * np.maximum(own, lengths)
        for a, b in np.argwhere((scores >= _TEXT_ALONE) | (is_inside & (scores > 0))):
            if first + a < b:
                yield int(first + a), int(b)


def _compare(a: Told, b: Told, employers: _Met, agencies: _Met) -> tuple[float, str]:
    """Score a pair and say why; 0 where something tells them apart."""
    same_number = a.number == b.number != ""
    people = _in_both(a, b)
    firms = {
        "被举报单位": _meet(a, b, "employer", employers),
        "被举报机构": _meet(a, b, "agency", agencies),
    }
    other_people = bool(a.people and b.people and not people)
    met = [word for word, is_met in firms.items() if is_met]
    other_firm = not met and False in firms.values()
    if (other_people or other_firm) and not same_number:
        return 0.0, ""
    if not (people or met or same_number) and _is_replaced(a.text, b.text):
        return 0.0, ""
    alike = _likeness(a.text, b.text)
    reasons = ["受理编号相同"] if same_number else []
    reasons += [f"都举报{'、'.join(people)}"] if people else []
    reasons += [f"{word}对得上" for word in met] + [f"内容相近 {alike:.0f}%"]
    return round(_score(alike, bool(people), bool(met), same_number), 1), "；".join(reasons)


def _in_both(a: Told, b: Told) -> list[str]:
    """Name the people in both: a register may name in the text whom another names in its column."""
    return sorted(
        name
        for name in a.people | b.people
        if all(name in each.people or name in each.text for each in (a, b))
    )


def _meet(a: Told, b: Told, field: str, met: _Met) -> bool | None:
    """Tell whether two firms meet, one perhaps named in the text; None where nobody can tell."""
    left, right = getattr(a, field), getattr(b, field)
    if left and right:
        return right in met.get(left, {})
    is_in_text = (left and _bare(left) in b.text) or (right and _bare(right) in a.text)
    return True if is_in_text else None


def _score(alike: float, same_people: bool, same_firm: bool, same_number: bool) -> float:
    if same_number:
        return max(alike, 90)
    if same_people and same_firm:
        return max(alike, 85)
    if same_people or same_firm:
        enough = _TEXT_WITH_PERSON if same_people else _TEXT_WITH_EMPLOYER
        return max(alike, SUGGESTED) if alike >= enough else 0
    return alike if alike >= _TEXT_ALONE else 0


def _likeness(a: str, b: str) -> float:
    whole = fuzz.ratio(a, b)
    if min(len(a), len(b)) < _LONG_ENOUGH:
        return whole
    return max(whole, 0.95 * fuzz.partial_ratio(a, b))


def _is_replaced(a: str, b: str) -> bool:
    """Tell whether the same sentence stands there about somebody else (换了人名、单位名)."""
    return any(
        min(step.src_end - step.src_start, step.dest_end - step.dest_start) >= _SHORTEST_NAME
        for step in Levenshtein.opcodes(a, b)
        if step.tag == "replace"
    )


def _ordered(a: Told, b: Told) -> tuple[str, str]:
    later, earlier = sorted((a, b), key=lambda each: (each.received_on, each.case), reverse=True)
    return later.case, earlier.case
