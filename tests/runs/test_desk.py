"""The casebook's commands, from the taking in of leads to what is due."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import docx
import pandas as pd
import pytest
from make import evidence, person_id, screened

from guazheng_lib.casebook import Hand
from guazheng_lib.casebook.cases import short
from guazheng_lib.casebook.events import CHINA
from guazheng_lib.runs import complaint_desk
from guazheng_lib.runs.county import SCREENING
from guazheng_lib.runs.desk import Desk
from guazheng_lib.runs.desk_words import conclusion, facts_of, step_named
from guazheng_lib.runs.documents import NoticeOrder, write_forms, write_notices
from guazheng_lib.runs.opening import Lead, open_case
from guazheng_lib.runs.parquet import write_screening
from guazheng_lib.terms.errors import (
    CasebookError,
    DocumentError,
    GuazhengError,
    LedgerUnavailableError,
    RunError,
)

AT = datetime(2026, 7, 1, 9, tzinfo=CHINA)
PARAMS = """\
county: 甲县
window: {from: 2023-07, to: 2024-11}
as_of: 2024-11-30
sources: {registrations: 甲县/注册.xlsx}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "params").mkdir()
    (tmp_path / "params/jia.yml").write_text(PARAMS, encoding="utf-8")
    publish(tmp_path / "outputs/jia")
    return Desk(tmp_path / "params", tmp_path / "data", tmp_path / "outputs", by="张某", at=AT)


def publish(folder: Path) -> None:
    folder.mkdir(parents=True)
    rows = [
        {"level": "priority", "indicators": ["SI_OTHER"], "evidence": [evidence()]},
        {"level": "review"},
        {"level": "consistent"},
    ]
    write_screening(screened(*rows), folder / SCREENING)
    record = {"status": "done", "outputs": {SCREENING: "一"}}
    (folder / "manifest.json").write_text(json.dumps(record), encoding="utf-8")


def first_case(desk: Desk) -> str:
    return str(desk.cases()["case"].iloc[0])


def test_leads_are_taken_in_once(desk):
    assert desk.take([]) == ["甲县: 新入册 2 条线索，更新 0 个案件"]
    assert desk.take(["甲县"]) == ["甲县: 新入册 0 条线索，更新 0 个案件"]
    assert desk.list_cases([], None)[-1] == "共 2 个案件"


def test_a_case_is_followed_from_lead_to_measure(desk):
    desk.take([])
    case = first_case(desk)
    desk.step(case, "派发", facts_of(["承办=李某"]), "", "")
    desk.decide(
        case, conclusion("认定", violation="注册单位与实际工作单位不符", verified_by="李某")
    )
    desk.step(case, "处理", facts_of(["处理措施=拟建议撤销注册许可"]), "", "")
    said = desk.history(case)
    assert "认定" in said[0]
    assert [line.split(" · ")[2] for line in said[1:]] == [
        "线索入册",
        "派发",
        "作出结论",
        "关联",
        "处理",
    ]
    assert desk.list_cases([], "认定")[-1] == "共 1 个案件"
    assert desk.verify()[0].startswith("台账完整：7 条记录")


def test_nothing_of_a_finding_withdrawn_is_said_of_the_case(desk):
    desk.take([])
    case = first_case(desk)
    found, measure = "注册单位与实际工作单位不符", "拟建议撤销注册许可"
    desk.decide(case, conclusion("认定", violation=found, measures=(measure,), verified_by="李某"))
    assert found in desk.list_cases([], "认定")[0]
    (reopened, _) = desk.step(case, "重新核查", {}, "当事人提交劳动合同", "")
    (excluded,) = desk.decide(case, conclusion("排除", reason="来件数据有误", verified_by="李某"))
    assert not any(said in line for said in (found, measure) for line in (reopened, excluded))
    assert desk.cases().set_index("case")["violation"][case] is None
    assert measure in "".join(desk.history(case))


def test_a_step_says_what_was_entered(desk):
    desk.take([])
    said = desk.step(first_case(desk), "派发", facts_of(["承办=李某"]), "", "")
    assert said[-1] == "  2026-07-01 09:00 · 张某 · 派发 · 承办 李某"


