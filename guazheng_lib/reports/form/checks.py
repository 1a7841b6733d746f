"""What is wrong or missing in the rows of a form (汇总表核对); nothing is altered by it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from guazheng_lib.casebook.form_rows import WAITS_FOR, is_of_person, units_of
from guazheng_lib.reports.layouts import form_layout
from guazheng_lib.reports.sheets import LONGEST, TALLEST, fit_text
from guazheng_lib.terms.identity import IdProblem, parse_person_id
from guazheng_lib.terms.text import is_missing
from guazheng_lib.terms.uscc import Uscc

_EXPECTED = (
    "person_name",
    "certificate_no",
    "profession",
    "registered_employer",
    "actual_employer",
)
SIZES = (11, 9, 7)
"""The sizes in which a text may be printed, in points; the annex's first."""
_CODES = {"unit": "using_uscc", "agency": "agency_uscc"}


@dataclass(frozen=True)
class FormProblem:
    """A cell of a form to look at (待核对的格).

    Attributes:
        number: the row's number in the form (序号), from 1.
        unit: whose row it is, said by a unit; never by a person's number.
        column: the column's name.
        what: what is wrong, in an officer's words.
    """

    number: int
    unit: str
    column: str
    what: str

    def __str__(self) -> str:
        """Say it on one line."""
        whose = f"（{self.unit}）" if self.unit else ""
        return f"序号 {self.number}{whose}「{form_layout().full_title(self.column)}」：{self.what}"


def form_problems(rows: pd.DataFrame) -> list[FormProblem]:
    """List what an officer should look at before the form is handed in (核对汇总表).

    Args:
        rows: of the form, in its order (`form.case_columns`).
    """
    return [
        FormProblem(number, row["registered_employer"] or row["using_employer"], column, what)
        for number, row in enumerate(texts_of(rows), start=1)
        for column, what in cell_problems(row)
    ]


def cell_problems(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Tell what is wrong in one row (一行的问题): each column with what, never its value."""
    if is_of_person(row):
        yield from _of_person(row)
    for subject, column in _CODES.items():
        for name, code in units_of(row, subject):
            what = _of_code(name, code)
            if what:
                yield column, what
    for column in ("violation", "disposition"):
        if not row[column]:
            yield column, "没有填"
    if WAITS_FOR in row["disposition"]:
        yield "disposition", "有措施缺文书文号或凭据，没有写入；在台账补上后重新生成"
    yield from _too_long(row)


def texts_of(rows: pd.DataFrame) -> list[dict[str, str]]:
    """Give rows as plain texts, empty where nothing is said (按文本取行)."""
    return [
        {str(name): "" if is_missing(value) else str(value) for name, value in row.items()}
        for row in rows.to_dict("records")
    ]


def _of_person(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    number = parse_person_id(row["person_id"])
    if isinstance(number, IdProblem):
        yield "person_id", number.reason
    for column in _EXPECTED:
        if not row[column]:
            yield column, "没有填"


def _of_code(name: str, code: str) -> str:
    if not code:
        return "没有填"
    if Uscc.parse(code) is None:
        return "校验不符，已按原样写入，请核对"
    return "" if name else "有代码没有单位名称"


def _too_long(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for column in form_layout().columns:
        text = row.get(column.name, "")
        if len(text) > LONGEST:
            yield column.name, f"超过 {LONGEST} 字，已截断，请精简"
        elif fit_text(text, column.width, sizes=SIZES)[1] > TALLEST:
            yield column.name, "文字太长，一格打印不全，请精简"
