from datetime import date

import pandas as pd
import pytest
from case_history import AGENCY, COMPLAINT, PERSON, UNIT, History, moment
from hypothesis import given, settings
from hypothesis import strategies as st

from guazheng_lib.casebook import Casebook, Hand
from guazheng_lib.casebook.complaints import answer, link, merge, refer, register, resume
from guazheng_lib.casebook.complaints.answers import (
    RESULT_COLUMNS,
    UNANSWERED_COLUMNS,
    complaint_results,
    unanswered,
)
from guazheng_lib.casebook.complaints.duplicates import MERGE_COLUMNS, suggest_merges
from guazheng_lib.casebook.complaints.links import LINK_COLUMNS, suggest_links
from guazheng_lib.casebook.complaints.merged import roots
from guazheng_lib.casebook.periods.due import due_list
from guazheng_lib.employers import Registry
from guazheng_lib.params import Casework
from guazheng_lib.terms.errors import NotAllowedError
from guazheng_lib.terms.tables import Complaints

HAND = Hand("登记员", moment("2026-11-02"))
TODAY = date(2026, 11, 23)
SECOND = "complaint:d2"
THIRD = "complaint:d3"
FIRM = "甲市丁戊建筑工程有限公司"
AGENT = "甲市己庚人力资源有限公司"


def table(*rows):
    known = {
        "file": "甲县/投诉举报.xlsx",
        "sheet": "Sheet1",
        "complaint_id": None,
        "received_on": "2026-10-08",
        "content": "反映某建筑公司长期使用挂靠证书",
        "person_name": None,
        "employer": None,
        "agency": None,
        "channel": None,
    }
    whole = [{"row": n + 2} | known | row for n, row in enumerate(rows)]
    return Complaints.validate(pd.DataFrame(whole))


def registered(*tables, history=None, hand=HAND):
    history = history or History()
    for each in tables:
        history.add(*register(each, history.state, hand, county="甲县"))
    return history


class TestRegister:
    def test_each_complaint_is_one_case_with_its_place(self):
        history = registered(
            table(
                {"complaint_id": "T-1", "person_name": "某甲", "employer": FIRM, "channel": "电话"},
                {"complaint_id": "T-2", "agency": AGENT, "received_on": "2026-10-09"},
            )
        )
        state = history.state
        told = state[["county", "received_on", "person_name", "employer", "agency", "status"]]
        assert told.to_numpy().tolist() == [
            ["甲县", "2026-10-08", "某甲", FIRM, None, "registered"],
            ["甲县", "2026-10-09", None, None, AGENT, "registered"],
        ]
        assert history.entries[1].basis == "甲县/投诉举报.xlsx · 工作表「Sheet1」 · 第 3 行"

    @pytest.mark.parametrize(
        ("rows", "cases"),
        [
            pytest.param([{}, {}], 1, id="完全相同的两行"),
            pytest.param([{"channel": "电话"}, {"channel": "信箱"}], 2, id="两个渠道"),
            pytest.param([{"employer": FIRM}, {"employer": AGENT}], 2, id="同文不同单位"),
            pytest.param([{"person_name": "某甲"}, {"person_name": "某乙"}], 2, id="同文不同人"),
            pytest.param([{}, {"received_on": "2026-10-09"}], 2, id="同文不同日"),
            pytest.param(
                [{"complaint_id": "1"}, {"complaint_id": "1", "content": "另一件完全不同的事"}],
                2,
                id="一个编号给了两件",
            ),
            pytest.param([{"complaint_id": "1"}, {"complaint_id": "2"}], 2, id="同文两个编号"),
        ],
    )
    def test_the_same_file_twice_adds_nothing_and_nothing_is_lost(self, rows, cases):
        history = registered(table(*rows))
        assert len(history.state) == cases
        assert register(table(*rows), history.state, HAND, county="甲县") == []
        assert register(table(*rows[::-1]), history.state, HAND, county="甲县") == []

    def test_a_row_put_right_amends_its_case(self):
        history = registered(
            table({"complaint_id": "1", "employer": "某公司"}),
            table({"complaint_id": "1", "employer": FIRM}),
        )
        assert [entry.step for entry in history.entries] == ["received", "amended"]
        assert history.state["employer"].tolist() == [FIRM]

    def test_a_number_used_again_for_another_matter_is_another_case(self):
        history = registered(
            table({"complaint_id": "1"}),
            table(
                {
                    "complaint_id": "1",
                    "received_on": "2026-10-20",
                    "content": "请问证书怎样注销，需要带哪些材料",
                }
            ),
        )
        assert [entry.step for entry in history.entries] == ["received", "received"]

    def test_the_ledger_takes_a_row_once_whatever_was_changed_since(self, tmp_path):
        book = Casebook(f"sqlite:///{(tmp_path / 'c.sqlite').as_posix()}")
        rows = table({"complaint_id": "1"}, {"complaint_id": "2"})
        taken = book.append_all(register(rows, book.state(), HAND, county="甲县"))
        case = taken[0].case
        book.append(HAND.event(case, "amended", {"content": "电话核对后改写"}, why="核对"))
        again = register(rows, book.state(), HAND, county="甲县")
        assert book.append_all(again) == [None]
        assert book.case(case)["content"] == "电话核对后改写"
        book.close()

    def test_another_countys_complaint_with_the_same_number_is_another(self):
        rows = table({"complaint_id": "1"})
        both = [register(rows, History().state, HAND, county=each)[0] for each in ("甲县", "乙县")]
        assert both[0].case != both[1].case

    @settings(deadline=None, max_examples=25)
    @given(st.permutations(range(5)), st.integers(0, 5))
    def test_any_order_in_any_parts_gives_the_same_cases(self, order, cut):
        rows = [
            {"complaint_id": "1"},
            {"complaint_id": "2", "content": "二号来电反映另一件事情的详细情况"},
            {"channel": "电话"},
            {"channel": "信箱"},
            {"employer": FIRM},
        ]
        whole = registered(table(*rows)).state["case"]
        mixed = [rows[n] for n in order]
        parts = [table(*part) for part in (mixed[:cut], mixed[cut:]) if part]
        assert set(registered(*parts, table(*rows)).state["case"]) == set(whole)


