"""The worksheet's drop-downs (下拉选项), laid out and, on a sheet that comes back, laid anew.

Excel moves a list that refers to another sheet into an extension that openpyxl drops; so a
workbook that is handed back gets its lists again.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from guazheng_lib.casebook.worksheet.layout import CHOICES_SHEET, SheetColumn, sheet_layout
from guazheng_lib.terms.cells import put_text

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet


def write_choices(workbook: "Workbook") -> None:
    """Write the words to choose from on their hidden sheet (写选项页)."""
    if CHOICES_SHEET in workbook.sheetnames:
        del workbook[CHOICES_SHEET]
    words = workbook.create_sheet(CHOICES_SHEET)
    words.sheet_state = "hidden"
    for place, column in enumerate(_listed(), start=1):
        for number, text in enumerate((column.title, *column.options), start=1):
            put_text(words.cell(number, place), text)


def restrict(sheet: "Worksheet", places: Mapping[str, int], first: int, last: int) -> None:
    """Put the lists and the date rule on the officer's columns (设下拉).

    Args:
        sheet: the worksheet.
        places: the number of each column that is there, by its name.
        first: the first row.
        last: the last row.
    """
    from openpyxl.utils import get_column_letter

    listed = _listed()
    for column in sheet_layout().by_officer:
        if column.name not in places or not (column.choices or column.date):
            continue
        rule = _list_rule(column, listed.index(column) + 1) if column.choices else _date_rule()
        rule.errorTitle, rule.showErrorMessage = column.title, True
        letter = get_column_letter(places[column.name])
        rule.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(rule)


def _listed() -> list[SheetColumn]:
    return [column for column in sheet_layout().columns if column.choices]


def _list_rule(column: SheetColumn, place: int) -> "DataValidation":
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(place)
    words = f"{CHOICES_SHEET}!${letter}$2:${letter}${len(column.options) + 1}"
    rule = DataValidation("list", formula1=words, allow_blank=True)
    rule.errorStyle = "stop" if column.strict else "warning"
    rule.error = "请从列表中选" if column.strict else "不在列表中；确需自写的点“是”"
    return rule


def _date_rule() -> "DataValidation":
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation("date", operator="greaterThan", formula1="36526", allow_blank=True)
    rule.errorStyle, rule.error = "stop", "请写成 2024-11-30 这样的日期"
    return rule
