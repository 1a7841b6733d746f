"""What a county's notebooks show (页面上的表): frames as tables, each with its caption."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from guazheng_lib.ads.judge import Verdict
from guazheng_lib.params import CountyParams
from guazheng_lib.reports.tables import Table
from guazheng_lib.sources.result import SourceResult
from guazheng_lib.terms.catalogue import EXEMPTIONS, Exemption, Level
from guazheng_lib.terms.month import month_zh
from guazheng_lib.terms.tables import RECONCILIATION_COLUMNS, SOURCES, SourceKind

if TYPE_CHECKING:
    from guazheng_lib.runs.advertisements import Advertisements
    from guazheng_lib.runs.roll import Entry

FLAGGED = (Verdict.BROKER, Verdict.FAKE_JOB, Verdict.SUSPECT)
Sources = Mapping[SourceKind, SourceResult]

SHOWN_LEADS, SHOWN_UNITS = 20, 15
_LEAD_COLUMNS = [
    *("level", "score", "person_name", "person_id", "registered_employer"),
    *("actual_employer", "indicators", "explanation"),
]
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


def reconciliation(sources: Sources) -> Table:
    """Show where every row of every sheet went (来件核对)."""
    return Table(reconciled(sources), "来件核对", "读取 = 采用 + 合并 + 待改 + 非数据行。")


def reconciled(sources: Sources) -> pd.DataFrame:
    """Put the counts of all sources under each other, in the catalogue's order (核对表)."""
    ordered = [sources[kind].reconciliation for kind in SourceKind if kind in sources]
    return pd.concat(ordered, ignore_index=True)[list(RECONCILIATION_COLUMNS)]


def set_aside(sources: Sources) -> Table:
    """Count the rows set aside, by reason (待改的行)."""
    rows = pd.concat([each.quarantine for each in sources.values()], ignore_index=True)
    counted = rows.groupby(["source", "reason", "remedy"], sort=False).size()
    shown = counted.reset_index(name="行数")
    return Table(shown, "待改的行", f"共 {len(rows)} 行。")


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


def most_urgent(screening: pd.DataFrame) -> Table:
    """List the first leads (最急的线索); the screening is in order already."""
    leads = screening[screening["level"].isin([level for level in Level if level.is_lead])]
    note = f"共 {len(leads)} 条线索，这里列前 {min(SHOWN_LEADS, len(leads))} 条。"
    return Table(leads[_LEAD_COLUMNS].head(SHOWN_LEADS), "最急的线索", note)


def standing_out(units: pd.DataFrame) -> Table:
    """List the employers with the most leads (线索集中的单位)."""
    chosen = units[(units["priority"] + units["review"]) > 0].head(SHOWN_UNITS)
    shown = pd.DataFrame(
        {
            "注册单位": chosen["registered_employer"],
            "注册人数": chosen["people"],
            "重点核查": chosen["priority"],
            "一般核查": chosen["review"],
            "线索人数占比": (chosen["share"] * 100).round().astype(int).astype(str) + "%",
            "到岗履职排查": chosen["needs_duty_check"].map({True: "建议", False: ""}),
        }
    )
    return Table(shown, "线索集中的注册单位")


def cleared(screening: pd.DataFrame) -> Table:
    """Count what is in principle no 挂证, and what was corrected in time (不作为线索的)."""
    exempt = screening.loc[screening["level"] == Level.EXEMPT, "exemption"].value_counts()
    rows = {EXEMPTIONS[Exemption(str(code))].title: count for code, count in exempt.items()}
    rows[Level.RECTIFIED.zh] = int((screening["level"] == Level.RECTIFIED).sum())
    return Table(_listed(rows, "情形", "注册条数"), "原则上不认定和自查已整改")


def gaps(sources: Sources, screening: pd.DataFrame) -> Table:
    """Say what was not supplied, and how many leads wait for data (数据缺口)."""
    missing = [kind for kind in SOURCES if kind not in sources]
    rows: dict[str, object] = {f"{kind.zh}（未提供）": "相关规则没有运行" for kind in missing}
    waiting = int((screening["level"] == Level.DATA_GAP).sum())
    rows[Level.DATA_GAP.zh] = f"{waiting} 条注册需要补数据或佐证"
    return Table(_listed(rows, "缺口", "影响"), "数据缺口")


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


def agencies(ranked: pd.DataFrame) -> Table:
    """List the agencies, worst first (涉及的机构)."""
    chosen = ranked.head(SHOWN_UNITS)
    licensed = chosen["licensed"].map({True: "是", False: "否"}).fillna("不明")
    shown = pd.DataFrame(
        {
            "机构": chosen["agency"].fillna("未写机构"),
            "在许可名录": licensed,
            "信息": chosen["ads"],
            **{verdict.zh: chosen[str(verdict)] for verdict in FLAGGED},
            "涉及证书": chosen["certificates"],
        }
    )
    return Table(shown, "涉及的机构", f"共 {len(ranked)} 家。")


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
