import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import screened

from guazheng_lib.terms.catalogue import Indicator, Level
from guazheng_lib.workbench.lead_filter import LeadFilter, Order

TABLE = screened(
    {"person_name": "一致", "level": "consistent"},
    {
        "person_name": "先查",
        "level": "priority",
        "score": 80.0,
        "months_elsewhere": 12,
        "indicators": ["SI_OTHER", "HF_OTHER"],
        "registered_employer": "甲市丁戊建筑工程（集团）有限公司",
        "actual_employer": "乙市己庚ＡＢＣ设计院",
    },
    {"person_name": "一般", "level": "review", "score": 90.0, "indicators": ["SI_AGENCY"]},
    {
        "person_name": "先查其二",
        "level": "priority",
        "score": 60.0,
        "months_elsewhere": 17,
        "indicators": ["SI_OTHER"],
        "registered_employer": "丙市辛壬监理有限公司",
    },
    {"person_name": "缺数据", "level": "data_gap", "score": 1.0, "indicators": ["SI_NONE"]},
    {"person_name": "免责", "level": "exempt", "exemption": "E1"},
)


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        pytest.param(LeadFilter(), ["先查", "先查其二", "一般", "缺数据"], id="默认只列线索"),
        pytest.param(
            LeadFilter(levels={Level.PRIORITY}), ["先查", "先查其二"], id="一个级别按分数排"
        ),
        pytest.param(
            LeadFilter(levels=set()),
            ["先查", "先查其二", "一般", "缺数据", "免责", "一致"],
            id="都不选即全部",
        ),
        pytest.param(
            LeadFilter(indicator=Indicator.SI_OTHER), ["先查", "先查其二"], id="按存疑指标"
        ),
        pytest.param(LeadFilter(indicator=Indicator.SI_MULTI), [], id="没有的指标"),
        pytest.param(LeadFilter(employer="(集团)"), ["先查"], id="括号不分全角半角"),
        pytest.param(LeadFilter(employer="己庚 abc"), ["先查"], id="实际单位也算，不分大小写"),
        pytest.param(LeadFilter(employer="."), [], id="不是正则表达式"),
        pytest.param(
            LeadFilter(employer="  "), ["先查", "先查其二", "一般", "缺数据"], id="只有空格"
        ),
        pytest.param(
            LeadFilter(levels={Level.PRIORITY}, order=Order.MONTHS),
            ["先查其二", "先查"],
            id="按不一致月数",
        ),
        pytest.param(
            LeadFilter(levels={Level.PRIORITY}, order=Order.EMPLOYER),
            ["先查其二", "先查"],
            id="按注册单位",
        ),
    ],
)
def test_gives_the_leads_asked_for_in_order(conditions, expected):
    assert list(conditions.apply(TABLE)["person_name"]) == expected


@given(
    st.builds(
        LeadFilter,
        levels=st.sets(st.sampled_from(Level)),
        indicator=st.none() | st.sampled_from(Indicator),
        employer=st.sampled_from(["", "甲市", "监理", "不存在"]),
        order=st.sampled_from(Order),
    ),
    st.permutations(range(len(TABLE))),
)
def test_neither_alters_its_argument_nor_depends_on_the_order_of_rows(conditions, order):
    shuffled = TABLE.iloc[list(order)]
    before = shuffled.copy()
    pd.testing.assert_frame_equal(conditions.apply(shuffled), conditions.apply(TABLE))
    pd.testing.assert_frame_equal(shuffled, before)


def test_an_empty_result_keeps_its_columns():
    empty = TABLE.iloc[:0]
    assert list(LeadFilter(employer="甲").apply(empty).columns) == list(TABLE.columns)
    assert LeadFilter(indicator=Indicator.SI_NONE).apply(empty).empty
