"""Agencies on a page: in the order of visits, each with why, and what was not supplied."""

import pandas as pd
import pytest

from guazheng_lib.reports.pages.ad_charts import agency_leads, agency_reasons
from guazheng_lib.reports.pages.ad_links import SHOWN_LINKS, links_table
from guazheng_lib.reports.pages.leaks import page_problems
from guazheng_lib.runs import views
from guazheng_lib.runs.advertisements import Advertisements


def agencies(*rows):
    usual = {"licensed": None, "county": None, "ads": 9, "broker": 1, "fake_job": 0, "suspect": 0}
    usual |= {"share": 1 / 9, "families": 1, "shared_contacts": 0, "why": "发布 9 条。"}
    usual |= {"first_on": pd.Timestamp("2024-03-01"), "last_on": pd.Timestamp("2024-05-02")}
    return pd.DataFrame([usual | {"agency": f"机构{n}"} | row for n, row in enumerate(rows)])


def test_only_suspicious_agencies_stand_there_with_words_for_values():
    chart = agency_leads(
        agencies({"licensed": True}, {"licensed": False}, {"agency": None}, {"broker": 0})
    )
    frame = chart.table.frame
    assert list(frame["机构名称"]) == ["机构0", "机构1", "（未写机构）"]
    assert list(frame["在许可名录内"])[:2] == ["在名录内", "不在名录内"]
    assert list(frame["线索占比"]) == ["11%"] * 3
    assert "没有提供许可名录" not in chart.table.note


def test_a_missing_list_of_licences_is_said():
    assert "没有提供许可名录" in agency_leads(agencies({})).table.note


def test_each_agency_has_its_reason_and_its_dates():
    table = agency_reasons(agencies({}, {"first_on": pd.NaT, "last_on": pd.NaT}, {}), most=2)
    assert list(table.frame["可疑信息的日期"]) == ["2024-03-01\n至 2024-05-02", "没有写日期"]
    assert list(table.frame["说明"]) == ["发布 9 条。"] * 2
    assert "另有 1 家" in table.note


def test_no_suspicious_agency_is_said():
    assert "没有发布可疑信息的机构" in agency_reasons(agencies({"broker": 0}))._repr_html_()


def test_a_name_that_is_a_number_or_a_path_leaves_the_page_whole():
    row = {"agency": "甲13800000000 file:///home/x C:\\y", "why": "与v:/乙用同一联系方式"}
    chart, table = agency_leads(agencies(row)), agency_reasons(agencies(row))
    shown = chart._repr_mimebundle_()["text/html"] + table._repr_html_()
    assert "13800000000" not in shown
    assert page_problems(f"<h1>甲</h1>{shown}") == []


def links(count):
    row = {"agency": None, "agency_uscc": None, "subject": "unit", "name": "甲公司", "how": "同名"}
    return pd.DataFrame([row | {"ad_ids": [f"A{n}" for n in range(7)]}] * count)


def test_links_to_the_screening_are_told_in_words():
    table = links_table(links(SHOWN_LINKS + 2))
    assert len(table.frame) == SHOWN_LINKS
    assert table.frame["关联到"].iloc[0] == "注册单位"
    assert table.frame["信息编号"].iloc[0] == ["A0", "A1", "A2", "A3", "A4", "…"]
    assert "另有 2 处" in table.note


def test_no_link_is_said():
    assert "没有名称相同的" in links_table(links(1).iloc[:0])._repr_html_()


@pytest.mark.parametrize(
    ("received", "said"),
    [(None, "没有提供招聘信息"), (0, "收到 0 条"), (12, "没有一条列入本县区")],
    ids=["没有提供", "空的", "都在别处"],
)
def test_no_advertisements_are_three_different_things(received, said):
    table = views.no_ads(Advertisements((), None, received))
    assert table is not None and said in table._repr_html_()
