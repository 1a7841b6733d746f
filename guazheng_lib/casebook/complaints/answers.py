"""What came of the complaints (投诉举报的答复与结果); none stays unseen without an answer."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from guazheng_lib.casebook.cases import case_name
from guazheng_lib.casebook.complaints.merged import answered, roots
from guazheng_lib.casebook.life import ANSWERED, PENDING, life
from guazheng_lib.casebook.periods.workdays import day_in_china, day_said
from guazheng_lib.casebook.states import State
from guazheng_lib.terms.frames import records

UNANSWERED_COLUMNS: dict[str, str] = {
    "case": "案件编号",
    "county": "县区",
    "name": "投诉举报",
    "received_on": "收到日期",
    "days_waiting": "已等天数",
    "status": "办理状态",
    "holder": "承办",
    "handled_under": "主案",
}
RESULT_COLUMNS: dict[str, str] = {
    "case": "案件编号",
    "county": "县区",
    "name": "投诉举报",
    "status": "办理状态",
    "handled_under": "主案",
    "answer": "答复",
    "linked": "关联案件数",
    "pending": "其中在办",
    "result": "查处结果",
    "is_ready": "可以答复",
}
"""The columns of `complaint_results`, with their headings."""


def unanswered(state: pd.DataFrame, today: date) -> pd.DataFrame:
    """List every complaint without an answer, those merged into an unanswered one too (未答复).

    Args:
        state: the cases as they stand (`states.fold`).
        today: the day on which the list is read, in China.

    Returns:
        `UNANSWERED_COLUMNS`, the longest waiting first.
    """
    done, root = answered(state), roots(state)
    cases = _by_case(state[state["subject"] == "complaint"])
    rows = [
        (
            case,
            row["county"] or "",
            case_name(row),
            received := _received(row),
            (today - received).days,
            life().statuses[row["status"]].title,
            row["assigned_to"] or cases[root[case]]["assigned_to"] or "",
            root[case] if root[case] != case else "",
        )
        for case, row in cases.items()
        if case not in done
    ]
    rows.sort(key=lambda row: (row[3], row[0]))
    return pd.DataFrame(rows, columns=list(UNANSWERED_COLUMNS))


def complaint_results(state: pd.DataFrame) -> pd.DataFrame:
    """Show of every complaint its answer and what came of the cases that it is about (结果).

    A merged complaint shows the answer and the cases of the one that it was merged into, and its
    own. `is_ready`: all that it is about is concluded, and nobody has answered yet.

    Args:
        state: the cases as they stand (`states.fold`).

    Returns:
        `RESULT_COLUMNS`, one row a complaint, in the order in which they were entered.
    """
    root = roots(state)
    complaints = state[state["subject"] == "complaint"]
    linked = {link for links in complaints["links"] for link in links or ()}
    cases = _by_case(state[state["case"].isin({*root, *linked})])
    return pd.DataFrame(
        [_result(cases[case], cases[main], cases) for case, main in root.items()],
        columns=list(RESULT_COLUMNS),
    )


def _result(row: State, main: State, cases: Mapping[str, State]) -> tuple[Any, ...]:
    links = dict.fromkeys([*(row["links"] or ()), *(main["links"] or ())])
    targets = [cases[link] for link in links if link in cases]
    pending = sum(target["standing"] == PENDING for target in targets)
    is_answered = main["status"] == ANSWERED
    return (
        row["case"],
        row["county"] or "",
        case_name(row),
        life().statuses[row["status"]].title,
        main["case"] if main["case"] != row["case"] else "",
        main["answer"] if is_answered else "",
        len(targets),
        pending,
        "；".join(_outcome(target) for target in targets),
        bool(targets) and not pending and not is_answered,
    )


def _outcome(row: State) -> str:
    told = f"{life().subjects[row['subject']]}{case_name(row)}："
    measures = "、".join(row["measures"] or ())
    return told + life().statuses[row["status"]].title + (f"（{measures}）" if measures else "")


def _received(row: State) -> date:
    return day_said(str(row["received_on"])) or day_in_china(str(row["opened_at"]))


def _by_case(state: pd.DataFrame) -> dict[str, dict[str, Any]]:
    return {str(row["case"]): row for row in records(state)}
