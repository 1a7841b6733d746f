"""A frame as a table that people read, on a page or in a notebook (网页表格)."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pandas as pd

from guazheng_lib.terms.catalogue import Exemption, Indicator, Level, Relation
from guazheng_lib.terms.identity import hide_ids as hide_ids
from guazheng_lib.terms.identity import mask_id, show_certificate
from guazheng_lib.terms.tables import (
    EVIDENCE_FIELDS,
    QUARANTINE_COLUMNS,
    RECONCILIATION_COLUMNS,
    Screening,
    SourceKind,
    column_titles,
)

NOTHING = "—"
"""What an empty cell shows."""

_MOST_COLUMNS = 9  # more are set smaller, or A4 does not hold them
_ON_ONE_SHEET = 10  # rows: a shorter table is not broken over two sheets
_SHORT = 8  # a name of no more characters stands on one line
_NUMBERS = ("person_id", "certificate_no")
_UNBROKEN = re.compile(r"\d{4}-\d{2}-\d{2}|[0-9A-Z]{18}")  # a date, a credit code
_LONG = 24  # a text of more characters must not be squeezed by the columns beside it

_SHOWN = {"person_id": mask_id, "certificate_no": show_certificate, "证书编号": show_certificate}
_CODES: Mapping[str, Any] = {
    "level": Level,
    "indicators": Indicator,
    "exemption": Exemption,
    "relation": Relation,
    "source": SourceKind,
}


@dataclass(frozen=True)
class Link:
    """A cell that leads to a file beside the page (链接); `href` is relative."""

    text: str
    href: str

    def __str__(self) -> str:
        """Say where it leads."""
        return self.text


@dataclass(frozen=True)
class Table:
    """A table with its caption (带标题的表); shows itself as accessible HTML.

    Attributes:
        frame: the values; a column is headed by its Chinese title where the terms know it.
        caption: what the table shows, in a few words.
        note: a sentence below, where one is needed.
        nothing: what stands there where no row does.
    """

    frame: pd.DataFrame = field(repr=False)  # a notebook keeps the repr of what it shows
    caption: str
    note: str = ""
    nothing: str = "没有记录"

    def _repr_html_(self) -> str:
        return table_html(self)


def table_html(table: Table) -> str:
    """Render a table: caption, scoped headings, codes in Chinese, identity numbers masked."""
    frame, titles = table.frame, known_titles()
    numeric = [pd.api.types.is_numeric_dtype(frame[column]) for column in frame.columns]
    head = "".join(
        f'<th scope="col"{_align(right)}>{html.escape(titles.get(str(column), str(column)))}</th>'
        for column, right in zip(frame.columns, numeric, strict=True)
    )
    body = "".join(_row(frame.columns, row, numeric) for row in frame.itertuples(index=False))
    if frame.empty:
        nothing = html.escape(table.nothing)
        body = f'<tr><td colspan="{max(len(frame.columns), 1)}">{nothing}</td></tr>'
    note = f'<p class="note">{html.escape(table.note)}</p>' if table.note else ""
    shape = "table" + " wide" * (len(frame.columns) > _MOST_COLUMNS)
    shape += " whole" * (len(frame) <= _ON_ONE_SHEET)
    return (
        f'<div class="{shape}"><table><caption>{html.escape(table.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}</div>"
    )


def cell_text(column: str, value: Any) -> str:
    """Say one value as an officer reads it (单元格文字)."""
    if isinstance(value, list | tuple) or hasattr(value, "tolist"):
        values = value if isinstance(value, list | tuple) else value.tolist()
        if isinstance(values, list | tuple):
            return "、".join(cell_text(column, each) for each in values) or NOTHING
    if pd.isna(value) or value == "":
        return NOTHING
    if column in _CODES:
        return _title(_CODES[column], str(value))
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float):
        return f"{value:g}" if value == int(value) else f"{value:.1f}"
    text = str(value)
    show = _SHOWN.get(column, hide_ids)
    return show(text)


@cache
def known_titles() -> dict[str, str]:
    """Give the Chinese heading of every column that the terms declare (列名)."""
    return {
        **EVIDENCE_FIELDS,
        **QUARANTINE_COLUMNS,
        **RECONCILIATION_COLUMNS,
        **column_titles(Screening),
    }


def _row(columns: Iterable[Any], row: tuple[Any, ...], numeric: list[bool]) -> str:
    cells = []
    for n, (column, value, right) in enumerate(zip(columns, row, numeric, strict=True)):
        text = _inner(str(column), value)
        shape = _align(right) or _shape(str(column), value, text)
        name = ' class="name"' if len(text) <= _SHORT else ""
        cells.append(f'<th scope="row"{name}>{text}</th>' if n == 0 else f"<td{shape}>{text}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _inner(column: str, value: Any) -> str:
    if isinstance(value, tuple) and value and isinstance(value[0], Link):
        return " · ".join(_inner(column, link) for link in value)
    text = html.escape(cell_text(column, value)).replace("\n", "<br>")
    return f'<a href="{html.escape(value.href)}">{text}</a>' if isinstance(value, Link) else text


def _align(right: bool) -> str:
    return ' class="number"' if right else ""


def _shape(column: str, value: Any, text: str) -> str:
    if (column in _NUMBERS and len(str(value)) <= _LONG) or _UNBROKEN.fullmatch(text):
        return ' class="id"'
    return ' class="long"' if isinstance(value, str) and len(value) > _LONG else ""


def _title(codes: Any, value: str) -> str:
    return str(codes(value).zh) if value in {str(code) for code in codes} else value
