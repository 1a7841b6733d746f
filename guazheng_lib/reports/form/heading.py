"""Where the heading of a filed form stands, and which column is which (汇总表表头识别)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from guazheng_lib.reports.layouts import form_layout
from guazheng_lib.sources.cells import shown
from guazheng_lib.sources.grid import Grid
from guazheng_lib.terms.text import fold_width, is_missing

NUMBER = "number"
_NEEDED = ("person_name", "person_id", "certificate_no")
_TELLING = ("violation", "disposition")
_SEARCHED_ROWS = 60
_LONGEST = 30  # a heading is short; a cell of data need not be folded and searched
_BRACKETS = re.compile(r"[(\[【][^)\]】]*[)\]】]")


@dataclass(frozen=True)
class FormHeading:
    """The heading of a sheet (表头).

    Attributes:
        top: its first row in the grid, from 0.
        bottom: its last row.
        columns: the position of each column of the form, by name.
        others: the positions of columns with a heading that the form does not have.
    """

    top: int
    bottom: int
    columns: Mapping[str, int]
    others: Mapping[int, str]

    @property
    def missing(self) -> list[str]:
        """The form's columns that the sheet does not have, the number aside (缺少的列)."""
        names = (column.name for column in form_layout().columns)
        return [name for name in names if name not in self.columns and name != NUMBER]


def find_heading(grid: Grid) -> FormHeading | None:
    """Find the one or two rows that know most of the form's columns (找表头).

    None where no rows tell persons, certificates and what was found or done about them: a list of
    registered people is no form.
    """
    texts = [list(map(as_text, row)) for row in grid.cells.iloc[:_SEARCHED_ROWS].to_numpy()]
    single = [_heading(texts, row, row) for row in range(len(texts))]
    double = [_heading(texts, row, row + 1) for row in range(len(texts) - 1)]
    forms = [each for each in single + double if _is_form(each)]
    return max(forms, key=lambda each: (len(each.columns), -len(each.others)), default=None)


@cache
def column_of(text: str) -> str | None:
    """Tell which column of the form a heading names (认列); None where it is none of them.

    >>> column_of("专业技术人员身份证号码"), column_of("联系电话") is None
    ('person_id', True)
    """
    if len(text) > _LONGEST:
        return None
    folded = fold_width(text).lower()
    for form in dict.fromkeys((folded, _BRACKETS.sub("", folded))):
        for name, pattern in _patterns():
            if pattern.search(form):
                return name
    return None


def as_text(cell: object) -> str:
    """Give a cell as people read it (单元格文字); empty where there is nothing."""
    return "" if is_missing(cell) or not cell else shown(str(cell))


def _heading(texts: Sequence[Sequence[str]], top: int, bottom: int) -> FormHeading:
    lower = texts[bottom]
    upper = _carried_right(texts[top], lower) if top < bottom else [""] * len(lower)
    columns: dict[str, int] = {}
    others: dict[int, str] = {}
    for place, parts in enumerate(zip(upper, lower, strict=True)):
        text = "".join(dict.fromkeys(filter(None, parts)))
        name = column_of(text)
        if name is not None and name not in columns:
            columns[name] = place
        elif text:
            others[place] = text
    return FormHeading(top, bottom, columns, others)


def _carried_right(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Give the upper heading over each column: its own, or that of its group to the left."""
    texts: list[str] = []
    for own, below in zip(upper, lower, strict=True):
        left = texts[-1] if texts and below else ""
        texts.append(own or left)
    return texts


def _is_form(heading: FormHeading) -> bool:
    known = heading.columns
    return all(name in known for name in _NEEDED) and any(name in known for name in _TELLING)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((each.name, re.compile(each.heading)) for each in form_layout().columns)
