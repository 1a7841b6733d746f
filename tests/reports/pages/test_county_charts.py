"""Figures and their table twins hold the same, right numbers."""

import pandas as pd
import pytest
from make import person_id, screened

from guazheng_lib.ads.agencies.ranking import rank_agencies
from guazheng_lib.reports.pages.ad_charts import agency_leads, verdict_counts
from guazheng_lib.reports.pages.county_charts import (
    indicator_counts,
    level_counts,
    months_elsewhere,
    profession_levels,
    unit_leads,
)
from guazheng_lib.reports.pages.county_tables import (
    cleared_table,
    gaps_table,
    reconciliation_chart,
    set_aside_table,
    supply_table,
    urgent_table,
)
from guazheng_lib.screening.units import units
from guazheng_lib.sources.result import empty_quarantine
from guazheng_lib.terms.tables import SourceKind

SCREENED = screened(
    {
        "level": "priority",
        "score": 9.0,
        "indicators": ["SI_OTHER", "HF_OTHER"],
        "months_elsewhere": 17,
    },
    {"level": "review", "score": 5.0, "indicators": ["SI_OTHER"], "months_elsewhere": 4},
    {"level": "data_gap", "score": 2.0, "indicators": ["SI_NONE"]},
    {"level": "data_gap", "score": 1.0, "exemption": "E1", "indicators": ["REG_OVERAGE"]},
    {"level": "exempt", "exemption": "E3", "indicators": ["SI_OTHER"], "months_elsewhere": 17},
    {"level": "rectified"},
    {"level": "consistent", "profession": "一级注册造价工程师", "person_id": person_id(1)},
)


def drawn(chart):
    return {bar.name: list(bar.x) for bar in chart.figure.data}


def column(chart, name):
    return list(getattr(chart, "table", chart).frame[name])


def test_levels_count_certificates_and_people():
    chart = level_counts(SCREENED)
    assert drawn(chart) == {"注册条数": [1, 1, 2, 1, 1, 1]} and column(chart, "人数") == [
        1,
        1,
        2,
        1,
        1,
        1,
    ]
    assert "共 7 条" in chart.table.caption


def test_indicators_tell_leads_from_others():
    chart = indicator_counts(SCREENED)
    counted = dict(
        zip(column(chart, "indicators"), zip(*drawn(chart).values(), strict=True), strict=True)
    )
    assert counted == {
        "SI_OTHER": (2, 1),
        "HF_OTHER": (1, 0),
        "SI_NONE": (1, 0),
        "REG_OVERAGE": (1, 0),
    }


def test_months_are_banded_without_gap_or_overlap():
    every = screened(*({"level": "review", "months_elsewhere": n} for n in range(40)))
    chart = months_elsewhere(every)
    assert sum(drawn(chart)["线索条数"]) == 40 and column(chart, "线索条数") == [1, 3, 3, 6, 12, 15]


def test_professions_show_every_level():
    chart = profession_levels(SCREENED)
    assert column(chart, "profession") == ["二级注册建造师", "一级注册造价工程师"]
    assert sum(map(sum, drawn(chart).values())) == len(SCREENED)


def test_units_with_leads_only_and_two_alike_names_stay_two_bars():
    long_name = "甲市丁戊己庚辛壬癸建筑安装工程有限责任公司"
    frame = screened(
        {"level": "priority", "registered_employer": f"{long_name}一"},
        {"level": "review", "registered_employer": f"{long_name}二"},
        {"level": "consistent", "registered_employer": "清白公司"},
    )
    chart = unit_leads(units(frame))
    assert column(chart, "registered_employer") == [f"{long_name}一", f"{long_name}二"]
    assert list(chart.figure.data[0].y) == [0, 1] and column(chart, "线索占比") == ["100%", "100%"]


@pytest.mark.parametrize(
    "draw",
    [level_counts, indicator_counts, months_elsewhere, profession_levels],
    ids=lambda f: f.__name__,
)
def test_nothing_screened_draws_an_empty_figure_that_says_so(draw):
    html = draw(SCREENED.iloc[:0])._repr_mimebundle_()["text/html"]
    assert "<caption>" in html


def test_rows_are_drawn_as_they_were_counted():
    sheets = pd.DataFrame(
        [
            ("social_insurance", "a.xlsx", "明细", 10, 7, 1, 1, 1),
            ("registrations", "b.csv", None, 3, 3, 0, 0, 0),
        ],
        columns=[
            "source",
            "file",
            "sheet",
            "read",
            "accepted",
            "folded",
            "quarantined",
            "non_data",
        ],
    )
    chart = reconciliation_chart(sheets)
    assert drawn(chart) == {"采用": [7, 3], "合并": [1, 0], "待改": [1, 0], "非数据行": [1, 0]}
    assert column(chart, "表") == ["a.xlsx·明细", "b.csv"]


def test_set_aside_rows_are_counted_without_their_values():
    row = {"source": "housing_fund", "file": "a.xlsx", "sheet": "x", "row": 3, "field": "person_id"}
    row |= {"column": "证件", "value": person_id(3), "reason": "校验码不符", "remedy": "核对"}
    html = set_aside_table(pd.DataFrame([row, row | {"row": 4}]))._repr_html_()
    assert person_id(3) not in html and '<td class="number">2</td>' in html
    assert "没有待改的行" in set_aside_table(empty_quarantine())._repr_html_()


def test_urgent_leads_are_masked():
    html = urgent_table(SCREENED)._repr_html_()
    assert person_id(1) not in html and "999999**********" in html and "社保在其他单位" in html


def test_cleared_and_gaps_name_the_documents():
    assert dict(
        zip(
            column(cleared_table(SCREENED), "情形"),
            column(cleared_table(SCREENED), "注册条数"),
            strict=True,
        )
    ) == {
        "E1 退休人员": 0,
        "E2 事业单位改制保留身份": 0,
        "E3 院校教师科研人员": 1,
        "E4 军队自主择业": 0,
        "E5 买断社保": 0,
        "E6 其他法定情形": 0,
        "自查已整改": 1,
    }
    assert any("退休证" in text for text in column(gaps_table(SCREENED), "要补的材料"))


def test_not_supplied_and_nothing_received_are_two_answers():
    supplied = {SourceKind.REGISTRATIONS: 12, SourceKind.HOUSING_FUND: 0}
    table = supply_table(supplied, [*supplied, SourceKind.SAFETY_B])
    assert column(table, "提供情况") == ["12 行", "已提供，收到 0 行", "没有提供"]


def test_advertisements_and_agencies():
    ad = {"ad_id": "1", "agency": "甲人力", "agency_uscc": None, "verdict": "broker", "score": 5.0}
    ad |= {
        "reasons": [],
        "spans": [],
        "group_id": "g",
        "family_id": "f",
        "certificates": [],
        "contacts": [],
        "employer": None,
        "title": None,
        "text": "x",
    }
    ad |= {"published_on": pd.NaT, "file": "a.csv", "sheet": None, "row": 2}
    clear = ad | {"verdict": "clear", "agency": "乙人力"}
    ads = pd.DataFrame([ad, ad | {"agency": None, "verdict": "suspect"}, clear])
    assert drawn(verdict_counts(ads)) == {"信息条数": [1, 0, 1, 1]}
    chart = agency_leads(rank_agencies(ads, None))
    assert column(chart, "机构名称") == ["甲人力", "（未写机构）"]
