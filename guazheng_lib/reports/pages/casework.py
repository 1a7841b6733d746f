"""How far a county's cases have come (案件办理情况): its tables on page and in notebooks.

Where a registration stands is said by `reports.figures.standings`: tables and report balance alike.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from guazheng_lib.casebook.cases import short
from guazheng_lib.casebook.life import CONFIRMED, EXCLUDED, PENDING, RECTIFIED, life
from guazheng_lib.reports.figures.standings import standings
from guazheng_lib.reports.figures.titles import open_statuses
from guazheng_lib.reports.pages.bars import Series, bar_chart
from guazheng_lib.reports.pages.charts import Chart
from guazheng_lib.reports.pages.tables import Table
from guazheng_lib.terms.frames import records

NOT_TAKEN = "未入册"
"""A lead that nobody has taken into the casebook yet."""

BALANCE = "存疑 = 排除 + 自查已整改 + 认定 + 在办；没有案件的按排查级别计。"

MOST_DUE = 60
MOST_CASES = 100
"""How many rows a page shows; `guazheng casebook` lists all."""

_FIRMS = {"unit": "用证单位的案件", "agency": "人力资源服务机构的案件"}


def stages() -> tuple[str, ...]:
    """Name where a doubtful registration can stand (办到哪一步), from first to last."""
    titles = (life().statuses[each].title for each in open_statuses("person"))
    return (NOT_TAKEN, *titles, *done_stages())


def done_stages() -> tuple[str, ...]:
    """Name the conclusions (办结)."""
    return tuple(life().statuses[each].title for each in (EXCLUDED, RECTIFIED, CONFIRMED))


def staged(screening: pd.DataFrame, state: pd.DataFrame) -> pd.DataFrame:
    """Tell of every doubtful registration where it stands (存疑的注册).

    Args:
        screening: the result of the screening.
        state: the cases as they stand (`casebook.states.fold`).

    Returns:
        `county, person_id, stage`, one row a doubtful registration.
    """
    stands = standings(screening, state[state["subject"] == "person"])
    doubtful = stands[stands["standing"].isin((EXCLUDED, RECTIFIED, CONFIRMED, PENDING))]
    stage = [_stage(*pair) for pair in zip(doubtful["standing"], doubtful["status"], strict=True)]
    return doubtful[["county", "person_id"]].assign(stage=stage).reset_index(drop=True)


def casework_chart(found: pd.DataFrame) -> Chart:
    """Draw how far the doubtful registrations have come (案件办理情况).

    Args:
        found: as `staged` gives it.
    """
    groups = found.groupby("stage")["person_id"]
    sizes, people = groups.size(), groups.nunique()
    rows = [(each, int(sizes.get(each, 0)), int(people.get(each, 0))) for each in stages()]
    frame = pd.DataFrame(rows, columns=["办理状态", "注册条数", "人数"])
    table = Table(frame, f"案件办理情况（存疑 {len(found)} 条）", BALANCE)
    return bar_chart(table, label="办理状态", series=[Series("注册条数", "注册条数")])


def measures_table(state: pd.DataFrame) -> Table:
    """Count the measures taken, of persons, units and agencies (处理措施)."""
    taken = state[["subject", "measures"]].explode("measures").dropna()
    rows = [
        (each.name, *(_count(taken, each.name, subject) for subject in life().subjects))
        for each in life().measures
        if (taken["measures"] == each.name).any()
    ]
    frame = pd.DataFrame(rows, columns=["处理措施", *life().subjects.values()])
    shown = frame.drop(columns=life().subjects["complaint"])
    note = "“拟建议”是本级意见；是否撤销、吊销由有权机关决定。"
    return Table(shown, "处理措施", note if len(shown) else "", "还没有处理措施")


def due_table(due: pd.DataFrame, *, most: int = MOST_DUE) -> Table:
    """List what is due, the longest overdue first (到期清单).

    Args:
        due: as `casebook.periods.due.due_list` gives it.
        most: how many rows to show.
    """
    columns = ["编号", "县区", "名称", "事项", "期满", "剩余天数", "承办", "依据", "提醒"]
    rows = [_due_row(row) for row in records(due.head(most))]
    late = int(due["is_overdue"].sum())
    more = f"，这里列前 {most} 项" if len(due) > most else ""
    note = f"共 {len(due)} 项，其中已逾期 {late} 项{more}。标“待核”的期限以现行规定为准。"
    frame = pd.DataFrame(rows, columns=columns)
    return Table(frame, "到期和待办", note if rows else "", "没有到期和待办的事项")


def overdue_table(due: pd.DataFrame, *, most: int = MOST_DUE) -> Table:
    """List what is overdue (已逾期)."""
    shown = due_table(due[due["is_overdue"].astype(bool)], most=most)
    note = shown.note.split("，")[0] + "。" if shown.note else ""
    return Table(shown.frame, "已逾期的事项", note, "没有逾期的事项")


def units_table(state: pd.DataFrame) -> Table:
    """List the units that used certificates, with what was done (用证单位)."""
    return _firms_table(state, "unit")


def agencies_table(state: pd.DataFrame) -> Table:
    """List the agencies, with what was done (人力资源服务机构)."""
    return _firms_table(state, "agency")


def complaints_table(results: pd.DataFrame) -> Table:
    """List the complaints, with what came of them; not what they say, which may name anybody.

    Args:
        results: as `casebook.complaints.answers.complaint_results` gives it.
    """
    shown = pd.DataFrame(
        {
            "编号": results["case"].map(short),
            "县区": results["county"],
            "投诉举报": results["name"],
            "办理状态": results["status"],
            "并入": results["handled_under"].map(lambda case: short(case) if case else ""),
            "查处结果": results["result"],
            "答复": results["answer"],
            "提醒": results["is_ready"].map({True: "可以答复", False: ""}),
        }
    ).astype("str")
    note = f"共 {len(shown)} 件；内容见台账（guazheng ask 编号）。"
    return Table(shown, "投诉举报", note if len(shown) else "", "台账里没有投诉举报")


def unanswered_table(waiting: pd.DataFrame) -> Table:
    """List the complaints without an answer, the longest waiting first (未答复).

    Args:
        waiting: as `casebook.complaints.answers.unanswered` gives it.
    """
    shown = pd.DataFrame(
        {
            "编号": waiting["case"].map(short).astype("str"),
            "县区": waiting["county"].astype("str"),
            "投诉举报": waiting["name"].astype("str"),
            "已等天数": waiting["days_waiting"].astype("int64"),
            "办理状态": waiting["status"].astype("str"),
            "承办": waiting["holder"].astype("str"),
        }
    )
    return Table(shown, "未答复的投诉举报", nothing="没有未答复的投诉举报")


def _stage(standing: str, status: str) -> str:
    if standing == PENDING:
        return life().statuses[status].title if status else NOT_TAKEN
    return life().statuses[standing].title


def _count(taken: pd.DataFrame, measure: str, subject: str) -> int:
    return int(((taken["measures"] == measure) & (taken["subject"] == subject)).sum())


def _due_row(row: Mapping[str, Any]) -> tuple[object, ...]:
    left, day = row["days_left"], row["due"]
    until = "" if pd.isna(day) else f"{day:%Y-%m-%d}"
    return (
        short(row["case"]) if row["case"] else "",
        row["county"],
        row["name"],
        row["title"],
        until,
        "" if pd.isna(left) else f"已逾期 {-int(left)}" if left < 0 else str(int(left)),
        row["holder"],
        f"{row['basis']}（待核）" if row["uncertain"] else row["basis"],
        row["note"],
    )


def _firms_table(state: pd.DataFrame, subject: str) -> Table:
    cases = records(state[state["subject"] == subject])
    tied = _tied_people(state)
    rows = [
        (
            short(row["case"]),
            row["name"],
            row["uscc"] or "",
            life().statuses[row["status"]].title,
            tied.get(row["case"], 0),
            row["violation"] or "",
            "、".join(row["measures"] or ()),
            "、".join(row["published"] or ()),
        )
        for row in cases[:MOST_CASES]
    ]
    columns = ["编号", "名称", "统一社会信用代码", "办理状态", "涉及证书", "违法违规行为"]
    frame = pd.DataFrame(rows, columns=[*columns, "处理措施", "公布"])
    more = f"，这里列前 {MOST_CASES} 个" if len(cases) > MOST_CASES else ""
    note = f"共 {len(cases)} 个{more}；涉及证书是与之关联、已认定的人员案件数。"
    return Table(frame, _FIRMS[subject], note if cases else "", "台账里没有这类案件")


def _tied_people(state: pd.DataFrame) -> dict[str, int]:
    """Count the confirmed persons' cases that each firm's case is tied to (涉及证书)."""
    confirmed = state[(state["subject"] == "person") & (state["standing"] == CONFIRMED)]
    counted: dict[str, int] = {}
    for links in confirmed["links"]:
        for case in _texts(links):
            counted[case] = counted.get(case, 0) + 1
    return counted


def _texts(links: Iterable[str] | None) -> Iterable[str]:
    return links if links is not None else ()
