"""The tables that pass between rooms (数据表约定): one pandera model a source.

A column's Chinese heading is its `title`. Every table keeps where each row came from (`file`,
`sheet`, `row`), so that a lead can be walked back to a cell. Months are the text ``YYYY-MM``: a
file with one month a row gives `from_month == to_month`, and an empty `to_month` means still paid.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa

from guazheng_lib.terms.sources import EVIDENCE_FIELDS as EVIDENCE_FIELDS
from guazheng_lib.terms.sources import REGISTERED as REGISTERED
from guazheng_lib.terms.sources import SourceKind as SourceKind

MONTH_PATTERN = r"^\d{4}-(0[1-9]|1[0-2])$"


def _given(title: str, **checks: Any) -> Any:
    return pa.Field(title=title, nullable=False, **checks)


def _maybe(title: str, **checks: Any) -> Any:
    return pa.Field(title=title, nullable=True, **checks)


class Located(pa.DataFrameModel):
    """Where a row came from (出处)."""

    file: str = _given("文件", description="relative to the data folder, with /")
    sheet: str = _maybe("工作表", description="none in a text file")
    row: int = _given("行号", ge=1, description="as the spreadsheet numbers it; a text file's line")

    class Config:
        """Nothing more and nothing less than is declared."""

        strict = True
        coerce = True


class OfPerson(Located):
    """A row about a person (人员)."""

    person_id: str = _given("身份证号")
    id_type: str = _given("证件类型")
    person_name: str = _maybe("姓名")


class Registrations(OfPerson):
    """A person's registration certificate (注册人员): person × profession × certificate_no."""

    person_name: str = _given("姓名")
    certificate_no: str = _given("证书编号")
    profession: str = _given("职业资格类别")
    registered_employer: str = _given("注册单位")
    registered_uscc: str = _maybe("注册单位统一社会信用代码")
    registered_uscc_valid: pd.BooleanDtype = _maybe("注册单位代码校验通过")
    specialty: str = _maybe("专业")
    seal_no: str = _maybe("执业印章号")
    registered_on: pd.Timestamp = _maybe("注册日期")
    valid_until: pd.Timestamp = _maybe("有效期至")
    status: str = _maybe("状态")
    notes: str = _maybe("提示", description="an unusual number or term; for the officer")


class Contributions(OfPerson):
    """Months paid by an employer; what social insurance and housing fund share (缴费记录)."""

    employer: str = _maybe("单位名称", description="none where only the bureau's code is given")
    employer_code: str = _maybe("单位编号")
    employer_uscc: str = _maybe("统一社会信用代码")
    employer_uscc_valid: pd.BooleanDtype = _maybe("代码校验通过")
    from_month: str = _given("起始月份", str_matches=MONTH_PATTERN)
    to_month: str = _maybe("截止月份", str_matches=MONTH_PATTERN)
    status: str = _maybe("缴费状态")
    payment: str = _given("缴费性质", isin=["paid", "back_paid", "unpaid"])


class SocialInsurance(Contributions):
    """Social insurance (社会保险缴费)."""

    scheme: str = _maybe("险种")
    base: float = _maybe("缴费基数", description="yuan a month")
    insured_as: str = _given(
        "参保身份", isin=["employee", "public", "flexible", "resident", "retired"]
    )


class HousingFund(Contributions):
    """Housing fund (住房公积金缴存)."""


class EmployerCodes(Located):
    """What a bureau's own unit number stands for (单位编号对照)."""

    employer_code: str = _given("单位编号")
    employer: str = _given("单位名称")
    employer_uscc: str = _maybe("统一社会信用代码")
    employer_uscc_valid: pd.BooleanDtype = _maybe("代码校验通过")


class SafetyB(OfPerson):
    """A safety-officer B certificate (安全员B证)."""

    employer: str = _given("单位名称")
    employer_uscc: str = _maybe("统一社会信用代码")
    employer_uscc_valid: pd.BooleanDtype = _maybe("代码校验通过")
    certificate_no: str = _maybe("证书编号")
    valid_until: pd.Timestamp = _maybe("有效期至")
    status: str = _maybe("状态")


class Enterprises(Located):
    """A legal person on the business register (企业名录)."""

    employer: str = _given("单位名称")
    employer_uscc: str = _given("统一社会信用代码")
    employer_uscc_valid: pd.BooleanDtype = _maybe("代码校验通过")
    former_names: str = _maybe("曾用名", description="joined by 、 where there are several")
    parent: str = _maybe("上级单位")
    kind: str = _maybe("类别")
    county: str = _maybe("所属县区")


