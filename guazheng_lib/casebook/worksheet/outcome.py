"""What came of a worksheet that was handed in (交回结果)."""

from dataclasses import dataclass
from pathlib import Path

from guazheng_lib.terms.identity import hide_ids

_MOST_TOLD = 20


class RowFault(Exception):
    """Raised where a row cannot be taken (退回一行): in which column, what, and what to do."""

    def __init__(self, column: str, what: str) -> None:
        super().__init__(what)
        self.column = column
        self.what = what


@dataclass(frozen=True)
class Returned:
    """A row that goes back (退回的行).

    Attributes:
        sheet: the sheet's name.
        row: its number there.
        column: the name of the column at fault.
        what: what is wrong, and what to do.
    """

    sheet: str
    row: int
    column: str
    what: str


@dataclass(frozen=True)
class WorksheetOutcome:
    """What came of a worksheet (交回结果): accepted + returned = rows, blank ones beside them.

    Attributes:
        name: of the workbook, for people.
        rows: rows with something filled in.
        accepted: rows whose decision the casebook now holds.
        unchanged: those of them that it already held.
        blank: leads nothing was filled in for.
        returned: rows that go back.
        faults: why, row by row.
        path: the workbook that goes back; None where every row was taken.
    """

    name: str
    rows: int
    accepted: int
    unchanged: int
    blank: int
    faults: tuple[Returned, ...]
    path: Path | None

    @property
    def returned(self) -> int:
        """How many rows go back (退回行数)."""
        return len(self.faults)

    def lines(self) -> list[str]:
        """Tell it in a few lines, without any identity number (交回说明)."""
        same = f"（其中 {self.unchanged} 行台账已有，不重复记）" if self.unchanged else ""
        told = [
            f"{self.name}：填写 {self.rows} 行，收下 {self.accepted} 行{same}，"
            f"退回 {self.returned} 行；未填 {self.blank} 行"
        ]
        told += [f"  退回：{each.sheet} 第 {each.row} 行：{each.what}" for each in self._first]
        if self.returned > _MOST_TOLD:
            told.append(f"  另有 {self.returned - _MOST_TOLD} 行，见退回的表")
        if self.path is not None:
            told.append(f"  退回的行已在 {self.path.name} 里标色并注明，改好后用它再交")
        return [hide_ids(line) for line in told]

    @property
    def _first(self) -> tuple[Returned, ...]:
        return self.faults[:_MOST_TOLD]
