"""The worksheet's columns and words (核查表版式): one layout for the way out and the way back."""

from functools import cache
from pathlib import Path
from typing import Literal

from guazheng_lib.casebook.life import life
from guazheng_lib.terms.data import Data

FORMAT = "guazheng-leads"
FORMAT_VERSION = 2
"""Counted up when a column that is read back changes its meaning."""

META_SHEET, CHOICES_SHEET, RECORD_SHEET = "说明", "选项", "线索底册"
"""The sheets behind the worksheet: of which format it is, the drop-downs' words, the leads."""

HEADING_FILL, FILL_IN_FILL, STATUS_FILL = "E3E8EE", "FFFBE6", "F2F2F2"
"""The colours of headings, of what the officer fills in, of what is already decided."""


class SheetColumn(Data):
    """A column of the worksheet (核查表的一列)."""

    name: str
    title: str
    width: float
    choices: Literal["outcomes", "reasons", "measures"] | None = None
    strict: bool = False
    date: bool = False
    fill_in: bool = False
    hidden: bool = False
    centred: bool = False

    @property
    def by_officer(self) -> bool:
        """Whether the officer fills it in."""
        return self.fill_in or self.date or self.choices is not None

    @property
    def is_protected(self) -> bool:
        """Whether what stands there must come back as it went out; numbers may be put anew."""
        return not (self.by_officer or self.hidden or self.name == "number")

    @property
    def options(self) -> tuple[str, ...]:
        """The words to choose from, where there are any."""
        if self.choices == "outcomes":
            return life().outcome_words
        if self.choices == "reasons":
            return life().reason_words
        return tuple(measure.name for measure in life().measures) if self.choices else ()


class SheetLayout(Data):
    """The worksheet (核查表版式), and how words may be spelt in it."""

    title: str
    instructions: tuple[str, ...]
    pages_wide: int
    repeat: tuple[str, ...]
    returned: SheetColumn
    columns: tuple[SheetColumn, ...]
    outcome_spellings: dict[str, tuple[str, ...]]
    paper_words: dict[str, tuple[str, ...]]

    @property
    def heading_row(self) -> int:
        """The row of the column names, below title, warning and instructions."""
        return 3 + len(self.instructions)

    @property
    def by_officer(self) -> tuple[SheetColumn, ...]:
        """The columns that the officer fills in."""
        return tuple(column for column in self.columns if column.by_officer)

    def place(self, name: str) -> int:
        """Tell the number of a column, from 1."""
        return [column.name for column in self.columns].index(name) + 1

    def title_of(self, name: str) -> str:
        """Tell the heading of a column."""
        return self.columns[self.place(name) - 1].title


@cache
def sheet_layout() -> SheetLayout:
    """Read the layout of the worksheet (核查表版式)."""
    return SheetLayout.read(Path(__file__).with_name("worksheet.yml"))
