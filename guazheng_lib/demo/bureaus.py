"""How the city's bureaus hand in theirs (市级来件表式): insurance in six files, and the rest."""

from guazheng_lib.demo.layout import NUMBERING, Layout

MONTHLY_2025 = Layout(
    "city/企业养老保险缴费明细_2025年.csv",
    {
        "person_name": "姓名",
        "person_id": "社会保障号码",
        "employer": "参保单位名称",
        "employer_uscc": "统一社会信用代码",
        "month": "费款所属期",
        "scheme": "险种类型",
        "status": "缴费状态",
        "base": "缴费基数",
    },
    months="compact",
    encoding="gb18030",
)
MONTHLY_2026 = Layout(
    "city/企业养老保险缴费明细_2026年.txt",
    {
        "person_id": "公民身份号码",
        "person_name": "姓名",
        "month": "缴费年月",
        "employer": "单位名称",
        "scheme": "险种",
        "status": "到账标志",
    },
    numbers=("plain",) * 9 + ("short",),
    months="chinese",
    encoding="utf-16",
)
SPELLS = Layout(
    "city/补录清单.xlsx",
    {
        "person_name": "姓名",
        "person_id": "身份证号",
        "employer": "单位名称",
        "from_month": "起始年月",
        "to_month": "终止年月",
        "scheme": "险种",
        "status": "缴费类型",
    },
    titles=("养老保险补录清单",),
    months="dot",
    footers=(("合计",),),
)
CODED = Layout(
    "city/经办二部参保明细.xlsx",
    {
        "employer_code": "单位编号",
        "person_name": "个人姓名",
        "person_id": "公民身份号码",
        "from_month": "缴费起始年月",
        "to_month": "缴费终止年月",
        "scheme": "险种",
        "status": "参保状态",
    },
    titles=("经办二部参保缴费明细（单位以编号列示）",),
    months="number",
    repeat_every=29,
)
PUBLIC = Layout(
    "city/机关事业单位参保人员.xlsx",
    {
        NUMBERING: "序号",
        "employer": "参保单位",
        "employer_uscc": "统一社会信用代码",
        "person_name": "姓名",
        "person_id": "身份证号码",
        "from_month": "开始年月",
        "to_month": "截止年月",
        "scheme": "险种名称",
        "status": "缴费状态",
    },
    titles=("机关事业单位养老保险参保人员",),
    months="slash",
    cover="机关事业单位养老保险",
    sheets_by="kind",
)
ALONE = Layout(
    "city/灵活就业及居民参保.xlsx",
    {
        "person_name": "姓名",
        "person_id": "身份证号",
        "employer": "参保单位",
        "scheme": "参保险种",
        "status": "状态",
        "from_month": "起始月份",
        "to_month": "截止月份",
    },
    numbers=("plain", "lower"),
)
CODES = Layout(
    "city/单位编号对照表.xlsx",
    {"employer_code": "单位编号", "employer": "单位名称", "employer_uscc": "统一社会信用代码"},
)
FUND = Layout(
    "city/住房公积金汇缴明细.xlsx",
    {
        NUMBERING: "序号",
        "employer": "缴存单位",
        "person_name": "姓名",
        "person_id": "证件号码",
        "from_month": "起缴年月",
        "to_month": "缴至年月",
        "status": "账户状态",
    },
    titles=("澜汀市住房公积金个人缴存信息", "统计口径：2025年1月—2026年6月"),
    groups={
        "person_name": "职工",
        "person_id": "职工",
        "from_month": "缴存时间",
        "to_month": "缴存时间",
    },
    merged="employer",
    footers=(("制表：", "", "复核："),),
)
FUND_BRANCH = Layout(
    "songdui/公积金管理部导出.csv",
    {
        "employer": "单位名称",
        "employer_uscc": "统一社会信用代码",
        "person_name": "职工姓名",
        "person_id": "证件号码",
        "from_month": "开始月份",
        "to_month": "结束月份",
        "status": "状态",
    },
    months="compact",
    encoding="gb18030",
)
SAFETY_B = Layout(
    "city/安管人员B证.xlsx",
    {
        "person_name": "姓名",
        "person_id": "身份证号",
        "certificate_no": "证书编号",
        "employer": "企业名称",
        "valid_until": "有效期至",
        "status": "证书状态",
    },
    titles=("安全生产考核合格证书（B类）",),
    numbers=("lower",),
    days="dot",
)
ENTERPRISES = Layout(
    "city/企业登记名录.xlsx",
    {
        "name": "企业名称",
        "uscc": "统一社会信用代码",
        "former": "曾用名",
        "parent": "上级单位",
        "kind": "类别",
        "county": "所属县区",
    },
)
AGENCIES = Layout(
    "city/人力资源服务机构名录.xlsx",
    {
        NUMBERING: "序号",
        "name": "机构名称",
        "uscc": "统一社会信用代码",
        "licence_no": "许可证编号",
        "county": "所属县区",
    },
    titles=("持证人力资源服务机构名录",),
)
JOB_ADS = Layout(
    "city/网络招聘信息.xlsx",
    {
        "ad_id": "信息编号",
        "agency": "发布机构",
        "agency_uscc": "机构统一社会信用代码",
        "published_on": "发布日期",
        "title": "标题",
        "text": "正文",
    },
    days="iso",
)
COMPLAINTS = Layout(
    "city/投诉举报登记.xlsx",
    {
        "complaint_id": "受理编号",
        "received_on": "收到日期",
        "channel": "来源",
        "person_name": "被举报人",
        "employer": "被举报单位",
        "agency": "被举报机构",
        "content": "举报内容",
    },
    titles=("投诉举报登记表",),
    days="chinese",
)
