"""An answer as plain lines and as tables (答复): the same values, identity numbers masked."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guazheng_lib.terms.identity import hide_ids, mask_id, show_certificate

if TYPE_CHECKING:
    from guazheng_lib.reports.pages.tables import Table

CERTIFICATE = "证书编号"
FACTS = ("项目", "内容")
"""The columns of a part that lists named facts."""


@dataclass(frozen=True)
class Part:
    """One table of an answer (答复的一部分); values are text, empty where nothing is known.

    Attributes:
        title: what it shows.
        columns: its headings.
        rows: its values.
        note: a sentence below.
        nothing: what stands there where no row does.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    nothing: str = "没有记录"

    @classmethod
    def facts(cls, title: str, facts: Iterable[tuple[str, str]], note: str = "") -> "Part":
        """Make a part of named facts; those that are not known are left out."""
        return cls(title, FACTS, tuple((name, said) for name, said in facts if said), note)

    def lines(self) -> list[str]:
        """Say it in plain lines."""
        mark = "：" if self.columns == FACTS else " · "
        said = [f"  {mark.join(value for value in row if value)}" for row in self.rows]
        note = [f"  {self.note}"] if self.note else []
        return [f"【{self.title}】", *(said or [f"  {self.nothing}"]), *note]

    def table(self) -> "Table":
        """Give it as a table of a page or notebook."""
        import pandas as pd

        from guazheng_lib.reports.pages.tables import Table

        frame = pd.DataFrame(list(self.rows), columns=list(self.columns), dtype="str")
        return Table(frame, self.title, self.note, self.nothing)

    def cleaned(self, numbers: Sequence[str]) -> "Part":
        """Mask identity numbers, and take out what a terminal would obey."""
        rows = tuple(
            tuple(
                clean(value, numbers, is_certificate=CERTIFICATE in (column, row[0]))
                for column, value in zip(self.columns, row, strict=True)
            )
            for row in self.rows
        )
        title, note = clean(self.title, numbers), clean(self.note, numbers)
        return Part(title, self.columns, rows, note, clean(self.nothing, numbers))


@dataclass(frozen=True)
class Answer:
    """All that is known about what was asked (答复).

    Attributes:
        heading: what was found, in one line.
        parts: what is known.
        remarks: what was not found, not supplied, not read.
        found: how many subjects fit.
    """

    heading: str
    parts: tuple[Part, ...] = ()
    remarks: tuple[str, ...] = ()
    found: int = 0

    def lines(self) -> list[str]:
        """Say it for a terminal (终端文字)."""
        said = [self.heading]
        for part in self.parts:
            said += part.lines()
        return said + list(self.remarks)

    def tables(self) -> "list[Table]":
        """Give it as tables (表格)."""
        return [part.table() for part in self.parts]

    def cleaned(self, numbers: Iterable[str]) -> "Answer":
        """Give it with every identity number masked, those of passports too (脱敏)."""
        known = [number for number in dict.fromkeys(numbers) if number]
        parts = tuple(part.cleaned(known) for part in self.parts)
        remarks = tuple(clean(each, known) for each in self.remarks)
        return Answer(clean(self.heading, known), parts, remarks, self.found)

    def _repr_html_(self) -> str:
        from html import escape

        tables = "".join(table._repr_html_() for table in self.tables())
        remarks = "".join(f"<p>{escape(each)}</p>" for each in self.remarks)
        return f"<p>{escape(self.heading)}</p>{tables}{remarks}"


def clean(text: str, numbers: Sequence[str] = (), *, is_certificate: bool = False) -> str:
    """Mask identity numbers in a text, and drop control characters (脱敏、去控制字符).

    A certificate's number may have fifteen digits too, and must be seen.
    """
    for number in numbers:
        text = text.replace(number, mask_id(number))
    kept = (
        " " if each.isspace() else "" if unicodedata.category(each) in ("Cc", "Cf") else each
        for each in text
    )
    shown = " ".join("".join(kept).split())
    return show_certificate(shown) if is_certificate else hide_ids(shown)
