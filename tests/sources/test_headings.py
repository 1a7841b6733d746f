"""Headings that stand in no word list are told by their parts; what looks alike is left alone."""

from pathlib import Path

import pytest
from make import person_id
from sources.office import REGISTRATION_HEADING, registration, workbook

from guazheng_lib.sources import read_source
from guazheng_lib.sources.words import built_of, fold_heading
from guazheng_lib.terms.tables import SourceKind

FIRM = "甲市丁戊建筑工程有限公司"

BUILT = {
    "registrations": {
        "person_name": "申请人姓名 注册建造师姓名 证书持有人",
        "person_id": "身份证号/护照号 申请人身份证号 sfzhm",
        "registered_employer": "任职单位 受聘公司 现执业机构 聘用单位（企业）名称",
        "registered_uscc": "营业执照编号 注册企业代码",
        "registered_on": "生效日期 核发日期 有效期限起",
        "valid_until": "注册到期时间 有效期结束时间 聘用截止日期",
        "profession": "注册类别及等级 证书等级 持证类别",
        "specialty": "增项专业 专业方向",
        "certificate_no": "证书编码 注册登记号",
    },
    "social_insurance": {
        "person_id": "AAC002",
        "employer": "缴费主体名称 纳税人名称 社保登记单位 AAB004",
        "month": "费用年月 做账年月 征缴年月 AAE003",
        "from_month": "开始缴费时间 进入本单位时间 参保时间自",
        "to_month": "缴费期止 终止缴费时间 断缴年月 离开本单位时间",
        "scheme": "养老险种 费种名称",
        "status": "是否到账 缴纳状态 征缴状态",
    },
    "housing_fund": {
        "employer": "缴交单位 公积金单位",
        "month": "缴交年月",
        "from_month": "首次汇缴年月 单位开始缴存时间",
        "to_month": "最近汇缴年月 缴至日期 封存时间",
        "status": "公积金账户状态",
    },
    "safety_b": {"employer": "任职单位 建筑施工企业名称 聘任企业"},
    "enterprises": {
        "employer_uscc": "营业执照注册号 主体代码",
        "former_names": "旧名称 历史曾用名",
        "parent": "控股股东 隶属企业名称",
        "kind": "登记类型 机构性质",
    },
    "exemption_evidence": {"situation": "免责事由 不视为挂证情形", "proof": "支撑材料"},
    "self_inspection": {"action": "处置结果 办理类型", "completed_on": "销号日期 注销/变更时间"},
}


@pytest.mark.parametrize(
    ("kind", "heading", "field"),
    [
        pytest.param(kind, heading, field, id=f"{kind}-{heading}")
        for kind, fields in BUILT.items()
        for field, headings in fields.items()
        for heading in headings.split()
    ],
)
def test_heading_is_told_by_its_parts(kind: str, heading: str, field: str) -> None:
    told = {built_of(SourceKind(kind), form) for form in fold_heading(heading)} - {None}
    assert told == {field}


@pytest.mark.parametrize(
    "heading",
    [
        "经办人姓名",
        "联系人",
        "法定代表人",
        "法人身份证号",
        "联系电话",
        "银行账号",
        "发证机关",
        "审批单位",
        "原聘用单位",
        "变更前单位",
        "证件编码",
        "备注",
        "民族",
        "毕业院校",
        "首次参保时间",
        "录入时间",
        "经办机构",
        "数据截止日期",
    ],
)
@pytest.mark.parametrize("kind", ["registrations", "social_insurance", "safety_b"])
def test_heading_of_something_else_is_left_alone(kind: str, heading: str) -> None:
    assert built_of(SourceKind(kind), heading) is None


def test_upper_heading_over_several_columns_does_not_tell_each(tmp_path: Path) -> None:
    upper = ["注册人员", None, "注册证书", None, None, "聘用单位", None, "有效期限", None]
    lower = ["姓名", "证件号码", "类别", "专业", "编号", "代码", "名称", "起始日期", "截止日期"]
    row = registration(1)[1:]
    workbook(
        tmp_path / "a.xlsx",
        [upper, lower, [*row[:5], "91130302MA0ABCDE1X", *row[5:]]],
        merged=("A1:B1", "C1:E1", "F1:G1", "H1:I1"),
    )
    read = read_source("registrations", tmp_path / "a.xlsx").table.iloc[0]
    assert read["registered_employer"] == FIRM
    assert read["registered_uscc"] == "91130302MA0ABCDE1X"
    assert (read["registered_on"].year, read["valid_until"].year) == (2023, 2026)


def test_upper_heading_over_a_spell_gives_both_its_ends(tmp_path: Path) -> None:
    rows = [
        ["姓名", "身份证号", "单位名称", "缴费期间", None],
        [None, None, None, "起始", "终止"],
        ["某甲", person_id(1), FIRM, "202307", "202411"],
    ]
    workbook(tmp_path / "a.xlsx", rows, merged=("A1:A2", "B1:B2", "C1:C2", "D1:E1"))
    read = read_source("social_insurance", tmp_path / "a.xlsx").table
    assert read[["from_month", "to_month"]].to_numpy().tolist() == [["2023-07", "2024-11"]]


def test_built_heading_needs_cells_of_its_shape(tmp_path: Path) -> None:
    heading = ["任职单位" if name == "注册单位" else name for name in REGISTRATION_HEADING]
    named = workbook(tmp_path / "a.xlsx", [heading, registration(1)])
    assert read_source("registrations", named).table["registered_employer"].tolist() == [FIRM]
