"""What of the casebook stands in the official form, and what must not."""

import pandas as pd
import pytest
from form_cases import OWN, Cases, code
from make import person_id

from guazheng_lib.casebook.cases import agency_case, unit_case
from guazheng_lib.casebook.form_rows import form_counts, form_rows, units_of
from guazheng_lib.reports.form.write import case_columns

UNIT = "甲市丁戊建筑工程有限公司"


@pytest.fixture
def cases():
    return Cases()


def rows_of(cases, county=None):
    return form_rows(cases.frame(), county).to_dict("records")


def test_its_columns_are_those_of_the_form(cases):
    assert tuple(form_rows(cases.frame()).columns) == case_columns()


def test_one_confirmed_certificate_fills_the_three_groups(cases):
    case = cases.person(1)
    cases.decide(
        case,
        measures=("拟建议撤销注册许可", "单位通报", "责令机构限期整改"),
        using_uscc=code(1),
        agency="甲市某某人力资源有限公司",
        agency_uscc=code(2),
        remark="已约谈",
    )
    assert rows_of(cases) == [
        {
            "person_name": "某1",
            "person_id": person_id(1),
            "certificate_no": "冀2132022202300001",
            "profession": "二级注册建造师",
            "registered_employer": UNIT,
            "actual_employer": "甲市某某学校",
            "using_employer": UNIT,
            "using_uscc": code(1),
            "agency": "甲市某某人力资源有限公司",
            "agency_uscc": code(2),
            "violation": OWN,
            "disposition": "拟建议撤销注册许可\n单位：单位通报\n机构：责令机构限期整改",
            "remark": "已约谈",
        }
    ]


@pytest.mark.parametrize(
    "outcome", ["excluded", "rectified", "verifying"], ids=["排除", "自查已整改", "在办"]
)
def test_what_is_not_confirmed_does_not_stand_in_it(cases, outcome):
    cases.decide(cases.person(1), outcome=outcome)
    cases.person(2)
    assert rows_of(cases) == []


def test_a_case_taken_up_again_leaves_the_form(cases):
    case = cases.person(1)
    cases.decide(case)
    cases.add(case, "reopened", why="当事人申诉")
    assert rows_of(cases) == []


def test_what_belonged_to_an_earlier_conclusion_is_not_a_result(cases):
    case = cases.person(1)
    cases.decide(case, outcome="excluded", reason="不是同一个人", measures=("经核实不属于“挂证”",))
    cases.add(case, "reopened", why="新的证据")
    cases.decide(case, measures=("变更注册",))
    (row,) = rows_of(cases)
    assert row["disposition"] == "变更注册\n单位：核查中"


def test_without_a_measure_it_is_under_way(cases):
    cases.decide(cases.person(1))
    assert rows_of(cases)[0]["disposition"] == "处理中\n单位：核查中"


def test_what_followed_is_said_in_the_words_of_the_plan(cases):
    case = cases.person(1)
    cases.decide(case, measures=("拟建议撤销注册许可",))
    cases.add(case, "published", published=["市住建局网站"])
    cases.add(case, "told", told=["实际工作单位", "纪检监察机关"])
    cases.add(case, "transferred", transferred=["移送公安机关"])
    assert rows_of(cases)[0]["disposition"].split("\n")[0] == (
        "拟建议撤销注册许可；已向社会公布（市住建局网站）；"
        "已告知（实际工作单位、纪检监察机关）；移送公安机关"
    )


def test_a_revocation_is_written_only_as_recorded_with_its_document(cases):
    proposed, decided = cases.person(1), cases.person(2)
    cases.decide(proposed, measures=("拟建议撤销注册许可", "已报送有权机关"))
    cases.decide(decided, measures=("有权机关已决定撤销",), document_no="某建撤〔2026〕1号")
    first, second = (row["disposition"] for row in rows_of(cases))
    assert "已撤销" not in first and "决定撤销" not in first
    assert second.startswith("有权机关已决定撤销；文书文号 某建撤〔2026〕1号")


def test_a_revocation_whose_document_is_gone_is_not_claimed(cases):
    case = cases.person(1)
    cases.decide(case, measures=("有权机关已决定撤销",), document_no="某建撤〔2026〕1号")
    cases.add(case, "amended", document_no="", why="文号写错")
    assert rows_of(cases)[0]["disposition"] == "另有措施待补文书文号\n单位：核查中"


def test_a_direct_deregistration_names_its_paper(cases):
    case = cases.person(1)
    cases.decide(case, measures=("依据材料直接注销",), deregistration_paper="劳动仲裁")
    assert rows_of(cases)[0]["disposition"].startswith("依据材料直接注销（劳动仲裁）")


