"""The supervisors' page: failed counties first, denominators beside counts, relative links."""

from make import screened

from guazheng_lib.reports.city import (
    CountyEntry,
    counties_table,
    county_entry,
    county_levels,
    coverage_table,
    failures_table,
)
from guazheng_lib.terms.tables import SourceKind

DONE = county_entry(
    "haigang",
    "甲县",
    screened({"level": "priority"}, {"level": "consistent"}),
    supplied={SourceKind.REGISTRATIONS: 2, SourceKind.HOUSING_FUND: 0},
    quarantined=3,
)
FAILED = CountyEntry("funing", "乙县", problems=("[E201] 养老.csv: 打不开。处理办法: 重新导出",))


def test_failed_counties_come_first_and_have_no_numbers():
    frame = counties_table([DONE, FAILED]).frame
    assert list(frame["县区"]) == ["乙县", "甲县"]
    assert list(frame["注册条数"].fillna("")) == ["", "2"]
    assert list(frame["重点占比"].fillna("")) == ["", "50%"]


def test_links_are_relative_and_named():
    html = counties_table([DONE, FAILED])._repr_html_()
    assert '<a href="../haigang/screening.html">排查</a>' in html
    assert "funing" not in html


def test_reasons_are_told():
    table = failures_table([DONE, FAILED])
    assert "重新导出" in table._repr_html_() and "2 个县区，1 个完成" in table.note
    assert "没有记录" in failures_table([DONE])._repr_html_()


def test_three_answers_about_a_source():
    frame = coverage_table([DONE, FAILED]).frame
    said = dict(zip(frame["数据来源"], frame["甲县"], strict=True))
    assert (said["注册人员"], said["住房公积金"]) == ("2 行", "已提供，收到 0 行")
    assert said["安全员B证"] == "没有提供" and "乙县" not in frame.columns


def test_only_finished_counties_are_drawn():
    chart = county_levels([FAILED, DONE])
    assert list(chart.table.frame["县区"]) == ["甲县"]
    assert list(chart.figure.data[0].x) == [1]
