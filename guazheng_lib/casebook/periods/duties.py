"""What must be done without a period, and must not be forgotten (不能漏办的事)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from guazheng_lib.casebook.life import PENDING, life
from guazheng_lib.casebook.periods.clocks import periods
from guazheng_lib.casebook.periods.due_rows import DueRow, row_of
from guazheng_lib.casebook.states import State

REPORT = "report"
"""The clock of the campaign's report."""


def open_duties(cases: Iterable[State]) -> Iterator[DueRow]:
    """List the duties of the cases that are not done yet, each with what is left (待办)."""
    for state in cases:
        for name, duty in periods().duties.items():
            if state["subject"] not in duty.subjects or state["status"] not in duty.statuses:
                continue
            if duty.route and not life().routes[duty.route].is_for(state):
                continue
            if duty.said and not any(state[name] for name in duty.said):
                continue
            left = [owed.name for owed in duty.owed if not owed.is_done(state)]
            if left or not duty.owed:
                title = duty.title + (f"：{'、'.join(left)}" if left else "")
                yield row_of(state, name, title, duty.basis)


def open_reports(
    cases: Iterable[State], report_due: Mapping[str, date], today: date
) -> Iterator[DueRow]:
    """List the counties whose report is still to come, or came with cases in hand (报送)."""
    pending = dict.fromkeys(report_due, 0)
    for state in cases:
        if state["standing"] == PENDING and state["county"] in pending:
            pending[state["county"]] += 1
    report = periods().report
    for county, count in pending.items():
        if count or report_due[county] >= today:
            whole = {"case": "", "subject": "", "county": county}
            notes = [f"在办 {count} 件"]
            yield row_of(
                whole, REPORT, report.title, report.basis, due=report_due[county], notes=notes
            )
