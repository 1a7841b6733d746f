import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guazheng_lib.ads.judge import judge
from guazheng_lib.ads.manner import (
    false_job_score,
    left_out,
    manner_points,
    most_by_manner,
    points_of_scores,
)
from guazheng_lib.ads.model import judging
from guazheng_lib.ads.signs.lexicon import look_at
from guazheng_lib.ads.verdicts import Verdict

PLAIN = (
    "招聘仓库文员：负责登记出入库单据、整理台账；大专以上学历，熟练使用excel；"
    "8:30到17:30，双休，五险一金，月薪4200元；地址：工业园2号楼"
)
LOUD = (
    "你还在等什么？只要你有梦想，我们就给你舞台！！轻松月入过万，收入上不封顶！！"
    "学历不限，经验不限，敢于挑战高薪，改变命运，赶快加入我们！！"
)


def points(folded):
    return manner_points(look_at(folded))


@pytest.mark.parametrize(
    ("louder", "plainer"),
    [
        pytest.param(LOUD, PLAIN, id="煽动的比平实的"),
        pytest.param("招保险代理，整理保单、推荐险种", "招聘文员，整理单据、登记", id="保险增员"),
        pytest.param("带看房源，开单现金奖", "送货上门，计件工资", id="房产中介"),
        pytest.param("会所招足疗、按摩师，无经验可学", "机修车间招电工，持证上岗", id="养生娱乐"),
        pytest.param(f"{PLAIN}机会难得!机会难得!!", PLAIN, id="感叹号"),
        pytest.param(
            f"{PLAIN};天天都有大订单;天天都有大订单;天天都有大订单", PLAIN, id="反复说一句话"
        ),
        pytest.param(
            PLAIN.replace("4200", "3000-15000"), PLAIN.replace("4200", "3000-4500"), id="薪酬跨度大"
        ),
        pytest.param(
            "会焊接，肯干", "会焊接，肯干，8小时工作，月薪6000元，地址在工业园", id="什么都不写"
        ),
    ],
)
def test_what_is_louder_or_barer_comes_first(louder, plainer):
    assert points(louder) > points(plainer)


def test_a_lure_weighs_less_in_a_longer_text():
    said = "实现梦想，高薪不是梦。"
    filler = "。".join(f"第{n}项见附页" for n in range(200))
    in_long = points(said + PLAIN + filler) - points(PLAIN + filler)
    in_short = points(said + PLAIN) - points(PLAIN)
    assert in_short > 2 * in_long > 0


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        pytest.param(PLAIN, [], id="要素齐全"),
        pytest.param(
            "要求勤快", ["劳动报酬", "工作时间", "工作地点", "招聘条件", "工作内容"], id="都没有"
        ),
        pytest.param(
            "岗位职责：接待。月薪4000。年龄18岁以上。地址面议。工作时间:", ["工作时间"], id="空标题"
        ),
    ],
)
def test_what_the_law_wants_stated_is_missed(text, missing):
    assert left_out(text) == missing


@pytest.mark.parametrize(
    "text", [LOUD, LOUD * 3, "高薪!!!!诚聘保险代理，保单险种寿险，开单现金奖佣金"]
)
def test_manner_alone_is_no_verdict(text):
    judged = judge(text)
    assert judged.verdict is Verdict.CLEAR
    assert 0 < judged.score < most_by_manner()


def test_manner_orders_what_has_signs_as_well():
    sign = "押金500元。"
    loud, plain = judge(sign + LOUD), judge(sign + PLAIN)
    assert loud.verdict == plain.verdict == Verdict.SUSPECT
    assert loud.score > plain.score >= 50


finite = st.floats(-12, 12)


@given(fake=finite, manner=finite, more=st.floats(0.01, 5))
def test_a_score_rises_with_manner_and_never_passes_that_of_a_sign(fake, manner, more):
    base = judging().fake
    quiet = min(fake, base.suspect_from - 0.01)
    assert false_job_score(quiet, manner) <= false_job_score(quiet, manner + more)
    assert false_job_score(quiet, manner) < most_by_manner()
    assert false_job_score(base.suspect_from, manner) >= 50.0


@given(manner=st.floats(-6, 6))
def test_points_are_read_back_from_scores(manner):
    score = false_job_score(judging().fake.base, manner)
    assert points_of_scores(np.array([score]))[0] == pytest.approx(manner, abs=1e-4)
