"""The verification worksheet that officers fill in (疑似线索核查表).

Its columns and words are the casebook's (`casebook.worksheet`), which reads it back. Behind it
stand 选项, hidden, with the words of the drop-downs, and, very hidden, 说明, which says of which
format, county and day the sheet is, and 线索底册, which keeps the leads as they went out. The last
column, hidden, is the key by which a filled-in row finds its registration again.
"""

from copy import copy
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from guazheng_lib.casebook.worksheet.drop_downs import restrict, write_choices
from guazheng_lib.casebook.worksheet.hidden import LeadRecord, digest, write_meta, write_records
from guazheng_lib.casebook.worksheet.layout import (
    FILL_IN_FILL,
    FORMAT,
    FORMAT_VERSION,
    HEADING_FILL,
    STATUS_FILL,
    SheetColumn,
    sheet_layout,
)
from guazheng_lib.reports.lead_rows import LeadRow, lead_rows
from guazheng_lib.reports.safe_names import distinct_names
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
from guazheng_lib.terms.text import fold_width

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LEVEL_FILLS = {
    Level.PRIORITY.zh: "F4B6A6",
    Level.REVIEW.zh: "FBE3B3",
    Level.DATA_GAP.zh: "DCE6F1",
}
_SPARE_ROWS = 1  # a table without leads still shows one ruled, empty row
_ROOM = 1.07  # the text is a point smaller than the letters that widths are counted in
_NO_EMPLOYER = "未写注册单位"


def write_leads(
    screening: pd.DataFrame,
    path: Path,
    *,
    county: str,
    as_of: date,
    employer: str | None = None,
    cases: pd.DataFrame | None = None,
) -> Path:
    """Write the leads of a county, or of one enterprise, for verification (写核查表).

    Args:
        screening: the result of the screening (`terms.tables.Screening`); only leads are taken.
        path: where the workbook goes.
        county: the county, for the title and for reading the sheet back.
        as_of: up to when the data reach.
        employer: only the leads registered there, however its name is spaced.
        cases: the cases as they stand (`casebook.fold`), to show what is decided already.

    Raises:
        DocumentError: where the file cannot be written.
    """
    if employer is not None:
        wanted = screening["registered_employer"].map(_folded) == fold_width(employer)
        screening = screening[wanted]
    rows = lead_rows(screening, cases)
    workbook = new_workbook()
    sheet = first_sheet(workbook, sheet_layout().title)
    whose = "" if employer is None else f"{employer or _NO_EMPLOYER}，"
    until = f"数据截止 {as_of:%Y-%m-%d}"
    title = f"{county}{sheet_layout().title}（{whose}共 {len(rows)} 条，{until}）"
    _head(sheet, title)
    look, first = _Look(), sheet_layout().heading_row + 1
    records = [_lead(sheet, number, row, look) for number, row in enumerate(rows, start=first)]
    last = first - 1 + max(len(rows), _SPARE_ROWS)
    _page(sheet, last, title)
    write_choices(workbook)
    places = {column.name: place for place, column in enumerate(sheet_layout().columns, start=1)}
    restrict(sheet, places, first, last)
    write_meta(workbook, _facts(county=county, as_of=as_of, leads=len(rows)))
    write_records(workbook, records)
    return save(workbook, path)


def write_enterprise_leads(
    screening: pd.DataFrame,
    folder: Path,
    *,
    county: str,
    as_of: date,
    cases: pd.DataFrame | None = None,
) -> list[Path]:
    """Write one worksheet for each enterprise that has leads (按企业写核查表).

    A file is named by the enterprise, in characters that every system takes, and by nothing else.

    Returns:
        The files, in the order of their names.

    Raises:
        DocumentError: where a file cannot be written.
    """
    levels = [level for level in Level if level.is_lead]
    leads = screening[screening["level"].isin(levels)]
    written = sorted(set(leads["registered_employer"].fillna("")))
    employers = {_folded(name): "".join(name.split()) for name in written}
    named = distinct_names({key: name or _NO_EMPLOYER for key, name in employers.items()})
    return [
        write_leads(
            leads,
            folder / f"{named[key]}.xlsx",
            county=county,
            as_of=as_of,
            employer=employers[key],
            cases=cases,
        )
        for key in sorted(named, key=named.__getitem__)
    ]


