"""The case ledger as everybody else uses it (案件台账)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from guazheng_lib.casebook.decisions import (
    Decision,
    Hand,
    decide,
    endorse,
    proposal_of,
    related_cases,
)
from guazheng_lib.casebook.events import Entry, Event, now
from guazheng_lib.casebook.judgement import judge
from guazheng_lib.casebook.ledger import Ledger, Proof
from guazheng_lib.casebook.states import fold, fold_one
from guazheng_lib.params import Casework
from guazheng_lib.terms.errors import NotAllowedError

if TYPE_CHECKING:
    import pandas as pd

    from guazheng_lib.casebook.worksheet import WorksheetOutcome


class Casebook:
    """The ledger of a city's cases: events in, states out (台账)."""

    def __init__(
        self,
        url: str,
        *,
        user: str = "",
        clock: Callable[[], datetime] = now,
        office: Casework | None = None,
        create: bool = True,
    ) -> None:
        """Open the casebook, making it where there is none.

        Args:
            url: ``sqlite:///…`` or ``postgresql+psycopg://…``.
            user: who enters what comes without a name.
            clock: gives the time of what comes without one.
            office: the office's rules of handling.
            create: whether to make it where there is none.

        Raises:
            LedgerUnavailableError: where it cannot be opened.
        """
        self.user, self.clock, self.office = user, clock, office or Casework()
        self.ledger = Ledger(url, admit=self._admit, create=create)

    def __enter__(self) -> Self:
        """Use it in a with statement."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the database (关闭)."""
        self.ledger.close()

    def append(self, event: Event | Mapping[str, Any]) -> Entry | None:
        """Enter one event, durably (记一件).

        Returns:
            The entry; None where an event with this key was already there.

        Raises:
            NotAllowedError: where it does not fit the case; nothing was written.
            LedgerUnavailableError: where the ledger cannot be written; nothing was written.
        """
        return self.append_all([event])[0]

    def append_all(self, events: Iterable[Event | Mapping[str, Any]]) -> list[Entry | None]:
        """Enter several events together, all or none (一并记账). Raises as `append`."""
        return self.ledger.append([self._event(each) for each in events])

    def decide(self, case: str, decision: Decision, hand: Hand | None = None) -> list[Entry | None]:
        """Enter a verification's conclusion with all that it brings with it (作结论).

        Raises:
            NotAllowedError: where it does not fit the case; nothing was written.
        """
        by = hand or Hand(self.user or decision.verified_by, self.clock())

        def drafted() -> list[Event]:
            state = self.case(case)
            if not state:
                raise NotAllowedError("没有这个案件", remedy="用 guazheng casebook list 查编号")
            others = self._cases(related_cases(state, decision))
            return decide(state, others, decision, by, self.office)

        return self._enter(drafted)

    def endorse(self, case: str, hand: Hand | None = None) -> list[Entry | None]:
        """Agree to a proposed conclusion as the second person (复核同意). Raises as `decide`."""
        by = hand or Hand(self.user, self.clock())

        def drafted() -> list[Event]:
            state = self.case(case)
            others = self._cases(related_cases(state, proposal_of(state)))
            return endorse(state, others, by, self.office)

        return self._enter(drafted)

    def state(self) -> "pd.DataFrame":
        """Read every case as it stands (现状): `states.state_columns`, one row a case."""
        return fold(self.ledger.entries())

    def case(self, case: str) -> dict[str, Any]:
        """Read one case as it stands; empty where there is none (一个案件)."""
        return fold_one(self.ledger.entries(case))

    def history(self, case: str) -> "pd.DataFrame":
        """List what was done about a case, in order (办理经过).

        Returns:
            The columns of `Entry`, one row an event.
        """
        import pandas as pd

        return pd.DataFrame(self.ledger.entries(case), columns=list(Entry._fields))

    def find(self, prefix: str) -> str:
        """Find a case by the beginning of its number, with or without its subject (查编号).

        Raises:
            NotAllowedError: where none, or more than one, begins so.
        """
        found = self.ledger.cases_like(prefix)
        if len(found) == 1:
            return found[0]
        what = "有几个案件编号这样开头" if found else "没有这个编号的案件"
        raise NotAllowedError(
            f"「{prefix}」{what}", remedy="用 guazheng casebook list 查编号，多写几位"
        )

    def verify(self, noted: Proof | None = None) -> Proof:
        """Prove the chain from the first entry to the last (验证).

        Args:
            noted: a former proof, noted elsewhere, which the ledger must still contain.

        Raises:
            BrokenChainError: names the first entry that was changed or is missing.
        """
        return self.ledger.verify(noted)

    def import_worksheet(
        self, path: Path | str, *, by: str = "", returned: Path | str | None = None
    ) -> "WorksheetOutcome":
        """Take a filled-in verification worksheet back (交回核查表).

        Args:
            path: the workbook.
            by: who hands it in; else the casebook's user, else who verified each row.
            returned: where the rows that cannot be taken go, coloured and commented; by default
                beside the workbook.

        Raises:
            WorksheetError: where the workbook is not ours, or of an old format; nothing is written.
        """
        from guazheng_lib.casebook.worksheet import import_worksheet

        return import_worksheet(
            self, Path(path), by=by, returned=None if returned is None else Path(returned)
        )

    def _enter(self, drafted: Callable[[], list[Event]]) -> list[Entry | None]:
        """Enter what is drafted of the cases as they stand.

        Somebody else may conclude the same unit's case meanwhile: then it is drafted anew.
        """
        events = drafted()
        while True:
            try:
                return self.append_all(events)
            except NotAllowedError:
                before, events = events, drafted()
                if events == before:
                    raise

    def _cases(self, numbers: Iterable[str]) -> dict[str, dict[str, Any]]:
        found = {number: self.case(number) for number in numbers}
        return {number: state for number, state in found.items() if state}

    def _event(self, given: Event | Mapping[str, Any]) -> Event:
        if isinstance(given, Event):
            return given
        return Event.of({"by": self.user, "at": self.clock(), **given})

    def _admit(self, event: Event, status: str, entries: Callable[..., Sequence[Entry]]) -> str:
        return judge(event, status, lambda case: fold_one(entries(case)), self.office)