class TestMerge:
    def test_the_answer_to_the_main_one_answers_the_merged(self):
        history = History().complaint().complaint(SECOND).complaint(THIRD)
        history.add(merge(SECOND, COMPLAINT, HAND, why="同一件事"))
        assert waiting(history) == [COMPLAINT, SECOND, THIRD]
        history.add(answer(COMPLAINT, "已查实", HAND, document_no="〔2026〕1号"))
        assert waiting(history) == [THIRD]
        shown = complaint_results(history.state).set_index("case")
        assert shown.loc[SECOND, ["answer", "handled_under"]].tolist() == ["已查实", COMPLAINT]
        due = due_list(history.entries, history.state, today=TODAY, office=Casework())
        assert due["case"].tolist() == [THIRD]

    def test_a_merged_complaint_waits_until_its_main_one_is_answered(self):
        history = History().complaint(at="2026-10-01").complaint(SECOND, at="2026-09-01")
        history.add(merge(SECOND, COMPLAINT, HAND), refer(COMPLAINT, "住建股", HAND))
        rows = unanswered(history.state, TODAY)
        assert list(rows.columns) == list(UNANSWERED_COLUMNS)
        assert rows[["case", "days_waiting", "holder"]].to_numpy().tolist() == [
            [SECOND, 83, "住建股"],
            [COMPLAINT, 53, "住建股"],
        ]
        due = due_list(history.entries, history.state, today=TODAY, office=Casework())
        assert due["due"].astype(str).tolist() == ["2026-10-31", "2026-11-30"]

    def test_a_main_one_taken_up_again_opens_the_merged_too(self):
        history = History().complaint().complaint(SECOND).add(merge(SECOND, COMPLAINT, HAND))
        history.add(answer(COMPLAINT, "已答复", HAND), resume(COMPLAINT, "不服", HAND))
        assert waiting(history) == [COMPLAINT, SECOND]

    def test_a_merge_by_mistake_is_taken_back(self):
        history = History().complaint().complaint(SECOND).add(merge(SECOND, COMPLAINT, HAND))
        history.add(resume(SECOND, "并错了", HAND), answer(COMPLAINT, "已答复", HAND))
        assert waiting(history) == [SECOND]
        assert roots(history.state) == {COMPLAINT: COMPLAINT, SECOND: SECOND}

    def test_a_chain_goes_to_its_end(self):
        history = History().complaint().complaint(SECOND).complaint(THIRD)
        history.add(merge(THIRD, SECOND, HAND), merge(SECOND, COMPLAINT, HAND))
        assert roots(history.state)[THIRD] == COMPLAINT

    @pytest.mark.parametrize(
        ("case", "into", "said"),
        [
            pytest.param(SECOND, SECOND, "不能并入自己", id="并入自己"),
            pytest.param(SECOND, "complaint:ffff", "没有要并入的", id="没有这一件"),
            pytest.param(SECOND, PERSON, "没有要并入的", id="并入人员案件"),
            pytest.param(SECOND, THIRD, "已答复，不能并入", id="已答复"),
            pytest.param(COMPLAINT, SECOND, "不能并案", id="绕成一圈"),
        ],
    )
    def test_a_senseless_merge_is_refused(self, case, into, said):
        history = History().person().complaint().complaint(SECOND).complaint(THIRD)
        history.add(answer(THIRD, "已答复", HAND))
        if case == COMPLAINT:
            history.add(merge(COMPLAINT, SECOND, HAND))
        before = len(history.entries)
        with pytest.raises(NotAllowedError, match=said):
            history.add(merge(case, into, HAND))
        assert len(history.entries) == before

    def test_two_that_merge_into_each_other_at_once_are_refused(self, tmp_path):
        book = Casebook(f"sqlite:///{(tmp_path / 'c.sqlite').as_posix()}")
        history = History().complaint().complaint(SECOND)
        told = {"county": "甲县", "received_on": "2026-10-08", "content": "挂证"}
        both = [HAND.event(case, "received", told) for case in (COMPLAINT, SECOND)]
        circle = [merge(COMPLAINT, SECOND, HAND), merge(SECOND, COMPLAINT, HAND)]
        with pytest.raises(NotAllowedError, match="已并案"):
            book.append_all([*both, *circle])
        assert book.state().empty and len(history.state) == 2
        book.close()


