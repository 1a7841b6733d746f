"""The policy of the contract's level paragraph, case by case: files in, level and codes out."""

import pandas as pd
import pytest
from make import person_id
from one_person import (
    AGENCY,
    ALL,
    FIRM,
    HOSPITAL,
    OTHER,
    PARENT,
    REGISTER,
    UNIVERSITY,
    WHO,
    about,
    paid,
    params,
    registrations,
)

from guazheng_lib.screening import screen
from guazheng_lib.terms.errors import EmptySourceError


def judged(register=REGISTER, params=params, **sources):
    sources = {"registrations": registrations(), "enterprises": register} | sources
    return screen(sources, params()).iloc[0]


SAME = (FIRM, *ALL)
ELSEWHERE = (OTHER, *ALL)


@pytest.mark.parametrize(
    ("si", "hf", "level", "codes"),
    [
        pytest.param([SAME], [SAME], "consistent", set(), id="一致"),
        pytest.param([ELSEWHERE], [], "priority", {"SI_OTHER"}, id="社保长期在别处"),
        pytest.param([SAME], [ELSEWHERE], "priority", {"SI_PROXY", "HF_OTHER"}, id="疑似代缴"),
        pytest.param([], [ELSEWHERE], "review", {"SI_NONE", "HF_OTHER"}, id="只有公积金在别处"),
        pytest.param([], [], "data_gap", {"SI_NONE"}, id="都没有"),
        pytest.param([(AGENCY, *ALL)], [], "review", {"SI_AGENCY"}, id="派遣机构"),
        pytest.param([(HOSPITAL, *ALL)], [], "priority", {"SI_PUBLIC"}, id="事业单位"),
        pytest.param([(None, *ALL, "灵活就业养老保险")], [], "review", {"SI_FLEX"}, id="灵活就业"),
        pytest.param(
            [(None, *ALL, "城乡居民基本养老保险")], [], "review", {"SI_FLEX"}, id="居民参保"
        ),
        pytest.param(
            [SAME, (OTHER, *ALL, None, "暂停缴费")], [], "consistent", set(), id="别处已暂停"
        ),
        pytest.param([SAME, ELSEWHERE], [], "review", {"SI_OTHER", "SI_MULTI"}, id="两家同时"),
        pytest.param(
            [(FIRM, "2023-07", "2024-10"), (OTHER, "2024-11", "2024-11")],
            [],
            "consistent",
            set(),
            id="末月变动不计",
        ),
        pytest.param(
            [(FIRM, "2023-07", "2024-08"), (OTHER, "2024-09", "2024-11")],
            [],
            "review",
            {"SI_OTHER"},
            id="近三月在别处",
        ),
        pytest.param([(OTHER, "2023-07", None)], [], "priority", {"SI_OTHER"}, id="未写截止月"),
    ],
)
def test_payment_decides(si, hf, level, codes):
    row = judged(social_insurance=paid(*si) if si else _nobody(), housing_fund=_some(hf))
    assert (row["level"], set(row["indicators"])) == (level, codes)


def _nobody():
    return paid((OTHER, *ALL)).assign(person_id=person_id(99))


def _some(spells):
    return paid(*spells) if spells else _nobody()


@pytest.mark.parametrize(
    ("registered_on", "si", "level"),
    [
        pytest.param(
            "2024-04-15",
            [(OTHER, "2023-07", "2024-04"), (FIRM, "2024-05", "2024-11")],
            "consistent",
            id="注册前在别处",
        ),
        pytest.param(
            "2024-04-15",
            [(OTHER, "2023-07", "2024-05"), (FIRM, "2024-06", "2024-11")],
            "consistent",
            id="晚一月转入",
        ),
        pytest.param(
            "2024-04-15",
            [(OTHER, "2023-07", "2024-11"), (FIRM, "2024-04", "2024-06")],
            "priority",
            id="短期参保后回去",
        ),
        pytest.param("2024-10-20", [(OTHER, "2023-07", "2024-11")], "consistent", id="刚注册"),
    ],
)
def test_months_before_the_registration_are_not_held(registered_on, si, level):
    row = judged(
        registrations=registrations({"registered_on": registered_on}), social_insurance=paid(*si)
    )
    assert row["level"] == level


def test_a_short_spell_around_registration_is_brief():
    row = judged(
        registrations=registrations({"registered_on": "2024-02-03"}),
        social_insurance=paid(
            (OTHER, "2023-07", "2024-01"), (FIRM, "2024-02", "2024-04"), (OTHER, "2024-05", None)
        ),
    )
    assert {"SI_BRIEF", "SI_OTHER"} <= set(row["indicators"])
    assert row["actual_employer"] == OTHER


def test_a_new_registration_is_not_brief():
    row = judged(
        registrations=registrations({"registered_on": "2024-09-03"}),
        social_insurance=paid((FIRM, "2024-09", "2024-11")),
    )
    assert row["level"] == "consistent"


