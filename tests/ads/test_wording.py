import importlib
import sys
from collections import Counter
from itertools import pairwise
from math import log, sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guazheng_lib.ads.judge import judge
from guazheng_lib.ads.signs.entries import WORDING
from guazheng_lib.ads.signs.lexicon import concepts
from guazheng_lib.ads.text import fold
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.ads.wording import (
    Wording,
    passages_of,
    telling_clauses,
    with_wording,
    wording,
)
from guazheng_lib.ads.wording.runs import LONGEST_RUN, readable, runs_of, trained
from guazheng_lib.ads.wording.scale import rules

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks/ads"
VEILED = {
    "证闲着": "考了个二建水利，现在在家带娃，证放着也是放着，哪家要的话联系我，人去不了",
    "只在系统里": "施工资质增项人员全包，人只在系统里，不在工地上，您出章我出人",
    "用半年": "办资质缺中级职称一名，证用半年，给3500，不需本人来，视频认证一次",
    "名义任职": "兼职技术负责人，持高级职称即可，不参与管理，名义任职，月付800元",
    "条款不提证书": "乙方无须到甲方单位报到、考勤，遇检查时按甲方安排接听电话，甲方按年一次付清",
}
NOTICE = """关于开展专项整治的通知
各有关单位：近期发现一些网站发布虚假招聘信息，内容为
“{}”
上述行为违反《注册建造师管理规定》，一经查实，依法撤销注册并记入信用档案，欢迎举报。"""


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in VEILED.items()])
def test_a_veiled_offer_is_for_a_person_to_read(text):
    assert judge(text).verdict in (Verdict.SUSPECT, Verdict.BROKER)


@pytest.mark.parametrize(
    "text",
    [
        "一级建造师出租",
        "一级建造师租借",
        "监理证转让",
        "二级建造师出租，二级建造师出租",
        "造价师租赁",
    ],
)
def test_a_few_words_that_say_it_are_not_another_thing(text):
    assert judge(text).verdict is Verdict.SUSPECT


def test_what_is_only_worded_so_is_never_called_a_broker():
    worded = [judge(text) for text in VEILED.values()]
    found = [each for each in worded if WORDING in {span["code"] for span in each.spans}]
    assert found, "none of the examples rests on its wording"
    assert {each.verdict for each in found} == {Verdict.SUSPECT}
    assert all(concepts()[WORDING].title in "".join(each.reasons) for each in found)


@given(st.text("证一建社保元万，。\n", max_size=1200))
def test_passages_cover_the_text(text):
    passages = passages_of(text)
    assert passages[0][0] == 0
    assert passages[-1][1] == len(text)
    assert all(after[0] <= before[1] for before, after in pairwise(passages))
    assert max(end - start for start, end in passages) <= rules().passage


@given(st.floats(-9, 12), st.floats(-50, 50), st.floats(-50, 50))
def test_wording_nearer_to_brokers_never_lowers_the_sum(signs, one, other):
    low, high = (Wording(log_odds, 0, 1) for log_odds in sorted((one, other)))
    assert with_wording(signs, low) <= with_wording(signs, high)
    most, least = rules().most, rules().least
    assert with_wording(signs, high) <= signs + rules().weight * most + rules().more
    assert with_wording(signs, low) >= signs + rules().weight * least + rules().more


def test_without_a_word_about_certificates_signs_stand_alone():
    assert with_wording(1.5, None) == 1.5


@given(st.text("证一建社保元万，。\n转注不来", min_size=1, max_size=600))
def test_the_clauses_told_lie_in_the_passage(text):
    found = wording(text)
    if found:
        for start, end in telling_clauses(text, found):
            assert found.start <= start < end <= found.end
            assert "，" not in text[start:end]


def test_without_a_word_of_the_trade_nothing_is_compared():
    assert wording(fold("招聘前台，包吃住，月薪四千").text) is None


@given(st.text("证挂靠注册一二建造师社保不用来上班唯一元万年，。x ", min_size=1, max_size=300))
def test_the_odds_are_those_of_counting_one_by_one(text):
    found = wording(text + "一建")
    assert found is not None
    counts = Counter(run for run in runs_of(readable(text + "一建")) if run in trained()["runs"])
    points = length = 0.0
    for run, often in counts.items():
        weight, rarity = (each / 1000 for each in trained()["runs"][run])
        points += weight * rarity * (1 + log(often))
        length += (rarity * (1 + log(often))) ** 2
    expected = trained()["base"] + points / max(sqrt(length), rules().least_evidence)
    assert found.log_odds == pytest.approx(expected, abs=1e-6)


def test_a_clause_that_a_notice_quotes_is_not_read_by_itself():
    offer = "二建机电1.5万一年，不用坐班，社保可代缴，只需注册。"
    assert judge(offer).verdict in (Verdict.SUSPECT, Verdict.BROKER)
    assert judge(NOTICE.format(offer)).verdict is Verdict.CLEAR


def test_which_number_it_is_tells_nothing():
    assert readable("3.5万") == readable("1.2万")


def test_the_weights_on_file_are_short_runs_of_folded_text():
    runs = trained()["runs"]
    assert 2000 < len(runs) < 40_000
    assert all(len(run) <= LONGEST_RUN and readable(run) == run for run in runs)


@pytest.mark.slow
def test_the_weights_on_file_are_those_that_training_gives():
    sys.path.insert(0, str(BENCHMARK))
    train_wording = importlib.import_module("train_wording")
    sys.path.remove(str(BENCHMARK))
    base, runs = train_wording.train(train_wording.all_made_up())
    assert trained()["base"] == pytest.approx(base, abs=0.02)
    on_file = {run: weight / 1000 for run, (weight, _) in trained()["runs"].items()}
    assert on_file == pytest.approx({run: weight for run, (weight, _) in runs.items()}, abs=0.05)


def test_an_offer_hidden_among_honest_lines_is_seen():
    honest = [
        "招聘前台一名，负责来访登记和会议安排，双休，五险一金，月薪四千五。",
        "仓库管理员，到岗面议，包吃住，试用期一个月，工作地点在开发区。",
        "熟练使用办公软件，有责任心，服从安排，欢迎应届生投递简历。",
    ]
    offer = "二建机电1.5万一年，不用坐班，社保可代缴，只需注册。"
    text = "\n".join([*honest, offer, *honest])
    judged = judge(text)
    assert judged.verdict in (Verdict.SUSPECT, Verdict.BROKER)
    marked = {text[span["start"] : span["end"]] for span in judged.spans}
    assert any("1.5万一年" in words for words in marked)
