"""What one decision does: to the person's case, the using unit's, the agency's."""

from dataclasses import replace
from datetime import datetime

import pytest
from make import person_id

from guazheng_lib.casebook import Casebook, Decision, Hand
from guazheng_lib.casebook.cases import agency_case, person_case, unit_case
from guazheng_lib.casebook.events import CHINA
from guazheng_lib.params import Casework
from guazheng_lib.terms.errors import NotAllowedError

AT = datetime(2026, 7, 1, 9, tzinfo=CHINA)
COUNTY, FIRM, AGENCY = "甲县", "甲县禾木建筑工程有限公司", "乙市快聘人力资源有限公司"
VIOLATION = "注册单位与实际工作单位不符"
TWO = Casework(second_person=("confirmed", "excluded"))
CONFIRMED = Decision("confirmed", violation=VIOLATION, verified_by="张某")
CLERK, SECOND = Hand("登记员", AT), Hand("李某", AT)


@pytest.fixture
def book():
    with Casebook("sqlite://", user="登记员") as opened:
        yield opened


def opened(book: Casebook, **facts: str) -> str:
    said = {
        "county": COUNTY,
        "person_name": "赵某",
        "person_id": person_id(1),
        "certificate_no": "冀2132023202300001",
        "profession": "二级注册建造师",
        "registered_employer": FIRM,
        "registered_uscc": "91990121MA00000001",
    } | facts
    case = person_case(COUNTY, said["person_id"], said["profession"], said["certificate_no"])
    book.append(CLERK.opened(case, said))
    return case


def test_a_confirmed_person_is_linked_to_the_unit_whose_case_stays_a_lead(book):
    case = opened(book)
    book.decide(case, CONFIRMED)
    unit = unit_case(COUNTY, FIRM, "91990121MA00000001")
    assert book.case(case)["status"] == "confirmed"
    assert book.case(case)["links"] == [unit]
    assert book.case(unit)["status"] == "lead"
    assert book.case(unit)["name"] == FIRM


def test_a_measure_against_the_unit_confirms_the_unit_with_its_own_violation(book):
    case = opened(book)
    book.decide(case, replace(CONFIRMED, measures=("拟建议撤销注册许可", "单位通报")))
    unit = book.case(book.case(case)["links"][0])
    assert book.case(case)["measures"] == ["拟建议撤销注册许可"]
    assert unit["status"] == "confirmed"
    assert unit["measures"] == ["单位通报"]
    assert "挂证" in unit["violation"]


def test_two_people_of_one_firm_share_the_units_case(book):
    first = opened(book)
    second = opened(book, person_id=person_id(2), certificate_no="冀2132023202300002")
    book.decide(first, replace(CONFIRMED, measures=("单位通报",)))
    book.decide(second, replace(CONFIRMED, measures=("纳入资质动态核查",)))
    units = [case for case in book.state()["case"] if case.startswith("unit:")]
    assert len(units) == 1
    assert book.case(units[0])["measures"] == ["单位通报", "纳入资质动态核查"]


def test_an_agency_that_brokered_gets_its_case_and_its_measure(book):
    case = opened(book)
    decision = replace(CONFIRMED, agency=AGENCY, measures=("责令机构限期整改",))
    book.decide(case, decision)
    agency = book.case(agency_case(AGENCY))
    assert agency["status"] == "confirmed"
    assert agency["measures"] == ["责令机构限期整改"]
    assert agency_case(AGENCY) in book.case(case)["links"]


def test_the_named_using_unit_takes_the_place_of_the_registered_one(book):
    case = opened(book)
    book.decide(case, replace(CONFIRMED, using_employer="甲县别家建设有限公司"))
    assert book.case(book.case(case)["links"][0])["name"] == "甲县别家建设有限公司"


def test_excluding_touches_nobody_else(book):
    case = opened(book)
    book.decide(case, Decision("excluded", reason="E1 退休人员", verified_by="张某"))
    assert list(book.state()["case"]) == [case]
    assert book.case(case)["reason"] == "E1 退休人员"


def test_going_on_with_the_verification_concludes_nothing(book):
    case = opened(book)
    book.decide(case, Decision("verifying", remark="等单位说明", verified_by="张某"))
    assert book.case(case)["standing"] == "pending"
    assert book.case(case)["concluded_at"] is None


def test_a_proposal_waits_and_then_brings_all_it_said(book):
    book.office = TWO
    case = opened(book)
    decision = replace(CONFIRMED, measures=("拟建议撤销注册许可", "单位通报"))
    book.decide(case, decision)
    assert book.case(case)["status"] == "proposed"
    assert len(book.state()) == 1
    book.endorse(case, SECOND)
    assert book.case(case)["status"] == "confirmed"
    assert book.case(case)["endorsed_by"] == "李某"
    unit = book.case(book.case(case)["links"][0])
    assert unit["measures"] == ["单位通报"]


