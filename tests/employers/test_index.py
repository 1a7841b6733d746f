"""Searching names; all names are made up."""

import pytest

from guazheng_lib.employers import EmployerIndex

NAMES = [
    f"{place}{brand}{trade}有限公司"
    for place in ("秦皇岛市", "河北省", "昌黎县", "唐山")
    for brand in ("某泰", "昊某", "鼎某", "永某达")
    for trade in ("建筑工程", "装饰", "市政工程")
]
INDEX = EmployerIndex(NAMES)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda name: name[:4] + " " + name[4:], id="空格"),
        pytest.param(lambda name: name.replace("有限公司", "有限责任公司"), id="组织形式"),
        pytest.param(lambda name: name.replace("有限公司", "公司"), id="简写公司"),
        pytest.param(lambda name: name.replace("市", "", 1).replace("省", "", 1), id="省市字样"),
        pytest.param(lambda name: name + "（本部）", id="附注"),
        pytest.param(lambda name: name.replace("工程", "工成"), id="错别字"),
        pytest.param(lambda name: name.replace("某", "甘"), id="字号错一字"),
    ],
)
def test_a_spoiled_name_finds_its_row_first(spoil):
    found = INDEX.search([spoil(name) for name in NAMES], limit=1)
    assert found.name_row.tolist() == list(range(len(NAMES)))


def test_ranks_count_from_one_and_scores_fall():
    found = INDEX.search([NAMES[0], "", NAMES[5]], limit=4)
    assert found.columns.tolist() == ["query_row", "rank", "name_row", "name", "score"]
    assert found.query_row.tolist() == [0] * 4 + [2] * 4
    assert found[found.query_row == 0]["rank"].tolist() == [1, 2, 3, 4]
    assert found.groupby("query_row").score.is_monotonic_decreasing.all()
    assert found.loc[found["rank"] == 1, "score"].tolist() == [100, 100]


def test_min_score_leaves_out_what_is_unlike():
    assert INDEX.search(NAMES[:1], min_score=99).name.tolist() == NAMES[:1]
    assert INDEX.search(["无一字相同"], min_score=1).empty


def test_an_empty_index_finds_nothing():
    assert EmployerIndex([]).search(["某泰建筑有限公司"]).empty


def test_missing_names_are_never_found():
    assert EmployerIndex([None, "", "甲县某泰公司"]).search(["甲县某泰公司"]).name_row.tolist() == [
        2
    ]
