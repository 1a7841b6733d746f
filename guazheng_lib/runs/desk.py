"""The casebook at an officer's desk (办案): what the `casebook` commands do, as lines to print."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guazheng_lib.casebook.casebook import Casebook
from guazheng_lib.casebook.decisions import Decision, Hand
from guazheng_lib.casebook.events import now
from guazheng_lib.casebook.place import casebook_exists, casebook_url
from guazheng_lib.casebook.worksheet.reading import read_worksheet
from guazheng_lib.params import load_casework
from guazheng_lib.runs.case_lines import case_line, due_line, event_line
from guazheng_lib.runs.counties import County, areas, choose, read_counties, report_days
from guazheng_lib.runs.desk_words import noted_proof, statuses_named, step_named
from guazheng_lib.runs.publish import vouched
from guazheng_lib.terms.errors import CasebookError, RunError, WorksheetError

if TYPE_CHECKING:
    import pandas as pd

    from guazheng_lib.runs.cases import Cases

SCREENING = "screening.parquet"
_NAMING_CASES = {"links", "merged_into"}


@dataclass(frozen=True)
class Desk:
    """Where an officer works (办案桌): the folders, the casebook, who and when.

    Attributes:
        params: the parameter files.
        data: the data folder, beside which the casebook is.
        outputs: what a run published.
        url: another casebook.
        by: who enters.
        at: when; a command takes the clock's time.
    """

    params: Path
    data: Path
    outputs: Path
    url: str | None = None
    by: str = ""
    at: datetime = field(default_factory=now)

    @contextmanager
    def book(self, *, create: bool = False) -> Iterator[Casebook]:
        """Open the casebook with the office's rules (打开台账).

        Raises:
            LedgerUnavailableError: where it is not there, or cannot be used.
        """
        office = load_casework(self.params)
        url = casebook_url(self.data, self.url)
        with Casebook(
            url, user=self.by, clock=lambda: self.at, office=office, create=create
        ) as book:
            yield book

    def take(self, counties: Sequence[str]) -> list[str]:
        """Take the leads of the last run into the casebook (收录线索)."""
        import pandas as pd

        from guazheng_lib.casebook.intake import take_in

        said = []
        with self.book(create=True) as book:
            for county in self.counties(counties):
                folder = self.published(county)
                state = book.state()
                refuse_mixing(state, county.name)
                hand = Hand(self.who(), self.at, key=f"take/{vouched(folder)[SCREENING]}")
                events = take_in(pd.read_parquet(folder / SCREENING), state, hand)
                made = [entry for entry in book.append_all(events) if entry]
                opened = sum(entry.step == "opened" for entry in made)
                said.append(
                    f"{county.name}: 新入册 {opened} 条线索，更新 {len(made) - opened} 个案件"
                )
        return said

    def hand_in(self, files: Sequence[Path], returned: Path | None) -> tuple[list[str], bool]:
        """Take filled-in worksheets back; say what was taken, and whether all was (交回)."""
        said, is_whole = [], True
        if not casebook_exists(casebook_url(self.data, self.url)):
            for file in files:  # a file that is none of ours must not leave a casebook behind
                read_worksheet(file)
        with self.book(create=True) as book:
            for file in files:
                try:
                    outcome = book.import_worksheet(file, by=self.by, returned=returned)
                except WorksheetError as problem:
                    if len(files) == 1:
                        raise
                    said.append(str(problem))
                    is_whole = False
                else:
                    said += outcome.lines()
                    is_whole &= outcome.returned == 0
        return said, is_whole

    def export(self, counties: Sequence[str], folder: Path, *, by_enterprise: bool) -> list[str]:
        """Write the worksheets with what is already decided (发出核查表)."""
        import pandas as pd

        from guazheng_lib.reports.leads import write_enterprise_leads, write_leads

        said = []
        cases = self.snapshot().state
        for county in self.counties(counties):
            if county.params is None:
                continue
            screening = pd.read_parquet(self.published(county) / SCREENING)
            name, as_of = county.name, county.params.as_of
            if by_enterprise:
                own = folder / county.stem
                made = write_enterprise_leads(screening, own, county=name, as_of=as_of, cases=cases)
                said.append(f"{name}: {len(made)} 家企业的核查表在 {own}")
            else:
                path = folder / f"{name}核查表.xlsx"
                write_leads(screening, path, county=name, as_of=as_of, cases=cases)
                said.append(f"{name}: {path}")
        return said

    def snapshot(self) -> "Cases":
        """Read all cases and what is due (快照)."""
        from guazheng_lib.runs.cases import Cases

        url = casebook_url(self.data, self.url)
        counties = self.counties()
        days = report_days(counties)
        read = Cases.read(url, load_casework(self.params), self.today, days)
        return read.among(areas(counties))

    def due(self, counties: Sequence[str]) -> list[str]:
        """List what is due and what was left undone, the most urgent first (到期清单)."""
        due = self.snapshot().due
        if counties:
            names = [county.name for county in self.counties(counties)]
            due = due[due["county"].isin(names)]
        said = [due_line(row) for row in due.to_dict("records")]
        return [*said, f"共 {len(said)} 项，其中超期 {int(due['is_overdue'].sum())} 项"]

    def cases(self, counties: Sequence[str] = ()) -> "pd.DataFrame":
        """Read the cases as they stand, of some counties or of the whole city (现状)."""
        with self.book() as book:
            state = book.state()
        chosen = self.counties(counties)
        names = {county.name for county in chosen} if counties else areas(chosen)
        return state[state["county"].isin(names)]

    def list_cases(self, counties: Sequence[str], status: str | None) -> list[str]:
        """List the cases, one a line, without identity numbers (列案件)."""
        state = self.cases(counties)
        if status:
            state = state[state["status"].isin(statuses_named(status))]
        said = [case_line(row) for row in state.to_dict("records")]
        return [*said, f"共 {len(said)} 个案件"]

    def history(self, prefix: str) -> list[str]:
        """Tell a case's story, one event a line (办理经过)."""
        with self.book() as book:
            case = book.find(prefix)
            state, events = book.case(case), book.history(case)
        said = [case_line(state)]
        return said + [event_line(row) for row in events.to_dict("records")]

    def decide(self, prefix: str, decision: Decision) -> list[str]:
        """Enter a conclusion (作结论)."""
        with self.book() as book:
            case = book.find(prefix)
            book.decide(case, decision, Hand(self.who(), self.at))
            return [case_line(book.case(case))]

    def endorse(self, prefix: str) -> list[str]:
        """Agree to a proposed conclusion as the second person (复核同意)."""
        with self.book() as book:
            case = book.find(prefix)
            book.endorse(case, Hand(self.who(), self.at))
            return [case_line(book.case(case))]

    def step(
        self, prefix: str, step: str, facts: Mapping[str, Any], why: str, basis: str
    ) -> list[str]:
        """Enter any other step of a case (记一步)."""
        with self.book() as book:
            case = book.find(prefix)
            named = {name: _found(book, facts[name]) for name in _NAMING_CASES & facts.keys()}
            event = Hand(self.who(), self.at).event(
                case, step_named(step), {**facts, **named}, why=why, basis=basis
            )
            book.append(event)
            last = book.history(case).iloc[-1].to_dict()
            return [case_line(book.case(case)), event_line(last)]

    def verify(self, noted: str = "") -> list[str]:
        """Prove the ledger's chain (验证台账), and that it still holds a proof noted before."""
        with self.book() as book:
            proof = book.verify(noted_proof(noted) if noted else None)
        return [f"台账完整：{proof.entries} 条记录，逐条相扣。留底：{proof.entries}:{proof.seal}"]

    def counties(self, wanted: Iterable[str] = ()) -> list[County]:
        """Give the counties asked for, or all (县区)."""
        return choose(read_counties(self.params), list(wanted))

    @property
    def today(self) -> date:
        """The day on which the officer works."""
        return self.at.date()

    def published(self, county: County) -> Path:
        """Give the folder of a county's last good run (最近一次结果)."""
        folder = self.outputs / county.stem
        if SCREENING not in vouched(folder):
            raise RunError("还没有排查结果", place=county.name, remedy="先运行 guazheng run")
        return folder

    def who(self) -> str:
        """Say who enters (经办人).

        Raises:
            CasebookError: where nobody is named.
        """
        if not self.by.strip():
            raise CasebookError("没有写明是谁办的", remedy="用 --by 写上经办人姓名")
        return self.by


def _found(book: Casebook, said: str | Sequence[str]) -> str | list[str]:
    """Find the cases that a fact names by the beginnings of their numbers."""
    return book.find(said) if isinstance(said, str) else [book.find(each) for each in said]


def refuse_mixing(state: "pd.DataFrame", county: str) -> None:
    """Keep real leads out of the demonstration's casebook (演示与真实不混)."""
    demo = state[state["demo"].notna()]
    if not demo.empty and county not in set(demo["county"]):
        raise CasebookError(
            "这是演示台账，不收真实线索",
            place=county,
            remedy="另用一个台账：--casebook sqlite:///路径",
        )