class ExemptionEvidence(OfPerson):
    """Evidence that a situation is in principle not 挂证 (免责情形佐证)."""

    situation: str = _given("情形")
    proof: str = _maybe("佐证材料")


class SelfInspection(OfPerson):
    """A self-correction (自查自纠台账)."""

    action: str = _given("整改措施")
    completed_on: pd.Timestamp = _maybe("整改完成日期", description="none: not completed yet")
    certificate_no: str = _maybe("证书编号")
    problem: str = _maybe("存在问题")


class JobAds(Located):
    """One published advertisement (招聘信息)."""

    ad_id: str = _given("信息编号", description="made from file and row where the file has none")
    text: str = _given("正文")
    title: str = _maybe("标题")
    agency: str = _maybe("机构名称")
    agency_uscc: str = _maybe("机构统一社会信用代码")
    employer: str = _maybe("用人单位")
    published_on: pd.Timestamp = _maybe("发布日期")
    salary: str = _maybe("薪酬")
    phone: str = _maybe("联系电话")


class HrAgencies(Located):
    """A licensed HR agency (人力资源服务机构名录)."""

    agency: str = _given("机构名称")
    agency_uscc: str = _maybe("机构统一社会信用代码")
    agency_uscc_valid: pd.BooleanDtype = _maybe("代码校验通过")
    licence_no: str = _maybe("许可证编号")
    county: str = _maybe("所属县区")


class Complaints(Located):
    """A complaint or tip-off received (投诉举报)."""

    complaint_id: str = _maybe("受理编号")
    received_on: pd.Timestamp = _given("收到日期")
    content: str = _given("内容")
    person_name: str = _maybe("被举报人")
    employer: str = _maybe("被举报单位")
    agency: str = _maybe("被举报机构")
    channel: str = _maybe("来源渠道")


class ProjectStaff(OfPerson):
    """A key post on a project under construction (项目关键岗位人员)."""

    project: str = _given("项目名称")
    employer: str = _given("施工单位")
    post: str = _given("岗位")
    from_date: pd.Timestamp = _maybe("任职起")
    to_date: pd.Timestamp = _maybe("任职止")


class Attendance(OfPerson):
    """A day or a month of presence on site (到岗考勤)."""

    project: str = _given("项目名称")
    date: pd.Timestamp = _maybe("日期", description="none where the file counts by month")
    month: str = _given("月份", str_matches=MONTH_PATTERN)
    days_present: float = _maybe("到岗天数")
    days_required: float = _maybe("应到天数")


