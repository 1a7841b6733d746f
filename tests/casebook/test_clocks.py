from datetime import date, timedelta

import pandas as pd
import pytest
from case_history import AGENCY, COMPLAINT, PERSON, UNIT, History
from hypothesis import given
from hypothesis import strategies as st

from guazheng_lib.casebook.life import life
from guazheng_lib.casebook.periods.clocks import clocks_of, periods
from guazheng_lib.casebook.periods.due import DUE_COLUMNS, HOLIDAYS_UNKNOWN, due_list
from guazheng_lib.casebook.periods.workdays import UNITS, Workdays, day_in_china, day_said
from guazheng_lib.params import Casework
from guazheng_lib.terms.errors import NotAllowedError, ParamsError

TODAY = date(2026, 11, 23)
CLOCKS = periods().clocks
DAYS = st.dates(date(2003, 1, 1), date(2030, 12, 31))


def listed(history, today=TODAY, office=None, report_due=None):
    return due_list(
        history.entries,
        history.state,
        today=today,
        office=office or history.office,
        report_due=report_due,
    )


def one(history, clock, **given):
    rows = listed(history, **given)
    rows = rows[rows["clock"] == clock]
    assert len(rows) <= 1
    return None if rows.empty else rows.iloc[0]


def due_day(history, clock, **given):
    row = one(history, clock, **given)
    return None if row is None else row["due"].date().isoformat()


@pytest.mark.parametrize(
    ("start", "length", "unit", "due"),
    [
        pytest.param("2026-09-01", 20, "workdays", "2026-09-29", id="跨九月二十日调休上班和中秋"),
        pytest.param("2026-09-30", 1, "workdays", "2026-10-08", id="国庆七天不算"),
        pytest.param("2026-09-24", 5, "workdays", "2026-10-09", id="中秋国庆连着"),
        pytest.param("2026-10-09", 1, "workdays", "2026-10-10", id="国庆调休的周六算"),
        pytest.param("2026-11-20", 1, "workdays", "2026-11-23", id="周五起算到周一"),
        pytest.param("2026-11-21", 1, "workdays", "2026-11-23", id="周六起算到周一"),
        pytest.param("2026-12-31", 1, "workdays", "2027-01-01", id="次年节假日未公布"),
        pytest.param("2024-02-28", 1, "days", "2024-02-29", id="闰年二月"),
        pytest.param("2023-02-28", 1, "days", "2023-03-01", id="平年二月"),
        pytest.param("2026-09-01", 90, "days", "2026-11-30", id="九十日"),
        pytest.param("2024-01-31", 1, "months", "2024-02-29", id="三十一日到闰年月底"),
        pytest.param("2026-01-31", 1, "months", "2026-02-28", id="三十一日到平年月底"),
        pytest.param("2026-08-31", 1, "months", "2026-09-30", id="三十一日到三十日"),
        pytest.param("2026-11-30", 3, "months", "2027-02-28", id="跨年到二月"),
        pytest.param("2026-04-30", 1, "months", "2026-05-30", id="三十日仍到三十日"),
        pytest.param("2024-02-29", 2, "years", "2026-02-28", id="闰日起两年"),
        pytest.param("2024-02-29", 4, "years", "2028-02-29", id="闰日到闰日"),
        pytest.param("2024-11-30", 2, "years", "2026-11-30", id="两年"),
    ],
)
def test_a_period_ends_on_its_last_day(start, length, unit, due):
    counted = Workdays().due(date.fromisoformat(start), length, unit)
    assert counted.isoformat() == due


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-09-30T23:59:59+08:00", "2026-09-30"),
        ("2026-10-01T00:00:00+08:00", "2026-10-01"),
        ("2026-09-30T15:59:59+00:00", "2026-09-30"),
        ("2026-09-30T16:00:00+00:00", "2026-10-01"),
        ("2026-09-30T20:00:00-05:00", "2026-10-01"),
        ("2026-10-01T00:30:00+09:00", "2026-09-30"),
        ("1988-07-01T23:30:00+08:00", "1988-07-01"),
    ],
)
def test_the_day_is_that_of_china(moment, day):
    assert day_in_china(moment).isoformat() == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-02", "2024-02-29"),
        ("2024-11-30", "2024-11-30"),
        ("2024年3月5日", "2024-03-05"),
        ("2024-13", None),
        ("月底前", None),
        ("", None),
    ],
)
def test_a_month_without_a_day_is_its_last(text, day):
    said = day_said(text)
    assert (said and said.isoformat()) == day


