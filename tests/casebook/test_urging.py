from datetime import date, timedelta

import pandas as pd
import pytest
from case_history import History

from guazheng_lib.casebook.periods.due import due_list
from guazheng_lib.casebook.urging import URGING_COLUMNS, suggest_urging, urging
from guazheng_lib.params import Casework

TODAY = date(2026, 11, 23)


def suggested(history, *, left=None, figures=None):
    """Suggest for 甲县, whose report is due in so many days."""
    days = {} if left is None else dict.fromkeys(("甲县", "乙县"), TODAY + timedelta(days=left))
    state = history.state
    due = due_list(history.entries, state, today=TODAY, office=Casework(), report_due=days)
    found = suggest_urging(state, due, figures)
    assert list(found.columns) == list(URGING_COLUMNS)
    return found.set_index("county")


def people(count, county="甲县", history=None, first=0):
    history = history or History()
    for n in range(first, first + count):
        history.person(f"person:{county}{n}", county=county)
    return history


def asked(late, all_of, county="甲县", history=None):
    history = people(all_of, county, history)
    for n in range(all_of):
        day = "2026-09-01" if n < late else "2026-11-20"
        history.do(f"person:{county}{n}", "asked", day, asked="本人")
    return history


def complained(late, all_of):
    history = History()
    for n in range(all_of):
        history.complaint(f"complaint:{n}", "2026-09-01" if n < late else "2026-11-20")
    return history


def figures(**given):
    return pd.DataFrame([{"county": "甲县", "leads": 0, "missing": []} | given])


@pytest.mark.parametrize(
    ("history", "left", "given", "suggestion", "reason"),
    [
        pytest.param(asked(0, 10), None, None, None, "", id="都没到期"),
        pytest.param(
            asked(1, 10),
            None,
            None,
            "提醒",
            "书面说明 1 件，占已通知 10 件的 10%",
            id="十件过期一件",
        ),
        pytest.param(asked(1, 11), None, None, None, "", id="十一件过期一件，占比不到"),
        pytest.param(asked(3, 10), None, None, "督办", "占已通知 10 件的 30%", id="过期三成"),
        pytest.param(asked(2, 2), None, None, "提醒", "占已通知 2 件的 100%", id="小县两件全过期"),
        pytest.param(people(10), 40, None, None, "", id="离报送还早，没人办不算"),
        pytest.param(people(10), 30, None, "约谈", "没有人办理 10 件", id="临近报送，没有人办"),
        pytest.param(people(1), 30, None, "提醒", "占全部 1 件的 100%", id="只有一件，不重提"),
        pytest.param(people(10), None, None, None, "", id="没有报送日，不看临近"),
        pytest.param(complained(1, 4), None, None, "提醒", "过期没有答复 1 件", id="过期一件投诉"),
        pytest.param(complained(3, 4), None, None, "督办", "占 4 件的 75%", id="过期三件投诉"),
        pytest.param(
            complained(0, 2), 10, None, "提醒", "没有答复 2 件", id="临近报送，投诉未答复"
        ),
        pytest.param(complained(0, 2), None, None, None, "", id="投诉没到期"),
        pytest.param(
            History(),
            None,
            figures(missing=["住房公积金"]),
            "提醒",
            "没有提供住房公积金，3 项比对来源缺 1 项",
            id="缺公积金",
        ),
        pytest.param(
            History(),
            None,
            figures(missing=["社会保险", "住房公积金"]),
            "督办",
            "没有提供社会保险、住房公积金",
            id="缺两项来源",
        ),
        pytest.param(
            people(2),
            60,
            figures(leads=40),
            "督办",
            "没有入册 38 条，占 40 条的 95%",
            id="没有入册",
        ),
        pytest.param(people(2), 60, figures(leads=2), None, "", id="都入册了"),
        pytest.param(people(2), 60, figures(leads=None), None, "", id="没有这项数字"),
        pytest.param(
            asked(0, 4), -3, None, "督办", "已过 3 天，仍在办 4 件", id="过了截止日仍在办"
        ),
        pytest.param(asked(0, 4), 0, None, None, "", id="截止日当天"),
    ],
)
def test_a_county_is_urged_by_its_own_numbers(history, left, given, suggestion, reason):
    found = suggested(history, left=left, figures=given)
    if suggestion is None:
        assert found.empty
    else:
        assert found.loc["甲县", "suggestion"] == suggestion
        assert reason in found.loc["甲县", "reasons"]


