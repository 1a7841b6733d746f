"""From indicators to a level and a ranking score (定级与排序).

The order is the contract's: a self-correction in time, a proven exemption, then the evidence.
"""

import pandas as pd

from guazheng_lib.params import Thresholds
from guazheng_lib.screening.rules import RULES, steady
from guazheng_lib.terms.catalogue import Exemption, Indicator, Level

_RAISE_TO_REVIEW = [
    Indicator.SI_OTHER,
    Indicator.HF_OTHER,
    Indicator.SB_OTHER,
    Indicator.SI_FLEX,
    Indicator.SI_PUBLIC,
    Indicator.SI_AGENCY,
    Indicator.SI_PROXY,
    Indicator.SI_BRIEF,
    Indicator.SI_MULTI,
    Indicator.REG_MULTI,
    Indicator.DUTY_ABSENT,
]
_RAISE_TO_GAP = [Indicator.SI_NONE, Indicator.REG_OVERAGE]


def decide_levels(facts: pd.DataFrame, hits: pd.DataFrame, thresholds: Thresholds) -> pd.Series:
    """Give each registration its level (定级)."""
    is_hit = hits.fillna(False).astype(bool)
    levels = pd.Series(str(Level.CONSISTENT), index=facts.index)
    levels[is_hit[_codes(_RAISE_TO_GAP)].any(axis=1) | _unknown(facts)] = str(Level.DATA_GAP)
    levels[is_hit[_codes(_RAISE_TO_REVIEW)].any(axis=1)] = str(Level.REVIEW)
    levels[_is_priority(facts, is_hit, thresholds)] = str(Level.PRIORITY)
    # Two people can share a masked number: nothing found under it may be held against either.
    levels[facts["is_masked"] & (levels != Level.CONSISTENT)] = str(Level.DATA_GAP)
    levels[is_exempt(facts)] = str(Level.EXEMPT)
    levels[facts["rectified"]] = str(Level.RECTIFIED)
    return levels


def is_exempt(facts: pd.DataFrame) -> pd.Series:
    """Tell which exemptions are proven: by a paper, or by the insurance's own status (佐证)."""
    return facts["exemption_proven"].astype(bool) | facts["retired_by_status"]


def name_exemptions(facts: pd.DataFrame, levels: pd.Series) -> pd.Series:
    """Name the exemption, proven or proposed (免责情形); None where nothing points to one.

    Age proposes retirement only where no employer pays social insurance any more.
    """
    paid_at_work = facts["si_paid"].fillna(0) - facts["si_own_account"].fillna(0) > 0
    proposed = pd.Series(None, index=facts.index, dtype=object)
    proposed[facts["may_be_retired"].fillna(False) & ~paid_at_work] = str(Exemption.E1)
    proposed[facts["parent_kind"].notna()] = str(Exemption.E2)
    proposed[facts["parent_kind"] == "university"] = str(Exemption.E3)
    proposed[facts["retired_by_status"]] = str(Exemption.E1)
    named = (
        facts["exemption_given"].astype(object).where(facts["exemption_given"].notna(), proposed)
    )
    wanted = levels.isin([Level.EXEMPT, *(level for level in Level if level.is_lead)])
    return named.where(wanted & named.notna(), None)


def rank(facts: pd.DataFrame, hits: pd.DataFrame, levels: pd.Series) -> pd.Series:
    """Score how much speaks for a look (排序分): unbounded, 0 where no lead is."""
    weights = pd.Series({str(code): each.weight for code, each in RULES.items()})
    signs = hits.fillna(False).astype(float).mul(weights).sum(axis=1)
    months = facts[["si_elsewhere", "hf_elsewhere"]].astype("Float64").fillna(0).sum(axis=1)
    unknown = facts[["si_unknown", "hf_unknown"]].astype("Float64").fillna(0).sum(axis=1)
    score = signs + months.astype(float) + 0.1 * unknown.astype(float)
    lead = levels.isin([level for level in Level if level.is_lead])
    return score.where(lead, 0.0).clip(lower=0.0)


def _is_priority(facts: pd.DataFrame, is_hit: pd.DataFrame, thresholds: Thresholds) -> pd.Series:
    """Tell where the evidence is steady and of one mind (重点核查)."""
    by_public = steady(facts["si_public"], facts, thresholds)
    by_other = steady(facts["si_different"], facts, thresholds) & (
        facts["si_different"] > facts["si_same"]
    )
    fund = steady(facts["hf_different"] + facts["hf_public"], facts, thresholds)
    several = is_hit["REG_MULTI"] & ((facts["si_different"] > 0) | facts["sb_other"])
    two_sources = facts["sb_other"] & fund
    proxy = is_hit["SI_PROXY"]
    answers = [by_public, by_other, several, two_sources, proxy]
    return pd.concat([each.fillna(False).astype(bool) for each in answers], axis=1).any(axis=1)


def _unknown(facts: pd.DataFrame) -> pd.Series:
    """Tell where nothing speaks either way: no contribution at all, or an unknown employer."""
    counts = facts[["si_paid", "hf_paid", "si_same", "hf_same", "si_unknown", "hf_unknown"]]
    counts = counts.astype("Int64").fillna(0)
    silent = (counts["si_paid"] + counts["hf_paid"] == 0) & (facts["held_months"] > 0)
    at_work = counts["si_same"] + counts["hf_same"] > 0
    payer = (counts["si_unknown"] > counts["si_same"]) | (
        (counts["hf_unknown"] > counts["hf_same"]) & (counts["si_same"] == 0)
    )
    certificate = facts["sb_unknown"].fillna(False) & ~at_work
    return (silent & ~facts["retired_by_status"]) | payer | certificate


def _codes(indicators: list[Indicator]) -> list[str]:
    return [str(code) for code in indicators]