ALIKE = "来电反映丁戊建筑公司有三名建造师常年不在工地，证书是租来的"


class TestSuggestMerges:
    @pytest.mark.parametrize(
        ("first", "second", "is_alike"),
        [
            pytest.param({"content": ALIKE}, {"content": ALIKE}, True, id="同文"),
            pytest.param(
                {"content": ALIKE},
                {"content": "来电反映 丁戊建筑公司有３名建造师，常年不在工地，证书是租来的！"},
                True,
                id="几个字不同",
            ),
            pytest.param(
                {"content": ALIKE},
                {"content": "转来信件：" + ALIKE + "。请贵局依法查处并答复本人。"},
                True,
                id="一件包含另一件",
            ),
            pytest.param(
                {"content": ALIKE, "person_name": "某甲"},
                {"content": ALIKE, "person_name": "某乙"},
                False,
                id="同文而举报的人不同",
            ),
            pytest.param(
                {"content": ALIKE, "employer": FIRM},
                {"content": ALIKE, "employer": "乙市辛壬装饰工程有限公司"},
                False,
                id="同文而举报的单位不同",
            ),
            pytest.param(
                {
                    "content": "某甲的证挂在这家公司，人在外地",
                    "person_name": "某甲",
                    "employer": FIRM,
                },
                {
                    "content": "举报有人出租建造师证书谋利，请查",
                    "person_name": "某甲、某乙",
                    "employer": "甲市丁戊建筑工程有限责任公司",
                },
                True,
                id="同人同单位，文字不同",
            ),
            pytest.param(
                {"content": "某甲的证挂在这家公司，人在外地", "employer": FIRM},
                {"content": "这家公司拖欠工资，请帮助追讨", "employer": FIRM},
                False,
                id="同单位，两回事",
            ),
            pytest.param(
                {"content": "来电反映丁戊公司的某甲子常年不在工地，证书是租来的"},
                {"content": "来电反映丁戊公司的周丙寅常年不在工地，证书是租来的"},
                False,
                id="同样的话说的是另一个人",
            ),
            pytest.param(
                {"content": f"{FIRM}三名建造师的证书是租来的"},
                {"content": "该公司三名建造师的证书是租来的", "employer": FIRM},
                True,
                id="一件在文中写了单位",
            ),
            pytest.param(
                {"content": "来信反映某公司三名建造师常年不在工地"},
                {"content": "群众举报：某公司三名建造师常年不在工地，请依法查处"},
                True,
                id="只有套话不同",
            ),
            pytest.param({"content": "咨询证书怎样注销"}, {"content": ALIKE}, False, id="毫不相干"),
            pytest.param(
                {"content": ALIKE + "，其中有某甲"},
                {"content": ALIKE, "person_name": "某甲"},
                True,
                id="一件在文中写了姓名",
            ),
        ],
    )
    def test_what_is_alike(self, first, second, is_alike):
        history = registered(
            table(
                {"channel": "电话"} | first,
                {"channel": "信箱", "received_on": "2026-10-12"} | second,
            )
        )
        earlier, later = history.state["case"]
        found = suggest_merges(history.state)
        assert found[["case", "into"]].to_numpy().tolist() == (
            [[later, earlier]] if is_alike else []
        )
        if is_alike:
            assert found["reasons"].str.contains("内容相近").all() and found["score"].min() >= 70

    def test_nothing_is_merged_by_itself_and_what_is_merged_is_not_suggested_again(self):
        history = registered(
            table({"content": ALIKE}), table({"content": ALIKE, "channel": "信箱"})
        )
        assert history.state["status"].tolist() == ["registered"] * 2
        found = suggest_merges(history.state)
        history.add(merge(found["case"][0], found["into"][0], HAND))
        assert suggest_merges(history.state).empty
        third = table({"content": ALIKE, "channel": "来访", "received_on": "2026-10-30"})
        registered(third, history=history)
        again = suggest_merges(history.state)
        assert again["into"].tolist() == [found["into"][0]]
        history.add(merge(again["case"][0], again["into"][0], HAND))

    def test_an_answered_one_is_no_place_to_merge_into(self):
        history = registered(
            table({"content": ALIKE}), table({"content": ALIKE, "channel": "信箱"})
        )
        history.add(answer(history.state["case"][0], "已答复", HAND))
        assert suggest_merges(history.state).empty

    def test_a_former_name_on_the_register_meets(self):
        register_of = Registry(
            pd.DataFrame(
                {
                    "employer": [FIRM],
                    "employer_uscc": ["91130302MA0A1B2C3X"],
                    "former_names": ["甲市癸子建设有限公司"],
                }
            )
        )
        history = registered(
            table(
                {"content": "某甲人不在，证在", "person_name": "某甲", "employer": FIRM},
                {"content": "出租证书", "person_name": "某甲", "employer": "甲市癸子建设有限公司"},
            )
        )
        assert suggest_merges(history.state).empty
        assert len(suggest_merges(history.state, register_of)) == 1

    def test_no_complaint_no_suggestion(self):
        assert list(suggest_merges(History().person().state).columns) == list(MERGE_COLUMNS)


