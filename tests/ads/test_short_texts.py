"""Texts of a few words: every certificate meets every turn of phrase, offers sound like notices."""

import pytest

from guazheng_lib.ads import classify

NAMES = (
    *("一建", "二建", "一级建造师", "机电一建", "监理", "监理工程师", "监理证", "国监"),
    *("公路监理", "造价师", "一造", "造价证", "注安", "消防工程师", "一消", "岩土"),
    *("结构师", "一结", "注册电气", "供配电", "暖通", "给排水", "公用设备师", "注册化工"),
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

IN_PUBLIC_WORDS = (
    "出租二建证，由于某些原因急出",
    "二建出租，对于某些要求高的单位勿扰",
    "二建证出租，信任某一个中介不如找我",
    "二建机电初始，由于某些原因原单位到期，现转注，1.5万一年，唯一社保，不坐班",
    "出租二建证，联系人龙某，电话0000-1234567",
    "联系人：孔某，收二建市政，转注，唯一，1.5万/年",
    "某工程公司招二建，不坐班",
    "某建筑公司急租一级建造师市政证书三本，3万/年，不用到岗",
    "高薪聘请注册电气，证书放某企业，一年5万",
    "避雷黑中介，二建挂靠找我",
    "一建挂靠被骗了？找我们，受害者免费换单位，3万/年",
    "直接企业，避雷中介，二建机电1.5万一年，唯一社保，不坐班",
    "行业黑话：初始、转注、唯一。二建市政初始1.5万，转注1.3万",
    "口头约定均无效；乙方二级建造师证书供甲方使用三年，每年1.5万元，不坐班",
    "第二条 甲方按约定每年支付证书使用费；乙方二级建造师证书供甲方使用三年，每年1.5万元，不坐班",
    "期满甲方应予返还，每年付8000元，乙方二级建造师证书供甲方使用三年",
    "2024年3月5日，甲方与乙方签订证书使用协议，乙方二级建造师证书供甲方使用三年，每年1.5万元，不坐班",
    "甲方如因使用证书被罚，与乙方无关，乙方二级建造师证书供甲方使用三年，每年1.5万元，不坐班",
    "不用担心被查处，社保唯一，合同正规，二建一年1.5万",
    "一建证闲置可惜对吗？交给我们配单位，每年三万到账，不用到岗",
    "出租土地估价师",
    "出租安全评价师证",
)
IN_TRADE_WORDS = (
    "代挂一级建造师横幅",
    "单位挂监理工程师名牌",
    "公司给企业挂一级建造师锦旗",
    "一级消防工程师证书借用管理办法",
    "施工图纸借用，二建证借用审批单",
    "中标后借建造师证书原件备案",
    "借监理工程师证书复印件一个月用于投标备案，用后归还",
    "二建多少钱一年培训？",
    "施工员证多少钱一个，学校培训",
    "一级建造师多少钱一年年薪才合理",
    "一建培训班几万一年",
    "施工员证怎么挂失？",
    "招聘暖通一本专业毕业生",
    "新能源公司设备监理一本以上学历",
    "暖通一本通图书",
    "给排水一本通，二手教材10元",
    "公用设备出租",
    "二建又挂，求学习资料",
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


@pytest.mark.parametrize("text", IN_PUBLIC_WORDS)
def test_an_offer_is_seen_though_it_has_words_of_notices_and_reports(text):
    assert classify([text])["verdict"].item() in ("broker", "suspect")


@pytest.mark.parametrize("text", IN_TRADE_WORDS)
def test_honest_words_are_clear_though_the_trade_uses_them(text):
    assert classify([text])["verdict"].item() == "clear"
