"""What is due when (到期清单): read from the events, never stored."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from guazheng_lib.casebook.complaints.merged import answered
from guazheng_lib.casebook.events import Entry
from guazheng_lib.casebook.periods.clocks import Clock, clocks_of, periods
from guazheng_lib.casebook.periods.due_rows import DueRow, row_of
from guazheng_lib.casebook.periods.duties import open_duties, open_reports
from guazheng_lib.casebook.periods.running import Running, run_clocks
from guazheng_lib.casebook.periods.workdays import (
    Workdays,
    are_holidays_known,
    day_in_china,
    day_said,
)
from guazheng_lib.casebook.states import State
from guazheng_lib.params import Casework

DUE_COLUMNS: dict[str, str] = {
    "case": "案件编号",
    "subject": "对象",
    "county": "县区",
    "clock": "期限代码",
    "title": "事项",
    "started": "起算",
    "due": "期满",
    "days_left": "剩余天数",
    "is_overdue": "已逾期",
    "basis": "依据",
    "uncertain": "待核",
    "holder": "承办",
    "name": "名称",
    "note": "提醒",
}
"""The columns of `due_list`, with their headings."""

HOLIDAYS_UNKNOWN = "节假日未公布，按周一至周五算"
_ALWAYS = (
    *("case", "subject", "county", "status", "standing", "measures", "profession", "indicators"),
    *("assigned_to", "person_name", "name", "complaint_id", "received_on", "channel"),
)


def due_list(
    entries: Iterable[Entry],
    state: pd.DataFrame,
    *,
    today: date,
    office: Casework,
    report_due: Mapping[str, date] | None = None,
) -> pd.DataFrame:
    """List what runs, what is overdue, and what waits without a day (到期清单).

    Args:
        entries: of the ledger, in its order.
        state: the cases as they stand (`states.fold`), or some of them.
        today: the day on which the list is read, in China.
        office: the office's own periods and days.
        report_due: by when each county hands in its report.

    Returns:
        One row a period that runs or a duty that is open, with `DUE_COLUMNS`: the longest overdue
        first, what has no day last. `days_left` is negative where it is overdue.

    Raises:
        ParamsError: where the office's periods name one that there is not.
    """
    clocks = clocks_of(office)
    cases = {row["case"]: row for row in _rows(state, clocks.values())}
    count = _Count(clocks, Workdays.of(office), today, cases, answered(state))
    rows = [
        *count.rows(run_clocks(entries, clocks)),
        *open_duties(cases.values()),
        *open_reports(cases.values(), report_due or {}, today),
    ]
    return _frame(rows, today)


@dataclass(frozen=True)
class _Count:
    """Counts the periods of the cases up to a day (计算期限)."""

    clocks: Mapping[str, Clock]
    days: Workdays
    today: date
    cases: Mapping[str, State]
    answered: set[str]

    def rows(self, running: Running) -> Iterator[DueRow]:
        """Give the lines of the clocks that events started, and of those that a fact starts."""
        for (case, name), (at, facts) in running.started.items():
            state = self.cases.get(case)
            if state is not None and case not in self.answered:
                clock = self.clocks[name]
                start = _start(clock, state, facts) or day_in_china(at)
                extended = running.extended.get((case, name))
                yield from self._row(state, name, start, extended or _written(clock, facts))
        for name, clock in self.clocks.items():
            if not clock.starts:
                yield from self._by_fact(name, clock, running)

    def _by_fact(self, name: str, clock: Clock, running: Running) -> Iterator[DueRow]:
        for case, state in self.cases.items():
            if state["subject"] not in clock.subjects or state["status"] in clock.until:
                continue
            start = day_said(str(state[clock.from_fact] or ""))
            if start is not None and (case, name) not in running.stopped:
                yield from self._row(state, name, start, "")

    def _row(self, state: State, name: str, start: date, written: str) -> Iterator[DueRow]:
        clock = self.clocks[name]
        due = day_said(written) or self._counted(clock, start)
        if due is not None and self._is_hidden(clock, due):
            return
        notes = [clock.note]
        if written and day_said(written) is None:
            notes.append(f"写明的限期“{written}”认不出日期")
        elif due is None:
            notes.append(clock.undated)
        elif not written and clock.unit == "workdays" and not are_holidays_known(start, due):
            notes.append(HOLIDAYS_UNKNOWN)
        if due is not None or any(notes[1:]):
            yield row_of(
                state,
                name,
                clock.title,
                clock.basis,
                started=start,
                due=due,
                uncertain=not clock.certain,
                notes=notes,
            )

    def _counted(self, clock: Clock, start: date) -> date | None:
        return None if clock.length is None else self.days.due(start, clock.length, clock.unit)

    def _is_hidden(self, clock: Clock, due: date) -> bool:
        left = (due - self.today).days
        too_early = clock.shown_before is not None and left > clock.shown_before
        return too_early or (clock.lapses and left < 0)


def _start(clock: Clock, state: State, facts: Mapping[str, Any]) -> date | None:
    """Give the day that the starting event names; as it was put right since."""
    if clock.from_fact and facts.get(clock.from_fact):
        return day_said(str(state[clock.from_fact]))
    return None


def _written(clock: Clock, facts: Mapping[str, Any]) -> str:
    """Give the last day as the starting event names it."""
    return str(facts.get(clock.ends_on) or "") if clock.ends_on else ""


def _rows(state: pd.DataFrame, clocks: Iterable[Clock]) -> Iterator[dict[str, Any]]:
    """Read of the cases what names them, what starts a clock, and what meets a duty."""
    facts = {clock.from_fact for clock in clocks}
    facts |= {owed.field for duty in periods().duties.values() for owed in duty.owed}
    facts |= {name for duty in periods().duties.values() for name in duty.said}
    names = list(dict.fromkeys([*_ALWAYS, *sorted(facts - {""})]))
    columns = [state[name] for name in names]
    return (dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True))


def _frame(rows: list[DueRow], today: date) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(DueRow._fields))
    for name in ("started", "due"):
        frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
    frame["days_left"] = (frame["due"] - pd.Timestamp(today)).dt.days.astype("Int64")
    frame["is_overdue"] = frame["days_left"].lt(0).fillna(False).astype(bool)
    frame["uncertain"] = frame["uncertain"].astype(bool)
    ordered = frame.sort_values(["due", "county", "clock", "case"], na_position="last")
    return ordered[list(DUE_COLUMNS)].reset_index(drop=True)
