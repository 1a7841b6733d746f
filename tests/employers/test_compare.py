"""What two names are to each other by their letters; all names are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guazheng_lib.employers import compare_pairs
from guazheng_lib.terms.catalogue import Relation

case = pytest.param
SAME, BRANCH, AFFILIATED = Relation.SAME, Relation.BRANCH, Relation.AFFILIATED
DIFFERENT, UNKNOWN = Relation.DIFFERENT, Relation.UNKNOWN


def relation(left, right):
    return compare_pairs([left], [right]).relation[0]


def score(left, right):
    return compare_pairs([left], [right]).score[0]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        case("某泰建筑有限公司", "某泰建筑有限公司", SAME, id="一字不差"),
        case("某泰建筑（集团）有限公司", "某泰建筑(集团) 有限公司", SAME, id="全半角空格"),
        case("秦皇岛某泰建築有限公司", "秦皇岛某泰建筑有限公司", SAME, id="繁体"),
        case("某泰ABC·建筑有限公司", "某泰abc-建筑有限公司。", SAME, id="大小写与标点"),
        case("某泰建筑有限公司（原名某昌建筑有限公司）", "某泰建筑有限公司", SAME, id="附注"),
        case("某泰建筑有限公司（本部）（本部）", "某泰建筑有限公", SAME, id="本部与截断"),
        case("某泰建筑（有限公司）", "某泰建筑有限公司", SAME, id="括起组织形式"),
        case("秦皇岛某泰建筑有限公司", "秦皇岛某泰建筑有限责任公司", SAME, id="组织形式"),
        case("秦皇岛某泰建筑公司", "秦皇岛某泰建筑股份有限公司", SAME, id="改制"),
        case("河北省秦皇岛市某泰建筑有限公司", "秦皇岛某泰建筑有限公司", SAME, id="省市字样"),
        case("抚宁县某泰建筑有限公司", "秦皇岛市抚宁区某泰建筑有限公司", SAME, id="县改区"),
        case("青龙满族自治县某泰建筑有限公司", "青龙县某泰建筑有限公司", SAME, id="自治县"),
        case("莱阳市某泰建筑有限公司", "莱阳某泰建筑有限公司", SAME, id="名录外的县市"),
        case("某泰(北京)科技有限公司", "北京某泰科技有限公司", SAME, id="括注的地区"),
        case("秦皇岛市政工程有限公司", "秦皇岛市市政工程有限公司", SAME, id="市政"),
        case("秦皇岛第1建筑工程公司", "秦皇岛第一建筑工程公司", SAME, id="数字写法"),
        case("秦皇岛某泰水利水电公程有限公司", "秦皇岛某泰水利水电工程有限公司", SAME, id="错别字"),
        case(
            "秦皇岛经济技术开发区某泰建筑有限公司",
            "秦皇岛开发区某泰建筑有限公司",
            SAME,
            id="开发区",
        ),
        case("秦皇岛某泰建筑有限公司", "唐山某泰建筑有限公司", DIFFERENT, id="地级市不同"),
        case("海港区某泰建筑有限公司", "山海关区某泰建筑有限公司", DIFFERENT, id="县区不同"),
        case("河北某泰建筑有限公司", "辽宁某泰建筑有限公司", DIFFERENT, id="省不同"),
        case("中铁一局集团有限公司", "中铁二局集团有限公司", DIFFERENT, id="局的序号"),
        case("秦皇岛第一建筑工程公司", "秦皇岛第二建筑工程公司", DIFFERENT, id="第一与第二"),
        case("秦皇岛某泰建筑有限公司", "秦皇岛某昌建筑有限公司", DIFFERENT, id="字号一字"),
        case("海口佳某轩装饰工程有限公司", "海口佳某装饰工程有限公司", DIFFERENT, id="字号多一字"),
        case("秦皇岛某泰装饰工程有限公司", "秦皇岛某泰市政工程有限公司", DIFFERENT, id="行业不同"),
        case("秦皇岛某泰建筑有限公司", "秦皇岛某泰建筑安装有限公司", UNKNOWN, id="多出安装"),
        case("秦皇岛某泰建筑安装工程公司", "秦皇岛某泰建安工程公司", SAME, id="建安"),
        case("秦皇岛某泰机电设备安装公司", "秦皇岛某泰机电安装公司", SAME, id="机电安装"),
        case("秦皇岛某泰装饰装修公司", "秦皇岛某泰装饰公司", SAME, id="装饰"),
        case("秦皇岛某泰水利水电工程公司", "秦皇岛某泰水电工程公司", SAME, id="水电"),
        case("秦皇岛某泰工程造价咨询公司", "秦皇岛某泰造价咨询公司", SAME, id="造价咨询"),
        case("秦皇岛某泰建设工程监理公司", "秦皇岛某泰监理公司", SAME, id="监理"),
        case("秦皇岛某泰勘察设计公司", "秦皇岛某泰勘设公司", SAME, id="勘设"),
        case("秦皇岛某泰建筑安装公司", "秦皇岛某昌建安公司", DIFFERENT, id="简称而字号不同"),
        case("秦皇岛某泰建筑安装公司", "唐山某泰建安公司", DIFFERENT, id="简称而地区不同"),
        case("秦皇岛某泰建安公司", "秦皇岛某泰建安集团公司", SAME, id="只多集团"),
        case("秦皇岛某泰建筑安装公司", "秦皇岛某泰建安集团公司", UNKNOWN, id="简称又多集团"),
        case("秦皇岛某泰防水保温公司", "秦皇岛某泰防水公司", UNKNOWN, id="行业漏写"),
        case("秦皇岛某泰防水保温公司", "秦皇岛某泰保温防水公司", DIFFERENT, id="行业次序不同"),
        case("秦皇岛某泰建筑股份集团有限公司", "秦皇岛某泰建筑股份有限公司", SAME, id="股份集团"),
        case(
            "某泰(秦皇岛)建筑有限公司一分公司",
            "秦皇岛某泰建筑有限公司",
            BRANCH,
            id="括注地区与分公司",
        ),
        case("13030016-秦皇岛某泰建筑有限公司", "秦皇岛某泰建筑有限公司", SAME, id="单位编号"),
        case("秦皇岛某泰建筑有限公司", "秦皇岛某泰建筑有限公司第一分公司", BRANCH, id="总分"),
        case("某泰建筑有限公司一分公司", "某泰建筑有限公司二分公司", BRANCH, id="两个分公司"),
        case("某泰建筑有限公司项目部", "某泰建筑有限责任公司", BRANCH, id="项目部"),
        case("甲江工业大学秦皇岛分校", "甲江工业大学", BRANCH, id="分校"),
        case("某泰建筑有限公司一分公司", "某昌建筑有限公司一分公司", DIFFERENT, id="别家分公司"),
        case("中铁一局集团有限公司", "中铁一局集团第五工程有限公司", AFFILIATED, id="集团与子公司"),
        case(
            "中铁一局集团第四工程有限公司",
            "中铁一局集团第五工程有限公司",
            AFFILIATED,
            id="集团两子公司",
        ),
        case("甲江工业大学", "甲江工业大学建筑设计院有限公司", AFFILIATED, id="校办设计院"),
        case("某泰网络", "上海某泰网络科技有限公司", UNKNOWN, id="简称"),
        case("唯某网", "上海某泰网络科技有限公司", UNKNOWN, id="品牌名"),
        case("某泰建筑有限公司", "秦皇岛某泰建筑有限公司", UNKNOWN, id="一方没写地区"),
        case("秦皇岛某泰路桥有限公司", "秦皇岛某泰路桥工程有限公司", UNKNOWN, id="漏写工程"),
        case("秦皇岛建筑工程总公司", "秦皇岛建筑工程公司", UNKNOWN, id="总公司与公司"),
        case("", "秦皇岛某泰建筑有限公司", UNKNOWN, id="空名"),
        case(None, None, UNKNOWN, id="两边都没有"),
        case("。*", "。*", UNKNOWN, id="只有标点"),
    ],
)
def test_relation(left, right, expected):
    assert relation(left, right) == expected
    assert relation(right, left) == expected


def test_score_falls_as_doubt_grows():
    name = "秦皇岛市某泰建筑工程有限公司"
    ever_less_sure = [
        name,
        "秦皇岛市某泰建筑工程 有限公司",
        "河北省秦皇岛市某泰建筑工程有限公司",
        "秦皇岛市某泰建筑工程有限公司第一分公司",
        "秦皇岛市某泰建筑工程有限责任公司",
        "秦皇岛市某泰建筑工程集团有限公司",
        "秦皇岛市某泰建筑有限公司",
        "秦皇岛市某昌建筑工程有限公司",
        "唐山市鼎某装饰有限公司",
    ]
    scores = [score(name, other) for other in ever_less_sure]
    assert scores[0] == 100
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("秦皇岛第一建筑公司", "秦皇岛第二建筑公司", "序号不同：一 / 二"),
        ("秦皇岛第二建筑公司", "秦皇岛第一建筑公司", "序号不同：二 / 一"),
        ("秦皇岛某泰建筑公司", "唐山某泰建筑公司", "地区不同：河北秦皇岛 / 河北唐山"),
    ],
)
def test_reason_names_the_difference_in_the_order_given(left, right, said):
    assert compare_pairs([left], [right]).reason[0] == said


PLACES = st.sampled_from(["", "河北", "河北省", "秦皇岛", "秦皇岛市", "抚宁区", "唐山市", "丙县"])
BRANDS = st.text("泰昌永固鼎新海一二三", min_size=1, max_size=4)
TRADES = st.sampled_from(["", "建筑", "建筑工程", "装饰装修工程", "水利水电公程", "设计院"])
FORMS = st.sampled_from(["", "公司", "总公司", "有限公司", "有限责任公司", "集团有限公司"])
BRANCHES = st.sampled_from(["", "第一分公司", "项目部", "秦皇岛分公司"])
NAMES = st.builds("".join, st.tuples(PLACES, BRANDS, TRADES, FORMS, BRANCHES)) | st.text(max_size=8)


@given(NAMES, NAMES)
def test_comparison_is_symmetric(left, right):
    there, back = compare_pairs([left, right], [right, left]).itertuples(index=False)
    assert there.relation == back.relation
    assert there.score == back.score
    assert 0 <= there.score <= 100


@given(st.builds("".join, st.tuples(PLACES, BRANDS, TRADES, FORMS, BRANCHES)))
def test_a_name_is_itself(name):
    assert relation(name, name) == SAME
    assert score(name, name) == 100


@given(
    st.builds("".join, st.tuples(PLACES, BRANDS, TRADES, FORMS, BRANCHES)),
    NAMES,
    st.sampled_from([" {}", "{}　", "{}。", "{}（本部）", "{}*", "{}\t"]),
    st.data(),
)
def test_clerks_noise_changes_no_relation(name, other, noise, data):
    at = data.draw(st.integers(0, len(name)))
    noisy = noise.format(name[:at] + " " + name[at:])
    assert relation(noisy, other) == relation(name, other)
