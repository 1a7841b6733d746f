"""People in several counties: one employer is no matter, nor are terms that never met."""

import pandas as pd
import pytest
from make import evidence, person_id, screened

from guazheng_lib.employers import Registry
from guazheng_lib.reports.pages.across import across_table, registered_across
from guazheng_lib.terms.tables import Screening

HERE, THERE = "甲市丁戊建筑工程有限公司", "甲市乙丙市政工程有限公司"


def term(since, until):
    return [evidence(relation="registered", from_month=since, to_month=until)]


def held(county, employer, *, person=1, **more):
    row = {"person_id": person_id(person), "county": county, "registered_employer": employer}
    return row | more


def found(*rows, registry=None):
    return registered_across(screened(*rows), registry)


def test_two_employers_in_two_counties_are_shown_on_both_sides():
    rows = found(held("甲县", HERE), held("乙县", THERE), held("乙县", THERE, person=2))
    assert list(zip(rows["county"], rows["registered_employer"], strict=True)) == [
        ("乙县", THERE),
        ("甲县", HERE),
    ]
    assert set(rows["person_id"]) == {person_id(1)} and set(rows["relation"]) == {"different"}


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([held("甲县", HERE), held("乙县", HERE)], id="同一单位"),
        pytest.param([held("甲县", HERE), held("乙县", f"{HERE}乙县分公司")], id="总分公司"),
        pytest.param([held("甲县", HERE), held("甲县", THERE)], id="同一县区内"),
        pytest.param([held("甲县", HERE), held("乙县", THERE, person=2)], id="不同的人"),
        pytest.param(
            [
                held("甲县", HERE, evidence=term("2020-01", "2023-01")),
                held("乙县", THERE, evidence=term("2023-02", None)),
            ],
            id="先后注册",
        ),
    ],
)
def test_near_misses(rows):
    assert found(*rows).empty


def test_a_city_without_a_finished_county_has_nobody():
    columns = list(Screening.to_schema().columns)
    assert registered_across(pd.DataFrame(columns=columns)).empty


def test_one_month_in_common_is_enough():
    first = held("甲县", HERE, evidence=term(None, "2023-02"))
    second = held("乙县", THERE, evidence=term("2023-02", None))
    assert len(found(first, second)) == 2


def test_the_register_knows_a_former_name():
    firm = {"employer": HERE, "employer_uscc": None, "former_names": THERE}
    register = pd.DataFrame([firm | {"parent": None, "kind": "建筑业企业"}])
    rows = [held("甲县", HERE), held("乙县", THERE)]
    assert len(found(*rows)) == 2
    assert found(*rows, registry=Registry(register)).empty


def test_a_third_registration_that_agrees_is_not_held_against_anybody():
    rows = found(held("甲县", HERE), held("乙县", THERE), held("丙县", THERE))
    assert sorted(rows["county"]) == ["丙县", "乙县", "甲县"]
    assert len(rows) == 3, "each once, however many it differs from"


def test_the_table_masks_counts_and_says_when_there_is_nobody():
    table = across_table(found(held("甲县", HERE), held("乙县", THERE)), most=1)
    shown = table._repr_html_()
    assert person_id(1) not in shown and "共 1 人、2 条注册，这里列前 1 条" in shown
    assert "没有发现" in across_table(found(held("甲县", HERE)))._repr_html_()
