"""A filled-in worksheet taken into the casebook (交回核查表).

Every row of the sheet is blank, accepted or returned. Rows go into the ledger many at a time, each
whole; a program killed in between has taken some of them, and the same sheet completes it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from guazheng_lib.casebook.cases import case_of_key
from guazheng_lib.casebook.worksheet.drafts import Cases, Draft
from guazheng_lib.casebook.worksheet.originals import check_unchanged
from guazheng_lib.casebook.worksheet.outcome import Returned, RowFault, WorksheetOutcome
from guazheng_lib.casebook.worksheet.parsing import decision_of
from guazheng_lib.casebook.worksheet.reading import HandedIn, SheetRow, read_worksheet
from guazheng_lib.casebook.worksheet.returning import hand_back, reopen, uncomputed
from guazheng_lib.casebook.worksheet.spelling import plain
from guazheng_lib.casebook.worksheet.taking import Filled, take
from guazheng_lib.sources.cells import shown
from guazheng_lib.terms.errors import NotAllowedError
from guazheng_lib.terms.identity import hide_ids

if TYPE_CHECKING:
    from guazheng_lib.casebook.casebook import Casebook

_AT_ONCE = 100
"""Rows in one transaction; the ledger is locked no longer than that takes."""


def import_worksheet(
    book: "Casebook", path: Path, *, by: str, returned: Path | None
) -> WorksheetOutcome:
    """Take a worksheet in (交回核查表).

    Args:
        book: the casebook.
        path: the workbook.
        by: who hands it in; else the casebook's user, else who verified each row.
        returned: the file or the folder for what goes back; by default beside the workbook.

    Raises:
        WorksheetError: where the workbook is not ours, or of an old format; nothing is written.
        LedgerUnavailableError: where the ledger cannot be written.
        DocumentError: where the returned workbook cannot be written; what was taken is taken.
    """
    handed = read_worksheet(path)
    workbook = reopen(path)
    desk = _Desk(book, handed, by)
    desk.read_rows(uncomputed(workbook, handed))
    desk.enter()
    target = None
    if desk.faults:
        target = hand_back(workbook, handed, desk.faults, desk.accepted, path, returned)
    return desk.outcome(hide_ids(path.name), target)


class _Desk:
    """Where a worksheet's rows are sorted (收表)."""

    def __init__(self, book: "Casebook", handed: HandedIn, by: str) -> None:
        self._book, self._handed = book, handed
        self._given = by
        self._by, self._at = by or book.user, book.clock()
        self._cases = Cases(book.ledger.entries(), book.office)
        self.faults: dict[SheetRow, RowFault] = {}
        self.accepted: set[SheetRow] = set()
        self._unchanged: set[SheetRow] = set()
        self._clear: dict[SheetRow, Filled] = {}
        self._blank = 0

    def read_rows(self, uncomputed: Mapping[SheetRow, str]) -> None:
        """Sort the rows into blank ones, unclear ones and clear ones (认行)."""
        for row in self._handed.rows:
            if row in uncomputed:
                what = "这一格的公式没有算出结果；改写成文字再交"
                self.faults[row] = RowFault(uncomputed[row], what)
            elif row.said:
                self._read(row)
            elif row.key:
                self._blank += 1
        self._compare_copies()

    def enter(self) -> None:
        """Write what is clear into the casebook, and see what it does not admit (记账)."""
        waiting: list[tuple[SheetRow, Draft]] = []
        for row, draft in self._drafts():
            waiting.append((row, draft))
            if len(waiting) == _AT_ONCE:
                self._write(waiting)
                waiting = []
        self._write(waiting)
        self._return_copies()

    def outcome(self, name: str, path: Path | None) -> WorksheetOutcome:
        """Sum it up (结果)."""
        faults = [
            Returned(row.sheet, row.row, fault.column, fault.what)
            for row, fault in self.faults.items()
        ]
        return WorksheetOutcome(
            name=name,
            rows=len(self.accepted) + len(faults),
            accepted=len(self.accepted),
            unchanged=len(self._unchanged),
            blank=self._blank,
            faults=tuple(sorted(faults, key=lambda each: (each.sheet, each.row))),
            path=path,
        )

    def _read(self, row: SheetRow) -> None:
        record = self._handed.records.get(row.key)
        try:
            check_unchanged(row, record, self._cases.states.get(case_of_key(row.key), {}))
            decision = decision_of(row.said, today=self._at.date(), by=self._given)
            self._clear[row] = Filled(row, decision, record)
        except RowFault as fault:
            self.faults[row] = fault

    def _compare_copies(self) -> None:
        """Give back rows of one lead that do not say the same; of equal ones the first counts."""
        together: dict[str, list[SheetRow]] = {}
        for row in self._handed.rows:
            if row.key and (row in self._clear or row in self.faults):
                together.setdefault(row.key, []).append(row)
        for rows in together.values():
            if len({self._meaning(row) for row in rows}) > 1:
                numbers = "、".join(str(row.row) for row in rows)
                for row in rows:
                    self._clear.pop(row, None)
                    what = f"同一条线索填了几行（第 {numbers} 行），内容不同；只留对的一行再交"
                    self.faults[row] = RowFault("outcome", what)

    def _meaning(self, row: SheetRow) -> object:
        if row in self._clear:
            return self._clear[row].decision
        return tuple(sorted((name, plain(shown(cell))) for name, cell in row.said.items()))

    def _drafts(self) -> Iterator[tuple[SheetRow, Draft]]:
        for row in self._clear:
            if (draft := self._draft(row)) is not None:
                yield row, draft

    def _draft(self, row: SheetRow) -> Draft | None:
        """Judge a row; an unclear one is returned, one that adds nothing is accepted."""
        try:
            draft = take(self._clear[row], self._cases, self._by, self._at)
        except RowFault as fault:
            self.faults[row] = fault
            return None
        self.accepted.add(row)
        self._cases.keep(draft)
        if draft.events:
            return draft
        self._unchanged.add(row)
        return None

    def _write(self, waiting: list[tuple[SheetRow, Draft]]) -> None:
        events = [event for _, draft in waiting for event in draft.events]
        try:
            self._book.append_all(events)
        except NotAllowedError:
            self._write_singly([row for row, _ in waiting])

    def _write_singly(self, rows: list[SheetRow]) -> None:
        """Judge rows anew, one by one: somebody else has changed a case meanwhile."""
        self._cases = Cases(self._book.ledger.entries(), self._book.office)
        for row in rows:
            self.accepted.discard(row)
            if (draft := self._draft(row)) is None:
                continue
            try:
                self._book.append_all(draft.events)
            except NotAllowedError as problem:
                self.accepted.discard(row)
                self.faults[row] = RowFault("outcome", f"{problem.what}；{problem.remedy}")
                self._cases = Cases(self._book.ledger.entries(), self._book.office)

    def _return_copies(self) -> None:
        """Return the copies of a row that the casebook did not admit after all."""
        returned = {row.key: fault for row, fault in self.faults.items() if row.key}
        for row in [row for row in self.accepted if row.key in returned]:
            self.accepted.discard(row)
            self._unchanged.discard(row)
            self.faults[row] = returned[row.key]
