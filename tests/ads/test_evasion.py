import importlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guazheng_lib.ads import classify
from guazheng_lib.ads.judge import judge
from guazheng_lib.demo.disguises import FAMILIES

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks/ads"
A_FEW = 30

IGNORABLE = (
    *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0),
    *(*range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x202A, 0x202F)),
    *(*range(0x2060, 0x2070), *range(0xFE00, 0xFE10), *range(0x1BCA0, 0x1BCA4)),
    *(*range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000)),
)
"""Default_Ignorable_Code_Point as Unicode lists it, U+FFF0–FFF8 (not assigned) left out."""


@pytest.fixture(scope="module")
def bench():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARK))
        yield {name: importlib.import_module(name) for name in ("corpus", "evasion", "readers")}


@pytest.fixture(scope="module")
def written(bench):
    corpus = bench["corpus"]
    return {kind: corpus.texts(kind, held_out=True, draws=10) for kind in corpus.KINDS}


@pytest.fixture(scope="module")
def reader(bench):
    """Read as ours does, the undisguised texts once for all families."""
    known = {}

    def read(texts):
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, bench["readers"].ours(new), strict=True) if new else ())
        return [known[text] for text in texts]

    return read


def spread(texts, count):
    """Take some, from all over."""
    return texts[:: max(len(texts) // count, 1)][:count]


def test_no_text_is_both_learnt_from_and_measured_with(bench):
    corpus = bench["corpus"]
    for kind in corpus.KINDS:
        learnt, kept = (set(corpus.texts(kind, held_out=half, draws=9)) for half in (False, True))
        assert learnt and kept and not learnt & kept


@pytest.mark.parametrize("family", FAMILIES)
def test_a_disguise_hides_nothing_that_was_seen(family, bench, written, reader):
    few = {kind: spread(texts, A_FEW) for kind, texts in written.items()}
    score = bench["evasion"].score(family, few | {"broker": written["broker"]}, reader)
    assert_little_is_lost(score, bench["evasion"])


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_a_disguise_hides_nothing_in_many_texts(family, bench, reader):
    corpus, evasion = bench["corpus"], bench["evasion"]
    many = {kind: corpus.texts(kind, held_out=True, draws=30) for kind in corpus.KINDS}
    score = evasion.score(family, many, reader)
    assert_little_is_lost(score, evasion)


def assert_little_is_lost(score, evasion):
    before, after = score.alarms
    assert score.offers > 10
    assert score.kept >= evasion.RECALL, score.missed[:5]
    assert after <= before + 1 - evasion.PRECISION


def test_offers_are_raised_and_honest_texts_are_not(bench, written, reader):
    score = bench["evasion"].score(bench["evasion"].PLAIN, written, reader)
    assert score.is_reached, (score.recall, score.precision)


def test_plain_keywords_see_hardly_anything_in_disguise(bench, written):
    lost = bench["evasion"].score("零宽字符", written, bench["readers"].keywords)
    assert lost.kept < 0.02


@given(data=st.data())
def test_an_ignorable_character_anywhere_changes_no_verdict(data, written):
    kind = data.draw(st.sampled_from(sorted(written)))
    text = data.draw(st.sampled_from(written[kind]))
    at = data.draw(st.lists(st.integers(0, len(text)), min_size=1, max_size=5))
    character = chr(data.draw(st.sampled_from(IGNORABLE)))
    odd = text
    for place in sorted(at, reverse=True):
        odd = odd[:place] + character + odd[place:]
    plain, judged = judge(text), judge(odd)
    assert (judged.verdict, judged.score) == (plain.verdict, plain.score)


def test_every_ignorable_character_between_two_words_changes_no_verdict():
    words = "一建挂靠，唯一社保，3万/年"
    texts = [words.replace("挂靠", f"挂{chr(code)}靠") for code in IGNORABLE]
    verdicts = classify(texts)["verdict"].astype(str)
    seen = {hex(code) for code, said in zip(IGNORABLE, verdicts, strict=True) if said != "broker"}
    assert judge(words).verdict == "broker"
    assert not seen


def test_the_list_of_ignorable_characters_is_unicode_s():
    formats = {code for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"}
    shown = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
    shown |= {*range(0xFFF9, 0xFFFC), *range(0x13430, 0x13456)}
    assert formats - shown <= set(IGNORABLE)