@given(DAYS, st.integers(0, 60), st.sampled_from(list(UNITS)), st.sets(DAYS, max_size=5))
def test_nothing_is_due_before_it_starts(start, length, unit, off):
    due = Workdays(off).due(start, length, unit)
    assert due >= start
    assert Workdays(off).due(start, length + 1, unit) >= due


@given(DAYS, st.integers(1, 40), st.data())
def test_a_day_off_more_never_brings_the_end_nearer(start, length, data):
    near = st.dates(start, start + timedelta(days=120))
    off, more, on = (data.draw(st.sets(near, max_size=8)) for _ in range(3))
    few, many = off - on, (off | more) - on
    assert Workdays(few, on).after(start, length) <= Workdays(many, on).after(start, length)
    assert Workdays(few, on).after(start, length) <= Workdays(few).after(start, length)


def test_the_offices_own_days_count():
    home = date(2026, 11, 24)
    sunday = date(2026, 11, 22)
    days = Workdays.of(Casework(days_off=(home,), days_on=(sunday,)))
    assert days.after(date(2026, 11, 23), 1) == date(2026, 11, 25)
    assert days.after(date(2026, 11, 20), 1) == sunday


def test_a_day_both_off_and_on_is_refused():
    day = date(2026, 11, 24)
    with pytest.raises(ParamsError, match="2026-11-24 既写在"):
        Workdays.of(Casework(days_off=(day,), days_on=(day,)))


def clock_cases():
    filed = History().person(violation_until="2024-11").do(PERSON, "filed", "2026-09-01")
    told = History().person().do(PERSON, "verifying").do(PERSON, "forewarned", "2026-11-20")
    fined = (
        History()
        .confirmed()
        .do(PERSON, "measure", "2026-11-20", measures=["已作出行政处罚"], document_no="〔2026〕1号")
    )
    order = History().do(AGENCY, "opened", county="甲县", name="乙人力资源有限公司")
    order.do(AGENCY, "concluded", outcome="confirmed", reason="属实")
    order.do(AGENCY, "measure", measures=["责令机构限期整改"], due_on="2026-11-20")
    shown = History().do(UNIT, "opened", county="甲县", name="丙建设有限公司")
    shown.do(UNIT, "concluded", outcome="confirmed", reason="属实")
    shown.do(UNIT, "published", "2026-11-20", published=["县政府网站"])
    asked = History().person().do(PERSON, "asked", "2026-11-02", asked="本人")
    heard = History().person().do(PERSON, "verifying").do(PERSON, "hearing_asked", "2026-11-20")
    return {
        "answer": (asked, "2026-11-30", ("replied", {})),
        "task": (
            History().person().do(PERSON, "assigned", assigned_to="住建股", due_on="2026-11-25"),
            "2026-11-25",
            ("concluded", {"outcome": "excluded", "reason": "不是同一个人"}),
        ),
        "case": (filed, "2026-11-30", ("dropped", {"why": "违法轻微"})),
        "defence": (told, "2026-11-27", ("defended", {})),
        "hearing": (told, "2026-11-27", ("hearing_asked", {})),
        "hearing_held": (heard, None, ("heard", {})),
        "payment": (fined, "2026-12-05", ("paid", {})),
        "limit": (
            History().person(violation_until="2024-11"),
            "2026-11-30",
            ("filed", {}),
        ),
        "rectify": (order, "2026-11-20", ("corrected", {})),
        "objection": (shown, "2026-11-27", ("reopened", {"why": "有异议"})),
        "complaint": (
            History().complaint(received_on="2026-10-01"),
            "2026-11-30",
            ("answered", {"answer": "已核实"}),
        ),
    }


