"""The rows set aside, for the office that sent them to mend and hand back (待改清单)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from guazheng_lib.reports.pages.tables import cell_text
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
from guazheng_lib.terms.mending import (
    FORMAT,
    GUIDE_SHEET,
    LIST_SHEET,
    MENDED_COLUMNS,
    META_SHEET,
    OFFICER_COLUMNS,
    UNUSED_SHEET,
    VERSION,
    Mended,
)
from guazheng_lib.terms.tables import QUARANTINE_COLUMNS, SOURCES, SourceKind, column_titles

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

NOTHING_TO_MEND = "没有需要改的行"
_TOLD = {name: title for name, title in QUARANTINE_COLUMNS.items() if name != "key"}
_COLUMNS = {**_TOLD, **OFFICER_COLUMNS, "key": QUARANTINE_COLUMNS["key"]}
_WIDTHS = {
    **{"source": 9, "file": 16, "sheet": 8, "row": 6, "field": 9, "column": 11, "value": 19},
    **{"reason": 17, "remedy": 19, "beside": 26, "mended": 20, "other": 9, "by": 8, "remark": 9},
}
_UNUSED_WIDTHS = _WIDTHS | {"workbook": 22, "workbook_row": 9, "outcome": 14, "reason": 24}
_KEY_WIDTH = 12
_HEADING, _FILL_IN = "E3E8EE", "FFF8DC"
_GUIDE = (
    "这份清单里的行没有参加比对。请对照原始材料，在浅黄色的“{mended}”里填写正确内容，其余各列不用改。",
    "身份证号要填完整，保持文本格式；在表格软件里变成数字的 18 位号码，后几位已经丢失，不会采用。",
    "要改的不是“{column}”所指的那一列时，在“{other}”写明该列的表头；一行要改几列的，把整行复制几遍分别填。",
    "改不了的行留空即可。行可以排序、筛选、删除，也可以加列；隐藏的读回键不要动。",
    "填好后把本工作簿交回；收到后放进数据文件夹的“待改”文件夹再运行，不必改原文件。",
)


def write_quarantine(
    quarantined: Iterable[pd.DataFrame],
    path: Path,
    *,
    mended: Iterable[pd.DataFrame] = (),
    county: str = "",
) -> Path:
    """Write the rows of every source that were set aside (写待改清单).

    Args:
        quarantined: one frame a source, columns of `QUARANTINE_COLUMNS`, in the order given.
        path: where the workbook goes.
        mended: what became of the lines that came back, columns of `MENDED_COLUMNS`; those not
            used are listed on a sheet of their own.
        county: for which county it is written.

    Raises:
        DocumentError: where the file cannot be written.
    """
    workbook = new_workbook()
    sheet = first_sheet(workbook, LIST_SHEET)
    rows = [row for frame in quarantined for row in frame.to_dict("records")]
    if rows:
        texts = [[_said_of(row, name) for name in _COLUMNS] for row in rows]
        _fill(sheet, _COLUMNS, texts, _WIDTHS, fill_in=OFFICER_COLUMNS)
        _ask(sheet, len(rows))
        _guide(workbook)
    else:
        put_text(sheet.cell(1, 1), NOTHING_TO_MEND)
        set_widths(sheet, [30])
    print_on_a4(sheet, heading=(1, 1))
    _unused(workbook, mended)
    _meta(workbook, {"format": f"{FORMAT}/{VERSION}", "county": county, "rows": str(len(rows))})
    return save(workbook, path)


def _said_of(row: Mapping[Any, Any], name: str) -> str:
    return _field(row) if name == "field" else _said(name, row.get(name))


def _field(row: Mapping[Any, Any]) -> str:
    """Give a field's Chinese heading; a row as a whole has no field."""
    field = _said("field", row.get("field"))
    if row.get("source") not in {str(kind) for kind in SOURCES}:
        return field
    return column_titles(SOURCES[SourceKind(row["source"])].table).get(field, field)