AGENCY = "甲市庚辛人力资源有限公司"


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        pytest.param(Lead(agency=AGENCY, why="招聘信息"), f"线索 · {AGENCY}", id="机构"),
        pytest.param(
            Lead(unit="丙建设有限公司", why="现场检查"), "用证单位 · 甲县 · 线索", id="单位"
        ),
        pytest.param(
            Lead(certificate="{consistent}", why="举报"), "专业技术人员 · 甲县", id="人员"
        ),
    ],
)
def test_a_case_is_opened_by_hand_once(desk, lead, said):
    lead = replace(lead, certificate=lead.certificate and certificate_of(desk, "consistent"))
    assert said in open_case(desk, "甲县", lead)[0]
    row = desk.cases().iloc[0]
    assert (row["status"], row["standing"]) == ("lead", "pending")
    assert lead.why in desk.history(row["case"])[1]
    with pytest.raises(CasebookError, match="已有案件"):
        open_case(desk, "甲县", lead)
    assert desk.take([])[0].startswith("甲县: 新入册 2 条线索，更新 0 个案件")


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        pytest.param(Lead(why="举报"), "没有写明对象", id="没有写谁"),
        pytest.param(Lead(unit="丙", agency="丁", why="举报"), "写了几个", id="写了两个"),
        pytest.param(Lead(unit="丙", why=" "), "没有写明线索来源", id="没有写来源"),
        pytest.param(Lead(certificate="没有这个", why="举报"), "没有这个证书编号", id="查无此证"),
    ],
)
def test_a_case_that_cannot_be_opened_leaves_none(desk, lead, said):
    with pytest.raises(CasebookError, match=said):
        open_case(desk, "甲县", lead)
    assert "用证单位" not in "".join(desk.list_cases([], None) if desk.data.exists() else [])


def test_an_agency_opened_by_hand_is_the_one_that_a_decision_names(desk):
    desk.take([])
    open_case(desk, "甲县", Lead(agency=AGENCY, why="招聘信息"))
    said = {"violation": "买卖（专业）资格（注册）证书", "agency": AGENCY, "verified_by": "李某"}
    desk.decide(first_case(desk), conclusion("认定", **said))
    assert list(desk.cases()["subject"]).count("agency") == 1


def certificate_of(desk: Desk, level: str) -> str:
    screening = pd.read_parquet(desk.outputs / "jia" / SCREENING)
    return str(screening.loc[screening["level"] == level, "certificate_no"].iloc[0])


@pytest.mark.parametrize("kind", ["约谈通知", "问责建议"])
def test_what_the_city_writes_to_a_county_is_signed_by_the_city(desk, kind):
    text = PARAMS + "city: 甲市\ncity_department: 甲市住房和城乡建设局\n"
    (desk.params / "jia.yml").write_text(text + "department: 甲县住建局\n", encoding="utf-8")
    desk.take([])
    extra = {
        "约谈通知": {"约谈时间": "明日", "约谈地点": "市局"},
        "问责建议": {"约谈日期": "昨日", "情节": "没有派发"},
    }
    order = NoticeOrder(kind, desk.outputs, extra=extra[kind])
    write_notices(desk, order, ["甲县"])
    (path,) = desk.outputs.glob("*.docx")
    signed = [each.text for each in docx.Document(str(path)).paragraphs]
    assert "甲市住房和城乡建设局" in signed and "甲县住建局" not in "".join(signed)
    with pytest.raises(DocumentError, match="没有写明县区"):
        write_notices(desk, replace(order, is_city=True), [])


def test_no_line_holds_a_full_identity_number(desk):
    desk.take([])
    said = "\n".join([*desk.list_cases([], None), *desk.history(first_case(desk)), *desk.due([])])
    assert person_id(1) not in said
    assert person_id(2) not in said


def test_what_a_confirmed_case_still_wants_is_due(desk):
    desk.take([])
    case = first_case(desk)
    desk.decide(
        case, conclusion("认定", violation="注册单位与实际工作单位不符", verified_by="李某")
    )
    assert any("尚未" in line for line in desk.due([]))


def test_taking_in_needs_a_name(desk):
    with pytest.raises(CasebookError, match="谁办的"):
        Desk(desk.params, desk.data, desk.outputs, at=AT).take([])


def test_taking_in_needs_a_run(desk):
    (desk.outputs / "jia/manifest.json").unlink()
    with pytest.raises(RunError, match="还没有排查结果"):
        desk.take([])


