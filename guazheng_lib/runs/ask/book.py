"""The casebook as far as a point check needs it (台账所知)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from guazheng_lib.casebook.events import Entry
from guazheng_lib.casebook.ledger.reader import LedgerReader, open_to_read
from guazheng_lib.casebook.states import fold_one
from guazheng_lib.runs.ask.question import Question
from guazheng_lib.terms.errors import CasebookError

_NUMBERS = ("person_id",)
_NAMES = (
    *("person_name", "certificate_no", "name", "registered_employer", "actual_employer"),
    *("complaint_id", "agency", "employer"),
)
_CODES = ("uscc", "registered_uscc", "actual_uscc")


@dataclass(frozen=True)
class Case:
    """A case as it stands, and what was done about it (案件)."""

    state: Mapping[str, Any]
    entries: tuple[Entry, ...]

    @property
    def number(self) -> str:
        """Its number."""
        return str(self.state["case"])

    @property
    def subject(self) -> str:
        """Whom it is about."""
        return str(self.state["subject"])

    def says(self, name: str) -> str:
        """Give one thing that it says of itself; empty where it does not."""
        value = self.state.get(name)
        return value if isinstance(value, str) else "、".join(value) if value else ""


@dataclass
class Book:
    """The casebook, or why there is none to look into (台账)."""

    ledger: LedgerReader | None
    trouble: str = ""
    _kept: dict[str, Case] = field(default_factory=dict)
    _said: dict[tuple[str, ...], list[str]] = field(default_factory=dict)

    @classmethod
    def open(cls, url: str) -> "Book":
        """Open it; a point check goes on without one, and says so."""
        try:
            return cls(open_to_read(url))
        except CasebookError as problem:
            return cls(None, f"案件台账没有查：{problem.what}。{problem.remedy}")

    def close(self) -> None:
        """Let go of it."""
        if self.ledger is not None:
            self.ledger.close()

    def case(self, number: str) -> Case | None:
        """Read one case; None where there is none."""
        if number not in self._kept and self.ledger is not None:
            entries = tuple(self.ledger.entries(number))
            if entries:
                self._kept[number] = Case(fold_one(entries), entries)
        return self._kept.get(number)

    def saying(self, words: Iterable[str]) -> list[Case]:
        """Read the cases of which an event says one of these words."""
        wanted = tuple(dict.fromkeys(each for each in words if each))
        if self.ledger is None or not wanted:
            return []
        if wanted not in self._said:
            self._said[wanted] = self.ledger.cases_saying(*wanted)
        return [case for number in self._said[wanted] if (case := self.case(number))]

    def numbered(self, question: Question) -> list[Case]:
        """Read the cases whose number begins as asked."""
        if self.ledger is None or not question.case:
            return []
        found = self.ledger.cases_like(question.case)
        return [case for number in found if (case := self.case(number))]

    def about(self, question: Question) -> list[Case]:
        """Read the cases that name who or what was asked for."""
        words = {question.text, question.folded, question.person_id, question.tail}
        ends = question.masked[:2] if question.masked else ()
        return [case for case in self.saying([*words, *ends]) if is_about(case, question)]


def is_about(case: Case, question: Question) -> bool:
    """Tell whether a case names who or what was asked for (所指)."""
    return (
        any(question.is_person_id(case.says(name)) for name in _NUMBERS)
        or any(question.is_name(case.says(name)) for name in _NAMES)
        or any(question.is_code(case.says(name)) for name in _CODES)
    )