def test_an_expired_registration_keeps_what_its_months_earn():
    row = judged(
        registrations=registrations({"valid_until": "2024-05-31"}),
        social_insurance=paid((OTHER, *ALL)),
    )
    assert (row["level"], row["months_compared"]) == ("priority", 11)
    assert "有效期" in row["explanation"]


def test_after_expiry_nothing_is_held():
    row = judged(
        registrations=registrations({"valid_until": "2024-05-31"}),
        social_insurance=paid((FIRM, "2023-07", "2024-05"), (OTHER, "2024-06", "2024-11")),
    )
    assert row["level"] == "consistent"


@pytest.mark.parametrize(
    ("completed_on", "action", "level"),
    [
        pytest.param("2024-10-31", "变更注册", "rectified", id="限期当天"),
        pytest.param("2024-11-01", "变更注册", "priority", id="晚一天"),
        pytest.param(None, "变更注册", "priority", id="没有完成日期"),
        pytest.param("2024-10-20", "正在办理，尚未变更", "priority", id="尚未完成"),
    ],
)
def test_a_self_correction_in_time_comes_first(completed_on, action, level):
    row = judged(
        social_insurance=paid(ELSEWHERE),
        self_inspection=about(action=action, completed_on=completed_on),
        exemption_evidence=None,
    )
    assert row["level"] == level


def test_a_correction_of_one_certificate_leaves_the_other():
    table = screen(
        {
            "registrations": registrations(
                {"certificate_no": "冀299990001"},
                {"certificate_no": "00299902", "profession": "注册监理工程师"},
            ),
            "enterprises": REGISTER,
            "social_insurance": paid(ELSEWHERE),
            "self_inspection": about(
                action="注销注册", completed_on="2024-10-01", certificate_no="京299990001"
            ),
        },
        params(),
    ).set_index("certificate_no")
    assert table["level"].to_dict() == {"冀299990001": "rectified", "00299902": "priority"}


@pytest.mark.parametrize(
    ("situation", "proof", "level", "code"),
    [
        pytest.param("达到法定退休年龄正式退休", "退休证", "exempt", "E1", id="退休"),
        pytest.param("军队自主择业", None, "exempt", "E4", id="名单本身是佐证"),
        pytest.param("因企业改制买断社保", "协议", "exempt", "E5", id="买断"),
        pytest.param("某种说不清的情形", "证明", "exempt", "E6", id="其他情形"),
        pytest.param("军队自主择业", "未提供", "priority", "E4", id="没有材料"),
    ],
)
def test_a_proven_exemption_clears(situation, proof, level, code):
    row = judged(
        social_insurance=paid(ELSEWHERE),
        exemption_evidence=about(situation=situation, proof=proof),
    )
    assert (row["level"], row["exemption"]) == (level, code)
    assert bool(row["score"] == 0) is (level == "exempt")


def test_the_insurance_itself_proves_retirement():
    row = judged(social_insurance=paid((OTHER, "2023-07", "2023-07", None, "退休待遇领取")))
    assert (row["level"], row["exemption"]) == ("exempt", "E1")


def test_age_alone_is_a_gap_that_names_the_document():
    old = person_id(born="19600101")
    row = judged(registrations=registrations({"person_id": old}), social_insurance=_nobody())
    assert (row["level"], row["exemption"]) == ("data_gap", "E1")
    assert "退休证" in row["explanation"]


@pytest.mark.parametrize(
    ("parent", "level", "code"),
    [
        pytest.param(UNIVERSITY, "review", "E3", id="所属院校"),
        pytest.param(HOSPITAL, "review", "E2", id="上级事业单位"),
        pytest.param(PARENT, "review", None, id="母公司"),
    ],
)
def test_a_parent_pays(parent, level, code):
    register = REGISTER.assign(parent=[parent, *[None] * 5])
    row = judged(register, social_insurance=paid((parent, *ALL)))
    named = None if pd.isna(row["exemption"]) else row["exemption"]
    assert (row["level"], named) == (level, code)


def test_over_age_alone_is_no_more_than_a_gap():
    old = person_id(born="19590101")
    row = judged(
        registrations=registrations({"person_id": old}),
        social_insurance=paid(SAME).assign(person_id=old),
    )
    assert (row["level"], list(row["indicators"])) == ("data_gap", ["REG_OVERAGE"])


def test_registered_at_two_unrelated_employers():
    table = screen(
        {
            "registrations": registrations({}, {"registered_employer": OTHER}),
            "enterprises": REGISTER,
            "social_insurance": paid(SAME),
        },
        params(),
    ).set_index("registered_employer")
    assert set(table.loc[FIRM, "indicators"]) == {"REG_MULTI"}
    assert set(table.loc[OTHER, "indicators"]) == {"REG_MULTI", "SI_OTHER"}
    assert table.loc[OTHER, "actual_employer"] == FIRM


