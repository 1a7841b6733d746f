"""What the supervisors' page shows of the counties, side by side (全市总览)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from guazheng_lib.reports.pages.bars import Series, bar_chart
from guazheng_lib.reports.pages.charts import Chart
from guazheng_lib.reports.pages.county_tables import say_supply
from guazheng_lib.reports.pages.tables import Link, Table
from guazheng_lib.terms.catalogue import Level
from guazheng_lib.terms.tables import SourceKind

PAGES: Mapping[str, str] = {
    "screening.html": "排查",
    "intermediaries.html": "中介信息",
    "report.html": "报告",
    "leads.xlsx": "核查表",
    "中介核查表.xlsx": "中介核查表",
    "quarantine.xlsx": "待改清单",
    "汇总表.xlsx": "汇总表",
    "总结报告.docx": "总结报告",
}
"""What a county's row links to, in this order."""


@dataclass(frozen=True)
class CountyEntry:
    """One county as the city sees it (县区一行).

    Attributes:
        folder: the county's folder beside the city's.
        county: its name.
        levels: certificates at each level; none where the county failed.
        supplied: the sources supplied, with the rows accepted of each.
        quarantined: its rows set aside.
        problems: why it failed; none where it is done.
        files: the names of its outputs; of a county that failed, those of its last good run.
    """

    folder: str
    county: str
    levels: Mapping[str, int] = field(default_factory=dict)
    supplied: Mapping[SourceKind, int] = field(default_factory=dict)
    quarantined: int = 0
    problems: tuple[str, ...] = ()
    files: Collection[str] = ()

    @property
    def is_done(self) -> bool:
        """Whether the county finished."""
        return not self.problems


def in_order(entries: Sequence[CountyEntry]) -> list[CountyEntry]:
    """Put the counties that failed first, the others in their order (失败在前)."""
    return sorted(entries, key=lambda entry: entry.is_done)


def failures_table(entries: Sequence[CountyEntry]) -> Table:
    """Name the counties that did not finish, and why (没有完成的县区)."""
    failed = [entry for entry in entries if not entry.is_done]
    rows = [(entry.county, "\n".join(entry.problems)) for entry in failed]
    note = f"共 {len(entries)} 个县区，{len(entries) - len(rows)} 个完成。"
    frame = pd.DataFrame(rows, columns=["县区", "原因和处理办法"])
    return Table(frame, "没有完成的县区", note, "全部县区都已完成")


def counties_table(entries: Sequence[CountyEntry]) -> Table:
    """Show every county with its denominators and its files (各县区一览)."""
    frame = pd.DataFrame([_row(entry) for entry in in_order(entries)]).convert_dtypes()
    leads = "、".join(level.zh for level in Level if level.is_lead)
    note = f"线索占比 = 线索条数 ÷ 注册条数；{leads}为线索。"
    return Table(frame, "各县区一览", note)


def county_levels(entries: Sequence[CountyEntry]) -> Chart:
    """Draw the levels of the counties that are done, side by side (各县区线索级别)."""
    rows = [
        {"县区": entry.county} | {level.zh: entry.levels.get(level, 0) for level in Level}
        for entry in entries
        if entry.is_done
    ]
    frame = pd.DataFrame(rows, columns=["县区", *(level.zh for level in Level)])
    series = [Series(level.zh, level.zh) for level in Level]
    table = Table(frame, "各县区的线索级别", "比较时要看来源是否齐全：没有数据不等于没有问题。")
    return bar_chart(table, label="县区", series=series)


def coverage_table(entries: Sequence[CountyEntry]) -> Table:
    """Say which sources each county had: rows, none received, not supplied (数据是否齐全)."""
    done = [entry for entry in entries if entry.is_done]
    some = [kind for kind in SourceKind if any(kind in entry.supplied for entry in done)]
    rows = [(entry.county, *(say_supply(entry.supplied, kind) for kind in some)) for entry in done]
    nobody = "、".join(kind.zh for kind in SourceKind if kind not in some)
    note = "没有提供的来源没有参加比对。" + (f"全市都没有提供：{nobody}。" if nobody else "")
    frame = pd.DataFrame(rows, columns=["县区", *(kind.zh for kind in some)])
    return Table(frame, "各县区的数据来源", note)


def _row(entry: CountyEntry) -> dict[str, object]:
    registrations = sum(entry.levels.values())
    leads = sum(entry.levels.get(level, 0) for level in Level if level.is_lead)
    links = tuple(
        Link(title, f"../{entry.folder}/{name}")
        for name, title in PAGES.items()
        if name in entry.files
    )
    return {
        "县区": entry.county,
        "状态": _state(entry),
        "注册条数": registrations if entry.is_done else None,
        "线索条数": leads if entry.is_done else None,
        "线索占比": f"{leads / registrations:.0%}" if registrations else None,
        **{level.zh: entry.levels.get(level, 0) if entry.is_done else None for level in Level},
        "待改行数": entry.quarantined if entry.is_done else None,
        "页面和文件": links or None,
    }


def _state(entry: CountyEntry) -> str:
    if entry.is_done:
        return "完成"
    return "未完成，文件是上次的" if entry.files else "未完成"