def test_several_units_are_joined_and_told_apart(cases):
    case, other = cases.person(1), "甲市己庚建设有限公司"
    cases.decide(case, using_uscc=code(1), measures=("单位通报",))
    second = unit_case("甲县", other)
    cases.add(second, "opened", county="甲县", name=other)
    cases.add(second, "linked", links=[case])
    (row,) = rows_of(cases)
    assert row["using_employer"] == f"{UNIT}；{other}" and row["using_uscc"] == f"{code(1)}；"
    assert row["disposition"].split("\n")[1:] == [
        f"单位：{UNIT}，单位通报",
        f"单位：{other}，核查中",
    ]
    assert units_of(row, "unit") == [(UNIT, code(1)), (other, "")]


def test_a_unit_that_was_cleared_is_not_named(cases):
    cases.decide(cases.person(1), using_uscc=code(1))
    cases.add(
        unit_case("甲县", UNIT, code(1)), "concluded", outcome="excluded", reason="来件数据有误"
    )
    (row,) = rows_of(cases)
    assert (row["using_employer"], row["using_uscc"], row["disposition"]) == ("", "", "处理中")


def test_units_and_agencies_without_a_person_have_rows_of_their_own_at_the_end(cases):
    alone, broker = unit_case("甲县", "乙公司"), agency_case("丙人力公司")
    for case, name in ((alone, "乙公司"), (broker, "丙人力公司")):
        cases.add(case, "opened", county="甲县", name=name)
        cases.add(case, "concluded", outcome="confirmed", reason="查实", violation="违规行为")
    cases.add(unit_case("甲县", "丁公司"), "opened", county="甲县", name="丁公司")
    cases.decide(cases.person(1), measures=("单位通报",))
    rows = rows_of(cases)
    assert [(row["person_name"], row["using_employer"], row["agency"]) for row in rows] == [
        ("某1", UNIT, ""),
        ("", "", "丙人力公司"),
        ("", "乙公司", ""),
    ]
    assert rows[1]["violation"] == "违规行为" and rows[1]["disposition"] == "处理中"


def test_counties_together_are_the_city(cases):
    for serial, county in enumerate(("乙县", "甲县", "乙县", "甲县"), start=1):
        cases.decide(cases.person(serial, county), agency="丙人力公司", measures=("单位通报",))
    whole = rows_of(cases)
    assert whole == rows_of(cases, "乙县") + rows_of(cases, "甲县") and len(whole) == 4


def test_demonstration_data_is_marked(cases):
    cases.decide(cases.person(1), demo=True, remark="核实")
    assert rows_of(cases)[0]["remark"] == "核实；演示数据"


def test_rows_stand_in_the_same_order_however_they_came(cases):
    other = Cases()
    for serial in (3, 1, 2):
        cases.decide(cases.person(serial, registered_employer=f"{serial % 2}公司"))
    for serial in (2, 3, 1):
        other.decide(other.person(serial, registered_employer=f"{serial % 2}公司"))
    assert [row["person_name"] for row in rows_of(cases)] == ["某2", "某1", "某3"]
    assert rows_of(cases) == rows_of(other)


def test_persons_certificates_and_units_are_counted_apart(cases):
    for serial, profession in ((1, "二级注册建造师"), (1, "一级造价工程师"), (2, "注册监理工程师")):
        case = cases.person(serial, profession=profession)
        cases.decide(case, agency="丙人力公司", using_uscc=code(1))
    cases.decide(cases.person(3), using_employer="乙公司")
    counts = form_counts(form_rows(cases.frame()))
    assert counts == {"persons": 3, "certificates": 4, "units": 2, "agencies": 1}


def test_spellings_of_a_number_and_of_a_unit_count_once(cases):
    case = cases.person(1)
    cases.decide(case, using_uscc=code(1))
    rows = form_rows(cases.frame())
    again = rows.assign(
        person_id=lambda row: row["person_id"].str.lower() + " ",
        using_employer="甲市丁戊建筑工程有限公司 ",
        using_uscc="无",
    )
    counts = form_counts(pd.concat([rows, again]))
    assert counts == {"persons": 1, "certificates": 2, "units": 1, "agencies": 0}


@pytest.mark.parametrize(
    ("name", "number", "units"),
    [
        ("甲公司；乙公司", "一；二", [("甲公司", "一"), ("乙公司", "二")]),
        ("甲公司;乙公司", "一\n二", [("甲公司", "一"), ("乙公司", "二")]),
        ("甲公司；乙公司", "", [("甲公司", ""), ("乙公司", "")]),
        ("甲公司；乙公司", "一", [("甲公司", ""), ("乙公司", ""), ("", "一")]),
        ("无", "/", []),
        ("", "", []),
    ],
    ids=["我们写的", "手工写的", "没有代码", "少一个代码", "写无", "空"],
)
def test_units_of_a_row_stand_with_their_codes(name, number, units):
    assert units_of({"using_employer": name, "using_uscc": number}, "unit") == units
