from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from guazheng_lib.ads.model import broker_sum, counts_of, fake_sum, score, weights
from guazheng_lib.ads.signs.entries import Role
from guazheng_lib.ads.signs.hits import Hit
from guazheng_lib.ads.signs.lexicon import concepts, concepts_of

BROKING = (Role.SUBJECT, Role.RAISE, Role.CLEAR)
CODES = sorted(code for code, concept in concepts().items() if concept.role in BROKING)
hits = st.lists(
    st.builds(
        lambda code, words: Hit(0, 1, concepts()[code], words),
        st.sampled_from(CODES),
        st.sampled_from("甲乙丙丁"),
    ),
    max_size=20,
)


def total(found):
    return broker_sum(counts_of(found), weights())


@given(hits, hits)
def test_a_sign_never_speaks_against_broking(found, more):
    signs = [hit for hit in more if hit.concept.role is not Role.CLEAR]
    assert total(found + signs) >= total(found) - 1e-9


@given(hits, hits)
def test_a_clearing_context_never_speaks_for_it(found, more):
    contexts = [hit for hit in more if hit.concept.role is Role.CLEAR]
    assert total(found + contexts) <= total(found) + 1e-9


@pytest.mark.parametrize("code", CODES)
def test_weights_keep_their_sign(code):
    clears = concepts()[code].role is Role.CLEAR
    assert weights()[code] <= 0 if clears else weights()[code] >= 0


@given(hits)
def test_order_and_repetition_do_not_matter(found):
    assert counts_of(found) == counts_of(found[::-1] + found)


@given(st.lists(st.floats(-30, 20), min_size=2))
def test_the_score_keeps_the_order_of_sums(sums):
    apart = sorted({round(each, 3) for each in sums})
    assume(len(apart) > 1)
    assert all(0 < score(low) < score(high) < 100 for low, high in pairwise(apart))


def test_only_a_public_context_clears_a_false_job():
    fake = concepts_of(Role.FAKE)[0].code
    assert fake_sum({fake: 1}) == fake_sum({fake: 1, "ORDINARY": 2})
    assert fake_sum({fake: 1}) > fake_sum({fake: 1, "OFFICIAL": 1})


def test_everyday_wording_counts_less_against_a_trade_spelt_out():
    everyday = [Hit(0, 1, concepts()["ORDINARY"], words) for words in "甲乙丙丁"]
    trade = Hit(0, 1, concepts()["TRADE"], "证书挂靠")
    assert counts_of(everyday)["ORDINARY"] == 4
    assert counts_of([*everyday, trade])["ORDINARY"] == 1
