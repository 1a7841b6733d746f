"""Signs of a false job outside the wording (其他情形): what an advertisement shares with others.

A sign is a sign, never a finding: it adds a reason and lifts the score. Names are compared only
within a group of advertisements that share something, so that a million can be gone through.
"""

from collections.abc import Sequence
from itertools import chain
from math import exp, log
from typing import TYPE_CHECKING

import pandas as pd

from guazheng_lib.ads.circumstances.loud import loud_employers
from guazheng_lib.ads.circumstances.registered import unregistered
from guazheng_lib.ads.circumstances.scale import Circumstance, scale
from guazheng_lib.ads.circumstances.shared import named, shared_contacts, shared_texts
from guazheng_lib.ads.circumstances.strangers import Strangers
from guazheng_lib.ads.contacts import Contact
from guazheng_lib.ads.judge import Verdict
from guazheng_lib.ads.manner import most_by_manner

if TYPE_CHECKING:
    from guazheng_lib.employers import Registry

__all__ = ["Circumstance", "circumstances", "with_circumstances"]

_EVEN = 50.0
_FARTHEST = 500.0
"""Log-odds beyond which nothing can be told from nothing."""


def circumstances(
    ads: pd.DataFrame,
    contacts: Sequence[Sequence[Contact]],
    group_ids: Sequence[object],
    register: "Registry | None" = None,
) -> list[list[Circumstance]]:
    """Find what speaks against advertisements besides their words (其他情形).

    Args:
        ads: `agency`, `employer`, `text`, and `score` as judged by the words.
        contacts: those of each advertisement.
        group_ids: the near-duplicate group of each advertisement.
        register: the office's enterprises; it only speaks of places that it covers.

    Returns:
        One list an advertisement, in the order given; each sign once, with its highest count.
    """
    rows = named(ads)
    strangers = Strangers(register, scale().names_compared)
    found: list[dict[str, Circumstance]] = [{} for _ in range(len(rows))]
    for places, sign in chain(
        shared_texts(rows, group_ids, strangers),
        shared_contacts(rows, contacts, strangers),
        unregistered(rows, register),
        loud_employers(rows),
    ):
        for place in places:
            known = found[place].get(sign.code)
            if known is None or known.number < sign.number:
                found[place][sign.code] = sign
    return [list(signs.values()) for signs in found]


def with_circumstances(
    verdict: Verdict, score: float, signs: Sequence[Circumstance]
) -> tuple[Verdict, float]:
    """Give verdict and score by the words with the circumstances counted (计入其他情形).

    The score is never less. Several signs together make a clear advertisement suspect and nothing
    more; how the employer's other advertisements talk only ranks it among the clear ones.

    >>> with_circumstances(Verdict.CLEAR, 20.0, [])
    (<Verdict.CLEAR: 'clear'>, 20.0)
    """
    points = sum(sign.points for sign in signs)
    if not points:
        return verdict, score
    own = sum(sign.points for sign in _own(signs))
    if verdict is not Verdict.CLEAR:
        return verdict, _lifted(score, own, 100.0)
    if len(_own(signs)) > 1 and own >= scale().suspect_from:
        return Verdict.SUSPECT, max(_EVEN, _lifted(score, own, 100.0))
    return verdict, _lifted(score, points, most_by_manner())


def _own(signs: Sequence[Circumstance]) -> list[Circumstance]:
    """Give the signs that are the advertisement's own, not only its employer's manner."""
    return [sign for sign in signs if not scale().signs[sign.code].only_ranks]


def _lifted(score: float, points: float, ceiling: float) -> float:
    """Add points to the log-odds behind a score that stays below a ceiling."""
    if not 0.0 < score < ceiling:
        return score
    odds = log(score) - log(ceiling - score) + points
    return max(score, ceiling / (1.0 + exp(-odds)) if odds > -_FARTHEST else 0.0)
