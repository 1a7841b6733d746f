"""The registry of rules is complete, and a rule without its source says so."""

import pandas as pd
import pytest

from guazheng_lib.screening import RULES, list_rules
from guazheng_lib.screening.rules import apply_rules, missing_sources, rule
from guazheng_lib.terms.catalogue import Indicator
from guazheng_lib.terms.tables import SourceKind


def test_every_indicator_has_one_rule():
    assert set(RULES) == set(Indicator)


@pytest.mark.parametrize("code", list(RULES))
def test_a_rule_says_what_it_is(code):
    each = RULES[code]
    assert each.zh in (each.test.__doc__ or "")
    assert each.basis
    assert each.advice
    assert each.needs
    assert each.weight > 0


def test_a_code_is_never_used_twice():
    with pytest.raises(ValueError, match="two rules"):
        rule(Indicator.SI_OTHER, basis="", needs=(), advice="", weight=1)(lambda facts, _: facts)


def test_a_rule_whose_source_is_missing_is_listed_as_not_run():
    listed = list_rules([SourceKind.REGISTRATIONS]).set_index("code")
    assert not listed.loc["SI_PROXY", "is_run"]
    assert listed.loc["SI_PROXY", "missing"] == "社会保险、住房公积金"
    assert listed.loc["REG_MULTI", "is_run"]


def test_a_rule_that_is_not_run_answers_unknown():
    facts = pd.DataFrame(
        {"reg_multi": pd.array([True], "boolean"), "over_age": pd.array([None], "boolean")}
        | {"is_expired": [False]}
    )
    answers = apply_rules(facts, None, [SourceKind.REGISTRATIONS])
    assert answers["REG_MULTI"].tolist() == [True]
    assert answers.drop(columns="REG_MULTI").isna().all(axis=None)


def test_missing_sources_in_the_order_of_need():
    assert missing_sources(RULES[Indicator.SI_PROXY], [SourceKind.SOCIAL_INSURANCE]) == (
        SourceKind.HOUSING_FUND,
    )
