import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guazheng_lib.ads.circumstances import (
    Circumstance,
    circumstances,
    counted,
    with_circumstances,
)
from guazheng_lib.ads.circumstances.scale import scale, told
from guazheng_lib.ads.circumstances.strangers import Strangers
from guazheng_lib.ads.contacts import Contact, ContactKind
from guazheng_lib.ads.manner import most_by_manner
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.employers import Registry

A, B, C, D = (
    f"秦皇岛市{name}有限公司" for name in ("远帆建材", "禾丰食品", "晨星物流", "岭秀家政")
)
TEXT = "招聘文员，负责整理单据，月薪四千元，双休，地址在开发区，有意者请带简历来面试。"


def codes(rows, *, phones=None, kinds=None, groups=None, register=None, scores=None):
    """Give the codes of each (agency, employer); all share one text and one phone unless said."""
    ads = pd.DataFrame(rows, columns=["agency", "employer"]).assign(text=TEXT)
    ads["score"] = 1.0 if scores is None else scores
    phones = [None] * len(rows) if phones is None else phones
    kinds = [ContactKind.PHONE] * len(rows) if kinds is None else kinds
    contacts = [
        [] if phone is None else [Contact(kind, phone)]
        for kind, phone in zip(kinds, phones, strict=True)
    ]
    groups = list(range(len(rows))) if groups is None else groups
    found = circumstances(ads, contacts, groups, register)
    return [[sign.code for sign in signs] for signs in found]


@pytest.mark.parametrize(
    ("rows", "seen"),
    [
        pytest.param([(None, A), (None, B), (None, C)], True, id="三家不相干的单位"),
        pytest.param([(None, A), (None, B)], False, id="两家还是巧合"),
        pytest.param(
            [(None, A), (None, A.replace("有限公司", "有限责任公司")), (None, f"{A}第一分公司")],
            False,
            id="一家的几种写法和分支",
        ),
        pytest.param([("人力甲", A), ("人力甲", B), ("人力甲", C)], False, id="同一机构代招"),
        pytest.param([("人力甲", A), ("人力乙", B), (None, C)], True, id="不同机构"),
        pytest.param([(None, None)] * 3, False, id="都没写单位"),
    ],
)
def test_one_text_under_many_employers(rows, seen):
    assert codes(rows, groups=[1] * len(rows)) == [["SHARED_TEXT"] if seen else []] * len(rows)


def test_texts_that_everybody_copies_say_nothing():
    many = [(None, f"秦皇岛市第{n}轩逸商贸有限公司") for n in range(scale().most_names + 1)]
    assert not any(codes(many, groups=[1] * len(many)))


@pytest.mark.parametrize(
    ("rows", "seen"),
    [
        pytest.param([(None, A), (None, B)], True, id="两家不相干的单位"),
        pytest.param([(None, A), (None, f"{A}第一分公司")], False, id="总公司和分公司"),
        pytest.param([("人力甲有限公司", A), ("人力甲有限公司", B)], False, id="同一机构的客户"),
        pytest.param([("人力甲有限公司", A), (None, A)], False, id="客户自己也登"),
        pytest.param(
            [("昌黎县益才人力资源有限公司", A), ("卢龙县博聘劳务派遣有限公司", A)],
            True,
            id="两家机构一个电话",
        ),
        pytest.param([("秦皇岛益才人力资源有限公司", A), (None, B)], True, id="机构与非客户"),
    ],
)
def test_a_phone_of_unrelated_advertisers(rows, seen):
    found = codes(rows, phones=["13000000000"] * len(rows))
    assert found == [["SHARED_PHONE"] if seen else []] * len(rows)


@pytest.mark.parametrize(
    ("kind", "employers", "seen"),
    [
        pytest.param(ContactKind.QQ, [A, B], ["SHARED_ACCOUNT"], id="QQ"),
        pytest.param(ContactKind.WECHAT, [A, B], ["SHARED_ACCOUNT"], id="微信"),
        pytest.param(ContactKind.ADDRESS, [A, B], [], id="同楼两家不足为奇"),
        pytest.param(ContactKind.ADDRESS, [A, B, C], ["SHARED_ADDRESS"], id="同门牌三家"),
    ],
)
def test_other_contacts(kind, employers, seen):
    rows = [(None, employer) for employer in employers]
    found = codes(rows, phones=["x1234567"] * len(rows), kinds=[kind] * len(rows))
    assert found == [seen] * len(rows)


@pytest.fixture(scope="module")
def register():
    names = [f"秦皇岛市第{n}恒{c}建筑有限公司" for n in range(30) for c in "泰基"] + [A]
    return Registry(pd.DataFrame({"employer": names, "employer_uscc": None}))


