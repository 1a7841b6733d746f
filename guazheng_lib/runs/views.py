"""What a run knows of itself, for pages, reports and manifest (运行要点)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from guazheng_lib.params import CountyParams
from guazheng_lib.reports.pages.county_tables import facts_table
from guazheng_lib.reports.pages.tables import Link, Table
from guazheng_lib.reports.summary.write import ReportScope
from guazheng_lib.sources.result import SourceResult
from guazheng_lib.terms.catalogue import Level
from guazheng_lib.terms.month import month_zh
from guazheng_lib.terms.tables import RECONCILIATION_COLUMNS, SourceKind

if TYPE_CHECKING:
    from guazheng_lib.runs.advertisements import Advertisements
    from guazheng_lib.runs.roll import Entry

Sources = Mapping[SourceKind, SourceResult]

_FILES = {
    "leads.xlsx": "疑似线索核查表：填写核查结果用",
    "screening.parquet": "排查结果：每条注册一行",
    "units.parquet": "按注册单位汇总",
    "reconciliation.csv": "来件核对：每张工作表一行",
    "quarantine.xlsx": "待改清单：逐行写明位置和改法",
    "ads.parquet": "招聘信息：每条一行",
    "agencies.parquet": "人力资源服务机构：每家一行",
    "中介核查表.xlsx": "人力资源服务机构核查表：每家一张，带去现场填写",
    "汇总表.xlsx": "违法违规情况处理汇总表：只列已认定的案件",
    "总结报告.docx": "排查情况报告",
}


def parameters(params: CountyParams) -> Table:
    """Say what is compared, up to when (比对依据)."""
    first, last = month_zh(params.window.first), month_zh(params.window.last)
    until = params.self_inspection_until
    rows = {
        "县区": f"{params.city}{params.county}",
        "比对期": f"{first}至{last}",
        "数据截止": f"{params.as_of:%Y-%m-%d}",
        "自查自纠截止": f"{until:%Y-%m-%d}" if until else "未限定",
        "来源": "、".join(kind.zh for kind in params.sources),
    }
    return facts_table(rows, "本次比对的依据")


def reconciled(sources: Sources) -> pd.DataFrame:
    """Put the counts of all sources under each other, in the catalogue's order (核对表)."""
    ordered = [sources[kind].reconciliation for kind in SourceKind if kind in sources]
    return pd.concat(ordered, ignore_index=True)[list(RECONCILIATION_COLUMNS)]


def quarantined(sources: Sources) -> pd.DataFrame:
    """Put the rows set aside from all sources under each other (待改的行)."""
    return pd.concat([each.quarantine for each in sources.values()], ignore_index=True)


def scope(params: CountyParams, sources: Iterable[SourceKind]) -> ReportScope:
    """Say what a county's report is about (报告范围)."""
    return ReportScope(
        area=params.county,
        department=params.form_department,
        first_month=params.window.first,
        last_month=params.window.last,
        as_of=params.as_of,
        supplied=list(sources),
    )


def city_scope(
    params: CountyParams, counties: Iterable[CountyParams], failed: tuple[str, ...]
) -> ReportScope:
    """Say what the city's report is about (全市报告范围)."""
    of_county = {each.county: list(each.sources) for each in counties}
    supplied = {kind for sources in of_county.values() for kind in sources}
    city = scope(params, [kind for kind in SourceKind if kind in supplied])
    return replace(
        city,
        area=params.city,
        department=params.city_form_department,
        is_city=True,
        failed=failed,
        county_sources=of_county,
    )


def written(names: list[str], said: Iterable[str] = ()) -> Table:
    """List the files that were written, what they hold, and what was said of them (写出的文件)."""
    rows = [(Link(name, name), _FILES[name]) for name in names]
    return Table(pd.DataFrame(rows, columns=["文件", "内容"]), "结果文件", "\n".join(said))


def counted(screening: pd.DataFrame, listed: pd.DataFrame) -> dict[str, Any]:
    """Count for the manifest: registrations, levels, rules run and not run (计数)."""
    at_level = screening["level"].value_counts()
    return {
        "registrations": len(screening),
        "levels": {str(level): int(at_level.get(str(level), 0)) for level in Level},
        "rules_run": listed.loc[listed["is_run"], "code"].tolist(),
        "rules_not_run": [
            {"code": row["code"], "missing": row["missing"]}
            for row in listed[~listed["is_run"]].to_dict("records")
        ],
    }


def received(advertisements: "Advertisements") -> Table:
    """Say how many advertisements came in, and how many are this county's (收到的信息)."""
    if advertisements.received is None:
        rows: dict[str, object] = {"招聘信息": "没有提供，本页没有可排查的内容"}
    else:
        rows = {
            "全市收到": f"{advertisements.received} 条",
            "其中列入本县区": f"{len(advertisements.ads)} 条",
            "可疑": f"{len(advertisements.suspicious)} 条",
        }
    listed = (
        f"已提供，{len(advertisements.licensed)} 家"
        if advertisements.licensed is not None
        else "未提供：不能按县区划分，也不能核对机构有无许可"
    )
    return facts_table({**rows, "机构许可名录": listed}, "收到的招聘信息")


def no_ads(advertisements: "Advertisements") -> Table | None:
    """Say that there is nothing to judge (没有信息); None where there is something."""
    if not advertisements.ads.empty:
        return None
    if advertisements.received is None:
        said = "没有提供招聘信息，没有排查；不等于没有问题"
    elif advertisements.received:
        said = "全市收到的信息没有一条列入本县区"
    else:
        said = "提供了招聘信息文件，收到 0 条"
    return Table(pd.DataFrame(columns=["招聘信息"]), "招聘信息排查", nothing=said)


def city_parameters(params: CountyParams, roll: list["Entry"]) -> Table:
    """Say what the summary covers (汇总依据)."""
    done = sum(entry.is_done for entry in roll)
    rows = {
        "市": params.city,
        "比对期": f"{month_zh(params.window.first)}至{month_zh(params.window.last)}",
        "数据截止": f"{params.as_of:%Y-%m-%d}",
        "县区": f"{len(roll)} 个，其中 {done} 个完成",
    }
    return facts_table(rows, "汇总依据")