class TestSuggestLinks:
    def suggested(self, **complaint):
        history = History()
        history.person(person_name="某甲子", registered_employer=FIRM)
        history.person(
            "person:a2", person_name="某甲子", registered_employer="乙市卯辰路桥有限公司"
        )
        history.person("person:a3", person_name="某甲子", county="乙县", registered_employer="丙厂")
        history.do(UNIT, "opened", county="甲县", name=FIRM)
        history.do(AGENCY, "opened", county="甲县", name=AGENT)
        history.complaint(**complaint)
        found = suggest_links(history.state)
        assert (found["case"] == COMPLAINT).all()
        return dict(zip(found["to"], found["score"], strict=True))

    @pytest.mark.parametrize(
        ("complaint", "expected"),
        [
            pytest.param(
                {"person_name": "某甲子", "employer": FIRM + "第一分公司"},
                {PERSON: 95, UNIT: 95, "person:a2": 45},
                id="姓名和单位都对上",
            ),
            pytest.param(
                {"person_name": "某甲子", "employer": "丁戊建筑"},
                {PERSON: 75, UNIT: 75, "person:a2": 45},
                id="单位写的是简称",
            ),
            pytest.param(
                {"person_name": "某甲子"}, {PERSON: 60, "person:a2": 60}, id="只有姓名，本县区"
            ),
            pytest.param(
                {"content": f"{FIRM}的某甲子从来不到工地", "person_name": "某甲子"},
                {PERSON: 95, UNIT: 85, "person:a2": 60},
                id="单位写在内容里",
            ),
            pytest.param(
                {"content": "某甲子从来不到工地", "employer": FIRM},
                {PERSON: 85, UNIT: 95},
                id="姓名写在内容里",
            ),
            pytest.param({"employer": FIRM}, {PERSON: 60, UNIT: 95}, id="只举报单位，没有点名"),
            pytest.param({"agency": AGENT}, {AGENCY: 95}, id="中介机构"),
            pytest.param({"employer": AGENT}, {AGENCY: 95}, id="中介写在单位一栏"),
            pytest.param({"employer": "乙市辛壬装饰工程有限公司"}, {}, id="不在册的单位"),
            pytest.param({"person_name": "别的人", "content": "挂证"}, {}, id="不在册的人"),
        ],
    )
    def test_what_a_complaint_is_about(self, complaint, expected):
        assert self.suggested(**complaint) == expected

    def test_what_is_linked_is_not_suggested_and_the_merged_speak_for_the_main(self):
        history = History().person(person_name="某甲子", registered_employer=FIRM)
        history.complaint(content="有人挂证").complaint(SECOND, person_name="某甲子", employer=FIRM)
        history.add(merge(SECOND, COMPLAINT, HAND))
        found = suggest_links(history.state)
        assert found[["case", "to"]].to_numpy().tolist() == [[COMPLAINT, PERSON]]
        history.add(link(COMPLAINT, [PERSON], HAND))
        assert list(suggest_links(history.state).columns) == list(LINK_COLUMNS)
        assert suggest_links(history.state).empty


