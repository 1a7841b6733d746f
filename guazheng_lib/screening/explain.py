"""The one sentence that an officer reads first (说明)."""

from collections import defaultdict
from collections.abc import Hashable
from typing import Any

import pandas as pd

from guazheng_lib.screening.stances import Stance
from guazheng_lib.terms.catalogue import EXEMPTIONS, Exemption, Level
from guazheng_lib.terms.tables import SourceKind

Row = dict[Hashable, Any]
Phrases = defaultdict[int, list[str]]

_PAID = {
    str(SourceKind.SOCIAL_INSURANCE): "社保",
    str(SourceKind.HOUSING_FUND): "公积金",
}
_PREFIX = {"si_": "社保", "hf_": "公积金"}


def explain(
    facts: pd.DataFrame,
    hits: pd.DataFrame,
    levels: pd.Series,
    exemptions: pd.Series,
    entities: pd.DataFrame,
    certificates: pd.DataFrame,
) -> pd.Series:
    """Write one Chinese sentence per registration: what was found, and what would settle it."""
    payers = _payers(entities)
    beside = _beside(certificates)
    rows = zip(facts.to_dict("records"), hit_codes(hits), levels, exemptions, strict=True)
    sentences = [
        _sentence(row, codes, Level(level), exemption, payers[row["reg"]] + beside[row["reg"]])
        for row, codes, level, exemption in rows
    ]
    return pd.Series(sentences, facts.index)


def hit_codes(hits: pd.DataFrame) -> pd.Series:
    """List the codes of the indicators raised, per registration (存疑指标)."""
    is_hit = hits.fillna(False).astype(bool)
    codes = is_hit.columns.to_numpy()
    return pd.Series([list(codes[row]) for row in is_hit.to_numpy()], hits.index)


def _payers(entities: pd.DataFrame) -> Phrases:
    """Say which other employers paid, for how many months: the longest first, three at most."""
    ordered = entities.sort_values(["months", "entity"], ascending=[False, True])
    said: Phrases = defaultdict(list)
    for row in ordered.to_dict("records"):
        if len(said[row["reg"]]) < 3:
            name = row["entity_name"] if isinstance(row["entity_name"], str) else "单位不详"
            verb = _PAID[str(row["source"])]
            stance = Stance(str(row["stance"])).zh
            said[row["reg"]].append(f"{verb}有{row['months']}个月由「{name}」（{stance}）缴纳")
    return said


def _beside(certificates: pd.DataFrame) -> Phrases:
    said: Phrases = defaultdict(list)
    other = certificates[certificates["stance"] != Stance.SAME]
    for row in other.drop_duplicates(["reg", "source", "entity"]).to_dict("records"):
        is_b = row["source"] == SourceKind.SAFETY_B
        stance = Stance(str(row["stance"])).zh
        what = "安全员B证登记在" if is_b else "另注册在"
        said[row["reg"]].append(f"{what}「{row['employer']}」（{stance}）")
    return said


def _sentence(
    row: Row,
    codes: list[str],
    level: Level,
    exemption: object,
    found: list[str],
) -> str:
    parts = [_opening(row, level, exemption), *_same(row), *found]
    parts += [text for code, text in _REMARKS.items() if code in codes]
    if row["is_masked"]:
        parts.append("证件号码经脱敏，不能确认是同一人，需用完整号码重新比对")
    if row["is_expired"]:
        parts.append("注册已过有效期，只比对有效期内的月份")
    parts += _wanted(level, exemption, found)
    return "；".join(part for part in parts if part) + "。"


def _opening(row: Row, level: Level, exemption: object) -> str:
    if level is Level.RECTIFIED:
        return "自查自纠期内已整改"
    if level is Level.EXEMPT and isinstance(exemption, str):
        return f"已有佐证，属于{EXEMPTIONS[Exemption(exemption)].title}（{exemption}）"
    months = row["held_months"]
    return f"可比对{months}个月" if months else "注册时间短或已过期，比对期内没有可比对的月份"


def _same(row: Row) -> list[str]:
    said: list[str] = []
    for prefix, what in _PREFIX.items():
        paid, same = row[f"{prefix}paid"], row[f"{prefix}same"]
        if pd.isna(paid):
            said.append(f"未提供{what}数据")
        elif paid == 0:
            said.append(f"未查到{what}缴费" if row["held_months"] else "")
        elif same:
            said.append(f"{what}有{same}个月由注册单位缴纳")
    return said


_REMARKS = {
    "SI_FLEX": "以灵活就业人员或城乡居民身份参保",
    "SI_PROXY": "社保在注册单位而公积金长期在别处，疑似代缴",
    "SI_BRIEF": "注册单位只在注册前后短期参保",
    "SI_MULTI": "同时由几家无关单位参保",
    "REG_OVERAGE": "已超过注册年龄（属注册问题，不等于挂证）",
    "DUTY_ABSENT": "列为项目关键岗位，但未见到岗或同时在几个项目",
}


def _wanted(level: Level, exemption: object, found: list[str]) -> list[str]:
    """Say what would settle the lead (需补材料)."""
    if not level.is_lead:
        return []
    if isinstance(exemption, str):
        term = EXEMPTIONS[Exemption(exemption)]
        return [f"可能属于{term.title}（{exemption}），需补：{term.documents}"]
    if any(Stance.UNKNOWN.zh in phrase for phrase in found):
        return ["需查明上述单位与注册单位是否为同一法人（统一社会信用代码或更名材料）"]
    return ["需补参保证明或其他在岗证明"] if level is Level.DATA_GAP else []
