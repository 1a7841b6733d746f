"""Which ranked agency an advertisement is of."""

import pandas as pd
import pytest

from guazheng_lib.ads.agencies.places import places_of

CODE, OTHER = "91110000600037341L", "91999999MA00000X0Y"
RANKED = pd.DataFrame(
    {
        "agency": ["甲人力有限公司", "乙人才有限公司", None, "同名公司", "同名公司"],
        "agency_uscc": [CODE, None, None, "91999999MA00000X1A", OTHER],
        "other_names": [["甲人力有限责任公司"], [], [], [], []],
    }
)


@pytest.mark.parametrize(
    ("agency", "code", "place"),
    [
        pytest.param("甲人力有限公司", CODE, 0, id="名称和代码"),
        pytest.param("甲人力有限责任公司", None, 0, id="其他写法"),
        pytest.param("甲人力（有限公司）", CODE, 0, id="只认得代码"),
        pytest.param("乙 人才有限公司", "代码未知", 1, id="只认得名称，写法不齐"),
        pytest.param(None, None, 2, id="没有写机构"),
        pytest.param("同名公司", OTHER, 4, id="同名的看代码"),
        pytest.param("没有排到的公司", None, 5, id="不在其中"),
    ],
)
def test_an_agency_is_found_by_code_or_spelling(agency, code, place):
    rows = pd.DataFrame({"agency": [agency], "agency_uscc": [code]}, index=[7])
    assert places_of(rows, RANKED).to_dict() == {7: place}


def test_a_code_without_a_name_leaves_the_nameless_where_they_are():
    ranked = RANKED.iloc[[2, 0]].assign(agency=None, agency_uscc=[None, CODE])
    rows = pd.DataFrame({"agency": [None, None], "agency_uscc": [CODE, None]})
    assert places_of(rows, ranked).tolist() == [1, 0]
