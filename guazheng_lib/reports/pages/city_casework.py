"""The counties' casework side by side (各县区办理情况), with what each could compare at all."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from guazheng_lib.casebook.life import life
from guazheng_lib.casebook.urging import URGING_COLUMNS
from guazheng_lib.reports.pages.bars import Series, bar_chart
from guazheng_lib.reports.pages.casework import BALANCE, NOT_TAKEN, done_stages, stages
from guazheng_lib.reports.pages.charts import Chart
from guazheng_lib.reports.pages.city import CountyEntry
from guazheng_lib.reports.pages.tables import Table
from guazheng_lib.screening import RULES
from guazheng_lib.terms.catalogue import Indicator, Level
from guazheng_lib.terms.tables import SourceKind

NOT_COMPARED = "未比对"
"""What stands where a source is missing: no data is not no problem."""

COMPARED = (SourceKind.SOCIAL_INSURANCE, SourceKind.HOUSING_FUND, SourceKind.SAFETY_B)
"""What the plan compares (方案二（二）1)."""

_SIGNS = (Indicator.SI_OTHER, Indicator.HF_OTHER, Indicator.SB_OTHER, Indicator.DUTY_ABSENT)
"""One sign of each source that is compared."""


def compared_table(entries: Sequence[CountyEntry], screening: pd.DataFrame) -> Table:
    """Count each source's differences by county, or say that it was not compared (各来源比对).

    Args:
        entries: the counties.
        screening: the results of all counties, under each other.
    """
    done = [entry for entry in entries if entry.is_done]
    shown = screening[["county", "indicators"]].explode("indicators")
    counted = shown.groupby(["county", "indicators"]).size()
    rows = [
        (
            entry.county,
            sum(entry.levels.values()),
            *(_differences(entry, code, counted) for code in _SIGNS),
            "、".join(kind.zh for kind in _missing(entry)),
        )
        for entry in done
    ]
    titles = [code.zh for code in _SIGNS]
    frame = pd.DataFrame(rows, columns=["县区", "注册条数", *titles, "没有数据的来源"])
    note = f"“{NOT_COMPARED}”是该县区没有这项数据，不是没有问题；比较县区前先看这一表。"
    return Table(frame, "各县区各来源的不一致条数", note)


def progress_chart(entries: Sequence[CountyEntry], found: pd.DataFrame) -> Chart:
    """Draw how far each county's doubtful registrations have come (各县区办理进度).

    Args:
        entries: the counties.
        found: as `casework.staged` gives it, of the whole city.
    """
    counted = _by_stage(entries, found)
    frame = counted.reset_index()
    away = [entry.county for entry in entries if not entry.is_done]
    note = BALANCE + (f"没有完成的县区不在内：{'、'.join(away)}。" if away else "")
    series = [Series(stage, stage) for stage in stages()]
    return bar_chart(Table(frame, "各县区的办理进度", note), label="县区", series=series)


def progress_table(
    entries: Sequence[CountyEntry],
    found: pd.DataFrame,
    due: pd.DataFrame,
    waiting: pd.DataFrame,
    *,
    report_due: Mapping[str, date],
    today: date,
) -> Table:
    """Lay the counties' casework side by side, with denominators and days left (各县区进度).

    Args:
        entries: the counties.
        found: as `casework.staged` gives it, of the whole city.
        due: as `casebook.periods.due.due_list` gives it.
        waiting: as `casebook.complaints.answers.unanswered` gives it.
        report_due: by when each county hands in its report.
        today: the day on which the page is made.
    """
    counted = _by_stage(entries, found)
    late = due[due["is_overdue"].astype(bool)]["county"].value_counts()
    unanswered = waiting["county"].value_counts()
    rows = [
        {
            "县区": entry.county,
            "注册条数": sum(entry.levels.values()) if entry.is_done else None,
            "没有数据的来源": "、".join(kind.zh for kind in _missing(entry))
            if entry.is_done
            else "",
            **_handled(counted[counted.index == entry.county]),
            "逾期事项": int(late.get(entry.county, 0)),
            "未答复投诉": int(unanswered.get(entry.county, 0)),
            "距报送": _until(report_due.get(entry.county), today),
        }
        for entry in entries
    ]
    note = "办结 = 排除 + 自查已整改 + 认定；来源不齐的县区，存疑少不等于问题少。"
    return Table(pd.DataFrame(rows).convert_dtypes(), "各县区核查进度", note)


def urging_table(suggested: pd.DataFrame) -> Table:
    """Show whom the city might urge, and why (督办、约谈建议).

    Args:
        suggested: as `casebook.urging.suggest_urging` gives it.
    """
    note = "建议由程序按数字给出，是否提醒、督办、约谈由人决定。"
    shown = suggested.rename(columns=URGING_COLUMNS)
    return Table(shown, "督办、约谈建议", note, "没有需要督促的县区")


def urging_figures(entries: Sequence[CountyEntry]) -> pd.DataFrame:
    """Give of each county what `casebook.urging.suggest_urging` asks of a run (督促依据)."""
    rows = [
        (
            entry.county,
            sum(entry.levels.get(level, 0) for level in Level if level.is_lead),
            [kind.zh for kind in COMPARED if not entry.supplied.get(kind)],
        )
        for entry in entries
        if entry.is_done
    ]
    return pd.DataFrame(rows, columns=["county", "leads", "missing"])


def _handled(counted: pd.DataFrame) -> dict[str, object]:
    """Give a county's doubtful, untouched and handled ones; nothing where it has no result."""
    if counted.empty:
        return dict.fromkeys(("存疑", "尚未派发", "办理中", "办结", "办结比例"))
    counts = counted.iloc[0]
    total = int(counts.sum())
    untouched = int(counts[[NOT_TAKEN, life().statuses["lead"].title]].sum())
    handled = int(counts[list(done_stages())].sum())
    return {
        "存疑": total,
        "尚未派发": untouched,
        "办理中": total - untouched - handled,
        "办结": handled,
        "办结比例": f"{handled / total:.0%}" if total else "",
    }


def _by_stage(entries: Sequence[CountyEntry], found: pd.DataFrame) -> pd.DataFrame:
    counted = pd.crosstab(found["county"], found["stage"])
    done = [entry.county for entry in entries if entry.is_done]
    counted = counted.reindex(index=done, columns=list(stages()), fill_value=0)
    return counted.rename_axis(index="县区", columns=None).astype("int64")


def _differences(entry: CountyEntry, code: Indicator, counted: pd.Series) -> str:
    if not all(entry.supplied.get(kind) for kind in RULES[code].needs):
        return NOT_COMPARED
    return str(int(counted.get((entry.county, str(code)), 0)))


def _missing(entry: CountyEntry) -> list[SourceKind]:
    """Name the sources compared of which a county has no row (没有的来源)."""
    needed = dict.fromkeys(kind for code in _SIGNS for kind in RULES[code].needs)
    return [kind for kind in needed if not entry.supplied.get(kind)]


def _until(due: date | None, today: date) -> str:
    if due is None:
        return ""
    left = (due - today).days
    return f"还有 {left} 天" if left >= 0 else f"已过 {-left} 天"
