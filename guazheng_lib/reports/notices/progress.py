"""The ledger's own numbers for the weekly report and the interview (台账进展)."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from guazheng_lib.casebook.life import CONFIRMED, PENDING, life
from guazheng_lib.casebook.periods.workdays import day_in_china
from guazheng_lib.reports.notices.choose import State, text_of

_DAYS = 7
NOT_COUNTED = "（请填写）"


def this_week(rows: Sequence[State], on: date) -> dict[str, Any]:
    """Count what the seven days up to a date brought, of persons' cases (本周)."""
    first = on - timedelta(days=_DAYS - 1)
    people = [row for row in rows if row["subject"] == "person"]
    concluded = [row for row in people if _between(row, "concluded_at", first, on)]
    counts = {
        status.title: sum(row["standing"] == status.standing for row in concluded)
        for status in life().statuses.values()
        if status.standing in ("excluded", "rectified", "confirmed")
    }
    return {
        "起": f"{first.month}月{first.day}日",
        "止": f"{on.month}月{on.day}日",
        "新入册": sum(_between(row, "opened_at", first, on) for row in people),
        "作结论": len(concluded),
        **counts,
    }


def standing_now(rows: Sequence[State], overdue: Collection[str] | None) -> dict[str, Any]:
    """Count what stands in the ledger (台账); what is overdue, only where somebody counted."""
    pending = [row for row in rows if row["subject"] == "person" and row["standing"] == PENDING]
    complaints = [row for row in rows if row["subject"] == "complaint"]
    return {
        "在办": len(pending),
        "已逾期": NOT_COUNTED
        if overdue is None
        else sum(row["case"] in overdue for row in pending),
        "认定用证单位": _confirmed(rows, "unit"),
        "认定机构": _confirmed(rows, "agency"),
        "投诉举报": len(complaints),
        "已答复": sum(row["status"] == "answered" for row in complaints),
    }


def _confirmed(rows: Sequence[State], subject: str) -> int:
    return sum(row["subject"] == subject and row["standing"] == CONFIRMED for row in rows)


def _between(row: State, field: str, first: date, last: date) -> bool:
    moment = text_of(row, field)
    return bool(moment) and first <= day_in_china(moment) <= last
