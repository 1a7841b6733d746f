"""What a county's notebooks show (页面上的表): frames as tables, each with its caption."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from guazheng_lib.params import CountyParams
from guazheng_lib.reports.bars import Series, bar_chart
from guazheng_lib.reports.charts import Chart
from guazheng_lib.reports.summary import ReportScope
from guazheng_lib.reports.tables import Table
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
    return Table(_listed(rows, "项目", "内容"), "本次比对的依据")


def reconciled(sources: Sources) -> pd.DataFrame:
    """Put the counts of all sources under each other, in the catalogue's order (核对表)."""
    ordered = [sources[kind].reconciliation for kind in SourceKind if kind in sources]
    return pd.concat(ordered, ignore_index=True)[list(RECONCILIATION_COLUMNS)]


def quarantined(sources: Sources) -> pd.DataFrame:
    """Put the rows set aside from all sources under each other (待改的行)."""
    return pd.concat([each.quarantine for each in sources.values()], ignore_index=True)


def accepted(sources: Sources) -> dict[SourceKind, int]:
    """Count the rows taken from each source (采用行数)."""
    return {kind: int(each.reconciliation["accepted"].sum()) for kind, each in sources.items()}


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
    supplied = {kind for each in counties for kind in each.sources}
    city = scope(params, [kind for kind in SourceKind if kind in supplied])
    return replace(city, area=params.city, department=params.city, is_city=True, failed=failed)


def rules(sources: Sources) -> Table:
    """List the rules run and not run (规则运行情况)."""
    from guazheng_lib.screening import list_rules

    listed = list_rules(sources)
    shown = pd.DataFrame(
        {
            "指标": listed["name"],
            "是否运行": listed["is_run"].map({True: "已运行", False: "未运行"}),
            "缺少的来源": listed["missing"],
            "依据": listed["basis"],
        }
    )
    return Table(shown, "规则运行情况")


def written(names: list[str]) -> Table:
    """List the files that were written, and what they hold (写出的文件)."""
    return Table(_listed({name: _FILES[name] for name in names}, "文件", "内容"), "写出的文件")


def _listed(rows: Mapping[str, object], left: str, right: str) -> pd.DataFrame:
    return pd.DataFrame({left: list(rows), right: list(rows.values())})


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
    listed = "已提供" if advertisements.licensed is not None else "未提供，不能按县区划分"
    return Table(_listed({**rows, "机构许可名录": listed}, "项目", "数量"), "收到的招聘信息")


def city_parameters(params: CountyParams, roll: list["Entry"]) -> Table:
    """Say what the summary covers (汇总依据)."""
    done = sum(entry.is_done for entry in roll)
    rows = {
        "市": params.city,
        "比对期": f"{month_zh(params.window.first)}至{month_zh(params.window.last)}",
        "数据截止": f"{params.as_of:%Y-%m-%d}",
        "县区": f"{len(roll)} 个，其中 {done} 个完成",
    }
    return Table(_listed(rows, "项目", "内容"), "汇总依据")


def unfinished(roll: list["Entry"]) -> Table:
    """List the counties that failed, and why (没有完成的县区)."""
    problems = [(entry.county, each) for entry in roll for each in entry.problems]
    return Table(pd.DataFrame(problems, columns=["县区", "原因和处理办法"]), "没有完成的县区")


def coverage(counties: list[CountyParams]) -> Table:
    """Show which sources each county supplied (数据是否齐全)."""
    some = [kind for kind in SourceKind if any(kind in each.sources for each in counties)]
    rows = [
        {"县区": each.county, **{kind.zh: "有" if kind in each.sources else "缺" for kind in some}}
        for each in counties
    ]
    missing = [kind.zh for kind in SourceKind if kind not in some]
    note = f"全市都没有提供: {'、'.join(missing)}。" if missing else ""
    return Table(pd.DataFrame(rows), "各县区提供的来源", note)


def levels_by_county(screening: pd.DataFrame) -> Chart:
    """Draw the leads of each county, by level (各县区的线索)."""
    counted = pd.crosstab(screening["county"], screening["level"]).reindex(
        columns=[str(level) for level in Level], fill_value=0
    )
    worst = counted.sort_values(["priority", "review"], ascending=False, kind="stable")
    shown = worst.rename(columns={str(level): level.zh for level in Level})
    shown.insert(0, "注册", worst.sum(axis=1))
    table = Table(shown.rename_axis("县区").reset_index(), "各县区的线索")
    leads = [Series(level.zh, level.zh) for level in Level if level.is_lead]
    return bar_chart(table, label="县区", series=leads)
