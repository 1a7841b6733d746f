import html
import re
import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from guazheng_lib.demo.adverts import advertisements
from guazheng_lib.demo.disguises import FAMILIES, insertions
from guazheng_lib.demo.firms import found_town

OFFER = (
    "长期收一级建造师市政、二建房建挂靠，转注3.2万/年，注册岩土工程师3年60万，唯一社保，"
    "不坐班，加微信0000-3456781，证书闲置请来电话，岩土工程"
)
INSERTING = (
    *("零宽字符", "其他不可见字符", "附加符", "插入符号", "成串符号", "插入表情", "逐字空格"),
    *("逐字换行", "词中标点", "夹杂字母", "逐字括号", "网页标签", "重复字"),
)
LOOKS_THE_SAME = ("零宽字符", "其他不可见字符")

every_family = pytest.mark.parametrize("family", FAMILIES)


def disguise(family, text=OFFER, seed=0):
    return FAMILIES[family](text, Random(seed))


def test_there_are_more_families_than_asked_for():
    assert len(FAMILIES) >= 20


@every_family
def test_an_offer_is_changed_and_the_same_chance_gives_the_same(family):
    assert disguise(family) != OFFER
    assert disguise(family) == disguise(family)


@every_family
@pytest.mark.parametrize("text", ["", "今天不冷，去河边走走。\n好"], ids=["空", "无关的话"])
def test_nothing_to_hide_stays_as_it_is(family, text):
    folded = unicodedata.normalize("NFKC", OpenCC("t2s").convert(disguise(family, text)))
    assert folded == unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize("family", INSERTING)
@pytest.mark.parametrize("seed", range(5))
def test_what_only_inserts_keeps_every_character_in_order(family, seed):
    rest = iter(disguise(family, seed=seed))
    assert all(character in rest for character in OFFER)


@pytest.mark.parametrize("family", sorted(set(INSERTING) - {"重复字"}))
def test_what_is_inserted_parts_the_word(family):
    assert "挂靠" in OFFER
    assert "挂靠" not in disguise(family)


@pytest.mark.parametrize("family", LOOKS_THE_SAME)
def test_what_is_not_seen_is_all_that_is_put_in(family):
    invisible = insertions.ZERO_WIDTH + insertions.OTHER_INVISIBLE
    assert disguise(family).translate(dict.fromkeys(map(ord, invisible))) == OFFER


@pytest.mark.parametrize("family", ["部首码位", "全角"])
def test_other_code_points_of_the_same_character(family):
    assert unicodedata.normalize("NFKC", disguise(family)) == unicodedata.normalize("NFKC", OFFER)


def test_a_browser_shows_what_was_escaped_and_tagged():
    assert html.unescape(disguise("网页转义")) == OFFER
    assert re.sub("<[^>]*>", "", disguise("网页标签")) == OFFER


@pytest.mark.parametrize(
    ("family", "text", "written"),
    [
        pytest.param("整词拼音", "挂靠", r"gua[ '-]?kao", id="拼音"),
        pytest.param("拼音夹字", "挂靠", r"gua ?靠|挂kao", id="夹一个拼音"),
        pytest.param("首字母夹字", "挂靠", r"g靠|挂k", id="夹一个字母"),
        pytest.param("首字母", "一建挂靠", r"yjgk", id="只写字母"),
        pytest.param("颠倒", "挂靠社保", r"靠挂保社", id="倒着写"),
        pytest.param("拆字", "挂证", r"(挂|[扌才]圭|扌土土)(证|[讠言]正)", id="拆开"),
        pytest.param("繁体", "挂靠证书", r"[掛挂]靠[證証]書", id="繁体"),
        pytest.param("级别用数字", "二级", r"2级", id="级别"),
        pytest.param("大写数字", "一建3.5万/年", r"壹建叁万伍/年", id="大写"),
        pytest.param("大写数字", "三年60万", r"叁年陆拾万", id="大写的几十"),
        pytest.param("价格用汉字", "15万/年", r"十五万/年", id="十几"),
        pytest.param("价格用汉字", "1.2-1.8万", r"一点二-一点八万", id="价格区间"),
        pytest.param("价格用汉字", "电话0000-3456781", r"电话0000-3456781", id="电话不是价格"),
        pytest.param("圈码数字", "二建3万", r"㊁建③万|2\ufe0f\u20e3建3\ufe0f\u20e3万", id="圈码"),
    ],
)
@pytest.mark.parametrize("seed", range(5))
def test_manner_of_writing(family, text, written, seed):
    assert re.fullmatch(written, disguise(family, text, seed), re.IGNORECASE)


@pytest.mark.parametrize(
    "word", [r"\d+k", r"\d+w\d", r"\d个"], ids=["以千计", "半万写在后面", "以个计"]
)
def test_prices_are_written_in_several_units(word):
    written = {disguise("价格单位", seed=seed) for seed in range(40)}
    assert any(re.search(word, text, re.IGNORECASE) for text in written)


@every_family
@given(text=st.text(), seed=st.integers(0, 9))
def test_any_text_can_be_disguised(family, text, seed):
    assert isinstance(disguise(family, text, seed), str)


def test_only_the_city_s_brokers_disguise_what_they_write():
    rows = advertisements(found_town(Random(1)), Random(2), 600)
    plain = re.compile(r"[一-鿿㐀-䶿\w\s，。、：“”‘’【】（）〔〕/.\-~+]*")
    odd = {row["label"] for row in rows if not plain.fullmatch(row["text"])}
    assert odd == {"broker"}
    assert all(row["title"] == " ".join(row["title"].split()) for row in rows)
