"""The casebook in an analyst's notebook (台账浏览): its cells call this, and only read."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from guazheng_lib.casebook.cases import case_name, short
from guazheng_lib.casebook.events import now
from guazheng_lib.casebook.life import life
from guazheng_lib.casebook.place import casebook_url
from guazheng_lib.params import load_casework
from guazheng_lib.reports.pages.tables import Table
from guazheng_lib.runs.ask import Answer, ask
from guazheng_lib.runs.ask.book import Book
from guazheng_lib.runs.ask.case_parts import case_parts
from guazheng_lib.runs.cases import Cases
from guazheng_lib.runs.counties import read_counties, report_days
from guazheng_lib.runs.project import project_path
from guazheng_lib.terms.errors import NotAllowedError
from guazheng_lib.terms.frames import records

if TYPE_CHECKING:
    from guazheng_lib.reports.pages.charts import Chart

MOST_LISTED = 200
_LISTED = (
    *("编号", "对象", "县区", "办理状态", "名称", "certificate_no"),
    *("承办", "结论原因", "处理措施"),
)
_NONE_YET = "台账里还没有案件，先用 guazheng casebook take 收入线索"


def open_casebook(params: str, data: str, outputs: str, casebook: str = "") -> "CaseBrowser":
    """Open the casebook to look into it (打开台账); relative paths count from the project.

    Args:
        params: the parameter folder.
        data: the data folder, where the casebook is unless another is named.
        outputs: the outputs folder.
        casebook: the address of another casebook.
    """
    folders = (project_path(params), project_path(data), project_path(outputs))
    return CaseBrowser(*folders, casebook or None, today=now().date())


class CaseBrowser:
    """The casebook as it stands, read when first asked for (台账)."""

    def __init__(
        self, params: Path, data: Path, outputs: Path, casebook: str | None, *, today: date
    ) -> None:
        """Take the folders as `open_casebook` opens them."""
        self.params, self.data, self.outputs, self.today = params, data, outputs, today
        self.url = casebook_url(data, casebook)

    def __repr__(self) -> str:
        """Say how much there is, and no name."""
        return f"台账里有 {len(self.cases.state)} 个案件，到期和待办 {len(self.cases.due)} 项"

    @cached_property
    def cases(self) -> Cases:
        """The cases and what is due (案件快照)."""
        days = report_days(read_counties(self.params))
        return Cases.read(self.url, load_casework(self.params), self.today, days)

    @property
    def state(self) -> pd.DataFrame:
        """One row a case, with whole numbers: to count with, not to show (现状)."""
        return self.cases.state

    @property
    def progress(self) -> "Chart":
        """How many cases of each county are where (各县区案件)."""
        from guazheng_lib.reports.pages.bars import Series, bar_chart

        statuses = {name: each.title for name, each in life().statuses.items()}
        state = self.cases.state
        counted = pd.crosstab(state["county"], state["status"].map(statuses))
        counted = counted.reindex(columns=list(statuses.values()), fill_value=0)
        counted = counted.loc[:, counted.gt(0).any()].rename_axis(index="县区", columns=None)
        table = Table(counted.reset_index(), "各县区的案件", nothing=_NONE_YET)
        return bar_chart(
            table, label="县区", series=[Series(each, each) for each in map(str, counted)]
        )

    def listed(self, *, county: str = "", status: str = "") -> Table:
        """List cases as a table, numbers masked (案件清单).

        Args:
            county: only this county's.
            status: only those that stand so, in Chinese.
        """
        rows = [
            row
            for row in records(self.cases.state)
            if county in ("", row["county"])
            and status in ("", life().statuses[row["status"]].title)
        ]
        frame = pd.DataFrame([_row(row) for row in rows[:MOST_LISTED]], columns=list(_LISTED))
        more = f"，这里列前 {MOST_LISTED} 个" if len(rows) > MOST_LISTED else ""
        return Table(frame, "案件", f"共 {len(rows)} 个{more}。" if rows else "", _NONE_YET)

    @property
    def due(self) -> Table:
        """What is due, the longest overdue first (到期和待办)."""
        from guazheng_lib.reports.pages.casework import due_table

        return due_table(self.cases.due)

    @property
    def complaints(self) -> Table:
        """Every complaint, with its answer and what came of it (投诉举报)."""
        from guazheng_lib.casebook.complaints.answers import complaint_results
        from guazheng_lib.reports.pages.casework import complaints_table

        return complaints_table(complaint_results(self.cases.state))

    def history(self, number: str = "") -> Answer:
        """Tell one case's story (办理经过).

        Args:
            number: the beginning of its number; empty takes the one that was worked on last.

        Raises:
            NotAllowedError: where none, or more than one, begins so.
        """
        wanted = number or self._last()
        if not wanted:
            return Answer(_NONE_YET)
        book = Book.open(self.url)
        try:
            found = book.ledger.cases_like(wanted) if book.ledger else []
            case = book.case(found[0]) if len(found) == 1 else None
            if case is None:
                what = "有几个案件编号这样开头" if found else "没有这个编号的案件"
                raise NotAllowedError(f"「{number}」{what}", remedy="编号见上面的案件表，多写几位")
            parts = tuple(case_parts(case, book, self.today))
            return Answer(f"案件 {short(case.number)}:", parts, found=1).cleaned(())
        finally:
            book.close()

    def ask(self, query: str) -> Answer:
        """Tell all that is known of one person, certificate, unit, agency or case (查一个)."""
        return ask(
            query, outputs=self.outputs, casebook_url=self.url, data=self.data, today=self.today
        )

    def _last(self) -> str:
        state = self.cases.state
        return str(state.sort_values("seq")["case"].iloc[-1]) if len(state) else ""


def _row(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        short(row["case"]),
        life().subjects[row["subject"]],
        row["county"] or "",
        life().statuses[row["status"]].title,
        case_name(row),
        row["certificate_no"] or "",
        row["assigned_to"] or "",
        row["violation"] or row["reason"] or "",
        "、".join(row["measures"] or ()),
    )