@pytest.mark.parametrize(
    ("held", "level"),
    [
        pytest.param({"employer": FIRM, "status": "有效"}, "consistent", id="同一单位"),
        pytest.param({"employer": OTHER, "status": "有效"}, "review", id="别处"),
        pytest.param({"employer": OTHER, "status": "注销"}, "consistent", id="已注销"),
        pytest.param({"employer": OTHER, "valid_until": "2023-01-01"}, "consistent", id="已过期"),
    ],
)
def test_the_b_certificate(held, level):
    row = judged(social_insurance=paid(SAME), safety_b=about(**held))
    assert row["level"] == level


def test_presence_on_site():
    staff = about(project="甲项目", employer=FIRM, post="项目经理", from_date="2024-01-01")
    days = about(project="甲项目", month="2024-03", days_present=2, days_required=22)
    row = judged(social_insurance=paid(SAME), project_staff=staff, attendance=days)
    assert (row["level"], list(row["indicators"])) == ("review", ["DUTY_ABSENT"])
    present = days.assign(days_present=20)
    row = judged(social_insurance=paid(SAME), project_staff=staff, attendance=present)
    assert row["level"] == "consistent"


def test_without_attendance_presence_is_unknown():
    staff = about(project="甲项目", employer=FIRM, post="项目经理", from_date="2024-01-01")
    assert judged(social_insurance=paid(SAME), project_staff=staff)["level"] == "consistent"


def test_the_bureaus_own_number_is_looked_up():
    coded = paid(SAME).drop(columns="employer").assign(employer_code="0077")
    codes = pd.DataFrame({"employer_code": ["0077"], "employer": [OTHER]})
    row = judged(social_insurance=coded, employer_codes=codes)
    assert (row["level"], row["actual_employer"]) == ("priority", OTHER)
    unknown = judged(social_insurance=coded)
    assert unknown["level"] == "data_gap"


def test_a_number_that_stands_for_two_units_tells_nothing():
    coded = paid(SAME).drop(columns="employer").assign(employer_code="0077")
    codes = pd.DataFrame({"employer_code": ["0077", "0077"], "employer": [OTHER, FIRM]})
    assert judged(social_insurance=coded, employer_codes=codes)["level"] == "data_gap"


def test_only_registrations():
    row = judged()
    assert (row["level"], list(row["indicators"])) == ("data_gap", [])
    assert "未提供社保数据" in row["explanation"]


def test_every_conclusion_has_its_cells():
    row = judged(social_insurance=paid(ELSEWHERE))
    sources = {piece["source"] for piece in row["evidence"]}
    assert sources == {"registrations", "social_insurance"}
    payment = row["evidence"][1]
    assert (payment["from_month"], payment["to_month"], payment["employer"]) == (*ALL, OTHER)
    assert payment["row"] >= 1
    assert payment["relation"] == "different"


def test_nobody_to_screen_is_an_error():
    with pytest.raises(EmptySourceError, match="注册人员"):
        screen({"registrations": registrations().iloc[:0]}, params())


def test_a_shuffled_table_gives_the_same_verdicts():
    many = registrations(
        *({"person_id": person_id(n), "certificate_no": f"冀29999{n:04d}"} for n in range(1, 20))
    )
    payments = pd.concat(
        [
            paid((FIRM if n % 3 else OTHER, *ALL)).assign(person_id=person_id(n))
            for n in range(1, 20)
        ]
    )
    sources = {"registrations": many, "social_insurance": payments, "enterprises": REGISTER}
    shuffled = {kind: table.sample(frac=1, random_state=7) for kind, table in sources.items()}
    told = ["certificate_no", "level", "score", "explanation"]
    pd.testing.assert_frame_equal(screen(sources, params())[told], screen(shuffled, params())[told])


def test_no_number_in_the_sentence():
    assert WHO not in judged(social_insurance=paid(ELSEWHERE))["explanation"]


def test_nothing_is_held_against_a_masked_number():
    masked = "999999********1234"
    row = judged(
        registrations=registrations({"person_id": masked}),
        social_insurance=paid(ELSEWHERE).assign(person_id=masked),
    )
    assert row["level"] == "data_gap"
    assert "脱敏" in row["explanation"]


def test_a_b_certificate_may_follow_a_fresh_registration():
    row = judged(
        registrations=registrations({"registered_on": "2024-10-20"}),
        social_insurance=paid((FIRM, "2024-10", "2024-11")),
        safety_b=about(employer=OTHER, status="有效"),
    )
    assert row["level"] == "consistent"


@pytest.mark.parametrize(
    ("si", "level"),
    [
        pytest.param(
            [(OTHER, "2023-07", "2024-06"), (FIRM, "2024-07", "2024-11")], "consistent", id="后来"
        ),
        pytest.param(
            [(FIRM, "2023-07", "2023-09"), (OTHER, "2023-10", "2024-11")], "priority", id="离开"
        ),
        pytest.param([(OTHER, "2023-07", "2024-11")], "priority", id="从未"),
    ],
)
def test_a_list_without_registration_dates_holds_no_former_employment(si, level):
    undated = registrations().drop(columns="registered_on")
    assert judged(registrations=undated, social_insurance=paid(*si))["level"] == level
