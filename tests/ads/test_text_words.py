import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from guazheng_lib.ads.data import read_data
from guazheng_lib.ads.text import fold

WORDS = read_data("text/words")["words"]


@pytest.mark.parametrize("entry", WORDS, ids=lambda entry: entry["word"])
def test_spellings_fold_to_the_word_meant(entry):
    assert fold(entry["word"]).text == entry["word"]
    for spelling in (*entry.get("letters", ()), *entry.get("also", ())):
        assert fold(spelling).text == entry["word"]


@pytest.mark.parametrize(
    "entry", read_data("text/words")["beside"], ids=lambda entry: entry["letters"]
)
def test_short_letters_count_only_beside_their_characters(entry):
    letters, word, first = entry["letters"], entry["word"], entry["behind"][0]
    assert fold(f"{first}{letters}").text == f"{first}{word}"
    assert fold(f"{letters}{entry['before'][0]}").text == f"{word}{entry['before'][0]}"
    assert fold(f"天{letters}天").text == f"天{letters}天"
    assert fold(f"{first}{letters}a").text == f"{first}{letters}a"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("刮靠", "挂靠"),
        ("卦靠费用", "挂靠费用"),
        ("二建刮考", "二建挂靠"),
        ("桂犒", "挂靠"),
        ("卦证", "挂证"),
        ("唯一社宝", "唯一社保"),
        ("唯1社堡", "唯一社保"),
        ("建造狮", "建造师"),
        ("健造湿", "建造师"),
        ("建造帅", "建造师"),
        ("监埋工程师", "监理工程师"),
        ("转住", "转注"),
        ("政书", "证书"),
        ("徽信", "微信"),
        ("不座班", "不坐班"),
        ("禾呈", "禾呈"),
        ("工禾呈师", "工程师"),
    ],
)
def test_a_word_is_known_by_sound_look_and_parts(written, meant):
    assert fold(written).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "开设保健课",
        "特设保安岗",
        "设备",
        "悬挂考核表",
        "意见、自治、公正书记员",
        "打造假山",
        "兼理财顾问",
        "转住院部",
        "装饰工程石家庄分公司",
        "专注研发",
        "政府机关证书写",
        "机电工程、师资力量",
        "社保、保险",
        "社保保险",
        "一级房建建造师",
        "建造师师傅",
        "一件、二间、一键",
        "威信",
        "发言正式",
        "材料加工程序",
        "持证、书面申请",
    ],
)
def test_ordinary_words_that_only_sound_alike_stay(text):
    assert fold(text).text == text


@pytest.mark.skipif(find_spec("jieba") is None, reason="jieba 的词典只在重新制表时要用")
def test_the_table_of_sounds_is_what_the_script_makes(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks" / "ads"))
    monkeypatch.delitem(sys.modules, "sounds", raising=False)
    from sounds import TABLE, made_table

    assert TABLE.read_text(encoding="utf-8") == made_table()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("注册建*师挂○，社X代缴", "注册建造师挂靠,社保代缴", id="遮一个字"),
        pytest.param("工程＊，注x城乡规划师", "工程师,注册城乡规划师", id="遮末字"),
        pytest.param("建*造*师，监*理", "建造师,监理", id="只是隔开"),
        pytest.param("证*明材料，关注*公众号", "证明材料,关注公众号", id="隔开的是常用词"),
        pytest.param("持有电工证*", "持有电工证", id="末尾的注释号"),
        pytest.param("规格监x9", "规格监x9", id="字母后接数字"),
    ],
)
def test_masked_characters_are_guessed_where_only_one_word_fits(text, read):
    assert fold(text).text == read


def test_a_masked_word_points_to_its_sign():
    folded = fold("急招建*师，社\u200b○代缴")
    at = folded.text.index("社保")
    assert folded.original[slice(*folded.original_span(at, at + 2))] == "社\u200b○"


@pytest.mark.parametrize("word", read_data("text/words")["masked"])
def test_every_masked_word_is_read_wherever_its_sign_stands(word):
    for at in range(1, len(word)):
        alike = [w for w in read_data("text/words")["masked"] if len(w) == len(word)]
        alike = [w for w in alike if w[:at] + w[at + 1 :] == word[:at] + word[at + 1 :]]
        assert fold(f"，{word[:at]}*{word[at + 1 :]}，").text.strip(",") == alike[0]
