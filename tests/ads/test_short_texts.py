"""Texts of a few words, in which every certificate meets every turn of phrase."""

import pytest

from guazheng_lib.ads import classify

NAMES = (
    *("一建", "二建", "一级建造师", "机电一建", "监理", "监理工程师", "监理证", "国监"),
    *("公路监理", "造价师", "一造", "造价证", "注安", "消防工程师", "一消", "岩土"),
    *("结构师", "一结", "注册电气", "供配电", "暖通", "给排水", "公用设备", "注册化工"),
    *("测绘师", "规划师", "咨询师", "环评师", "建筑师", "一注", "土地估价师", "中级职称"),
    *("高级工程师", "中工", "高工", "八大员", "施工员证", "安全员证", "B证", "技工证"),
    *("设备监理师", "招标师", "路桥中级"),
)
OFFERS = (
    "{}挂靠",
    "{}出租",
    "{}求挂",
    "急需{}三名，只要证不要人",
    "出{}一本，初始，可配合社保",
    "{}一本，转注，全国可用，价格面议",
    "{} 唯一社保 3年 5.8万",
    "兼职{}，挂资质，不用来",
)
JOBS = (
    "招聘{}，五险一金，双休",
    "{}培训班开课了",
    "{}考试什么时候报名",
    "持{}证书者优先",
    "{}待遇面议，需到岗",
    "{}岗位职责：负责现场管理",
    "{}多少钱一个月工资",
    "我是{}，求一份工作",
    "{}教材二手出",
    "聘请{}担任讲师",
)
PUBLIC = (
    "严禁{}挂靠",
    "关于{}挂靠的处罚决定",
    "请勿将{}证书出租、出借",
    "{}挂靠被判赔偿3万元",
    "某公司租用{}证书承揽工程被罚",
    "下列关于{}挂靠的说法，正确的是（ ）。",
    "{}出租证书承担连带责任",
    "{}挂靠中介跑路，受害人报警",
)


def verdicts(form):
    return classify([form.format(name) for name in NAMES])["verdict"].set_axis(list(NAMES))


@pytest.mark.parametrize("form", OFFERS)
def test_an_offer_is_seen_whichever_certificate_it_names(form):
    said = verdicts(form)
    assert list(said[~said.isin(("broker", "suspect"))].index) == []


@pytest.mark.parametrize("form", [*JOBS, *PUBLIC])
def test_honest_words_are_clear_whichever_certificate_they_name(form):
    said = verdicts(form)
    assert list(said[said.ne("clear")].index) == []
