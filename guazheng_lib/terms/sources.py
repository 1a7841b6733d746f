"""The kinds of source, and what a piece of evidence says of itself (数据来源).

Apart from `terms.tables`, whose table contracts take longer to load than a point check may take.
"""

from collections.abc import Mapping
from enum import StrEnum


class SourceKind(StrEnum):
    """What a file is about (数据来源)."""

    REGISTRATIONS = "registrations"
    SOCIAL_INSURANCE = "social_insurance"
    EMPLOYER_CODES = "employer_codes"
    HOUSING_FUND = "housing_fund"
    SAFETY_B = "safety_b"
    ENTERPRISES = "enterprises"
    EXEMPTION_EVIDENCE = "exemption_evidence"
    SELF_INSPECTION = "self_inspection"
    JOB_ADS = "job_ads"
    HR_AGENCIES = "hr_agencies"
    COMPLAINTS = "complaints"
    PROJECT_STAFF = "project_staff"
    ATTENDANCE = "attendance"

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return _TITLES[self]


_TITLES: Mapping[SourceKind, str] = {
    SourceKind.REGISTRATIONS: "注册人员",
    SourceKind.SOCIAL_INSURANCE: "社会保险",
    SourceKind.EMPLOYER_CODES: "单位编号对照",
    SourceKind.HOUSING_FUND: "住房公积金",
    SourceKind.SAFETY_B: "安全员B证",
    SourceKind.ENTERPRISES: "企业名录",
    SourceKind.EXEMPTION_EVIDENCE: "免责情形佐证",
    SourceKind.SELF_INSPECTION: "自查自纠台账",
    SourceKind.JOB_ADS: "招聘信息",
    SourceKind.HR_AGENCIES: "人力资源服务机构名录",
    SourceKind.COMPLAINTS: "投诉举报",
    SourceKind.PROJECT_STAFF: "项目关键岗位",
    SourceKind.ATTENDANCE: "到岗考勤",
}

EVIDENCE_FIELDS: Mapping[str, str] = {
    "source": "数据来源",
    "file": "文件",
    "sheet": "工作表",
    "row": "行号",
    "from_month": "起始月份",
    "to_month": "截止月份",
    "employer": "单位名称",
    "relation": "单位关系",
}
"""The fields of one piece of evidence, with their headings."""

REGISTERED = "registered"
"""The relation of the registration's own row: its months are the term of the certificate."""
