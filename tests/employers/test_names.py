"""How a name comes apart; all names are made up but for places and state firms' kinds."""

import pytest

from guazheng_lib.employers.names import parse_name


@pytest.mark.parametrize(
    ("name", "region", "brand", "trade", "form", "branch"),
    [
        ("秦皇岛市政建设集团有限公司", "河北秦皇岛", "", "市政建设", "有限公司", ""),
        ("抚宁县某泰建筑工程公司", "河北秦皇岛抚宁", "某泰", "建筑工程", "公司", ""),
        (
            "秦皇岛经济技术开发区某泰装饰有限公司",
            "河北秦皇岛开发区",
            "某泰",
            "装饰",
            "有限公司",
            "",
        ),
        ("中铁一局集团第五工程有限公司", "无", "中铁一局集团第五", "工程", "有限公司", ""),
        ("丙丁县某泰建筑有限公司", "丙丁", "某泰", "建筑", "有限公司", ""),
        ("承德县某泰建筑有限公司", "河北承德承德", "某泰", "建筑", "有限公司", ""),
        ("某泰建筑有限公司唐山第二项目部", "无", "某泰", "建筑", "有限公司", "唐山第二项目部"),
        ("某泰审计事务所(普通合伙)", "无", "某泰", "审计事务所", "普通合伙", ""),
        ("某泰建设第一分公司", "无", "某泰", "建设", "", "第一分公司"),
    ],
)
def test_parts(name, region, brand, trade, form, branch):
    parsed = parse_name(name)
    assert (str(parsed.region), parsed.brand, parsed.trade) == (region, brand, trade)
    assert (parsed.form, parsed.branch) == (form, branch)


@pytest.mark.parametrize("name", ["新华区某泰建筑有限公司", "桥西区某泰建筑有限公司"])
def test_a_county_of_several_cities_names_no_city(name):
    assert parse_name(name).region.city == ""


@pytest.mark.parametrize("name", ["城市建设有限公司", "某泰超市有限公司", "新某小区物业有限公司"])
def test_words_that_end_like_places_are_none(name):
    assert not parse_name(name).region.county


def test_head_of_a_branch():
    assert parse_name("某泰建筑（集团）有限公司 第一分公司").head.full == "某泰建筑集团有限公司"
