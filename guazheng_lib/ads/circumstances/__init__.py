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
from guazheng_lib.ads.manner import most_by_manner
from guazheng_lib.ads.verdicts import Verdict

if TYPE_CHECKING:
    from guazheng_lib.employers import Registry

__all__ = ["Circumstance", "circumstances", "counted", "with_circumstances"]

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
    own = [sign.points for sign in signs if not _only_ranks(sign)]
    if verdict is not Verdict.CLEAR:
        return verdict, _lifted(score, sum(own), 100.0)
    if len(own) > 1 and sum(own) >= scale().suspect_from:
        return Verdict.SUSPECT, max(_EVEN, _lifted(score, sum(own), 100.0))
    return verdict, _lifted(score, points, most_by_manner())


def counted(verdict: Verdict, signs: Sequence[Circumstance]) -> list[Circumstance]:
    """Give the signs that bear on an advertisement (计入的情形), so that no other is told.

    How the employer's other advertisements talk ranks those that are clear; beside a verdict that
    rests on the text itself it would only be noise.

    Args:
        verdict: the final one, as `with_circumstances` gives it.
        signs: all that were found.
    """
    return [sign for sign in signs if verdict is Verdict.CLEAR or not _only_ranks(sign)]


def _only_ranks(sign: Circumstance) -> bool:
    return scale().signs[sign.code].only_ranks


def _lifted(score: float, points: float, ceiling: float) -> float:
    """Add points to the log-odds behind a score that stays below a ceiling."""
    if not 0.0 < score < ceiling:
        return score
    odds = log(score) - log(ceiling - score) + points
    return max(score, ceiling / (1.0 + exp(-odds)) if odds > -_FARTHEST else 0.0)