def _folded(name: Any) -> str:
    return "" if pd.isna(name) else fold_width(str(name))


def _facts(*, county: str, as_of: date, leads: int) -> dict[str, str]:
    return {
        "format": f"{FORMAT}/{FORMAT_VERSION}",
        "county": county,
        "as_of": as_of.isoformat(),
        "leads": str(leads),
        "heading_row": str(sheet_layout().heading_row),
        "columns": ",".join(column.name for column in sheet_layout().columns),
    }


def _head(sheet: "Worksheet", title: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    layout = sheet_layout()
    for number, text in enumerate((title, LEAD_IS_NO_FINDING, *layout.instructions), start=1):
        cell = put_text(sheet.cell(number, 1), text)
        cell.font = Font(name=FONT, bold=number < 3, size=16 if number == 1 else 11)
        sheet.row_dimensions[number].height = 26 if number == 1 else 18
    for number, column in enumerate(layout.columns, start=1):
        cell = put_text(sheet.cell(layout.heading_row, number), column.title)
        cell.font = Font(name=FONT, bold=True, size=11)
        color = FILL_IN_FILL if column.by_officer else HEADING_FILL
        cell.fill = PatternFill("solid", fgColor=color)
        cell.alignment = Alignment("center", "center", wrap_text=True)
        cell.border = thin_border()
    sheet.row_dimensions[layout.heading_row].height = 48


class _Look:
    """How cells look, made once a column: a county of 3 000 leads has 70 000 of them."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, bool], Any] = {}

    def put_on(self, cell: Any, column: SheetColumn, level: str) -> None:
        """Dress a cell that is written already: as the first one like it."""
        like = (column.name, level if column.name == "level" else "", cell.quotePrefix)
        if like in self._made:
            cell._style = copy(self._made[like])  # as openpyxl's guide copies a style
            return
        _dress(cell, column, _LEVEL_FILLS[level])
        self._made[like] = cell._style


def _dress(cell: Any, column: SheetColumn, level_color: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.font, cell.border = Font(name=FONT, size=10), thin_border()
    cell.alignment = Alignment("center" if column.centred else "left", "top", wrap_text=True)
    colors = {"level": level_color, "status": STATUS_FILL}
    color = FILL_IN_FILL if column.by_officer else colors.get(column.name)
    if color:
        cell.fill = PatternFill("solid", fgColor=color)
    if column.date:
        cell.number_format = "yyyy-mm-dd"
    elif column.name != "number":
        cell.number_format = "@"


def _lead(sheet: "Worksheet", number: int, row: LeadRow, look: _Look) -> LeadRecord:
    columns, digests = sheet_layout().columns, {}
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(number, place)
        text = row.texts.get(column.name, "")
        if column.name == "number":
            cell.value = int(text)
        elif column.date:
            cell.value = date.fromisoformat(text) if text else None
        elif text:
            put_text(cell, text)
        if column.is_protected:
            digests[column.name] = digest(text)
        look.put_on(cell, column, row.texts["level"])
    sheet.row_dimensions[number].height = row_height(
        [row.texts.get(column.name, "") for column in columns if not column.hidden],
        [column.width * _ROOM for column in columns if not column.hidden],
    )
    return LeadRecord(row.texts["key"], row.facts, digests)


def _page(sheet: "Worksheet", last: int, title: str) -> None:
    from openpyxl.utils import get_column_letter

    layout = sheet_layout()
    columns, heading = layout.columns, layout.heading_row
    set_widths(sheet, [column.width for column in columns])
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].hidden = column.hidden
    repeated = [get_column_letter(layout.place(name)) for name in layout.repeat]
    right, shown = get_column_letter(len(columns)), get_column_letter(len(columns) - 1)
    sheet.freeze_panes = f"{get_column_letter(len(repeated) + 1)}{heading + 1}"
    sheet.auto_filter.ref = f"A{heading}:{right}{last}"
    sheet.print_area = f"A{heading}:{shown}{last}"  # what stands above is in the page's header
    print_on_a4(sheet, heading=(heading, heading), header=title)
    if (printed := sheet.HeaderFooter.oddHeader) is not None and printed.right is not None:
        printed.right.text = LEAD_IS_NO_FINDING
    sheet.page_setup.fitToWidth = layout.pages_wide  # on one page the letters would be 4 points
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.print_title_cols = f"{repeated[0]}:{repeated[-1]}"
