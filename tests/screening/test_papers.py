"""How offices word an exemption and a self-correction."""

import pytest
from one_person import ALL, FIRM, OTHER, about, paid, params, registrations

from guazheng_lib.screening import screen
from guazheng_lib.screening.exemptions import exemption_of


@pytest.mark.parametrize(
    ("situation", "code"),
    [
        ("达到法定退休年龄正式退休", "E1"),
        ("依法提前退休人员", "E1"),
        ("退休返聘", "E1"),
        ("已退休并领取基本养老金", "E1"),
        ("事业单位改制保留事业身份", "E2"),
        ("保留事业编制，在下属企业工作", "E2"),
        ("因事业单位改制，社保由原事业单位缴纳", "E2"),
        ("大专院校在职教师", "E3"),
        ("高校教师在校属设计院执业", "E3"),
        ("院校科研人员", "E3"),
        ("军队自主择业干部", "E4"),
        ("自主择业军转干部", "E4"),
        ("企业改制买断", "E5"),
        ("征地拆迁买断社保", "E5"),
        ("失地农民由政府缴纳社保", "E5"),
        ("符合国家政策规定的其他情形", "E6"),
        ("第1类", "E1"),
        ("第（三）项", "E3"),
        ("情形四", "E4"),
        ("E5", "E5"),
        ("2", "E2"),
        ("六、其他", "E6"),
        ("说不清", None),
        ("2024年3月说明", None),
    ],
)
def test_exemption_of(situation, code):
    assert exemption_of(situation) == code


@pytest.mark.parametrize(
    ("action", "level"),
    [
        ("注销注册", "rectified"),
        ("已办理注销", "rectified"),
        ("变更注册单位", "rectified"),
        ("社保已转入注册单位", "rectified"),
        ("已整改", "rectified"),
        ("解除劳动合同并注销", "rectified"),
        ("已将社保由原单位转出，不再存在不一致", "rectified"),
        ("未整改", "priority"),
        ("拟注销", "priority"),
        ("正在办理变更", "priority"),
        ("拒不整改", "priority"),
        ("本人不同意注销", "priority"),
        ("待办", "priority"),
    ],
)
def test_an_action_that_is_not_done_corrects_nothing(action, level):
    row = screen(
        {
            "registrations": registrations(),
            "social_insurance": paid((OTHER, *ALL)),
            "self_inspection": about(action=action, completed_on="2024-10-01"),
        },
        params(),
    ).iloc[0]
    assert (row["registered_employer"], row["level"]) == (FIRM, level)
