"""How each county hands in its lists (县区来件表式): nine counties, nine habits."""

from guazheng_lib.demo.layout import NUMBERING, Layout

_SIGNATURES = (("填表人：", "", "审核人：", "", "填报日期：2026年7月3日"),)

REGISTRATIONS: dict[str, tuple[Layout, ...]] = {
    "wangting": (
        Layout(
            "wangting/望汀区注册执业人员名单.xlsx",
            {
                NUMBERING: "序号",
                "person_name": "姓名",
                "person_id": "身份证号",
                "profession": "注册类别",
                "specialty": "注册专业",
                "certificate_no": "注册证书编号",
                "registered_employer": "注册单位",
                "registered_uscc": "统一社会信用代码",
                "registered_on": "注册日期",
                "valid_until": "有效期至",
                "status": "状态",
            },
            titles=("望汀区工程建设领域注册执业人员名单", "数据截止：2026年6月30日"),
            footers=_SIGNATURES,
        ),
    ),
    "landong": (
        Layout(
            "landong/注册人员汇总（分类）.xlsx",
            {
                "registered_employer": "聘用企业",
                "registered_uscc": "企业信用代码",
                "person_name": "人员姓名",
                "person_id": "证件号码",
                "profession": "职业资格类别",
                "specialty": "专业",
                "certificate_no": "证书编号",
                "registered_on": "批准日期",
                "valid_until": "有效期",
            },
            titles=("澜东区在册人员",),
            days="iso",
            cover="澜东区注册人员汇总",
            sheets_by="profession",
            numbers=("plain", "plain", "trailing"),
        ),
    ),
    "shazhu": (
        Layout(
            "shazhu/沙渚区_注册人员导出.csv",
            {
                "person_name": "姓名",
                "person_id": "公民身份号码",
                "profession": "资格类别",
                "specialty": "专业类别",
                "seal_no": "执业印章号",
                "certificate_no": "注册编号",
                "registered_employer": "企业名称",
                "registered_uscc": "社会信用代码",
                "registered_on": "发证日期",
                "valid_until": "有效期截止",
            },
            numbers=("guarded",),
            days="slash",
            encoding="gb18030",
        ),
    ),
    "luxu": (
        Layout(
            "luxu/注册人员.txt",
            {
                NUMBERING: "序号",
                "person_name": "姓名",
                "person_id": "身份证件号码",
                "registered_employer": "所在单位",
                "registered_uscc": "单位统一社会信用代码",
                "profession": "注册类型",
                "specialty": "专业",
                "certificate_no": "注册证号",
                "registered_on": "注册时间",
                "valid_until": "有效期至",
            },
            numbers=("plain", "blanks"),
            days="dot",
            encoding="utf-16",
        ),
    ),
    "songdui": (
        Layout(
            "songdui/松碓县注册人员（按单位）.xlsx",
            {
                NUMBERING: "序号",
                "registered_employer": "单位名称",
                "person_name": "姓名",
                "person_id": "身份证号码",
                "profession": "类别",
                "specialty": "专业",
                "certificate_no": "编号",
                "registered_on": "注册日期",
                "valid_until": "有效期至",
            },
            titles=("松碓县各企业注册人员一览表",),
            groups={
                "person_name": "人员信息",
                "person_id": "人员信息",
                "profession": "注册证书",
                "specialty": "注册证书",
                "certificate_no": "注册证书",
                "registered_on": "注册证书",
                "valid_until": "注册证书",
            },
            merged="registered_employer",
            footers=_SIGNATURES,
        ),
    ),
    "yundai": (
        Layout(
            "yundai/云埭县注册人员.csv",
            {
                "person_id": "证件编号",
                "person_name": "持证人姓名",
                "profession": "执业资格",
                "specialty": "专业",
                "certificate_no": "证书号",
                "registered_employer": "注册企业",
                "registered_on": "初始注册日期",
                "valid_until": "证书有效期至",
            },
            numbers=("plain", "full_width", "plain"),
            days="chinese",
            encoding="utf-8-sig",
        ),
    ),
    "boling": (
        Layout(
            "boling/四库平台导出.xlsx",
            {
                NUMBERING: "序号",
                "person_name": "姓名",
                "person_id": "身份证号",
                "profession": "注册类别",
                "seal_no": "注册号（执业印章号）",
                "certificate_no": "证书编号",
                "specialty": "注册专业",
                "registered_employer": "注册单位",
                "registered_on": "发证时间",
                "valid_until": "有效期",
            },
            days="dot",
            repeat_every=23,
        ),
    ),
    "kaifaqu": (
        Layout(
            "kaifaqu/开发区注册人员.xlsx",
            {
                "person_name": "姓名",
                "person_id": "身份证号",
                "certificate_no": "注册证书号",
                "profession": "注册资格",
                "specialty": "专业",
                "registered_employer": "聘用单位",
                "registered_uscc": "统一信用代码",
                "registered_on": "注册日期",
                "valid_until": "有效日期",
            },
            titles=("开发区注册人员信息表", "", "单位：人"),
            numbers=("lower", "plain", "short"),
            days="serial",
        ),
    ),
    "xinqu": (
        Layout(
            "xinqu/新区注册人员（一）.xlsx",
            {
                "person_name": "姓  名",
                "person_id": "身 份 证 号",
                "profession": "职业资格",
                "specialty": "专业",
                "certificate_no": "证书编号",
                "registered_employer": "注册单位名称",
                "registered_uscc": "信用代码",
                "registered_on": "注册日期",
                "valid_until": "有效期至",
            },
            days="chinese",
            repeat_every=17,
        ),
        Layout(
            "xinqu/新区注册人员（二）.csv",
            {
                "person_name": "姓名",
                "person_id": "身份证号",
                "profession": "职业资格类别",
                "specialty": "专业",
                "certificate_no": "证书编号",
                "registered_employer": "注册单位",
                "registered_on": "注册日期",
                "valid_until": "有效期至",
            },
            numbers=("plain", "guarded"),
            days="compact",
            encoding="gb18030",
        ),
    ),
}
"""The registrations of each county; where there are two files the rows are shared out."""

