"""The register as arbiter; firms and codes are made up."""

import pandas as pd
import pytest
from stdnum.cn import uscc

from guazheng_lib.employers import Registry, compare_pairs

case = pytest.param


def code(serial: int, kind: str = "91") -> str:
    """Make a credit code with a right check digit, of an area that was never issued."""
    first17 = f"{kind}999999MA{serial:07d}"
    return first17 + uscc.calc_check_digit(first17)


def firm(serial, name, former=None, parent=None, kind="建筑业企业"):
    return {
        "employer": name,
        "employer_uscc": code(serial),
        "former_names": former,
        "parent": parent,
        "kind": kind,
    }


FIRMS = [
    firm(1, "秦皇岛某泰建筑工程有限公司", former="秦皇岛某昌建筑有限公司、秦皇岛老某建筑公司"),
    firm(2, "秦皇岛昊某建筑工程有限公司"),
    firm(3, "秦皇岛吴某建筑工程有限公司"),
    firm(4, "河北甲江建设集团有限公司"),
    firm(5, "河北甲江建设集团有限公司唐山分公司"),
    firm(6, "秦皇岛乙海装饰有限公司", parent="河北甲江建设集团有限公司"),
    firm(7, "秦皇岛丙山市政有限公司", parent="河北甲江建设集团有限公司"),
    firm(8, "秦皇岛信诚防水保温工程有限公司"),
    firm(9, "秦皇岛双某装饰有限公司"),
    firm(10, "秦皇岛双某装饰有限责任公司"),
    firm(11, "秦皇岛丁河建筑有限公司", former="秦皇岛戊湖建筑有限公司"),
    firm(12, "秦皇岛戊湖建筑有限公司"),
    firm(13, "秦皇岛己岭建筑安装工程有限公司"),
    firm(14, "秦皇岛庚峰机电设备安装有限公司"),
    firm(15, "秦皇岛庚峰装饰有限公司"),
    firm(16, "秦皇岛辛川防水保温集团有限公司"),
    firm(17, "秦皇岛鼎新建筑安装工程有限公司"),
    firm(18, "秦皇岛鼎心建筑安装工程有限公司"),
    firm(19, "秦皇岛壬野建筑装饰设计有限公司"),
]
REGISTER = Registry(pd.DataFrame(FIRMS))


def relation(left, right, left_uscc=None, right_uscc=None):
    result = compare_pairs(
        [left], [right], REGISTER, left_uscc=[left_uscc], right_uscc=[right_uscc]
    )
    return result.relation[0]


