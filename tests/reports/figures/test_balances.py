"""The report's numbers balance, whatever the screening and the cases; a broken one is refused."""

from dataclasses import replace

import pandas as pd
import pytest
from case_history import History
from form_cases import Cases
from hypothesis import given, settings
from hypothesis import strategies as st
from make import person_id, screened

from guazheng_lib.casebook.form_rows import form_counts, form_rows
from guazheng_lib.casebook.life import life
from guazheng_lib.reports.figures.count import report_figures
from guazheng_lib.terms.errors import DocumentError
from guazheng_lib.terms.tables import RECONCILIATION_COLUMNS, SourceKind

LEVELS = ["priority", "review", "data_gap", "exempt", "rectified", "consistent"]
ROWS = pd.DataFrame(
    [("registrations", "a.xlsx", "x", 10, 6, 1, 1, 2)], columns=list(RECONCILIATION_COLUMNS)
)


def figures(screening, cases=None, **options):
    state = cases.frame() if cases else None
    return report_figures(
        screening, ROWS, supplied=[SourceKind.REGISTRATIONS], state=state, **options
    )


def parts(numbers, suffix=""):
    names = ("consistent", "excluded", "rectified", "confirmed", "pending", "former")
    return tuple(numbers[name + suffix] for name in names)


REGISTRATION = st.tuples(
    st.sampled_from(LEVELS),
    st.integers(1, 5),
    st.sampled_from(["甲公司", "乙公司", "丙公司"]),
    st.sampled_from(["甲县", "乙县"]),
    st.sampled_from(["no case", "lead", "excluded", "rectified", "confirmed"]),
    st.booleans(),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(REGISTRATION, min_size=1, max_size=10))
def test_everything_balances_whatever_the_levels_and_cases(drawn):
    cases, rows, stood = Cases(), [], []
    for n, (level, person, employer, county, outcome, is_listed) in enumerate(drawn):
        row = {
            "level": level,
            "county": county,
            "person_id": person_id(person),
            "certificate_no": f"证{n}",
            "registered_employer": employer,
        }
        if outcome != "no case":
            known = {name: value for name, value in row.items() if name != "level"}
            case = cases.person(**known)
            if outcome != "lead":
                cases.decide(case, outcome=outcome, reason="E1 退休人员")
        if is_listed or outcome == "no case":
            rows.append(row)
        stood.append(outcome)
    if not rows:
        return
    numbers = figures(screened(*rows), cases if cases.entries else None)
    former = sum(not each[5] and each[4] != "no case" for each in drawn)
    assert numbers["registrations"] == len(rows)
    assert numbers["former"] == former
    assert numbers["people"] + numbers["former_people"] == len({each[1] for each in drawn})
    assert numbers["employers"] + numbers["former_employers"] == len({each[2] for each in drawn})
    assert numbers["confirmed"] == stood.count("confirmed")
    assert numbers["confirmed_people"] == len({each[1] for each in drawn if each[4] == "confirmed"})
    assert numbers["doubtful"] == sum(
        each[4] != "no case" or each[0] != "consistent" for each in drawn
    )
    by_county = numbers.counties.set_index("county")
    assert by_county["confirmed"].sum() == numbers["confirmed"]
    form = form_counts(form_rows(cases.frame()))
    assert (form["certificates"], form["persons"]) == (
        numbers["confirmed"],
        numbers["confirmed_people"],
    )
    for county in ("甲县", "乙县"):
        of_county = [row for row in rows if row["county"] == county]
        if of_county and cases.entries:
            own = figures(screened(*of_county), cases, county=county)
            form = form_counts(form_rows(cases.frame(), county))
            assert own["confirmed"] == form["certificates"] == by_county.loc[county, "confirmed"]


@pytest.mark.parametrize(
    ("level", "outcome", "where"),
    [
        ("priority", None, "pending"),
        ("exempt", None, "excluded"),
        ("rectified", None, "rectified"),
        ("consistent", None, "consistent"),
        ("priority", "lead", "pending"),
        ("priority", "excluded", "excluded"),
        ("priority", "rectified", "rectified"),
        ("consistent", "confirmed", "confirmed"),
        ("consistent", "lead", "pending"),
        ("exempt", "confirmed", "confirmed"),
    ],
    ids=[
        *("没有案件的重点核查在办", "没有案件的免责情形排除", "没有案件的已整改", "没有案件的一致"),
        *("立案未办结在办", "核查后排除", "核查后已整改", "认定重于一致"),
        *("再比对一致也由人销案", "认定重于免责"),
    ],
)
def test_a_registration_stands_by_its_case_else_by_its_level(level, outcome, where):
    cases = Cases()
    if outcome:
        case = cases.person(1)
        if outcome != "lead":
            cases.decide(case, outcome=outcome, reason="不是同一个人")
    numbers = figures(screened({"level": level}), cases)
    order = ("consistent", "excluded", "rectified", "confirmed", "pending")
    assert parts(numbers) == (*(int(name == where) for name in order), 0)
    assert parts(numbers, "_people") == parts(numbers, "_employers") == parts(numbers)


def test_a_case_whose_registration_is_gone_still_counts():
    cases = Cases()
    cases.decide(cases.person(1))
    numbers = figures(screened({"person_id": person_id(2), "certificate_no": "另一证"}), cases)
    assert parts(numbers) == (1, 0, 0, 1, 0, 1)
    assert (numbers["former_people"], numbers["former_employers"]) == (1, 0)
    assert (numbers["confirmed_employers"], numbers["consistent_employers"]) == (1, 0)


