"""What sort of employer; all names are made up."""

import pandas as pd
import pytest
from stdnum.cn import uscc

from guazheng_lib.employers import Registry, employer_kind, employer_kinds


def code(kind: str) -> str:
    first17 = f"{kind}999999MA0000001"
    return first17 + uscc.calc_check_digit(first17)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("某泰建筑工程有限公司", "firm"),
        ("某泰建筑劳务有限公司", "firm"),
        ("某泰劳务分包有限公司", "firm"),
        ("中铁一局集团有限公司", "firm"),
        ("甲市建筑设计研究院有限公司", "firm"),
        ("甲江大学建筑设计院有限公司", "firm"),
        ("甲市某泰医院有限公司", "firm"),
        ("甲市邮政局", "firm"),
        ("甲市第一工程局", "firm"),
        ("甲市某泰机械厂", "firm"),
        ("甲市某泰劳务派遣有限公司", "agency"),
        ("甲市某泰人力资源有限公司第一分公司", "agency"),
        ("甲市某泰职业介绍所", "agency"),
        ("甲市人力资源和社会保障局", "state_organ"),
        ("甲县住房和城乡建设局", "state_organ"),
        ("甲县人民政府", "state_organ"),
        ("甲县开发区管理委员会", "state_organ"),
        ("甲市城乡建设管理委员会", "state_organ"),
        ("甲市人才交流中心", "public_institution"),
        ("甲市第一医院", "public_institution"),
        ("甲县实验中学", "public_institution"),
        ("甲县公路养护二站", "public_institution"),
        ("甲县建设工程质量监督站", "public_institution"),
        ("甲县城市管理综合执法大队", "public_institution"),
        ("甲江工业大学", "university"),
        ("甲江工业大学秦皇岛分校", "university"),
        ("甲市职业技术学院", "university"),
        ("灵活就业人员", "other"),
        ("甲市建筑业协会", "other"),
    ],
)
def test_kind_by_name(name, kind):
    assert employer_kind(name) == kind


@pytest.mark.parametrize(
    ("name", "prefix", "kind"),
    [
        ("甲县投资评审事务所", "12", "public_institution"),
        ("甲县事务管理局", "12", "public_institution"),
        ("甲县综合服务中心", "11", "state_organ"),
        ("甲江大学", "12", "university"),
        ("甲县设计院", "91", "firm"),
        ("甲县某泰人力资源有限公司", "91", "agency"),
    ],
)
def test_a_valid_code_outweighs_the_name(name, prefix, kind):
    assert employer_kind(name, code(prefix)) == kind
    wrong = code(prefix)[:-1] + ("0" if code(prefix)[-1] != "0" else "1")
    assert employer_kind(name, wrong) == employer_kind(name)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("机关", "state_organ"),
        ("机关法人", "state_organ"),
        ("事业单位", "public_institution"),
        ("大专院校", "university"),
        ("人力资源服务机构", "agency"),
        ("劳务派遣企业", "agency"),
        ("建筑业企业", "firm"),
        ("其他企业", "firm"),
    ],
)
def test_the_registers_word_comes_first(word, kind):
    register = Registry(
        pd.DataFrame({"employer": ["甲县某某"], "employer_uscc": [code("91")], "kind": [word]})
    )
    assert employer_kind("甲县某某", registry=register) == kind
    assert employer_kind("甲县 某某（本部）", registry=register) == kind


def test_who_is_licensed_is_an_agency():
    agencies = pd.DataFrame({"agency": ["甲市某泰网络科技有限公司"], "agency_uscc": [code("91")]})
    kinds = employer_kinds(
        ["甲市某泰网络科技 有限公司", "乙市别名公司", "甲市某昌网络科技有限公司", None],
        [None, code("91"), None, None],
        agencies=agencies,
    )
    assert kinds[:3].tolist() == ["agency", "agency", "firm"]
    assert kinds.isna().tolist() == [False, False, False, True]
