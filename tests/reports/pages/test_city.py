"""The supervisors' page: failed counties first, denominators beside counts, relative links."""

from dataclasses import replace

from guazheng_lib.reports.pages.city import (
    CountyEntry,
    counties_table,
    county_levels,
    coverage_table,
    failures_table,
)
from guazheng_lib.terms.tables import SourceKind

DONE = CountyEntry(
    "haigang",
    "甲县",
    levels={"priority": 1, "data_gap": 1, "consistent": 2},
    supplied={SourceKind.REGISTRATIONS: 2, SourceKind.HOUSING_FUND: 0},
    quarantined=3,
    files=["screening.html", "leads.xlsx", "总结报告.docx", "ads.parquet"],
)
FAILED = CountyEntry("funing", "乙县", problems=("[E201] 养老.csv: 打不开。处理办法: 重新导出",))


def test_failed_counties_come_first_and_have_no_numbers():
    frame = counties_table([DONE, FAILED]).frame
    assert list(frame["县区"]) == ["乙县", "甲县"]
    assert list(frame["注册条数"].fillna(-1)) == [-1, 4]
    assert list(frame["线索条数"].fillna(-1)) == [-1, 2]
    assert list(frame["线索占比"].fillna("")) == ["", "50%"]


def test_links_are_relative_and_named():
    html = counties_table([DONE, FAILED])._repr_html_()
    assert '<a href="../haigang/screening.html">排查</a>' in html
    assert '<a href="../haigang/总结报告.docx">总结报告</a>' in html
    assert "funing" not in html and "parquet" not in html and "汇总表" not in html


def test_a_failed_county_links_to_what_it_made_before():
    stale = replace(FAILED, files=["report.html"])
    html = counties_table([stale])._repr_html_()
    assert '<a href="../funing/report.html">报告</a>' in html and "上次" in html


def test_reasons_are_told():
    table = failures_table([DONE, FAILED])
    assert "重新导出" in table._repr_html_() and "2 个县区，1 个完成" in table.note
    assert "全部县区都已完成" in failures_table([DONE])._repr_html_()


def test_three_answers_about_a_source():
    other = replace(DONE, county="丙县", supplied={SourceKind.SAFETY_B: 5})
    table = coverage_table([DONE, other, FAILED])
    assert list(table.frame["县区"]) == ["甲县", "丙县"]
    assert list(table.frame["住房公积金"]) == ["已提供，收到 0 行", "没有提供"]
    assert list(table.frame["安全员B证"]) == ["没有提供", "5 行"]
    assert "招聘信息" in table.note and "招聘信息" not in table.frame


def test_only_finished_counties_are_drawn():
    chart = county_levels([FAILED, DONE])
    assert list(chart.table.frame["县区"]) == ["甲县"]
    assert list(chart.figure.data[0].x) == [1]