def test_without_a_casebook_nothing_is_made_up(desk):
    with pytest.raises(LedgerUnavailableError):
        desk.list_cases([], None)
    assert not (desk.data / "casebook.sqlite").exists()


WRONG = [
    pytest.param(lambda desk, case: desk.step(case, "飞", {}, "", ""), "没有「飞」", id="没有这步"),
    pytest.param(lambda desk, case: facts_of(["承办"]), "认不出", id="没有等号"),
    pytest.param(lambda desk, case: facts_of(["不知=1"]), "认不出", id="没有这个事项"),
    pytest.param(lambda desk, case: conclusion("撤销"), "没有「撤销」", id="没有这种结论"),
    pytest.param(lambda desk, case: desk.history("person:ffff"), "没有这个编号", id="没有这个案件"),
    pytest.param(lambda desk, case: desk.history(""), "几个案件", id="编号太短"),
    pytest.param(lambda desk, case: desk.list_cases([], "飞"), "没有「飞」", id="没有这个状态"),
    pytest.param(lambda desk, case: desk.endorse(case), "没有待复核", id="没有待复核的"),
]


@pytest.mark.parametrize(("do", "said"), WRONG)
def test_wrong_words_are_one_line_and_write_nothing(desk, do, said):
    desk.take([])
    before = desk.verify()
    with pytest.raises(GuazhengError, match=said) as problem:
        do(desk, first_case(desk))
    assert len(str(problem.value).splitlines()) == 1
    assert desk.verify() == before


def test_steps_are_known_by_name_and_by_title():
    assert step_named("派发") == step_named("assigned") == "assigned"


def test_the_cases_of_another_city_in_the_same_casebook_stay_out(desk):
    desk.take([])
    with desk.book() as book:
        other = Hand("张某", AT).opened("unit:1", {"county": "外市外县", "name": "外市某公司"})
        book.append(other)
    assert "外市外县" not in set(desk.snapshot().state["county"])
    assert not [line for line in desk.due([]) if "外市" in line]
    assert desk.list_cases([], None)[-1] == "共 2 个案件"


def test_the_city_files_no_case_of_another_city(desk):
    desk.take([])
    with desk.book() as book:
        facts = {"county": "外市外县", "person_name": "某外", "person_id": person_id(9)}
        book.append(Hand("张某", AT).opened("person:1", facts))
    confirmed = conclusion("认定", violation="注册单位与实际工作单位不符", verified_by="李某")
    for case in (first_case(desk), "person:1"):
        desk.decide(case, confirmed)
    said = write_forms(desk, [])
    forms = [line for line in said if "汇总表.xlsx" in line]
    assert [line.partition("，")[0] for line in forms] == [
        f"{area}: 汇总表.xlsx：认定 1 人、1 个证书" for area in ("甲县", "全市")
    ]


@pytest.mark.parametrize("typed", ["2026.7.3", "2026年7月3日", "2026/7/3", "20260703"])
def test_a_day_is_kept_one_way_however_it_is_typed(typed):
    assert facts_of([f"限期={typed}"]) == {"due_on": "2026-07-03"}


@pytest.mark.parametrize("typed", ["2026-02-30", "月底", "", "  ", "7月3日"])
def test_what_is_no_day_is_refused(desk, typed):
    with pytest.raises(GuazhengError, match=r"限期.*认不出"):
        facts_of(["承办=李某", f"限期={typed}"])


@pytest.mark.parametrize("wrong", [{"received_on": "2026-02-30"}, {"content": "  "}])
def test_a_complaint_without_day_or_content_is_not_entered(desk, wrong):
    with pytest.raises(GuazhengError, match=r"认不出|没有写明内容"):
        complaint_desk.add(desk, "甲县", {"content": "反映某公司"} | wrong)
    with pytest.raises(LedgerUnavailableError, match="还没有台账"):
        desk.cases()


def test_cases_are_linked_by_the_beginnings_of_their_numbers(desk):
    desk.take([])
    first, second = desk.cases()["case"]
    desk.step(short(first), "关联", facts_of([f"关联案件={short(second)}"]), "", "")
    assert desk.cases().set_index("case").loc[first, "links"] == [second]
    for wrong in ("没有", "complaint:x", ""):
        with pytest.raises(GuazhengError, match="编号"):
            desk.step(short(first), "关联", facts_of([f"关联案件={wrong}"]), "", "")
    assert len(desk.history(first)) == 3  # the case, its opening, one link