def test_one_row_signed_by_two_people_is_settled_at_once(book):
    book.office = TWO
    case = opened(book)
    book.decide(case, replace(CONFIRMED, endorsed_by="李某", measures=("单位通报",)))
    steps = list(book.history(case)["step"])
    assert steps == ["opened", "proposed", "endorsed", "linked"]
    assert book.history(case)["by"].tolist()[2] == "李某"


REFUSED = [
    pytest.param(Decision("confirmed"), "没有写明违法违规行为", id="认定没有行为"),
    pytest.param(Decision("excluded"), "没有写明原因", id="排除没有原因"),
    pytest.param(Decision("撤销"), "没有「撤销」这种核查结果", id="没有这种结果"),
    pytest.param(
        replace(CONFIRMED, measures=("已撤销",)), "没有「已撤销」这种处理措施", id="没有这种措施"
    ),
    pytest.param(
        Decision("excluded", reason="E1 退休人员", measures=("单位通报",)),
        "没有写明用证单位",
        id="排除却通报单位",
    ),
    pytest.param(
        replace(CONFIRMED, measures=("责令机构限期整改",)),
        "没有写明人力资源服务机构",
        id="没有机构却整改机构",
    ),
    pytest.param(
        replace(CONFIRMED, measures=("经核实不属于“挂证”",)), "用于排除", id="认定却不属于"
    ),
    pytest.param(
        replace(CONFIRMED, measures=("依据材料直接注销",)), "没有写明直接注销凭据", id="没有凭据"
    ),
    pytest.param(
        replace(CONFIRMED, measures=("依据材料直接注销",), deregistration_paper="口头说明"),
        "没有这种直接注销凭据",
        id="凭据不在三类之内",
    ),
    pytest.param(
        replace(CONFIRMED, measures=("有权机关已决定撤销",)), "没有写明文书文号", id="没有文号"
    ),
]


@pytest.mark.parametrize(("decision", "said"), REFUSED)
def test_nonsense_is_refused_and_nothing_is_written(book, decision, said):
    case = opened(book)
    with pytest.raises(NotAllowedError, match=said):
        book.decide(case, decision)
    assert list(book.history(case)["step"]) == ["opened"]
    assert len(book.state()) == 1


def test_an_architect_goes_by_the_provincial_committee(book):
    case = opened(book, profession="一级注册建筑师")
    with pytest.raises(NotAllowedError, match="注册建筑师管理委员会"):
        book.decide(case, replace(CONFIRMED, measures=("拟建议撤销注册许可",)))
    book.decide(case, replace(CONFIRMED, measures=("移送注册管理机构",)))
    assert book.case(case)["measures"] == ["移送注册管理机构"]


SECOND_PERSON = [
    pytest.param("张某", "同一人", id="核查人自己复核"),
]


@pytest.mark.parametrize(("who", "said"), SECOND_PERSON)
def test_nobody_endorses_his_own_proposal(book, who, said):
    book.office = TWO
    case = opened(book)
    book.decide(case, CONFIRMED)
    with pytest.raises(NotAllowedError, match=said):
        book.endorse(case, Hand(who, AT))
    with pytest.raises(NotAllowedError, match=said):
        book.decide(
            opened(book, certificate_no="冀2132023202300003"), replace(CONFIRMED, endorsed_by=who)
        )


def test_whoever_proposed_stays_the_one_whatever_others_add(book):
    book.office = TWO
    case = opened(book)
    book.decide(case, replace(CONFIRMED, verified_by=""), Hand("张某", AT))
    book.append(SECOND.event(case, "remarked", {"remark": "已看过"}))
    with pytest.raises(NotAllowedError, match="同一人"):
        book.endorse(case, Hand("张某", AT))
    with pytest.raises(NotAllowedError, match="更正不能写核查人"):
        book.append(SECOND.event(case, "amended", {"verified_by": "王某"}, why="改"))
    book.endorse(case, SECOND)
    assert book.case(case)["status"] == "confirmed"


def test_a_conclusion_without_the_second_person_is_refused_where_one_is_asked_for(book):
    book.office = TWO
    case = opened(book)
    event = CLERK.event(case, "concluded", {"outcome": "confirmed", "reason": VIOLATION})
    with pytest.raises(NotAllowedError, match="须另一人复核"):
        book.append(event)


def test_a_closed_case_is_not_decided_again_before_it_is_reopened(book):
    case = opened(book)
    book.decide(case, CONFIRMED)
    other = Decision("excluded", reason="不是同一个人", verified_by="王某")
    with pytest.raises(NotAllowedError, match="不能作出结论"):
        book.decide(case, other)
    book.append(CLERK.event(case, "reopened", {}, why="本人提供了离职证明"))
    book.decide(case, other)
    assert book.case(case)["standing"] == "excluded"


def test_a_case_that_is_not_there_is_not_decided(book):
    with pytest.raises(NotAllowedError, match="没有这个案件"):
        book.decide("person:0000", CONFIRMED)