@pytest.mark.parametrize("clock", CLOCKS)
def test_a_clock_runs_until_its_step(clock):
    history, due, (step, facts) = clock_cases()[clock]
    row = one(history, clock)
    assert row is not None
    assert (None if due is None else row["due"].date().isoformat()) == due
    assert (row["title"], row["basis"]) == (CLOCKS[clock].title, CLOCKS[clock].basis)
    assert row["uncertain"] == (not CLOCKS[clock].certain)
    assert row["is_overdue"] == (due is not None and due < TODAY.isoformat())
    history.do(row["case"], step, "2026-11-23", **facts)
    assert one(history, clock) is None


def test_a_second_notice_begins_anew_and_its_own_day_goes_before():
    history = History().person().do(PERSON, "asked", "2026-11-02", asked="本人")
    assert due_day(history, "answer") == "2026-11-30"
    history.do(PERSON, "asked", "2026-11-20", asked="本人")
    assert due_day(history, "answer") == "2026-12-18"
    history.do(PERSON, "asked", "2026-11-20", asked="本人", due_on="2026-11-27")
    assert due_day(history, "answer") == "2026-11-27"


def test_an_event_late_in_another_zone_counts_from_the_day_in_china():
    history = History().person().do(PERSON, "filed", "2026-09-30T18:00:00+00:00")
    assert due_day(history, "case") == "2026-12-30"


def test_overdue_is_from_the_day_after():
    history = History().person().do(PERSON, "filed", "2026-09-01")
    on_the_day, after = (
        one(history, "case", today=date(2026, 11, 30) + timedelta(days=n)) for n in (0, 1)
    )
    assert (on_the_day["days_left"], on_the_day["is_overdue"]) == (0, False)
    assert (after["days_left"], after["is_overdue"]) == (-1, True)


def test_the_other_sides_period_lapses():
    history = History().person().do(PERSON, "verifying").do(PERSON, "forewarned", "2026-11-16")
    assert one(history, "hearing", today=date(2026, 11, 23))["days_left"] == 0
    assert one(history, "hearing", today=date(2026, 11, 24)) is None


def test_the_two_year_limit_shows_when_it_comes_near():
    history = History().person(violation_until="2024-11")
    assert one(history, "limit", today=date(2026, 6, 2)) is None
    assert one(history, "limit", today=date(2026, 6, 3))["days_left"] == 180
    history.do(PERSON, "amended", why="补充缴费记录", violation_until="2025-02")
    assert one(history, "limit") is not None
    assert due_day(history, "limit") == "2027-02-28"


def test_a_filed_case_stays_discovered():
    history = History().person(violation_until="2024-11").do(PERSON, "filed", "2026-11-02")
    history.do(PERSON, "amended", why="补充缴费记录", violation_until="2024-12")
    assert one(history, "limit") is None


def test_a_period_is_extended():
    history = History().person().do(PERSON, "filed", "2026-09-01")
    history.do(PERSON, "extended", period="作出处罚决定", due_on="2026-12-30", why="案情复杂")
    assert due_day(history, "case") == "2026-12-30"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        pytest.param(
            {"period": "九十日", "due_on": "2026-12-30"}, "没有「九十日」", id="没有这种期限"
        ),
        pytest.param(
            {"period": "处罚时效", "due_on": "2026-12-30"}, "没有「处罚时效」", id="时效不能延长"
        ),
        pytest.param({"period": "case", "due_on": "年底"}, "认不出", id="日期认不出"),
        pytest.param({"period": "case"}, "没有写明限期", id="没有写到哪天"),
    ],
)
def test_a_doubtful_extension_is_refused(facts, said):
    history = History().person().do(PERSON, "filed", "2026-09-01")
    with pytest.raises(NotAllowedError, match=said):
        history.do(PERSON, "extended", why="案情复杂", **facts)


