"""The rules that raise an indicator (排查规则): a registry of small pure functions over the facts.

A rule answers true, false or NA for each registration; NA is "cannot be told from what was
supplied". A rule whose source is missing is listed as not run, never silently false.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from guazheng_lib.params import Thresholds
from guazheng_lib.terms.catalogue import Indicator
from guazheng_lib.terms.tables import SourceKind

Test = Callable[[pd.DataFrame, Thresholds], pd.Series]

PLAN = "专项治理工作方案 二（二）1：重点核查注册单位与社保、公积金、安全员B证单位不一致"
ONE_UNIT = "注册执业人员只能受聘于一个单位（建设工程勘察设计管理条例 第十条等）"

SI, HF, SB = SourceKind.SOCIAL_INSURANCE, SourceKind.HOUSING_FUND, SourceKind.SAFETY_B


@dataclass(frozen=True)
class Rule:
    """A rule (规则): what raises an indicator, on what basis, from which sources.

    Attributes:
        code: the indicator it raises.
        basis: the legal basis, in Chinese; what is unsure is marked 待核.
        needs: the sources without which it cannot run.
        advice: what the officer should ask for.
        weight: how much it adds to the ranking score.
        test: the rule itself.
    """

    code: Indicator
    basis: str
    needs: tuple[SourceKind, ...]
    advice: str
    weight: float
    test: Test

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return self.code.zh


RULES: dict[Indicator, Rule] = {}


def rule(
    code: Indicator, *, basis: str, needs: tuple[SourceKind, ...], advice: str, weight: float
) -> Callable[[Test], Test]:
    """Enter a function into the registry under the indicator that it raises."""

    def enter(test: Test) -> Test:
        if code in RULES:
            raise ValueError(f"two rules for {code}")
        RULES[code] = Rule(code, basis, needs, advice, weight, test)
        return test

    return enter


def missing_sources(rule: Rule, supplied: Iterable[SourceKind]) -> tuple[SourceKind, ...]:
    """List the sources that a rule lacks; none where it can run."""
    given = set(supplied)
    return tuple(kind for kind in rule.needs if kind not in given)


def apply_rules(
    facts: pd.DataFrame, thresholds: Thresholds, supplied: Iterable[SourceKind]
) -> pd.DataFrame:
    """Run every rule that can run: one nullable boolean column per indicator (逐条判定)."""
    given = frozenset(supplied)
    unknown = pd.Series(pd.NA, index=facts.index, dtype="boolean")
    return pd.DataFrame(
        {
            str(code): unknown
            if missing_sources(each, given)
            else each.test(facts, thresholds).astype("boolean")
            for code, each in RULES.items()
        },
        index=facts.index,
    )


def list_rules(supplied: Iterable[SourceKind]) -> pd.DataFrame:
    """List the rules run and not run, with what was missing (规则运行情况)."""
    given = frozenset(supplied)
    return pd.DataFrame(
        [
            {
                "code": str(each.code),
                "name": each.zh,
                "basis": each.basis,
                "is_run": not missing_sources(each, given),
                "missing": "、".join(kind.zh for kind in missing_sources(each, given)),
            }
            for each in RULES.values()
        ]
    )


def steady(months: pd.Series, facts: pd.DataFrame, thresholds: Thresholds) -> pd.Series:
    """Tell where months are steady (长期): the threshold, or all months of a shorter period."""
    enough = facts["held_months"].clip(lower=1, upper=thresholds.steady_months)
    return months >= enough


@rule(
    Indicator.SI_OTHER,
    basis=PLAN,
    needs=(SI,),
    advice="请注册单位和本人说明参保单位不一致的原因，提供劳动合同和工资发放记录",
    weight=30,
)
def insured_elsewhere(facts: pd.DataFrame, thresholds: Thresholds) -> pd.Series:
    """Social insurance is paid by another company (社保在其他单位)."""
    return facts["si_different"] + facts["si_affiliated"] > 0


@rule(
    Indicator.HF_OTHER,
    basis=PLAN,
    needs=(HF,),
    advice="请注册单位和本人说明公积金缴存单位不一致的原因",
    weight=18,
)
def fund_elsewhere(facts: pd.DataFrame, thresholds: Thresholds) -> pd.Series:
    """Housing fund is paid by another employer (公积金在其他单位)."""
    return facts["hf_elsewhere"] > 0


@rule(
    Indicator.SB_OTHER,
    basis=PLAN,
    needs=(SB,),
    advice="核对安全员B证所在单位，要求变更到实际聘用单位",
    weight=15,
)
def certified_elsewhere(facts: pd.DataFrame, thresholds: Thresholds) -> pd.Series:
    """A B certificate in force is held at another employer (B证在其他单位)."""
    other = facts["sb_other"] | facts["sb_related"]
    return other.where((facts["sb_same"] | other) & (facts["held_months"] > 0))


@rule(
    Indicator.SI_NONE,
    basis="用人单位应自用工之日起三十日内办理社会保险登记（社会保险法 第五十八条）",
    needs=(SI,),
    advice="先补数据：是否在外地参保、已退休或其他情形，请本人提供参保证明",
    weight=3,
)
def not_insured(facts: pd.DataFrame, thresholds: Thresholds) -> pd.Series:
    """No social insurance is found in the months compared (未查到社保)."""
    found = (facts["si_paid"] > 0) | facts["retired_by_status"]
    return (~found).where(facts["held_months"] > 0)


@rule(
    Indicator.SI_FLEX,
    basis="灵活就业人员自行参保（社会保险法 第十条、第五十八条）",
    needs=(SI,),
    advice="请注册单位提供劳动合同，说明为何未以单位职工身份参保",
    weight=12,
)
def insured_on_own_account(facts: pd.DataFrame, thresholds: Thresholds) -> pd.Series:
    """Insured as flexible worker or resident (灵活就业或居民参保)."""
    return facts["si_own_account"] > thresholds.lag_months


@rule(
    Indicator.SI_PUBLIC,
    basis="专项治理工作方案 三（二）：国家机关和事业单位人员告知其单位和纪检监察机关",
    needs=(SI,),
    advice="核对是否属于92号文第二、三项；不属于的，认定后告知其单位和相应纪检监察机关",
    weight=40,
)
def insured_by_public_body(facts: pd.DataFrame, thresholds: Thresholds) -> pd.Series:
    """Insured by a state organ or public institution (机关事业单位参保)."""
    return facts["si_public"] + facts["si_parent_body"] > 0


@rule(
    Indicator.SI_AGENCY,
    basis="劳务派遣单位是法律上的用人单位（劳动合同法 第五十八条）",
    needs=(SI,),
    advice="请注册单位提供派遣或代理协议，说明实际用工单位",
    weight=8,
)
def insured_by_agency(facts: pd.DataFrame, thresholds: Thresholds) -> pd.Series:
    """Insured by an HR or labour-dispatch agency (人力资源机构参保)."""
    return facts["si_agency"] > 0


@rule(
    Indicator.SI_PROXY,
    basis=PLAN,
    needs=(SI, HF),
    advice="核对工资发放和到岗记录：社保在注册单位不等于在注册单位工作",
    weight=32,
)
def insured_by_proxy(facts: pd.DataFrame, thresholds: Thresholds) -> pd.Series:
    """Insured by the registered employer, housing fund steadily elsewhere (疑似代缴社保)."""
    fund = facts["hf_different"] + facts["hf_public"]
    return (
        steady(facts["si_same"], facts, thresholds)
        & steady(fund, facts, thresholds)
        & (fund > facts["hf_same"])
    )


@rule(
    Indicator.SI_BRIEF,
    basis=PLAN,
    needs=(SI,),
    advice="核对注册时的劳动合同和社保起止，是否为注册而临时参保",
    weight=20,
)
def insured_briefly(facts: pd.DataFrame, thresholds: Thresholds) -> pd.Series:
    """Insured by the registered employer only briefly around registration (社保短期挂靠)."""
    margin = thresholds.lag_months + 1
    brief = facts["si_same_ever"].between(1, thresholds.brief_months)
    around = (facts["si_same_first"] <= facts["registered_at"] + margin) & (
        facts["si_same_last"] >= facts["registered_at"] - margin
    )
    ended = facts["held_to"] - facts["si_same_last"] > margin
    answered = (brief & around & ended).fillna(False)
    return answered.where(facts["registered_at"].notna() & (facts["held_months"] > 0))


@rule(
    Indicator.SI_MULTI,
    basis=ONE_UNIT,
    needs=(SI,),
    advice="请各参保单位说明用工关系；非全日制用工可多处参保",
    weight=14,
)
def insured_by_several(facts: pd.DataFrame, thresholds: Thresholds) -> pd.Series:
    """Insured by several unrelated employers at once (多家单位同时参保)."""
    return facts["si_at_once"] > thresholds.lag_months


@rule(
    Indicator.REG_MULTI,
    basis=ONE_UNIT,
    needs=(SourceKind.REGISTRATIONS,),
    advice="核对各注册单位的劳动合同，要求注销或变更多余的注册",
    weight=26,
)
def registered_at_several(facts: pd.DataFrame, thresholds: Thresholds) -> pd.Series:
    """Registered at several unrelated employers at once (多单位注册)."""
    return facts["reg_multi"]


@rule(
    Indicator.REG_OVERAGE,
    basis="年龄超过65周岁的注册失效（注册建造师管理规定 第十六条等，待核）",
    needs=(SourceKind.REGISTRATIONS,),
    advice="这是注册本身的问题，不是“挂证”：提请注册管理部门核对",
    weight=2,
)
def registered_over_age(facts: pd.DataFrame, thresholds: Thresholds) -> pd.Series:
    """Registered past the age at which the rules end the registration (超龄注册)."""
    return facts["over_age"].where(facts["over_age"].isna() | ~facts["is_expired"], False)


@rule(
    Indicator.DUTY_ABSENT,
    basis="专项治理工作方案 二（二）2：对人员挂靠突出的单位排查项目人员到岗履职",
    needs=(SourceKind.PROJECT_STAFF,),
    advice="到项目现场核对到岗、考勤和签字记录",
    weight=16,
)
def absent_from_duty(facts: pd.DataFrame, thresholds: Thresholds) -> pd.Series:
    """Named on a key post without presence, or on several sites at once (到岗存疑)."""
    return facts["duty_double"] | facts["duty_absent"]
