"""How far the cases have come: the tables balance, and a county without data looks like one."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from case_history import History
from make import person_id, screened

from guazheng_lib.casebook.cases import person_case
from guazheng_lib.casebook.complaints.answers import complaint_results, unanswered
from guazheng_lib.casebook.periods.due import due_list
from guazheng_lib.casebook.states import fold
from guazheng_lib.casebook.urging import suggest_urging
from guazheng_lib.params import Casework
from guazheng_lib.reports.figures.count import report_figures
from guazheng_lib.reports.pages import casework, city_casework
from guazheng_lib.reports.pages.city import CountyEntry
from guazheng_lib.sources.result import empty_reconciliation
from guazheng_lib.terms.tables import SourceKind

TODAY = date(2026, 11, 23)
LEVELS = ("priority", "priority", "priority", "review", "data_gap", "exempt", "rectified")
SI, HF, SB = SourceKind.SOCIAL_INSURANCE, SourceKind.HOUSING_FUND, SourceKind.SAFETY_B


def registered(county: str, levels: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {
            "county": county,
            "person_id": person_id(n, born="19700101" if county == "甲县" else "19800101"),
            "certificate_no": f"{county}{n}",
            "level": level,
            "indicators": ["SI_OTHER", "HF_OTHER"] if level == "priority" else [],
        }
        for n, level in enumerate((*levels, "consistent"))
    ]


ROWS = registered("甲县", LEVELS) + registered("乙县", ("review",))
SCREENING = screened(*ROWS)
ENTRIES = [
    CountyEntry(
        "jia",
        "甲县",
        levels={"priority": 3, "review": 1, "data_gap": 1, "consistent": 3},
        supplied={SI: 9, HF: 3, SB: 0},
    ),
    CountyEntry("yi", "乙县", levels={"review": 1, "consistent": 1}, supplied={SI: 9, SB: 4}),
    CountyEntry("bing", "丙县", problems=("[E201] 打不开",)),
]


def case(n: int) -> str:
    row = ROWS[n]
    return person_case(row["county"], row["person_id"], "二级注册建造师", row["certificate_no"])


@pytest.fixture(scope="module")
def history() -> History:
    made = History()
    for n in (0, 1, 2, 3):
        facts = {name: ROWS[n][name] for name in ("county", "person_id", "certificate_no")}
        made.person(case(n), **facts)
    made.do(case(0), "concluded", outcome="confirmed", reason="属实", violation="其他")
    made.do("unit:b1", "opened", county="甲县", name="甲市丁戊建筑工程有限公司")
    made.do(case(0), "linked", links=["unit:b1"])
    made.do(case(0), "measure", measures=["责令限期整改", "拟建议撤销注册许可"])
    made.do("unit:b1", "concluded", outcome="confirmed", reason="属实", violation="其他")
    made.do("unit:b1", "measure", measures=["单位通报"])
    made.do(case(1), "assigned", assigned_to="一科")
    made.do(case(2), "concluded", outcome="excluded", reason="数据错误")
    made.complaint("complaint:c1", complaint_id="投1")
    made.complaint("complaint:c2", complaint_id="投2")
    made.do("complaint:c2", "answered", answer="已办结")
    return made


@pytest.fixture(scope="module")
def state(history: History) -> pd.DataFrame:
    return history.state


@pytest.fixture(scope="module")
def found(state: pd.DataFrame) -> pd.DataFrame:
    return casework.staged(SCREENING, state)


@pytest.fixture(scope="module")
def due(history: History, state: pd.DataFrame) -> pd.DataFrame:
    report = {"甲县": date(2026, 11, 30)}
    return due_list(history.entries, state, today=TODAY, office=Casework(), report_due=report)


def numbers(frame: pd.DataFrame, key: str, value: str) -> dict[str, Any]:
    return dict(zip(frame[key], frame[value], strict=True))


def test_every_doubtful_registration_stands_somewhere(found: pd.DataFrame):
    chart = casework.casework_chart(found[found["county"] == "甲县"])
    counts = numbers(chart.table.frame, "办理状态", "注册条数")
    assert counts == {
        "未入册": 1,
        "线索": 1,
        "已派发": 1,
        "核查中": 0,
        "待复核": 0,
        "排除": 2,
        "自查已整改": 1,
        "认定": 1,
    }
    assert sum(counts.values()) == len(LEVELS)


def test_the_numbers_are_the_reports(found: pd.DataFrame, state: pd.DataFrame):
    figures = report_figures(SCREENING, empty_reconciliation(), supplied=[], ads=None, state=state)
    counts = found["stage"].value_counts()
    said = figures.table().frame
    titles = numbers(said, said.columns[-2], said.columns[-1])
    for stage in casework.done_stages():
        assert int(titles[f"{stage}条数"]) == counts[stage]
    assert int(titles["存疑条数"]) == len(found) == len(LEVELS) + 1
    assert int(titles["在办条数"]) == sum(counts.drop([*casework.done_stages()]))


def test_measures_are_counted_where_they_belong(state: pd.DataFrame):
    frame = casework.measures_table(state).frame
    assert numbers(frame, "处理措施", "专业技术人员") == {
        "责令限期整改": 1,
        "拟建议撤销注册许可": 1,
        "单位通报": 0,
    }
    assert numbers(frame, "处理措施", "用证单位")["单位通报"] == 1
    assert list(frame.columns) == ["处理措施", "专业技术人员", "用证单位", "人力资源服务机构"]


def test_units_with_the_certificates_they_used(state: pd.DataFrame):
    (row,) = casework.units_table(state).frame.to_dict("records")
    assert (row["办理状态"], row["涉及证书"], row["处理措施"]) == ("认定", 1, "单位通报")
    assert casework.agencies_table(state).frame.empty


def test_complaints_do_not_show_what_they_say(state: pd.DataFrame):
    html = casework.complaints_table(complaint_results(state))._repr_html_()
    assert "投1" in html and "已办结" in html and "反映某公司" not in html
    waiting = casework.unanswered_table(unanswered(state, TODAY)).frame
    assert waiting["投诉举报"].str.startswith("投1").tolist() == [True]
    assert waiting["已等天数"].tolist() == [83]


def test_what_is_due_and_what_is_late(due: pd.DataFrame):
    shown = casework.due_table(due)
    assert len(shown.frame) == len(due) and f"共 {len(due)} 项" in shown.note
    late = casework.overdue_table(due)
    assert len(late.frame) == int(due["is_overdue"].sum()) > 0
    assert late.frame["剩余天数"].str.startswith("已逾期").all()
    assert len(casework.due_table(due, most=1).frame) == 1


def test_a_county_without_a_source_does_not_look_clean():
    frame = city_casework.compared_table(ENTRIES, SCREENING).frame.set_index("县区")
    assert frame.loc["甲县", "公积金在其他单位"] == "3"
    assert frame.loc["乙县", "公积金在其他单位"] == "未比对"
    assert frame.loc["乙县", "B证在其他单位"] == "0"
    assert frame.loc["甲县", "B证在其他单位"] == "未比对"  # handed in without a row
    assert "住房公积金" in frame.loc["乙县", "没有数据的来源"]
    assert "丙县" not in frame.index


def test_the_counties_side_by_side(found: pd.DataFrame, due: pd.DataFrame, state: pd.DataFrame):
    table = city_casework.progress_table(
        ENTRIES,
        found,
        due,
        unanswered(state, TODAY),
        report_due={"甲县": date(2026, 11, 30), "乙县": date(2026, 11, 20)},
        today=TODAY,
    )
    rows = table.frame.set_index("县区")
    assert rows.loc["甲县", ["存疑", "尚未派发", "办理中", "办结"]].tolist() == [7, 2, 1, 4]
    assert rows.loc["甲县", ["办结比例", "未答复投诉", "距报送"]].tolist() == [
        "57%",
        1,
        "还有 7 天",
    ]
    assert rows.loc["乙县", ["存疑", "办结", "距报送"]].tolist() == [1, 0, "已过 3 天"]
    assert rows.loc["丙县", ["注册条数", "存疑", "办结"]].isna().all()
    assert rows["逾期事项"].sum() == int(due["is_overdue"].sum())


def test_the_bars_and_their_twin(found: pd.DataFrame):
    chart = city_casework.progress_chart(ENTRIES, found)
    frame = chart.table.frame
    assert list(frame.columns) == ["县区", *casework.stages()]
    assert frame[list(casework.stages())].to_numpy().sum() == len(found)
    assert len(chart.figure.data) == len(casework.stages()) and "丙县" in chart.table.note


def test_whom_to_urge_is_a_suggestion(state: pd.DataFrame, due: pd.DataFrame):
    figures = city_casework.urging_figures(ENTRIES)
    assert figures.to_dict("records")[1] == {
        "county": "乙县",
        "leads": 1,
        "missing": ["住房公积金"],
    }
    table = city_casework.urging_table(suggest_urging(state, due, figures))
    assert list(table.frame.columns) == ["县区", "建议", "理由"]
    assert "由人决定" in table.note


def test_where_no_county_came_through():
    assert len(casework.staged(SCREENING.iloc[:0], fold([]))) == 0


def test_before_the_first_case():
    nobody = fold([])
    found = casework.staged(SCREENING, nobody)
    assert set(found["stage"]) == {"未入册", "排除", "自查已整改"}
    empty = due_list([], nobody, today=TODAY, office=Casework())
    tables = [
        casework.measures_table(nobody),
        casework.due_table(empty),
        casework.overdue_table(empty),
        casework.units_table(nobody),
        casework.agencies_table(nobody),
        casework.complaints_table(complaint_results(nobody)),
        casework.unanswered_table(unanswered(nobody, TODAY)),
    ]
    assert all(table.frame.empty and table.nothing in table._repr_html_() for table in tables)
    assert city_casework.progress_chart([], found).table.frame.empty