@pytest.mark.parametrize(
    ("employer", "seen"),
    [
        pytest.param(A, False, id="在册"),
        pytest.param(f"{A}第一分公司", False, id="分公司"),
        pytest.param(B, True, id="本地而不在册"),
        pytest.param("石家庄市禾丰食品有限公司", False, id="名录不管外地"),
        pytest.param("禾丰食品有限公司", False, id="看不出地区"),
        pytest.param("秦皇岛某餐厅", False, id="简称"),
    ],
)
def test_an_employer_off_the_register(employer, seen, register):
    assert codes([(None, employer)], register=register) == [["UNREGISTERED"] if seen else []]


def test_without_a_register_nobody_is_unregistered():
    assert codes([(None, B)]) == [[]]


def test_an_employer_who_is_loud_elsewhere():
    rows = [(None, A)] * 4 + [(None, B)] * 4 + [(None, C)]
    found = codes(rows, scores=[1.0, 40.0, 42.0, 41.0, 1.0, 2.0, 1.0, 3.0, 44.0])
    assert found == [["LOUD_EMPLOYER"]] * 4 + [[]] * 5


@pytest.mark.parametrize(
    ("rows", "scores"),
    [
        pytest.param([("人力甲", None)] * 4, [40.0] * 4, id="机构的客户不是同一单位"),
        pytest.param([(None, A)] * 4, [1.0, 1.0, 99.0, 99.0], id="按用语判断的看不出写法"),
    ],
)
def test_whose_manner_is_not_known(rows, scores):
    assert codes(rows, scores=scores) == [[]] * len(rows)


def test_reasons_tell_the_counts():
    ads = pd.DataFrame({"agency": None, "employer": [A, B, C, D], "text": TEXT, "score": 1.0})
    [first, *_] = circumstances(ads, [[]] * 4, ["G"] * 4)
    assert [sign.reason for sign in first] == [
        "同一内容（只换名称、数字）以 4 家互不相干的用人单位名义发布"
    ]


def test_no_advertisements_no_circumstances():
    ads = pd.DataFrame({"agency": [], "employer": [], "text": [], "score": []})
    assert circumstances(ads.astype({"text": "str"}), [], []) == []


def test_names_beyond_those_compared_are_a_lower_bound():
    names = [
        f"{city}市远帆{trade}有限公司" for city in ("唐山", "保定") for trade in ("食品", "建材")
    ]
    assert Strangers(None, 12).count(names) == 4
    assert Strangers(None, 3).count(names) == 3


@pytest.mark.parametrize(
    ("verdict", "signs", "becomes"),
    [
        pytest.param("clear", ["SHARED_TEXT"], "clear", id="一个情形不改判断"),
        pytest.param("clear", ["SHARED_TEXT", "SHARED_PHONE"], "suspect", id="两个情形存疑"),
        pytest.param("clear", ["SHARED_ADDRESS", "UNREGISTERED"], "clear", id="两个弱情形"),
        pytest.param("clear", ["SHARED_TEXT", "LOUD_EMPLOYER"], "clear", id="写法不算情形"),
        pytest.param("suspect", ["SHARED_TEXT", "SHARED_PHONE"], "suspect", id="存疑仍是存疑"),
        pytest.param("broker", ["SHARED_TEXT"], "broker", id="其他判断不变"),
    ],
)
def test_circumstances_make_suspect_at_most(verdict, signs, becomes):
    found = [told(code, 3) for code in signs]
    judged, score = with_circumstances(Verdict(verdict), 20.0, found)
    assert judged == becomes
    assert score > 20.0
    assert (score >= 50.0) == (becomes == "suspect" and verdict == "clear") or verdict != "clear"


def test_the_employers_manner_lifts_nothing_above_what_words_made_of_it():
    loud = [told("LOUD_EMPLOYER", 9, share=4.0)]
    assert with_circumstances(Verdict.SUSPECT, 60.0, loud) == (Verdict.SUSPECT, 60.0)


@pytest.mark.parametrize("verdict", Verdict)
def test_the_employers_manner_is_told_only_where_it_ranks(verdict):
    signs = [told("SHARED_TEXT", 3), told("LOUD_EMPLOYER", 9)]
    codes_told = [sign.code for sign in counted(verdict, signs)]
    ranked = ["LOUD_EMPLOYER"] if verdict is Verdict.CLEAR else []
    assert codes_told == ["SHARED_TEXT", *ranked]


@given(
    score=st.floats(0, 100),
    points=st.lists(st.floats(0.1, 5), max_size=4),
    verdict=st.sampled_from(Verdict),
)
def test_a_score_is_never_less_for_a_circumstance(score, points, verdict):
    signs = [Circumstance("LOUD_EMPLOYER", "", "", each, 2) for each in points]
    judged, after = with_circumstances(verdict, score, signs)
    assert judged is verdict
    assert score - 1e-9 <= after <= 100.0
    if verdict is Verdict.CLEAR and score < most_by_manner():
        assert after <= most_by_manner()