def test_an_order_without_a_day_is_listed():
    history = History().confirmed()
    history.do(PERSON, "measure", measures=["责令限期整改"])
    assert one(history, "rectify")["note"] == "没有写明限期"
    history.do(PERSON, "measure", measures=["责令限期整改"], due_on="月底前")
    assert "月底前" in one(history, "rectify")["note"]


def test_unknown_holidays_are_said():
    history = History().person().do(PERSON, "asked", "2026-12-28", asked="本人")
    assert HOLIDAYS_UNKNOWN in one(history, "answer", today=date(2026, 12, 29))["note"]
    history = History().person().do(PERSON, "asked", "2026-11-02", asked="本人")
    assert HOLIDAYS_UNKNOWN not in one(history, "answer")["note"]


def test_the_office_changes_a_number():
    history = History().person().do(PERSON, "asked", "2026-11-02", asked="本人")
    assert due_day(history, "answer", office=Casework(periods={"answer": 5})) == "2026-11-09"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"anwser": 10}, "「anwser」，最接近的是「answer」"),
        ({"rectify": 10}, "没有期限「rectify」"),
        ({"case": 0}, "1 以上"),
        ({"hearing": -3}, "1 以上"),
    ],
)
def test_a_misnamed_period_names_the_nearest(given, said):
    with pytest.raises(ParamsError, match=said):
        clocks_of(Casework(periods=given))


def duty_cases():
    office = Casework(second_person=("confirmed",))
    proposal = {"outcome": "confirmed", "reason": "属实", "verified_by": "核查员"}
    proposed = History(office).person().do(PERSON, "proposed", **proposal)
    unit = History().do(UNIT, "opened", county="甲县", name="丙建设有限公司")
    unit.do(UNIT, "concluded", outcome="confirmed", reason="属实")
    agency = History().do(AGENCY, "opened", county="甲县", name="乙人力资源有限公司")
    agency.do(AGENCY, "concluded", outcome="confirmed", reason="属实")
    return {
        "second_person": (
            proposed,
            "",
            [("endorsed", {"outcome": "confirmed", "by": "复核员"})],
        ),
        "person_measure": (
            History().confirmed(),
            "处理措施、公布",
            [
                ("measure", {"measures": ["拟建议撤销注册许可"]}),
                ("published", {"published": ["县政府网站"]}),
            ],
        ),
        "unit_measure": (
            unit,
            "单位通报、公布、纳入资质动态核查",
            [
                ("measure", {"measures": ["单位通报", "纳入资质动态核查"]}),
                ("published", {"published": ["县政府网站"]}),
            ],
        ),
        "agency_measure": (
            agency,
            "责令限期整改",
            [("measure", {"measures": ["责令机构限期整改"], "due_on": "2026-12-01"})],
        ),
        "unit_undecided": (
            History().do(UNIT, "opened", county="甲县", name="丙建设有限公司"),
            "",
            [("concluded", {"outcome": "excluded", "reason": "已解除劳动关系，已申请注销"})],
        ),
        "agency_undecided": (
            History().do(AGENCY, "opened", county="甲县", name="乙人力资源有限公司"),
            "",
            [("concluded", {"outcome": "excluded", "reason": "信息是他人冒名发布"})],
        ),
        "withdrawn": (
            History()
            .confirmed()
            .do(PERSON, "published", published=["县政府网站"])
            .do(PERSON, "reopened", why="本人提供了离职证明")
            .do(PERSON, "concluded", outcome="excluded", reason="不是同一个人"),
            "待更正",
            [("taken_back", {"why": "已在原网站更正"})],
        ),
        "public_told": (
            History().confirmed(indicators="SI_OTHER SI_PUBLIC"),
            "实际工作单位、纪检监察机关",
            [
                ("told", {"told": ["实际工作单位"]}),
                ("told", {"told": ["县纪检监察机关"]}),
            ],
        ),
        "architect_transferred": (
            History().confirmed(profession="二级注册建筑师"),
            "移送注册建筑师管理委员会",
            [("transferred", {"transferred": ["省注册建筑师管理委员会"]})],
        ),
    }