def test_a_person_and_an_employer_count_once_where_they_weigh_most():
    one = {"person_id": person_id(1), "registered_employer": "甲公司"}
    numbers = figures(screened(*(one | {"level": level} for level in LEVELS)))
    assert (numbers["pending"], numbers["pending_people"], numbers["pending_employers"]) == (
        3,
        1,
        1,
    )
    assert (numbers["excluded_people"], numbers["rectified_employers"]) == (0, 0)


def test_measures_units_agencies_and_reasons_are_counted():
    cases = Cases()
    one, two, three = cases.person(1), cases.person(2), cases.person(3, indicators="SI_PUBLIC")
    cases.decide(
        one,
        measures=("变更注册", "单位通报", "纳入资质动态核查", "责令机构限期整改"),
        agency="某人力资源公司",
    )
    cases.decide(two, outcome="excluded", reason="E1 退休人员", measures=("变更注册",))
    cases.decide(three, measures=("拟建议撤销注册许可",))
    cases.add(three, "told", told=["实际工作单位"])
    cases.add(one, "published", published=["市政府网站"])
    numbers = figures(screened(*({"level": "priority"} for _ in range(4))), cases)
    assert numbers["measure:person:变更注册"] == 2
    assert numbers["measure:person:拟建议撤销注册许可"] == 1
    assert numbers["measure:unit:单位通报"] == numbers["measure:unit:纳入资质动态核查"] == 1
    assert numbers["measure:unit:项目到岗履职排查"] == 0
    assert numbers["measure:agency:责令机构限期整改"] == 1
    assert (numbers["units"], numbers["units_confirmed"], numbers["agencies_confirmed"]) == (
        1,
        1,
        1,
    )
    assert (numbers["exclusion:E1"], numbers["exclusion:other"]) == (1, 0)
    assert (numbers["route:public"], numbers["told:实际工作单位"]) == (1, 1)
    assert (numbers["told:纪检监察机关"], numbers["published"]) == (0, 1)
    assert (numbers["unopened"], numbers["pending"]) == (1, 1)


def test_a_measure_that_persons_and_units_share_is_listed_of_whom_it_was_chosen():
    cases = Cases()
    cases.decide(cases.person(1), measures=("责令限期整改", "单位通报"))
    numbers = figures(screened({"level": "priority"}), cases)
    assert numbers.listed("measure:person:", "条") == "责令限期整改1条"
    assert numbers.listed("measure:unit:", "家") == "单位通报1家"


def test_a_measure_of_a_conclusion_taken_back_does_not_count():
    cases = Cases()
    case = cases.person(1)
    cases.decide(case, measures=("拟建议撤销注册许可",))
    cases.add(case, "reopened", why="本人提供新材料")
    cases.decide(case, outcome="excluded", reason="不是同一个人")
    numbers = figures(screened({"level": "priority"}), cases)
    assert numbers["measure:person:拟建议撤销注册许可"] == 0
    assert numbers["exclusion:不是同一个人"] == numbers["excluded"] == 1


def test_complaints_are_counted_by_what_became_of_them():
    history = History()
    for number in range(5):
        history.complaint(f"complaint:{number}")
    history.do("complaint:2", "merged", merged_into="complaint:1")
    history.do("complaint:1", "answered", answer="已核实并告知")
    history.do("complaint:3", "referred", assigned_to="人社局")
    numbers = report_figures(screened({}), ROWS, supplied=[], state=history.state)
    assert (numbers["complaints"], numbers["complaints_answered"]) == (5, 1)
    assert (numbers["complaints_merged"], numbers["complaints_open"]) == (1, 3)


def test_a_county_counts_its_own_cases_and_the_agencies_tied_to_them():
    cases = Cases()
    cases.decide(cases.person(1), agency="某人力资源公司", measures=("单位通报",))
    cases.decide(cases.person(2, county="乙县"), agency="某人力资源公司")
    here = figures(screened({"level": "priority"}), cases, county="甲县")
    there = figures(screened({"level": "priority", "county": "乙县"}), cases, county="乙县")
    assert (here["confirmed"], here["units"], here["agencies"]) == (1, 1, 1)
    assert (there["units_confirmed"], there["agencies"]) == (0, 1)


def test_every_measure_and_exclusion_of_the_life_has_its_number():
    numbers = figures(screened({})).titles
    said = set(numbers.values())
    assert {measure.name for measure in life().measures} <= said
    assert set(life().exclusions) <= said
    assert len(numbers) == len(figures(screened({})).numbers)


@pytest.mark.parametrize(
    "name",
    [
        *("pending", "pending_people", "pending_employers", "registrations", "former_people"),
        *("excluded", "unopened", "priority", "units", "complaints", "exclusion:E1", "rows_read"),
    ],
)
def test_numbers_that_do_not_balance_are_refused(name):
    good = figures(screened(*({"level": level} for level in LEVELS)))
    bad = replace(good, numbers={**good.numbers, name: 99})
    with pytest.raises(DocumentError, match="账不平"):
        bad.check_balance()


def test_a_case_that_stands_nowhere_stops_the_report():
    cases = Cases()
    cases.person(1)
    state = cases.frame().assign(standing="closed")
    with pytest.raises(DocumentError, match="账不平"):
        report_figures(screened({}), ROWS, supplied=[], state=state)


def test_counties_that_do_not_add_up_are_refused():
    good = figures(screened({}, {"county": "乙县"}))
    bad = replace(good, counties=good.counties.assign(pending=5))
    with pytest.raises(DocumentError, match="各县区相加是 10"):
        bad.check_balance()


def test_the_table_leaves_out_only_measures_and_reasons_that_are_nought():
    table = figures(screened({"level": "exempt", "exemption": "E4"})).table().frame
    shown = dict(zip(table["内容"], table["数量"], strict=True))
    assert shown["92号文第4项（军队自主择业）"] == "1"
    assert "92号文第1项（退休人员）" not in shown
    assert shown["认定条数"] == "0"
