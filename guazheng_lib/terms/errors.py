"""What can stop a run, and what the officer should do about it (错误与处理办法).

GuazhengError
├── ParamsError        the parameters (参数问题)
├── InputError         a file handed in (来件问题)
│   ├── UnreadableFileError    cannot be opened at all: encrypted, truncated, a bomb …
│   ├── UnknownHeaderError     a required column was not recognised
│   ├── EmptySourceError       `registrations` without a single row
│   └── UnbalancedError        rows read ≠ accepted + folded + quarantined + non-data
├── CasebookError      the case ledger (台账问题)
│   ├── NotAllowedError        what the case's state does not admit, or what lacks its reason
│   ├── WorksheetError         a worksheet handed back that is not ours, or of an old format
│   ├── LedgerUnavailableError locked, read-only, of a newer version, not reachable
│   └── BrokenChainError       an entry was changed or taken out
├── DocumentError      a form, report or page cannot be written (文书问题)
└── RunError           a notebook failed (运行问题)

A bad row is no error: it is a value, quarantined and counted (`terms.quarantine`).
"""

import re
from dataclasses import dataclass
from typing import ClassVar

from guazheng_lib.terms.identity import hide_ids
from guazheng_lib.terms.text import on_one_line

_LONG_QUOTE = re.compile("「([^「」]{80})[^「」]+」")
_LONGEST_PLACE = 200


@dataclass(frozen=True)
class Place:
    """Where it is wrong (位置): a file, and inside it the sheet, the row, the column."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        """Say it as an officer would look for it."""
        parts = [self.file]
        if self.sheet:
            parts.append(f"工作表「{self.sheet}」")
        if self.row is not None:
            parts.append(f"第 {self.row} 行")
        if self.column:
            parts.append(f"「{self.column}」列")
        return " · ".join(parts)


class GuazhengError(Exception):
    """Everything that the user can mend; one clear Chinese line: where, what, what to do."""

    code: ClassVar[str] = "E000"

    def __init__(self, what: str, *, remedy: str, place: Place | str | None = None) -> None:
        """Keep the three parts apart, so that a page can lay them out."""
        self.what = what
        self.remedy = remedy
        self.place = Place(place) if isinstance(place, str) else place
        super().__init__(str(self))

    def __str__(self) -> str:
        """One line: code, place, what, what to do; whatever was typed is cut and masked in it."""
        where = str(self.place) if self.place else ""
        if len(where) > _LONGEST_PLACE:
            where = f"{where[:_LONGEST_PLACE]}…"
        what = _LONG_QUOTE.sub(r"「\1…」", self.what)
        said = f"{where}: {what}" if where else what
        return hide_ids(on_one_line(f"[{self.code}] {said}。处理办法: {self.remedy}"))

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a reader process."""
        return (_rebuild, (type(self), self.what, self.remedy, self.place))


def _rebuild(
    kind: type[GuazhengError], what: str, remedy: str, place: Place | None
) -> GuazhengError:
    return kind(what, remedy=remedy, place=place)


class ParamsError(GuazhengError):
    """Raised when a parameter file is wrong (参数问题)."""

    code = "E100"


class InputError(GuazhengError):
    """Raised when a file handed in cannot be used as it is (来件问题)."""

    code = "E200"


class UnreadableFileError(InputError):
    """Raised when a file cannot be opened: missing, encrypted, truncated, disguised, a bomb."""

    code = "E201"


class UnknownHeaderError(InputError):
    """Raised when a required column is not recognised; names the `columns:` key that settles it."""

    code = "E202"


class EmptySourceError(InputError):
    """Raised when `registrations` holds no row: an empty list is never "no problems"."""

    code = "E203"


class UnbalancedError(InputError):
    """Raised when the rows of a file do not add up; a defect of the program, never silent."""

    code = "E204"


class CasebookError(GuazhengError):
    """Raised when the case ledger cannot be read or written (台账问题)."""

    code = "E300"


class NotAllowedError(CasebookError):
    """Raised when a step does not fit a case, or lacks what it needs (不能这样办)."""

    code = "E301"


class WorksheetError(CasebookError):
    """Raised when a worksheet handed back cannot be taken in as a whole (核查表问题)."""

    code = "E302"


class LedgerUnavailableError(CasebookError):
    """Raised when the ledger cannot be opened or written now; nothing was written (台账不可用)."""

    code = "E303"


class BrokenChainError(CasebookError):
    """Raised when the ledger's entries do not prove themselves (台账被改动)."""

    code = "E304"


class DocumentError(GuazhengError):
    """Raised when a form, report or page cannot be written (文书问题)."""

    code = "E400"


class RunError(GuazhengError):
    """Raised when a notebook did not run to its end (运行问题)."""

    code = "E500"