class TestResults:
    def test_a_complaint_shows_what_came_of_its_cases(self):
        history = History().confirmed(person_name="某甲").complaint().complaint(SECOND)
        history.do(UNIT, "opened", county="甲县", name=FIRM)
        history.add(link(COMPLAINT, [PERSON, UNIT], HAND), merge(SECOND, COMPLAINT, HAND))
        history.do(PERSON, "measure", measures=["拟建议撤销注册许可"])
        shown = complaint_results(history.state).set_index("case")
        assert list(shown.reset_index().columns) == list(RESULT_COLUMNS)
        said = f"专业技术人员某甲：认定（拟建议撤销注册许可）；用证单位{FIRM}：线索"
        assert shown["result"].tolist() == [said, said]
        assert shown["pending"].tolist() == [1, 1] and not shown["is_ready"].any()
        history.do(UNIT, "concluded", outcome="excluded", reason="来件数据有误")
        assert complaint_results(history.state)["is_ready"].all()

    def test_a_complaint_without_cases_is_never_ready_by_itself(self):
        assert complaint_results(History().complaint().state)["is_ready"].tolist() == [False]


def waiting(history):
    return sorted(unanswered(history.state, TODAY)["case"])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5)), max_size=25))
def test_every_complaint_is_answered_or_listed(steps):
    """Whatever is merged, answered and taken up again, none gets lost from sight."""
    history = History()
    cases = [f"complaint:{n}" for n in range(5)]
    for case in cases:
        history.complaint(case)
    for n, what in steps:
        into = cases[what % 5]
        event = (
            resume(cases[n], "再办", HAND)
            if what == 5
            else answer(cases[n], "已答复", HAND)
            if into == cases[n]
            else merge(cases[n], into, HAND)
        )
        try:
            history.add(event)
        except NotAllowedError:
            continue
    shown = complaint_results(history.state)
    replied = set(shown.loc[shown["answer"] != "", "case"])
    assert replied | set(waiting(history)) == set(cases)
    assert not replied & set(waiting(history))
    due = due_list(history.entries, history.state, today=TODAY, office=Casework())
    assert set(due.loc[due["clock"] == "complaint", "case"]) == set(waiting(history))
