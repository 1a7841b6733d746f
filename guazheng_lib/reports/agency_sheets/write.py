"""Write the verification sheets of agencies as one workbook (写中介核查表)."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from guazheng_lib.reports.agency_sheets.contents import AgencyFile
from guazheng_lib.reports.agency_sheets.one_agency import write_agency
from guazheng_lib.reports.agency_sheets.plan import sheet_plan
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
from guazheng_lib.terms.catalogue import LEAD_IS_NO_FINDING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_COLUMNS = {"序号": 6, "机构名称": 34, "许可情况": 18, "信息情况": 40, "涉及证书": 34, "本册": 12}
_HEADING = "E3E8EE"
_NOTHING = "没有可疑的信息，不用核查。"


def write_agency_sheets(
    agencies: Sequence[AgencyFile], path: Path, *, county: str, as_of: date
) -> Path:
    """Write one sheet for each agency, the worst first, behind an index (写中介核查表).

    Args:
        agencies: those with advertisements that are not clear, worst first; beyond the plan's
            `most_agencies` they stand in the index alone.
        path: where the workbook goes.
        county: whose agencies they are.
        as_of: up to when the data reach.

    Raises:
        DocumentError: where the file cannot be written.
    """
    workbook = new_workbook()
    index = first_sheet(workbook, sheet_plan().contents)
    title = f"{county}人力资源服务机构核查名单（共 {len(agencies)} 家，数据截止 {as_of:%Y-%m-%d}）"
    sheets = []
    for number, agency in enumerate(agencies[: sheet_plan().most_agencies], start=1):
        sheets.append(str(number))
        write_agency(workbook.create_sheet(str(number)), agency, county=county, as_of=as_of)
    _index(index, title, agencies, sheets)
    return save(workbook, path)


def _index(
    sheet: "Worksheet", title: str, agencies: Sequence[AgencyFile], sheets: Sequence[str]
) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for number, text in enumerate((title, LEAD_IS_NO_FINDING), start=1):
        put_text(sheet.cell(number, 1), text).font = Font(
            FONT, 16 if number == 1 else 11, bold=True
        )
        sheet.row_dimensions[number].height = 26 if number == 1 else 18
    rows = [list(_COLUMNS), *(_line(n, each) for n, each in enumerate(agencies, start=1))]
    for number, texts in enumerate(rows, start=3):
        for place, text in enumerate(texts, start=1):
            cell = put_text(sheet.cell(number, place), text)
            cell.font, cell.border = Font(FONT, 11, bold=number == 3), thin_border()
            cell.alignment = Alignment("left", "center", wrap_text=True)
            if number == 3:
                cell.fill = PatternFill("solid", fgColor=_HEADING)
        sheet.row_dimensions[number].height = row_height(texts, _COLUMNS.values())
    for number, name in enumerate(sheets, start=4):
        link = put_text(sheet.cell(number, len(_COLUMNS)), f"第 {name} 张")
        link.hyperlink = f"#'{name}'!A1"
        link.font = Font(FONT, 11, color="1F5FA8", underline="single")
    if not agencies:
        put_text(sheet.cell(4, 1), _NOTHING)
    set_widths(sheet, _COLUMNS.values())
    sheet.freeze_panes = "A4"
    print_on_a4(sheet, heading=(3, 3))


def _line(number: int, agency: AgencyFile) -> list[str]:
    facts = dict(agency.reasons)
    listed = "" if number <= sheet_plan().most_agencies else "只列名"
    return [
        str(number),
        agency.name,
        agency.licence,
        facts["信息条数"],
        facts["涉及证书"],
        listed,
    ]
