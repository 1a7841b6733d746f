"""The rows set aside, for the office that sent them to mend (待改清单)."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from guazheng_lib.reports.sheets import (
    FONT,
    first_sheet,
    new_workbook,
    print_on_a4,
    put_text,
    row_height,
    save,
    set_widths,
    thin_border,
)
from guazheng_lib.reports.tables import cell_text
from guazheng_lib.terms.tables import QUARANTINE_COLUMNS, SOURCES, SourceKind, column_titles

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NOTHING_TO_MEND = "没有需要改的行"
_WIDTHS = {"file": 30, "sheet": 14, "row": 8, "value": 26, "reason": 34, "remedy": 34}
_USUAL_WIDTH = 14


def write_quarantine(quarantined: Iterable[pd.DataFrame], path: Path) -> Path:
    """Write the rows of every source that were set aside (写待改清单).

    Args:
        quarantined: one frame a source, columns of `QUARANTINE_COLUMNS`, in the order given.
        path: where the workbook goes.

    Raises:
        DocumentError: where the file cannot be written.
    """
    workbook = new_workbook()
    sheet = first_sheet(workbook, "待改清单")
    rows = [row for frame in quarantined for row in _rows(frame)]
    if rows:
        _fill(sheet, rows)
    else:
        put_text(sheet.cell(1, 1), NOTHING_TO_MEND)
        set_widths(sheet, [30])
    print_on_a4(sheet, heading=(1, 1))
    return save(workbook, path)


def _rows(frame: pd.DataFrame) -> list[list[str]]:
    return [
        [
            _field(row) if name == "field" else _said(name, row.get(name))
            for name in QUARANTINE_COLUMNS
        ]
        for row in frame.to_dict("records")
    ]


def _field(row: Mapping[Any, Any]) -> str:
    """Give a field's Chinese heading; a row as a whole has no field."""
    field = _said("field", row.get("field"))
    if row.get("source") not in {str(kind) for kind in SOURCES}:
        return field
    return column_titles(SOURCES[SourceKind(row["source"])].table).get(field, field)


def _said(name: str, value: Any) -> str:
    if pd.isna(value):
        return ""
    # The value stays as the file has it: the office that sent it must find it again.
    return str(value) if name == "value" else cell_text(name, value)


def _fill(sheet: "Worksheet", rows: list[list[str]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    widths = [_WIDTHS.get(name, _USUAL_WIDTH) for name in QUARANTINE_COLUMNS]
    wrapped, border = Alignment("left", "top", wrap_text=True), thin_border()
    for number, texts in enumerate([list(QUARANTINE_COLUMNS.values()), *rows], start=1):
        for place, text in enumerate(texts, start=1):
            cell = put_text(sheet.cell(number, place), text)
            cell.alignment, cell.border = wrapped, border
            cell.font = Font(name=FONT, size=10, bold=number == 1)
            if number == 1:
                cell.fill = PatternFill("solid", fgColor="E3E8EE")
        sheet.row_dimensions[number].height = row_height(texts, widths)
    set_widths(sheet, widths)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
