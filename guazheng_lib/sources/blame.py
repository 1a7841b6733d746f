"""Which rows are set aside, and for which cell (待改行)."""

import re
from collections.abc import Mapping

import pandas as pd

from guazheng_lib.sources.blocks import Block
from guazheng_lib.sources.cells import shown
from guazheng_lib.sources.mending_key import key_of_cell
from guazheng_lib.sources.result import empty_quarantine
from guazheng_lib.terms.identity import mask_id
from guazheng_lib.terms.tables import QUARANTINE_COLUMNS, SOURCES, SourceKind, column_titles

_LONG_NUMBER = re.compile(r"\d{6}[\dXx]{7,}")
_AS_LONG_AS_AN_ID = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15})(?!\d)")
_REMEDIES = {
    "person_id": "核对原始材料，把该列设为文本格式后填写完整号码，重新交来",
    "from_month": "核对缴费月份，写作 202411 或 2024年11月，重新交来",
    "to_month": "核对起止月份，重新交来",
}
_TOLD_BY = {
    "month": ("month", "from_month"),
    "from_month": ("month", "from_month"),
    "to_month": ("to_month", "month", "from_month"),
    "employer": ("employer", "employer_code"),
    "date": ("date", "month"),
}
"""The cells that tell a field, where another may tell it too."""
_LONGEST, _LONGEST_ROW = 100, 300
_USUAL_REMEDY = "核对原始材料，补正后重新交来"


class Blame:
    """The first thing wrong with each row (问题所在); later ones do not replace it."""

    def __init__(self, index: pd.Index) -> None:
        self.field = pd.Series(None, index=index, dtype=object)
        self.reason = pd.Series(None, index=index, dtype=object)

    @property
    def free(self) -> pd.Series:
        """The rows with which nothing is wrong."""
        return self.reason.isna()

    def lay(self, wrong: pd.Series, field: str, reason: str | pd.Series) -> None:
        """Blame a field of the rows that are wrong, where nothing was wrong before."""
        rows = wrong & self.free
        self.field[rows] = field
        self.reason[rows] = reason[rows] if isinstance(reason, pd.Series) else reason


def quarantine(block: Block, blame: Blame) -> pd.DataFrame:
    """List the rows set aside, each with the cell to blame (待改清单)."""
    wrong = ~blame.free
    listed = [
        _entry(block, row_number, {str(name): cell for name, cell in cells.items()}, field, reason)
        for row_number, cells, field, reason in zip(
            block.rows[wrong],
            block.cells[wrong].to_dict("records"),
            blame.field[wrong],
            blame.reason[wrong],
            strict=True,
        )
    ]
    return pd.DataFrame(listed, columns=list(QUARANTINE_COLUMNS)) if listed else empty_quarantine()


def masked(text: str, *, is_id: bool = True) -> str:
    """Mask what may be an identity number (脱敏); outside an id column only what is as long as one.

    >>> masked("张三11010519491231002X"), masked("冀2132022202300001", is_id=False)
    ('张三110105**********2X', '冀2132022202300001')
    """
    numbers = _LONG_NUMBER if is_id else _AS_LONG_AS_AN_ID
    return numbers.sub(lambda found: mask_id(found.group()), text)


def title(kind: SourceKind, field: str) -> str:
    """Give the Chinese name of a field (字段名)."""
    return "缴费年月" if field == "month" else column_titles(SOURCES[kind].table).get(field, field)


def _value(field: str, cell: object) -> str | None:
    if not isinstance(cell, str):
        return None
    return masked(shown(cell), is_id=field == "person_id")[:_LONGEST]


def _entry(
    block: Block, row: int, cells: Mapping[str, object], field: str, reason: str
) -> dict[str, object]:
    at_fault = _cell_at_fault(cells, field)
    return {
        "source": str(block.kind),
        "file": block.file,
        "sheet": block.sheet,
        "row": row,
        "field": title(block.kind, field),
        "column": block.headings[at_fault] if at_fault else None,
        "value": _value(field, cells[at_fault]) if at_fault else None,
        "reason": reason,
        "remedy": _REMEDIES.get(field, _USUAL_REMEDY),
        "beside": _beside(block, cells, at_fault),
        "key": key_of_cell(block.kind, (block.file, block.sheet, row), at_fault or field, cells),
    }


def _cell_at_fault(cells: Mapping[str, object], field: str) -> str | None:
    """Tell which cell told the field: a month may stand alone or begin a spell."""
    known = [name for name in _TOLD_BY.get(field, (field,)) if name in cells]
    filled = (name for name in known if isinstance(cells[name], str))
    return next(filled, known[0] if known else None)


def _beside(block: Block, cells: Mapping[str, object], at_fault: str | None) -> str:
    """Say what else the row holds, so far as it tells the office whose it is."""
    required = [field for group in SOURCES[block.kind].required for field in group]
    parts = [
        f"{title(block.kind, name)}: {text}"
        for name in dict.fromkeys(("person_name", *required))
        if name != at_fault and (text := _value(name, cells.get(name)))
    ]
    return "；".join(parts)[:_LONGEST_ROW]
