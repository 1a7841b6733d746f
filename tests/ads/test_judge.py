import pytest
from ads.advertisements import BROKERS, CLEAR, FALSE_JOBS
from hypothesis import given
from hypothesis import strategies as st

from guazheng_lib.ads.judge import judge
from guazheng_lib.ads.signs.lexicon import concepts, look_at
from guazheng_lib.ads.text import fold
from guazheng_lib.ads.verdicts import Verdict

ALL = BROKERS | CLEAR | FALSE_JOBS
IGNORABLE = "\u00ad\u034f\u061c\u115f\u200b\u200d\u202e\u2060\u3164\ufe0f\ufeff\uffa0\U000e0020"


def named(cases):
    return [pytest.param(text, id=name) for name, text in cases.items()]


@pytest.mark.parametrize("text", named(BROKERS))
def test_broking_is_seen(text):
    assert judge(text).verdict in (Verdict.BROKER, Verdict.SUSPECT)


@pytest.mark.parametrize("text", named(CLEAR))
def test_honest_text_is_clear(text):
    assert judge(text).verdict is Verdict.CLEAR


@pytest.mark.parametrize("text", named(FALSE_JOBS))
def test_signs_of_a_false_job_are_seen(text):
    assert judge(text).verdict in (Verdict.FAKE_JOB, Verdict.SUSPECT)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        pytest.param("急需注册岩土，转注，配合社保，9万三年", "broker", id="三要素齐全"),
        pytest.param("注册监理工程师，转注，联系王经理", "suspect", id="只有转注，宁可存疑"),
        pytest.param("造价工程师，不坐班", "suspect", id="只有不坐班，宁可存疑"),
        pytest.param("诚信挂靠，价格从优", "suspect", id="没有写是什么证，宁可存疑"),
        pytest.param("唯一社保，10万", "suspect", id="唯一社保本身就是招证的说法"),
        pytest.param("培训二建，题库面授，另可证书挂靠", "suspect", id="培训兼挂靠"),
        pytest.param("证书挂靠，三万一年，加微信详谈", "suspect", id="没有写明什么证"),
        pytest.param("收购一级建造师证书", "suspect", id="没有写明条件"),
        pytest.param("某某人才网：招聘、培训、证书挂靠", "suspect", id="培训不冲抵挂靠"),
        pytest.param("交押金500元", "suspect", id="一个收费迹象只是存疑"),
        pytest.param("内部推荐进电厂，包过，介绍费1万，先付款", "fake_job", id="收费又包过"),
    ],
)
def test_ambiguity_goes_to_suspect(text, verdict):
    assert judge(text).verdict == verdict


def test_a_certificate_by_itself_is_no_sign():
    judged = judge("招聘一级建造师")
    assert (judged.verdict, judged.reasons, judged.spans) == (Verdict.CLEAR, [], [])
    assert judged.score > 0


def test_reasons_quote_no_telephone_number():
    reasons = judge("二建挂靠3万/年，电话13800000000").reasons
    assert any("留联系方式" in reason for reason in reasons)
    assert not any("13800000000" in reason for reason in reasons)


def test_public_context_keeps_a_text_from_being_called_a_broker():
    offer = "一建唯一社保4万/年，不坐班，见证付款，加微信详谈"
    assert judge(offer).verdict is Verdict.BROKER
    quoted = judge(f"专项整治中查处违法行为：{offer}")
    assert quoted.verdict is Verdict.SUSPECT
    assert any("从轻" in reason for reason in quoted.reasons)


@given(
    text=st.sampled_from(list(ALL.values())),
    inserted=st.lists(st.tuples(st.integers(0, 200), st.sampled_from(IGNORABLE)), max_size=12),
)
def test_what_is_shown_as_nothing_changes_nothing(text, inserted):
    disguised = text
    for place, character in inserted:
        at = place % (len(disguised) + 1)
        disguised = disguised[:at] + character + disguised[at:]
    plain, judged = judge(text), judge(disguised)
    assert (judged.verdict, judged.score, judged.reasons) == (
        plain.verdict,
        plain.score,
        plain.reasons,
    )


@pytest.mark.parametrize("text", named(ALL))
def test_a_span_holds_the_words_it_stands_for(text):
    known = concepts()
    for span in judge(text).spans:
        part = text[span["start"] : span["end"]]
        assert part == part.strip()
        assert fold(part).text in fold(text).text
        assert known[span["code"]].title


@pytest.mark.parametrize("name", ["表情隔开", "拆字", "逐字空格", "别字", "HTML", "全角"])
def test_spans_point_into_the_text_as_published(name):
    text = BROKERS[name]
    for span in judge(text).spans:
        words = fold(text[span["start"] : span["end"]]).text
        assert any(concepts()[span["code"]].matches(look_at(fold(text).text)))
        assert words


def test_a_disguised_word_is_marked_as_written():
    text = "二建扌圭 \u200b靠，3万/年"
    spans = {text[span["start"] : span["end"]] for span in judge(text).spans}
    assert "二建扌圭 \u200b靠" in spans
    assert "3万/年" in spans


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\ud800一建挂靠\udfff",
        "<" * 3000,
        "&#x110000;&#0;&#55296;",
        "<a" * 3000,
        "\x00挂靠",
    ],
)
def test_odd_input_gets_a_verdict(text):
    assert judge(text).verdict in set(Verdict)


@pytest.mark.parametrize("character", ["挂", "1", " ", "、", "<", "&", "\u200b", "证", "a", "万"])
def test_a_megabyte_of_one_character_is_soon_read(character):
    assert judge(character * 1_000_000).verdict is Verdict.CLEAR


@pytest.mark.parametrize("words", ["工程师", "建造师", "师造建", "二建、", "一年", "万元"])
def test_a_word_said_over_and_over_is_soon_read(words):
    assert judge(f"结构{words * 20_000}转").verdict in set(Verdict)


@given(st.text())
def test_any_text_gets_a_verdict_and_true_spans(text):
    for span in judge(text).spans:
        assert 0 <= span["start"] < span["end"] <= len(text)


def test_what_weighs_most_is_told_first_and_a_price_keeps_its_stroke():
    reasons = judge("急聘一级建造师，证书挂靠，3万 /年，加微信详谈").reasons
    assert reasons[0].startswith("证书挂靠租借")
    assert reasons[-1].startswith(("资格证书", "证书通用名称"))
    assert "证书年价：“3万/年”" in reasons


def test_a_reason_holds_no_number_whatever_parts_its_digits():
    reasons = judge("收一建挂靠3万/年，电话138/1234/5678，加微信13912345678").reasons
    assert not any("1234" in reason for reason in reasons)
    assert not any("\n" in reason for reason in judge("收一\n建\n挂靠").reasons)


def test_an_offer_behind_ten_thousand_certificates_is_seen():
    padded = judge("今天一建开学，" * 10_500 + "天气很好。" * 200 + "暖通转让，暖通出租")
    assert padded.verdict is Verdict.SUSPECT
    assert "TRADE" in {span["code"] for span in padded.spans}
