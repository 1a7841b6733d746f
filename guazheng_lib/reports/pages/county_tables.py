"""The tables of a county's pages: sources, rows set aside, leads, gaps (县区表格)."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

import pandas as pd

from guazheng_lib.reports.pages.bars import Series, bar_chart
from guazheng_lib.reports.pages.charts import Chart
from guazheng_lib.reports.pages.tables import Table
from guazheng_lib.terms.catalogue import EXEMPTIONS, Exemption, Level
from guazheng_lib.terms.tables import RECONCILIATION_COLUMNS, SourceKind

MOST_LEADS = 30
MOST_SET_ASIDE = 50
"""How many rows a page shows; the workbooks have all of them."""

_COUNTED = ("accepted", "folded", "quarantined", "non_data")


def facts_table(facts: Mapping[str, object], caption: str) -> Table:
    """Show named facts, one a row (要点)."""
    rows = [(name, str(value)) for name, value in facts.items()]
    return Table(pd.DataFrame(rows, columns=["项目", "内容"]), caption)


def reconciliation_chart(reconciliation: pd.DataFrame, *, mended: int = 0) -> Chart:
    """Show where the rows of every sheet went (来件核对).

    Args:
        reconciliation: the counts of every sheet.
        mended: how many of the rows a quarantine workbook mended that came back.
    """
    series = [Series(name, RECONCILIATION_COLUMNS[name]) for name in _COUNTED]
    files = reconciliation["file"].map(lambda path: PurePosixPath(path).name)
    if files.nunique() < reconciliation["file"].nunique():  # only the folder tells them apart
        files = reconciliation["file"]
    sheets = ("·" + reconciliation["sheet"].astype("string")).fillna("")
    frame = reconciliation.assign(表=files + sheets)[["表", "source", "read", *_COUNTED]]
    note = "读取 = 采用 + 合并 + 待改 + 非数据行。"
    note += f"其中 {mended} 行按退回的待改清单改正过。" if mended else ""
    return bar_chart(Table(frame, "来件核对", note), label="表", series=series)


def rules_table(listed: pd.DataFrame) -> Table:
    """Say of every rule whether it ran, or what it wanted (规则运行情况).

    Args:
        listed: as `screening.list_rules` gives it.
    """
    shown = pd.DataFrame(
        {
            "指标": listed["name"],
            "是否运行": listed["is_run"].map({True: "已运行", False: "未运行"}),
            "缺少的来源": listed["missing"],
            "依据": listed["basis"],
        }
    )
    return Table(shown, "规则运行情况")


def set_aside_table(quarantined: pd.DataFrame, *, most: int = MOST_SET_ASIDE) -> Table:
    """Count the rows set aside by source, file and reason (待改的行)."""
    keys = ["source", "file", "reason", "remedy"]
    counted = quarantined.groupby(keys, dropna=False, sort=True).size().rename("行数").reset_index()
    frame = counted.sort_values("行数", ascending=False, kind="stable").head(most)
    note = f"共 {len(quarantined)} 行，逐行见 quarantine.xlsx。"
    return Table(
        frame[["source", "file", "reason", "行数", "remedy"]], "待改的行", note, "没有待改的行"
    )


def urgent_table(screening: pd.DataFrame, *, most: int = MOST_LEADS) -> Table:
    """List the leads that come first (先看哪些), identity numbers masked."""
    first = screening[screening["level"] == Level.PRIORITY].sort_values(
        ["score", "certificate_no", "person_id"], ascending=[False, True, True]
    )
    columns = [
        "person_name",
        "person_id",
        "profession",
        "registered_employer",
        "actual_employer",
        "indicators",
        "months_elsewhere",
        "explanation",
    ]
    note = f"重点核查共 {len(first)} 条，这里列出前 {min(len(first), most)} 条；全部见 leads.xlsx。"
    return Table(first[columns].head(most), "重点核查的线索", note)


def cleared_table(screening: pd.DataFrame) -> Table:
    """Count what is in principle not 挂证, by exemption, and what was corrected (不作为线索)."""
    exempt = screening[screening["level"] == Level.EXEMPT]
    rows = [
        (f"{code} {term.title}", term.documents, int(exempt["exemption"].eq(str(code)).sum()))
        for code, term in EXEMPTIONS.items()
    ]
    rectified = int(screening["level"].eq(Level.RECTIFIED).sum())
    rows.append((Level.RECTIFIED.zh, "自查自纠台账", rectified))
    frame = pd.DataFrame(rows, columns=["情形", "佐证", "注册条数"])
    return Table(frame, "原则上不认定和自查已整改")


def gaps_table(screening: pd.DataFrame) -> Table:
    """Count the leads that only wait for data or a document, by what they wait for (待补)."""
    waiting = screening[screening["level"] == Level.DATA_GAP]
    proposed = waiting["exemption"].map(
        lambda code: f"{code} {Exemption(code).zh}：{EXEMPTIONS[Exemption(code)].documents}",
        na_action="ignore",
    )
    asked = proposed.fillna("缴费记录或单位关系").value_counts(sort=False)
    frame = asked.rename_axis("要补的材料").rename("注册条数").reset_index()
    frame = frame.sort_values(["注册条数", "要补的材料"], ascending=[False, True])
    return Table(frame, "待补充数据的注册", "逐条缺什么，见 leads.xlsx 的“说明”。")


def supply_table(supplied: Mapping[SourceKind, int], kinds: Iterable[SourceKind]) -> Table:
    """Say of every source whether it was supplied, and with how many rows (来源)."""
    rows = [(kind.zh, say_supply(supplied, kind)) for kind in kinds]
    note = "没有提供的来源不参加比对：没有数据不等于没有问题。"
    return Table(pd.DataFrame(rows, columns=["数据来源", "提供情况"]), "数据来源", note)


def say_supply(supplied: Mapping[SourceKind, int], kind: SourceKind) -> str:
    """Say of one source: rows, none received, or not supplied (提供情况)."""
    if kind not in supplied:
        return "没有提供"
    rows = supplied[kind]
    return f"{rows} 行" if rows else "已提供，收到 0 行"