@pytest.mark.parametrize("duty", periods().duties)
def test_a_duty_stays_until_all_of_it_is_done(duty):
    history, left, steps = duty_cases()[duty]
    for step, facts in steps:
        row = one(history, duty)
        assert row is not None and row["title"].endswith(left)
        assert pd.isna(row["due"]) and not row["is_overdue"]
        history.do(row["case"], step, **facts)
        left = ""
    assert one(history, duty) is None


@pytest.mark.parametrize(
    ("person", "measure", "duty"),
    [
        pytest.param(
            {"indicators": "SI_PUBLIC"},
            "告知实际工作单位及纪检监察机关",
            "public_told",
            id="选了告知还没有告知",
        ),
        pytest.param(
            {"profession": "一级注册建筑师"},
            "移送注册管理机构",
            "architect_transferred",
            id="选了移送还没有移送",
        ),
        pytest.param({}, "记不良行为并公布", "person_measure", id="选了公布还没有公布"),
    ],
)
def test_a_measure_chosen_is_not_yet_carried_out(person, measure, duty):
    history = History().confirmed(**person).do(PERSON, "measure", measures=[measure])
    assert one(history, duty) is not None


def test_a_persons_route_owes_only_its_own():
    history = History().confirmed(profession="二级注册建造师", indicators="SI_OTHER")
    assert set(listed(history)["clock"]) == {"person_measure"}


def test_the_report_is_due_with_what_is_in_hand():
    history = History().person().person("person:a2", county="乙县")
    due = {"甲县": date(2027, 2, 3), "丙县": date(2026, 11, 1)}
    rows = listed(history, report_due=due)
    rows = rows[rows["clock"] == "report"]
    assert rows[["county", "days_left", "note"]].to_numpy().tolist() == [["甲县", 72, "在办 1 件"]]


def test_a_part_of_the_state_gives_its_part_of_the_list():
    history = History().person().person("person:a2", county="乙县")
    history.do(PERSON, "filed").do("person:a2", "filed")
    part = history.state[history.state["county"] == "乙县"]
    rows = due_list(history.entries, part, today=TODAY, office=Casework())
    assert rows["case"].tolist() == ["person:a2"]


def test_the_list_is_in_order_and_complete_when_empty():
    empty = listed(History())
    assert list(empty.columns) == list(DUE_COLUMNS) and empty.empty
    history = History().confirmed().complaint(received_on="2026-11-01")
    history.person("person:a2").do("person:a2", "filed")
    rows = listed(history)
    assert rows["clock"].tolist() == ["case", "complaint", "person_measure"]
    assert rows["name"].tolist() == ["某甲", "2026-11-01", "某甲"]


def test_what_a_complaint_says_is_no_name():
    history = History().complaint(content="某甲，999999198001010021，挂证", channel="电话")
    assert "挂证" not in listed(history).to_csv() and "电话" in one(history, "complaint")["name"]


def test_the_catalogue_names_only_what_there_is():
    known = life()
    for clock in CLOCKS.values():
        whens = clock.starts + clock.stops
        assert {when.step for when in whens} <= set(known.steps)
        assert set(clock.until) <= set(known.statuses)
        facts = {clock.from_fact, clock.ends_on, *(when.fact for when in whens)} - {""}
        assert facts <= set(known.fields)
        assert clock.starts or clock.from_fact
        assert clock.length or clock.ends_on
    measures = {measure.name for measure in known.measures}
    for duty in periods().duties.values():
        assert set(duty.statuses) <= set(known.statuses)
        for owed in duty.owed:
            assert set(owed.measures) <= measures and (owed.field or owed.measures)


def test_a_complaint_put_right_is_counted_from_the_right_day():
    history = History().complaint(received_on="2026-11-01")
    history.do(COMPLAINT, "amended", why="登记错了", received_on="2026-10-01")
    assert due_day(history, "complaint") == "2026-11-30"
    history.do(COMPLAINT, "answered", answer="已核实")
    history.do(COMPLAINT, "resumed", "2026-11-20", why="不服答复")
    assert due_day(history, "complaint") == "2027-01-19"