def concluded(history, county, count):
    for n in range(count):
        history.do(f"person:{county}{n}", "concluded", outcome="excluded", reason="来件数据有误")
    return history


@pytest.mark.parametrize(
    ("own", "done", "others_done", "is_urged"),
    [
        pytest.param(5, 0, 2, True, id="别的县区已作出两成"),
        pytest.param(5, 0, 1, False, id="别的县区也刚开始"),
        pytest.param(5, 1, 8, False, id="已作出一件"),
        pytest.param(4, 0, 8, False, id="件数太少"),
    ],
)
def test_nothing_decided_counts_while_others_decide(own, done, others_done, is_urged):
    history = people(10, "乙县", people(own))
    concluded(concluded(history, "甲县", done), "乙县", others_done)
    found = suggested(history)
    assert ("甲县" in found.index) == is_urged
    if is_urged:
        assert found.loc["甲县", "suggestion"] == "督办"
        said = f"没有作出一件结论（共 5 件），其他县区已作出 {others_done * 10}%"
        assert found.loc["甲县", "reasons"] == said


def test_a_small_county_stands_by_its_share_beside_a_large_one():
    history = asked(3, 6, "乙县", asked(4, 60))
    found = suggested(history)
    assert found["suggestion"].to_dict() == {"乙县": "督办"}


def test_three_grave_reasons_together_call_the_county_in():
    history = asked(3, 6)
    for n in range(3):
        history.complaint(f"complaint:{n}", "2026-09-01")
    assert suggested(history).loc["甲县", "suggestion"] == "督办"
    found = suggested(history, figures=figures(missing=["社会保险", "住房公积金"]))
    assert found.loc["甲县", "suggestion"] == "约谈"
    assert found.loc["甲县", "reasons"].count("；") == 2


def test_the_gravest_county_comes_first_and_only_the_citys_counties_are_looked_at():
    history = people(10, "乙县", people(1))
    history.complaint("complaint:市", "2026-09-01", county="某市")
    found = suggested(history, left=10)
    assert found.index.tolist() == ["乙县", "某市", "甲县"]
    only = suggested(history, left=10, figures=figures())
    assert only.index.tolist() == ["甲县"]


def test_an_answer_to_the_main_complaint_counts_for_the_merged():
    history = complained(3, 4)
    history.do("complaint:1", "merged", merged_into="complaint:0")
    history.do("complaint:2", "merged", merged_into="complaint:0")
    assert suggested(history).loc["甲县", "suggestion"] == "督办"
    history.do("complaint:0", "answered", answer="已核实")
    assert suggested(history).empty


def test_the_program_names_no_one_to_be_held_to_account():
    rules = urging()
    assert rules.suggestions == ("提醒", "督办", "约谈")
    for rule in rules.rules.values():
        grades = [rules.suggestions.index(step.suggest) for step in rule.steps]
        assert grades == sorted(set(grades))
        numbers = [(step.share, step.count) for step in rule.steps]
        assert numbers == sorted(numbers) and all(0 < share <= 1 for share, _ in numbers)


def test_no_case_no_suggestion():
    assert suggested(History()).empty


def test_a_snapshot_that_lost_its_types_gives_the_same():
    history = complained(3, 4)
    due = due_list(history.entries, history.state, today=TODAY, office=Casework())
    of_objects = suggest_urging(history.state, due.astype(object))
    assert of_objects.equals(suggest_urging(history.state, due)) and len(of_objects) == 1
    nothing = due.head(0).astype(object)
    assert len(suggest_urging(history.state, nothing, figures(missing=["社会保险"]))) == 1
