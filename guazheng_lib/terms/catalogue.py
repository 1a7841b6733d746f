"""The words that officers read: levels, indicators, exemptions, relations (术语目录).

Said once here; code, pages, worksheets, docs and tests draw on it (`docs/terms.md` is generated).
"""

from dataclasses import dataclass
from enum import StrEnum

LEAD_IS_NO_FINDING = "线索不等于违法事实：是否构成“挂证”，须经核查并由人作出认定。"
"""The sentence that stands on every page, worksheet and report."""


class Level(StrEnum):
    """How urgent a lead is for verification (线索级别); never a finding."""

    PRIORITY = "priority"
    REVIEW = "review"
    DATA_GAP = "data_gap"
    EXEMPT = "exempt"
    RECTIFIED = "rectified"
    CONSISTENT = "consistent"

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return LEVELS[self].title

    @property
    def is_lead(self) -> bool:
        """Whether the worksheet asks an officer to look (列入线索核查表)."""
        return self in (Level.PRIORITY, Level.REVIEW, Level.DATA_GAP)


class Indicator(StrEnum):
    """A sign that a registration wants verification (存疑指标)."""

    SI_OTHER = "SI_OTHER"
    HF_OTHER = "HF_OTHER"
    SB_OTHER = "SB_OTHER"
    SI_NONE = "SI_NONE"
    SI_FLEX = "SI_FLEX"
    SI_PUBLIC = "SI_PUBLIC"
    SI_AGENCY = "SI_AGENCY"
    SI_PROXY = "SI_PROXY"
    SI_BRIEF = "SI_BRIEF"
    SI_MULTI = "SI_MULTI"
    REG_MULTI = "REG_MULTI"
    REG_OVERAGE = "REG_OVERAGE"
    DUTY_ABSENT = "DUTY_ABSENT"

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return INDICATORS[self].title


class Exemption(StrEnum):
    """A situation that is in principle not 挂证 (原则上不认定的情形, 建办市函〔2019〕92号)."""

    E1 = "E1"
    E2 = "E2"
    E3 = "E3"
    E4 = "E4"
    E5 = "E5"
    E6 = "E6"

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return EXEMPTIONS[self].title


class Relation(StrEnum):
    """What a second employer name is to the first (单位关系)."""

    SAME = "same"
    BRANCH = "branch"
    RENAMED = "renamed"
    AFFILIATED = "affiliated"
    DIFFERENT = "different"
    UNKNOWN = "unknown"

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return RELATIONS[self]

    @property
    def is_one_employer(self) -> bool:
        """Whether both names stand for one legal person (同一用人单位)."""
        return self in (Relation.SAME, Relation.BRANCH, Relation.RENAMED)


@dataclass(frozen=True)
class Term:
    """A word of the catalogue (术语): its Chinese name and what it means to an officer."""

    title: str
    meaning: str


@dataclass(frozen=True)
class ExemptionTerm(Term):
    """An exemption (免责情形): which paper proves it, and the words that name it."""

    documents: str
    words: tuple[str, ...]


LEVELS: dict[Level, Term] = {
    Level.PRIORITY: Term("重点核查", "多项证据指向在别处工作，先查"),
    Level.REVIEW: Term("一般核查", "有不一致，需要单位或本人说明"),
    Level.DATA_GAP: Term("待补充数据", "现有数据说明不了问题，先补数据或佐证"),
    Level.EXEMPT: Term("原则上不认定", "已有佐证属于 92 号文所列情形"),
    Level.RECTIFIED: Term("自查已整改", "自查自纠期内已变更、注销等"),
    Level.CONSISTENT: Term("一致", "比对期内未见不一致"),
}

INDICATORS: dict[Indicator, Term] = {
    Indicator.SI_OTHER: Term("社保在其他单位", "社会保险由注册单位以外的单位缴纳"),
    Indicator.HF_OTHER: Term("公积金在其他单位", "住房公积金由注册单位以外的单位缴存"),
    Indicator.SB_OTHER: Term("B证在其他单位", "安全员 B 证登记在注册单位以外的单位"),
    Indicator.SI_NONE: Term("未查到社保", "比对期内未查到社会保险缴费"),
    Indicator.SI_FLEX: Term("灵活就业或居民参保", "以灵活就业人员或城乡居民身份参保"),
    Indicator.SI_PUBLIC: Term("机关事业单位参保", "由国家机关或事业单位缴纳社会保险"),
    Indicator.SI_AGENCY: Term("人力资源机构参保", "由人力资源或劳务派遣机构缴纳社会保险"),
    Indicator.SI_PROXY: Term("疑似代缴社保", "社保在注册单位，公积金长期在其他单位"),
    Indicator.SI_BRIEF: Term("社保短期挂靠", "只在注册前后短期由注册单位缴纳社保"),
    Indicator.SI_MULTI: Term("多家单位同时参保", "同一时期由几家无关单位缴纳社保"),
    Indicator.REG_MULTI: Term("多单位注册", "同时注册在几家无关单位"),
    Indicator.REG_OVERAGE: Term("超龄注册", "已超过注册管理规定的年龄仍在注册"),
    Indicator.DUTY_ABSENT: Term("到岗存疑", "列为项目关键岗位却未到岗，或同时在几个项目"),
}

_RETIREMENT_PAPERS = "退休证或基本养老金核定表；返聘的另附返聘协议"
EXEMPTIONS: dict[Exemption, ExemptionTerm] = {
    Exemption.E1: ExemptionTerm(
        "退休人员",
        "达到法定退休年龄正式退休和依法提前退休的",
        _RETIREMENT_PAPERS,
        ("退休", "退养", "离休", "返聘", "养老金", "养老待遇"),
    ),
    Exemption.E2: ExemptionTerm(
        "事业单位改制保留身份",
        "因事业单位改制等保留事业身份，实际工作单位为该事业单位下属企业，社保由该事业单位缴纳的",
        "事业单位人事部门出具的人事关系证明",
        ("改制保留", "保留事业", "事业身份", "事业编制", "事业单位改制", "事业单位下属企业"),
    ),
    Exemption.E3: ExemptionTerm(
        "院校教师科研人员",
        "大专院校所属勘察设计、监理、造价单位聘请的本校在职教师或科研人员，社保由院校缴纳的",
        "院校出具的在职证明、单位属于该院校的证明",
        ("教师", "教职", "教授", "讲师", "院校", "高校", "大学", "学院", "科研人员"),
    ),
    Exemption.E4: ExemptionTerm(
        "军队自主择业",
        "军队自主择业人员",
        "军队转业干部自主择业证",
        ("自主择业", "军转", "军队转业", "转业干部", "退役军人", "退役"),
    ),
    Exemption.E5: ExemptionTerm(
        "买断社保",
        "因企业改制、征地拆迁等买断社保的",
        "改制批复或征地拆迁、买断协议",
        ("买断", "征地", "拆迁", "企业改制", "失地"),
    ),
    Exemption.E6: ExemptionTerm(
        "其他法定情形",
        "有法律法规、国家政策依据的其他情形",
        "所依据的法律法规或国家政策及对应证明",
        ("法律法规", "国家政策", "政策依据", "其他情形", "其它情形", "援藏", "援疆", "挂职"),
    ),
}

RELATIONS: dict[Relation, str] = {
    Relation.SAME: "同一单位",
    Relation.BRANCH: "总分机构",
    Relation.RENAMED: "更名前后",
    Relation.AFFILIATED: "关联单位",
    Relation.DIFFERENT: "不同单位",
    Relation.UNKNOWN: "不能判断",
}
