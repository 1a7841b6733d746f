import numpy as np
import pytest
from make import evidence, screened

from guazheng_lib.reports.evidence import TIMELINE_COLUMNS, evidence_table, timeline_rows
from guazheng_lib.terms.catalogue import Relation


def of(*pieces):
    return screened({"evidence": list(pieces)}).iloc[0]


def test_the_registration_comes_first_then_each_source_by_month():
    rows = timeline_rows(
        of(
            evidence(source="housing_fund", from_month="2023-01"),
            evidence(from_month="2024-01", to_month="2024-02"),
            evidence(from_month="2023-07"),
            evidence(source="registrations", relation="registered", from_month="2023-12"),
        )
    )
    assert tuple(rows.columns) == TIMELINE_COLUMNS
    assert list(zip(rows["source"], rows["from_month"], strict=True)) == [
        ("registrations", "2023-12"),
        ("social_insurance", "2023-07"),
        ("social_insurance", "2024-01"),
        ("housing_fund", "2023-01"),
    ]


@pytest.mark.parametrize(
    ("piece", "months"),
    [
        pytest.param({"from_month": "2024-03", "to_month": "2024-03"}, "2024年3月", id="一个月"),
        pytest.param(
            {"from_month": "2024-03", "to_month": "2024-11"}, "2024年3月—2024年11月", id="一段"
        ),
        pytest.param({"from_month": "2024-03", "to_month": None}, "2024年3月—仍在缴", id="仍在缴"),
        pytest.param(
            {"source": "safety_b", "from_month": "2024-03", "to_month": None},
            "2024年3月—止期未写",
            id="证书没有仍在缴一说",
        ),
        pytest.param(
            {"from_month": None, "to_month": "2024-11"}, "起始未写—2024年11月", id="只有止期"
        ),
        pytest.param({"from_month": None, "to_month": None}, "未写月份", id="都没写"),
        pytest.param({"from_month": float("nan"), "to_month": ""}, "未写月份", id="空值的各种写法"),
    ],
)
def test_months_are_said_as_the_file_has_them(piece, months):
    assert list(evidence_table(of(evidence(**piece)))["月份"]) == [months]


@pytest.mark.parametrize("relation", [*Relation, "registered"])
def test_every_relation_has_a_chinese_word(relation):
    (word,) = evidence_table(of(evidence(relation=str(relation))))["单位关系"]
    assert word not in ("", "—", str(relation))


def test_each_row_leads_back_to_its_cell():
    table = evidence_table(of(evidence(file="甲县/公积金.xlsx", sheet="缴存", row=9)))
    assert list(table["出处"]) == ["甲县/公积金.xlsx · 工作表「缴存」 · 第 9 行"]


@pytest.mark.parametrize("none", [[], None, float("nan"), np.array([], dtype=object)])
def test_no_evidence_is_an_empty_table(none):
    assert evidence_table({"evidence": none}).empty
    assert tuple(timeline_rows({"evidence": none}).columns) == TIMELINE_COLUMNS


def test_evidence_that_was_on_disk_says_the_same(tmp_path):
    import pandas as pd

    table = screened({"evidence": [evidence(row=3, sheet="一"), evidence(to_month=None)]})
    table.to_parquet(tmp_path / "s.parquet")
    again = pd.read_parquet(tmp_path / "s.parquet")
    pd.testing.assert_frame_equal(evidence_table(again.iloc[0]), evidence_table(table.iloc[0]))