@pytest.mark.parametrize(
    ("name", "uscc_written", "serial", "how"),
    [
        case("秦皇岛某泰建筑工程有限公司", None, 1, "name", id="现名"),
        case("秦皇岛某泰建筑工程 有限公司（本部）", None, 1, "name", id="现名加附注"),
        case("秦皇岛老某建筑公司", None, 1, "former", id="第二个曾用名"),
        case("秦皇岛某泰建筑工程有限公司第二项目部", None, 1, "branch", id="分支"),
        case("河北甲江建设集团有限公司唐山分公司", None, 5, "name", id="有自己代码的分公司"),
        case("河北省甲江建设集团有限责任公司唐山分公司", None, 5, "parts", id="分公司异写"),
        case("秦皇岛市某泰建筑工程有限责任公司", None, 1, "parts", id="市与组织形式"),
        case("秦皇岛某泰建筑有限公司", None, 1, "parts", id="漏写工程"),
        case("某泰建筑工程有限公司", None, 1, "parts", id="没写地区"),
        case("秦皇岛信城防水保温工程有限公司", None, 8, "similar", id="同音字"),
        case("秦黄岛某泰建筑工程有限公司", None, 1, "similar", id="地名错字"),
        case("秦皇岛信诚防水保文工程有限公司", None, 8, "similar", id="行业用语错字"),
        case("秦皇岛信城防水保温有限公司", None, 8, "similar", id="同音字又漏写工程"),
        case("秦皇岛信城防水保温工成有限公司", None, 8, "similar", id="同音字又错别字"),
        case("信诚(秦皇岛)防水保温工程有限公司项目部", None, 8, "parts", id="括注地区的分支"),
        case("信城(秦皇岛)防水保温工程有限公司", None, 8, "similar", id="括注地区又同音字"),
        case("秦皇岛己岭建安工程有限公司", None, 13, "shortened", id="建安"),
        case("秦皇岛己岭建安有限责任公司", None, 13, "shortened", id="建安又漏写工程"),
        case("秦皇岛己岭建安工成有限公司", None, 13, "similar", id="建安又错别字"),
        case("秦皇岛己岭建安工程有限公司二分公司", None, 13, "shortened", id="建安的分公司"),
        case("秦皇岛壬野建筑设计有限公司", None, 19, "shortened", id="漏写中间行业仅此一家"),
        case("秦皇岛己岭安装工程有限公司", None, None, None, id="少一头的行业不猜"),
        case("秦皇岛庚峰机电安装有限公司", None, 14, "shortened", id="同字号两家而简称只合一家"),
        case("秦皇岛庚峰机电有限公司", None, None, None, id="同字号两家不猜漏写"),
        case("秦皇岛辛川防水保温有限公司", None, 16, "parts", id="漏写集团"),
        case("秦皇岛己岭建筑安装工程集团有限公司", None, 13, "parts", id="多写集团"),
        case("0012-秦皇岛己岭建筑安装工程有限公司", None, 13, "name", id="单位编号"),
        case("秦皇岛鼎新建筑安装工成有限公司", None, 17, "similar", id="错别字而另有同音字号"),
        case("秦皇岛信达防水保温工程有限公司", None, None, None, id="字号不同音"),
        case("秦皇岛信诚达防水保温工程有限公司", None, None, None, id="字号多一字"),
        case("秦皇岛某太建筑工程公司", code(1), 1, "uscc", id="代码为准"),
        case("唐山别家装饰有限公司", code(1), 1, "uscc_name_differs", id="代码对名称全不同"),
        case("", code(1), 1, "uscc", id="只有代码"),
        case("秦皇岛某泰建筑工程有限公司", code(1)[:-1] + "A", 1, "name", id="代码校验不过"),
        case("唐山某泰建筑工程有限公司", None, None, None, id="别的地区"),
        case("秦皇岛某泰装饰工程有限公司", None, None, None, id="别的行业"),
        case("秦皇岛昂某建筑工程有限公司", None, None, None, id="与两家都差一字"),
        case("秦皇岛双某装饰公司", None, None, None, id="两家都像"),
        case("秦皇岛信城防水保温工程有限公司", code(99), None, None, id="有效代码不在名录"),
        case("唐山别家装饰有限公司", code(1)[:-1] + "A", None, None, id="坏代码不作数"),
        case(None, None, None, None, id="空"),
    ],
)
def test_resolve(name, uscc_written, serial, how):
    found = REGISTER.resolve([name], [uscc_written]).iloc[0]
    if serial is None:
        assert found.isna().all()
    else:
        assert (found.uscc, found.how) == (code(serial), how)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        case(
            "秦皇岛昊某建筑工程有限公司", "秦皇岛吴某建筑工程有限公司", "different", id="形近两家"
        ),
        case(
            "秦皇岛双某装饰有限公司", "秦皇岛双某装饰有限责任公司", "different", id="只差形式的两家"
        ),
        case("秦皇岛某泰建筑工程有限公司", "秦皇岛某昌建筑有限公司", "renamed", id="曾用名"),
        case("秦皇岛某昌建筑有限公司", "秦皇岛老某建筑公司", "renamed", id="两个曾用名"),
        case(
            "秦皇岛某泰建筑工程有限公司",
            "秦皇岛某昌建筑有限公司一分公司",
            "branch",
            id="曾用名的分公司",
        ),
        case(
            "秦皇岛信诚防水保温工程有限公司",
            "秦皇岛丁城防水保温工程公司",
            "different",
            id="错两字",
        ),
        case(
            "秦皇岛信诚防水保温工程有限公司",
            "秦皇岛信城防水保温工程有限公司",
            "same",
            id="同音错一字",
        ),
        case("河北甲江建设集团有限公司", "秦皇岛乙海装饰有限公司", "affiliated", id="母子公司"),
        case("秦皇岛丙山市政有限公司", "秦皇岛乙海装饰有限公司", "affiliated", id="同一母公司"),
        case(
            "河北甲江建设集团有限公司",
            "河北甲江建设集团有限公司唐山分公司",
            "branch",
            id="分公司另有代码",
        ),
        case("秦皇岛丁河建筑有限公司", "秦皇岛戊湖建筑有限公司", "unknown", id="曾用名现归别家"),
        case(
            "秦皇岛某泰建筑工程有限公司", "秦皇岛别家建筑工程有限公司", "different", id="一方不在册"
        ),
        case("秦皇岛双某装饰公司", "秦皇岛双某装饰有限公司", "unknown", id="两家都像"),
        case("秦皇岛己岭建安工程公司", "秦皇岛己岭建筑安装工程有限公司", "same", id="建安"),
        case("秦皇岛己岭建筑有限公司", "秦皇岛己岭建筑安装工程有限公司", "unknown", id="行业漏写"),
        case("秦皇岛庚峰装饰有限公司", "秦皇岛庚峰机电安装有限公司", "different", id="同字号两家"),
    ],
)
def test_relation_by_register(left, right, expected):
    assert relation(left, right) == expected
    assert relation(right, left) == expected