_EVIDENCE_HEADINGS = (
    {"person_name": "姓名", "person_id": "身份证号", "situation": "情形", "proof": "佐证材料"},
    {
        NUMBERING: "序号",
        "person_name": "人员姓名",
        "person_id": "公民身份号码",
        "situation": "免责情形",
        "proof": "证明材料",
    },
    {"person_id": "证件号码", "situation": "具体情形", "proof": "材料名称"},
)
_CORRECTION_HEADINGS = (
    {
        NUMBERING: "序号",
        "person_name": "姓名",
        "person_id": "身份证号",
        "certificate_no": "证书编号",
        "problem": "存在问题",
        "action": "整改措施",
        "completed_on": "整改完成日期",
    },
    {
        "person_name": "姓名",
        "person_id": "身份证号码",
        "certificate_no": "注册证书编号",
        "problem": "自查问题",
        "action": "整改情况",
        "completed_on": "完成时间",
    },
)
_DAYS = ("cell", "dot", "chinese", "iso")


def evidence_layout(slug: str, number: int) -> Layout:
    """Give the look of a county's file of evidence (免责情形佐证)."""
    return Layout(
        f"{slug}/免责情形佐证.xlsx",
        _EVIDENCE_HEADINGS[number % 3],
        titles=("不予认定情形佐证材料登记表",) if number % 2 else (),
        numbers=("plain", "lower"),
    )


def correction_layout(slug: str, number: int) -> Layout:
    """Give the look of a county's list of self-corrections (自查自纠台账)."""
    return Layout(
        f"{slug}/自查自纠台账.xlsx",
        _CORRECTION_HEADINGS[number % 2],
        titles=() if number % 2 else ("自查自纠整改台账",),
        days=_DAYS[number % 4],
    )


def post_layout(slug: str) -> Layout:
    """Give the look of a county's list of key posts (项目关键岗位)."""
    return Layout(
        f"{slug}/在建项目关键岗位人员.xlsx",
        {
            "project": "工程名称",
            "employer": "施工单位",
            "person_name": "姓名",
            "person_id": "身份证号",
            "post": "岗位",
            "from_date": "到岗日期",
            "to_date": "离岗日期",
        },
    )


def presence_layout(slug: str) -> Layout:
    """Give the look of a county's record of presence (到岗考勤)."""
    return Layout(
        f"{slug}/到岗考勤.csv",
        {
            "project": "项目名称",
            "person_name": "姓名",
            "person_id": "身份证号码",
            "month": "考勤月份",
            "days_present": "实际出勤天数",
            "days_required": "应出勤天数",
        },
        months="chinese",
        encoding="gb18030",
    )


POST_COUNTIES = frozenset({"wangting", "shazhu", "xinqu"})
"""The counties that hand in project posts; elsewhere that comparison cannot be made."""
FUND_COUNTY = "songdui"
"""The county with a fund office of its own, whose file replaces the city's."""
CODE_COUNTIES = frozenset({"kaifaqu", "xinqu"})
"""The counties whose insurance office names employers by number only."""
