"""The verification worksheet that officers fill in (疑似线索核查表).

Two sheets stand behind it: 选项, hidden, holds the words of the drop-downs, and 说明, very hidden,
says of which format, county and day the sheet is. The last column, hidden, is the key by which a
filled-in row finds its registration again (`terms.keys.registration_key`).
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from guazheng_lib.reports.layouts import LeadColumn, choices, lead_layout
from guazheng_lib.reports.lead_rows import lead_rows
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
from guazheng_lib.terms.catalogue import LEAD_IS_NO_FINDING, Level

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FORMAT_VERSION = 1
"""Counted up when a column that is read back changes its meaning."""

HEADING_ROW = 4
"""The row of the column names; the leads begin below it."""

META_SHEET, CHOICES_SHEET = "说明", "选项"

_LEVEL_FILLS = {
    Level.PRIORITY.zh: "F4B6A6",
    Level.REVIEW.zh: "FBE3B3",
    Level.DATA_GAP.zh: "DCE6F1",
}
_FILL_IN = "FFFBE6"
_HEADING = "E3E8EE"
_SPARE_ROWS = 1  # a table without leads still shows one ruled, empty row


def write_leads(screening: pd.DataFrame, path: Path, *, county: str, as_of: date) -> Path:
    """Write the leads of a county for verification (写核查表).

    Args:
        screening: the result of the screening (`terms.tables.Screening`); only leads are taken.
        path: where the workbook goes.
        county: the county, for the title and for reading the sheet back.
        as_of: up to when the data reach.

    Raises:
        DocumentError: where the file cannot be written.
    """
    rows = lead_rows(screening)
    workbook = new_workbook()
    sheet = first_sheet(workbook, lead_layout().title)
    _head(sheet, county=county, as_of=as_of, leads=len(rows))
    for number, row in enumerate(rows, start=HEADING_ROW + 1):
        _lead(sheet, number, row)
    last = HEADING_ROW + max(len(rows), _SPARE_ROWS)
    _page(sheet, last, county)
    _drop_downs(workbook, sheet, last)
    _meta(workbook, county=county, as_of=as_of, leads=len(rows))
    return save(workbook, path)


def _head(sheet: "Worksheet", *, county: str, as_of: date, leads: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    layout = lead_layout()
    title = f"{county}{layout.title}（共 {leads} 条，数据截止 {as_of:%Y-%m-%d}）"
    lines = (title, LEAD_IS_NO_FINDING, layout.instruction)
    for number, text in enumerate(lines, start=1):
        cell = put_text(sheet.cell(number, 1), text)
        cell.font = Font(name=FONT, bold=number < 3, size=16 if number == 1 else 11)
        sheet.row_dimensions[number].height = 26 if number == 1 else 18
    for number, column in enumerate(layout.columns, start=1):
        cell = put_text(sheet.cell(HEADING_ROW, number), column.title)
        cell.font = Font(name=FONT, bold=True, size=11)
        cell.fill = PatternFill("solid", fgColor=_FILL_IN if column.by_officer else _HEADING)
        cell.alignment = Alignment("center", "center", wrap_text=True)
        cell.border = thin_border()
    sheet.row_dimensions[HEADING_ROW].height = 48


def _lead(sheet: "Worksheet", number: int, row: dict[str, str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    columns = lead_layout().columns
    border, font = thin_border(), Font(name=FONT, size=10)
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(number, place)
        if column.name == "number":
            cell.value = int(row["number"])
        elif not column.by_officer:
            put_text(cell, row[column.name])
        cell.font, cell.border = font, border
        cell.alignment = Alignment(
            "center" if column.name in _CENTRED else "left", "top", wrap_text=True
        )
        if column.by_officer:
            cell.fill = PatternFill("solid", fgColor=_FILL_IN)
            cell.number_format = "yyyy-mm-dd" if column.date else "@"
        elif column.name == "level":
            cell.fill = PatternFill("solid", fgColor=_LEVEL_FILLS[row["level"]])
    sheet.row_dimensions[number].height = row_height(
        [row.get(column.name, "") for column in columns], [column.width for column in columns]
    )


_CENTRED = ("number", "level", "person_name", "months")


def _page(sheet: "Worksheet", last: int, county: str) -> None:
    from openpyxl.utils import get_column_letter

    columns = lead_layout().columns
    set_widths(sheet, [column.width for column in columns])
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].hidden = column.hidden
    frozen = [column.name for column in columns].index("person_name") + 2
    sheet.freeze_panes = f"{get_column_letter(frozen)}{HEADING_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{get_column_letter(len(columns))}{last}"
    sheet.print_area = f"A1:{get_column_letter(len(columns) - 1)}{last}"
    print_on_a4(sheet, heading=(HEADING_ROW, HEADING_ROW), header=f"{county}{lead_layout().title}")


def _drop_downs(workbook: "Workbook", sheet: "Worksheet", last: int) -> None:
    words = workbook.create_sheet(CHOICES_SHEET)
    words.sheet_state = "hidden"
    listed = [column for column in lead_layout().columns if column.choices]
    for place, column in enumerate(listed, start=1):
        options: tuple[str, ...] = getattr(choices(), str(column.choices))
        put_text(words.cell(1, place), column.title)
        for number, option in enumerate(options, start=2):
            put_text(words.cell(number, place), option)
        _restrict(sheet, column, last, _list_of(place, len(options)))
    for column in lead_layout().columns:
        if column.date:
            _restrict(sheet, column, last, None)


def _list_of(place: int, options: int) -> str:
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(place)
    return f"{CHOICES_SHEET}!${letter}$2:${letter}${options + 1}"


def _restrict(sheet: "Worksheet", column: LeadColumn, last: int, listed: str | None) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    if listed:
        rule = DataValidation("list", formula1=listed, allow_blank=True)
        rule.errorStyle = "stop" if column.strict else "warning"
        rule.error = "请从列表中选" if column.strict else "不在列表中；确需自写的点“是”"
    else:
        rule = DataValidation("date", operator="greaterThan", formula1="36526", allow_blank=True)
        rule.errorStyle, rule.error = "stop", "请写成 2024-11-30 这样的日期"
    rule.errorTitle, rule.showErrorMessage = column.title, True
    letter = get_column_letter(lead_layout().columns.index(column) + 1)
    rule.add(f"{letter}{HEADING_ROW + 1}:{letter}{last}")
    sheet.add_data_validation(rule)


def _meta(workbook: "Workbook", *, county: str, as_of: date, leads: int) -> None:
    sheet = workbook.create_sheet(META_SHEET)
    sheet.sheet_state = "veryHidden"
    facts = {
        "format": f"guazheng-leads/{FORMAT_VERSION}",
        "county": county,
        "as_of": as_of.isoformat(),
        "leads": str(leads),
        "heading_row": str(HEADING_ROW),
        "columns": ",".join(column.name for column in lead_layout().columns),
    }
    for number, (name, value) in enumerate(facts.items(), start=1):
        put_text(sheet.cell(number, 1), name)
        put_text(sheet.cell(number, 2), value)
