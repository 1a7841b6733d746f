"""The names and Chinese titles of a report's numbers (数字的名称), by the group they stand in.

What a casework word is called is said in `life.yml`; here only how it is counted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.casebook.life import Subject, life
from guazheng_lib.reports.figures.standings import CONSISTENT, DOUBTFUL
from guazheng_lib.terms.catalogue import EXEMPTIONS, INDICATORS, LEVELS

PUBLIC = "public"
"""The route of those who work for the state (`life.yml`)."""

OTHER_REASON = "other"

KINDS = {"": "条数", "_people": "人数", "_employers": "注册单位数"}
"""What is counted three times, each balanced by itself: certificates, people, employers."""

TOTALS = {"": "registrations", "_people": "people", "_employers": "employers"}

FORMER = "不在本次名单内的案件"
"""Cases whose registration this screening does not list: deregistered since, or not handed in."""

ROWS = {
    "read": "读取行数",
    "accepted": "采用行数",
    "folded": "合并行数",
    "quarantined": "待改行数",
    "non_data": "非数据行数",
}
"""Where the rows read went; the first is the sum of the others."""


@dataclass(frozen=True)
class Group:
    """Numbers that belong together (一组数字).

    Attributes:
        title: what they are about.
        titles: the Chinese name of each, by its name in code.
        sparse: whether the table leaves out those that are nought.
    """

    title: str
    titles: Mapping[str, str]
    sparse: bool = False


def figure_groups(professions: Iterable[str], further: Iterable[str]) -> tuple[Group, ...]:
    """Give every number's title, group by group (数字目录).

    Args:
        professions: the professions found.
        further: numbers of the city.
    """
    own = Group("注册类别（条数）", {f"profession:{name}": name for name in professions})
    city = Group("县区", {name: _CITY.get(name, name) for name in further})
    first, *others = _groups()
    return tuple(group for group in (first, own, *others, city) if group.titles)


@cache
def exclusion_names() -> dict[str, str]:
    """Name why a registration may be excluded (排除原因): 92号's six, then the others."""
    of_92 = {
        str(code): f"92号文第{code[1:]}项（{term.title}）" for code, term in EXEMPTIONS.items()
    }
    return of_92 | {word: word for word in life().exclusions} | {OTHER_REASON: "其他原因"}


def statuses_of(subject: Subject) -> tuple[str, ...]:
    """Name the statuses that a case of this kind can have (办理状态)."""
    reached = {step.to for step in life().steps.values() if subject in step.subjects}
    return tuple(name for name in life().statuses if name in reached)


def open_statuses(subject: Subject) -> tuple[str, ...]:
    """Name the statuses of cases under way (在办的状态)."""
    statuses = life().statuses
    return tuple(name for name in statuses_of(subject) if statuses[name].standing == "pending")


def standing_titles() -> dict[str, str]:
    """Name where a registration can stand (计入)."""
    concluded = {name: term.title for name, term in life().outcomes.items()}
    return {CONSISTENT: "未见不一致"} | {name: concluded.get(name, "在办") for name in DOUBTFUL}


@cache
def _groups() -> tuple[Group, ...]:
    return (
        *(Group(f"比对结果（{kind}）", _balanced(suffix)) for suffix, kind in KINDS.items()),
        Group("在办线索", _pending()),
        Group("在办线索的情形", {str(code): term.title for code, term in INDICATORS.items()}),
        Group("排除原因", _prefixed("exclusion", exclusion_names()), sparse=True),
        Group("对专业技术人员的处理", _followed("person", ""), sparse=True),
        Group("另行办理的人员（人数）", _routes()),
        Group("用证单位", _of_units("unit", "units"), sparse=True),
        Group("人力资源机构", _of_units("agency", "agencies"), sparse=True),
        Group("投诉举报", _complaints()),
        Group("招聘信息", _ads()),
        Group("来件", {f"rows_{name}": title for name, title in ROWS.items()}),
        Group("演示", {"demo_cases": "演示案件数"}, sparse=True),
    )


def _balanced(suffix: str) -> dict[str, str]:
    kind = KINDS[suffix]
    names = {"former": FORMER, "doubtful": "存疑"} | standing_titles()
    said = "涉及{}的{}" if suffix == "_employers" else "{}{}"  # of the people, not of the employer
    titles = {name + suffix: said.format(title, kind) for name, title in names.items()}
    return {TOTALS[suffix]: kind if kind.startswith("注册") else f"注册{kind}"} | titles


def _pending() -> dict[str, str]:
    titles = {status: life().statuses[status].title for status in open_statuses("person")}
    return {
        **{str(level): f"{term.title}条数" for level, term in LEVELS.items() if level.is_lead},
        "unlisted": "本次比对未再列为线索的条数",
        "unopened": "未收入台账的条数",
        **{name: f"台账中{title}条数" for name, title in titles.items()},
        "employers_with_leads": "有线索的注册单位数",
    }


def _followed(subject: Subject, prefix: str) -> dict[str, str]:
    measures = [each.name for each in life().measures if subject in each.subjects]
    titles = {f"measure:{subject}:{name}": name for name in measures}
    steps = life().steps
    told = {prefix + "published": steps["published"].title}
    if subject == "person":
        told |= {"transferred": steps["transferred"].title}
    return titles | told


def _of_units(subject: Subject, name: str) -> dict[str, str]:
    titles = standing_titles()
    stand = {f"{name}_{each}": f"{titles[each]}家数" for each in DOUBTFUL}
    return {name: "台账登记家数"} | stand | _followed(subject, f"{name}_")


def _routes() -> dict[str, str]:
    routes = life().routes
    titles = {f"route:{name}": f"认定：{route.title}" for name, route in routes.items()}
    return titles | {f"told:{owed}": f"已告知{owed}" for owed in routes[PUBLIC].owes}


def _complaints() -> dict[str, str]:
    statuses = {name: life().statuses[name].title for name in statuses_of("complaint")}
    return {
        "complaints": "收到件数",
        **{f"complaints_{name}": f"{title}件数" for name, title in statuses.items()},
        "complaints_open": "未答复件数",
    }


def _ads() -> dict[str, str]:
    verdicts = {f"ads_{verdict}": f"{verdict.zh}条数" for verdict in Verdict}
    return {"ads": "招聘信息条数", **verdicts, "agencies_flagged": "有可疑信息的机构数"}


def _prefixed(prefix: str, titles: Mapping[str, str]) -> dict[str, str]:
    return {f"{prefix}:{name}": title for name, title in titles.items()}


_CITY = {
    "counties": "县区数",
    "counties_done": "完成排查的县区数",
    "counties_failed": "未完成的县区数",
}