def _said(name: str, value: Any) -> str:
    if pd.isna(value) or value == "":
        return ""
    # The value stays as the file has it: the office that sent it must find it again.
    return str(value) if name in ("value", "key", "beside") else cell_text(name, value)


def _fill(
    sheet: "Worksheet",
    titles: Mapping[str, str],
    rows: Iterable[Sequence[str]],
    known_widths: Mapping[str, int],
    *,
    fill_in: Collection[str] = (),
) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    widths = [known_widths.get(name, _KEY_WIDTH) for name in titles]
    shown = [place for place, name in enumerate(titles) if name != "key"]
    wrapped, border = Alignment("left", "top", wrap_text=True), thin_border()
    grey, yellow = (PatternFill("solid", fgColor=color) for color in (_HEADING, _FILL_IN))
    for number, texts in enumerate([list(titles.values()), *rows], start=1):
        for place, (name, text) in enumerate(zip(titles, texts, strict=True), start=1):
            cell = put_text(sheet.cell(number, place), text)
            cell.alignment, cell.border = wrapped, border
            cell.font = Font(name=FONT, size=10, bold=number == 1)
            if number == 1 or name in fill_in:
                cell.fill = yellow if name in fill_in else grey
        heights = [texts[place] for place in shown], [widths[place] for place in shown]
        sheet.row_dimensions[number].height = row_height(*heights)
    set_widths(sheet, widths)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _ask(sheet: "Worksheet", rows: int) -> None:
    """Hide the key, keep it off the paper, and say at the cell what to write there."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letters = {name: get_column_letter(n) for n, name in enumerate(_COLUMNS, start=1)}
    sheet.column_dimensions[letters["key"]].hidden = True
    sheet.print_area = f"A1:{get_column_letter(len(_COLUMNS) - 1)}{rows + 1}"
    hint = DataValidation("custom", formula1="TRUE", allow_blank=True)
    hint.promptTitle, hint.showInputMessage = OFFICER_COLUMNS["mended"], True
    hint.prompt = "填写正确内容；号码按文本填写完整。改不了的留空。"
    hint.add(f"{letters['mended']}2:{letters['mended']}{rows + 1}")
    sheet.add_data_validation(hint)


def _guide(workbook: "Workbook") -> None:
    from openpyxl.styles import Alignment, Font

    sheet = workbook.create_sheet(GUIDE_SHEET)
    for number, line in enumerate(_GUIDE, start=1):
        text = f"{number}. {line.format_map(_COLUMNS)}"
        cell = put_text(sheet.cell(number, 1), text)
        cell.alignment, cell.font = Alignment("left", "top", wrap_text=True), Font(FONT, 11)
        sheet.row_dimensions[number].height = row_height([text], [100])
    set_widths(sheet, [100])
    print_on_a4(sheet, heading=(1, 1))


def _unused(workbook: "Workbook", mended: Iterable[pd.DataFrame]) -> None:
    used = {str(outcome) for outcome in Mended if outcome.is_used}
    lines = [row for frame in mended for row in frame.to_dict("records")]
    left = [row for row in lines if row["outcome"] not in used]
    if not left:
        return
    sheet = workbook.create_sheet(UNUSED_SHEET)
    texts = [[_told_of(row, name) for name in MENDED_COLUMNS] for row in left]
    _fill(sheet, MENDED_COLUMNS, texts, _UNUSED_WIDTHS)
    print_on_a4(sheet, heading=(1, 1))


def _told_of(row: Mapping[Any, Any], name: str) -> str:
    return Mended(row[name]).zh if name == "outcome" else _said(name, row[name])


def _meta(workbook: "Workbook", facts: Mapping[str, str]) -> None:
    sheet = workbook.create_sheet(META_SHEET)
    sheet.sheet_state = "veryHidden"
    for number, (name, value) in enumerate(facts.items(), start=1):
        put_text(sheet.cell(number, 1), name)
        put_text(sheet.cell(number, 2), value)
