"""What is left of recall and precision when texts are disguised (规避手法的成绩)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

import pandas as pd
from readers import RAISED, Reader
from shown import print_missed

from guazheng_lib.demo.disguises import FAMILIES

RECALL, PRECISION = 0.95, 0.98
HONEST_KINDS = ("public", "ordinary", "near_miss")
PLAIN = "（未遮掩）"

Texts = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Score:
    """How one reader fares with one family of disguises (成绩).

    Only texts that the disguise changes count. The precision is for as many honest texts as offers,
    the kinds of honest texts in equal parts, disguised the same way. `kept` is the share of the
    offers raised undisguised that are raised still; `alarms` the share of honest texts raised,
    before and after.
    """

    offers: int
    honest: int
    recall: float
    precision: float
    kept: float
    alarms: tuple[float, float]
    missed: list[str]

    @property
    def is_reached(self) -> bool:
        """Whether both goals are reached."""
        return self.recall >= RECALL and self.precision >= PRECISION


def score(family: str, texts: Texts, reader: Reader) -> Score:
    """Let a reader read offers and honest texts, all disguised one way."""
    offers = disguise(family, texts["broker"])
    honest = [disguise(family, texts[kind]) for kind in HONEST_KINDS]
    before = is_raised(reader, [plain for plain, _ in offers])
    raised = is_raised(reader, [written for _, written in offers])
    recall = _share(raised)
    once, now = (
        sum(_share(is_raised(reader, [pair[side] for pair in found])) for found in honest)
        / len(honest)
        for side in (0, 1)
    )
    return Score(
        offers=len(offers),
        honest=sum(map(len, honest)),
        recall=recall,
        precision=recall / (recall + now) if recall else 0.0,
        kept=_share([still for still, first in zip(raised, before, strict=True) if first]),
        alarms=(once, now),
        missed=[text for (_, text), seen in zip(offers, raised, strict=True) if not seen],
    )


def disguise(family: str, texts: Sequence[str]) -> list[tuple[str, str]]:
    """Pair texts with what they look like disguised; those that stay as they are drop out."""
    if family == PLAIN:
        return [(text, text) for text in texts]
    rng = Random(family)
    written = [FAMILIES[family](text, rng) for text in texts]
    return [pair for pair in zip(texts, written, strict=True) if pair[0] != pair[1]]


def is_raised(reader: Reader, texts: Sequence[str]) -> list[bool]:
    """Tell which texts a reader brings up for a person to read."""
    return [verdict in RAISED for verdict in (reader(texts) if texts else ())]


def _share(said: Sequence[bool]) -> float:
    return sum(said) / max(len(said), 1)


def print_families(texts: Texts, reading: Mapping[str, Reader], ours: str, show: int) -> None:
    """Print every family, readers side by side, and how many families reach the goals."""
    rows, reached = [], dict.fromkeys(reading, 0)
    for family in (PLAIN, *FAMILIES):
        scores = {name: score(family, texts, reader) for name, reader in reading.items()}
        mine = scores[ours]
        row = {"family": family, "offers": mine.offers, "honest": mine.honest, "kept": mine.kept}
        for name, each in scores.items():
            row |= {f"{name} R": each.recall, f"{name} P": each.precision}
            reached[name] += each.is_reached and family != PLAIN
        rows.append(row | {"goal": "reached" if mine.is_reached else "MISSED"})
        print_missed(family, mine.missed, show)
    print(f"by evasion family (goal R ≥ {RECALL:.0%} at P ≥ {PRECISION:.0%}); kept: by {ours}")
    print(pd.DataFrame(rows).to_string(index=False, float_format="{:.1%}".format))
    counts = ", ".join(f"{name} {count}" for name, count in reached.items())
    print(f"families that reach both goals, of {len(FAMILIES)}: {counts}", end="\n\n")