@dataclass(frozen=True)
class SourceTerm:
    """A source (数据来源): its table, and which fields a file must have.

    Attributes:
        title: the Chinese name.
        table: the contract of the canonical table.
        required: groups of fields; of each group one must be recognised in the file.
        optional: further fields that are taken where present.
    """

    title: str
    table: type[Located]
    required: tuple[tuple[str, ...], ...]
    optional: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that a file of this kind may have, required ones first."""
        return tuple(field for group in self.required for field in group) + self.optional


_PAID_BY = (("person_id",), ("employer", "employer_code"), ("month", "from_month"))

SOURCES: Mapping[SourceKind, SourceTerm] = {
    SourceKind.REGISTRATIONS: SourceTerm(
        SourceKind.REGISTRATIONS.zh,
        Registrations,
        (
            ("person_name",),
            ("person_id",),
            ("certificate_no",),
            ("profession",),
            ("registered_employer",),
        ),
        ("registered_uscc", "specialty", "seal_no", "registered_on", "valid_until", "status"),
    ),
    SourceKind.SOCIAL_INSURANCE: SourceTerm(
        SourceKind.SOCIAL_INSURANCE.zh,
        SocialInsurance,
        _PAID_BY,
        ("to_month", "person_name", "employer_uscc", "scheme", "status", "base"),
    ),
    SourceKind.EMPLOYER_CODES: SourceTerm(
        SourceKind.EMPLOYER_CODES.zh,
        EmployerCodes,
        (("employer_code",), ("employer",)),
        ("employer_uscc",),
    ),
    SourceKind.HOUSING_FUND: SourceTerm(
        SourceKind.HOUSING_FUND.zh,
        HousingFund,
        _PAID_BY,
        ("to_month", "person_name", "employer_uscc", "status"),
    ),
    SourceKind.SAFETY_B: SourceTerm(
        SourceKind.SAFETY_B.zh,
        SafetyB,
        (("person_id",), ("employer",)),
        ("employer_uscc", "person_name", "certificate_no", "valid_until", "status"),
    ),
    SourceKind.ENTERPRISES: SourceTerm(
        SourceKind.ENTERPRISES.zh,
        Enterprises,
        (("employer",), ("employer_uscc",)),
        ("former_names", "parent", "kind", "county"),
    ),
    SourceKind.EXEMPTION_EVIDENCE: SourceTerm(
        SourceKind.EXEMPTION_EVIDENCE.zh,
        ExemptionEvidence,
        (("person_id",), ("situation",)),
        ("person_name", "proof"),
    ),
    SourceKind.SELF_INSPECTION: SourceTerm(
        SourceKind.SELF_INSPECTION.zh,
        SelfInspection,
        (("person_id",), ("action",), ("completed_on",)),
        ("person_name", "certificate_no", "problem"),
    ),
    SourceKind.JOB_ADS: SourceTerm(
        SourceKind.JOB_ADS.zh,
        JobAds,
        (("text",),),
        (
            "ad_id",
            "title",
            "agency",
            "agency_uscc",
            "employer",
            "published_on",
            "salary",
            "phone",
        ),
    ),
    SourceKind.HR_AGENCIES: SourceTerm(
        SourceKind.HR_AGENCIES.zh,
        HrAgencies,
        (("agency",),),
        ("agency_uscc", "licence_no", "county"),
    ),
    SourceKind.COMPLAINTS: SourceTerm(
        SourceKind.COMPLAINTS.zh,
        Complaints,
        (("received_on",), ("content",)),
        ("complaint_id", "person_name", "employer", "agency", "channel"),
    ),
    SourceKind.PROJECT_STAFF: SourceTerm(
        SourceKind.PROJECT_STAFF.zh,
        ProjectStaff,
        (("person_id",), ("project",), ("employer",), ("post",)),
        ("person_name", "from_date", "to_date"),
    ),
    SourceKind.ATTENDANCE: SourceTerm(
        SourceKind.ATTENDANCE.zh,
        Attendance,
        (("person_id",), ("project",), ("date", "month")),
        ("days_present", "days_required", "person_name"),
    ),
}
"""The catalogue of sources; the contract's table, said once."""


class Screening(pa.DataFrameModel):
    """The result of the screening (排查结果): one row per accepted registration."""

    county: str = _given("县区")
    person_id: str = _given("身份证号")
    person_name: str = _given("姓名")
    certificate_no: str = _given("证书编号")
    profession: str = _given("职业资格类别")
    specialty: str = _maybe("专业")
    registered_employer: str = _given("注册单位")
    registered_uscc: str = _maybe("注册单位统一社会信用代码")
    level: str = _given(
        "线索级别",
        isin=["priority", "review", "data_gap", "exempt", "rectified", "consistent"],
    )
    score: float = _given("排序分", ge=0)
    indicators: object = _given("存疑指标", description="list of codes")
    exemption: str = _maybe("免责情形", isin=["E1", "E2", "E3", "E4", "E5", "E6"])
    actual_employer: str = _maybe("疑似实际工作单位")
    actual_uscc: str = _maybe("疑似实际工作单位统一社会信用代码")
    months_compared: int = _given("比对月数", ge=0)
    months_elsewhere: int = _given("不一致月数", ge=0)
    explanation: str = _given("说明")
    evidence: object = _given("依据", description="list of structs")

    class Config:
        """Nothing more and nothing less than is declared."""

        strict = True
        coerce = True


RECONCILIATION_COLUMNS: Mapping[str, str] = {
    "source": "数据来源",
    "file": "文件",
    "sheet": "工作表",
    "read": "读取",
    "accepted": "采用",
    "folded": "合并",
    "quarantined": "待改",
    "non_data": "非数据行",
}
"""One row a sheet; `read` is the sum of the four columns after it."""

QUARANTINE_COLUMNS: Mapping[str, str] = {
    "source": "数据来源",
    "file": "文件",
    "sheet": "工作表",
    "row": "行号",
    "field": "字段",
    "column": "列名",
    "value": "原值",
    "reason": "原因",
    "remedy": "处理办法",
    "beside": "本行其他内容",
    "key": "读回键",
}
"""One row a quarantined row, with the cell that is to blame.

`beside` tells whose row it is, its numbers masked; by `key` a mended line finds the row again.
"""


def column_titles(table: type[pa.DataFrameModel]) -> dict[str, str]:
    """Give the Chinese heading of every column of a table (列名)."""
    return {
        str(name): column.title or str(name) for name, column in table.to_schema().columns.items()
    }