def test_codes_settle_whose_the_old_name_is():
    name = "秦皇岛戊湖建筑有限公司"
    assert relation("秦皇岛丁河建筑有限公司", name, code(11), code(11)) in ("same", "renamed")
    assert relation("秦皇岛丁河建筑有限公司", name, code(11), code(12)) == "different"


@pytest.mark.parametrize(
    ("right", "right_code", "expected"),
    [
        case("甲县某泰公司", code(50), "same", id="同码同名"),
        case("甲县别家公司", code(50), "renamed", id="同码异名"),
        case("甲县某泰公司一分公司", code(51), "branch", id="分公司异码"),
        case("甲县某泰公司", code(51), "different", id="异码同名"),
        case("甲县某泰公司", code(51)[:-1] + "0", "same", id="坏代码不作数"),
    ],
)
def test_codes_without_a_register(right, right_code, expected):
    found = compare_pairs(["甲县某泰公司"], [right], left_uscc=[code(50)], right_uscc=[right_code])
    assert found.relation[0] == expected


def test_two_columns_are_register_enough():
    small = Registry(pd.DataFrame(FIRMS)[["employer", "employer_uscc"]])
    assert small.resolve(["秦皇岛某泰建筑工程有限公司"]).uscc[0] == code(1)


def test_rows_of_one_code_are_one_legal_person():
    both = Registry(pd.DataFrame([firm(1, "甲县某泰公司"), firm(1, "甲县某昌公司")]))
    assert len(both) == 1
    assert compare_pairs(["甲县某泰公司"], ["甲县某昌公司"], both).relation[0] == "renamed"


def test_rows_of_one_wrong_code_stay_apart():
    wrong = {"employer_uscc": code(1)[:-1] + "A"}
    both = Registry(pd.DataFrame([firm(1, n) | wrong for n in ("甲县某泰公司", "甲县某昌公司")]))
    assert compare_pairs(["甲县某泰公司"], ["甲县某昌公司"], both).relation[0] == "different"


def test_an_empty_register_changes_nothing():
    none = Registry(pd.DataFrame({"employer": [], "employer_uscc": []}))
    assert compare_pairs(["甲县某泰公司"], ["甲县某泰公司"], none).relation[0] == "same"
    assert none.resolve(["甲县某泰公司"]).how.isna().all()


def test_relation_of_entities():
    entity = {e.uscc: e for e in REGISTER.entities}
    assert REGISTER.relation(entity[code(4)], entity[code(6)]) == "affiliated"
    assert REGISTER.relation(entity[code(1)], entity[code(2)]) == "different"
    assert REGISTER.relation(entity[code(1)], entity[code(1)]) == "same"
