"""Write the verification sheets of agencies as one workbook (写中介核查表)."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guazheng_lib.reports.agency_sheets.contents import AgencyFile
from guazheng_lib.reports.agency_sheets.one_agency import write_agency
from guazheng_lib.reports.agency_sheets.plan import sheet_plan
from guazheng_lib.reports.agency_sheets.ruled_page import RuledPage
from guazheng_lib.reports.sheets import (
    FONT,
    first_sheet,
    new_workbook,
    print_on_a4,
    save,
    set_widths,
)
from guazheng_lib.terms.catalogue import LEAD_IS_NO_FINDING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_COLUMNS = {
    **{"序号": 6, "机构名称": 32, "许可情况": 16, "信息情况": 38},
    **{"涉及证书": 28, "案件": 16, "本册": 10},
}
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
    _index(index, title, agencies)
    for number, agency in enumerate(agencies[: sheet_plan().most_agencies], start=1):
        write_agency(workbook.create_sheet(str(number)), agency, county=county, as_of=as_of)
    return save(workbook, path)


def _index(sheet: "Worksheet", title: str, agencies: Sequence[AgencyFile]) -> None:
    page = RuledPage(sheet, tuple(_COLUMNS.values()))
    page.line(title, size=16, height=26)
    page.line(LEAD_IS_NO_FINDING, bold=True)
    page.heading(tuple(_COLUMNS))
    heading = page.row
    for number, agency in enumerate(agencies, start=1):
        texts = enumerate(_line(number, agency), start=1)
        page.cells({(place, place): text for place, text in texts})
        if number <= sheet_plan().most_agencies:
            _link(sheet.cell(page.row, len(_COLUMNS)), str(number))
    if not agencies:
        page.line(_NOTHING)
    set_widths(sheet, _COLUMNS.values())
    sheet.freeze_panes = f"A{heading + 1}"
    print_on_a4(sheet, heading=(heading, heading))


def _line(number: int, agency: AgencyFile) -> list[str]:
    has_sheet = number <= sheet_plan().most_agencies
    return [
        str(number),
        agency.name,
        agency.licence,
        agency.counts,
        dict(agency.reasons)["涉及证书"],
        agency.case,
        f"第 {number} 张" if has_sheet else "只列名",
    ]


def _link(cell: Any, sheet: str) -> None:
    """Let a click lead to an agency's sheet."""
    from openpyxl.styles import Font

    cell.hyperlink = f"#'{sheet}'!A1"
    cell.font = Font(FONT, 10, color="1F5FA8", underline="single")
