"""How every workbook of ours is written (表格写法): text stays text, prints on A4, no clock."""

import io
import math
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guazheng_lib.reports.files import office_bytes, write_whole

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.styles import Border
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "宋体"
_LONGEST = 32_000  # Excel holds 32 767 characters in a cell
_TALLEST = 400.0  # points; Excel stops at 409
_LINE = 14.0


def new_workbook() -> "Workbook":
    """Make an empty workbook that names nobody as its author (空白工作簿)."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.properties.creator = "挂证核查工作台"
    return workbook


def first_sheet(workbook: "Workbook", title: str) -> "Worksheet":
    """Give the sheet that a new workbook comes with (首张工作表)."""
    sheet: Worksheet = workbook.worksheets[0]
    sheet.title = title
    return sheet


def put_text(cell: Any, text: str) -> "Cell":
    """Write what came from outside so that no program computes with it (按文本写入).

    A text beginning with ``= + - @`` would be a formula, 18 digits a rounded number.
    """
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    clean = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.value = clean if len(clean) <= _LONGEST else f"{clean[:_LONGEST]}……（过长，已截断）"
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = True
    return cell  # type: ignore[no-any-return]


def set_widths(sheet: "Worksheet", widths: Iterable[float]) -> None:
    """Set the column widths, from the first column on (列宽)."""
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def row_height(texts: Iterable[str], widths: Iterable[float]) -> float:
    """Estimate the height that wrapped texts need; a Chinese character is two wide (行高).

    >>> row_height(["一二三四五六"], [20]), row_height(["一二三四五六"], [9])
    (18.0, 32.0)
    """
    lines = (
        sum(max(1, math.ceil(_width(line) / max(width - 1, 2))) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(_TALLEST, max(lines, default=1) * _LINE + 4)


def thin_border(color: str = "9AA5B1") -> "Border":
    """Rule a cell on its four sides (边框)."""
    from openpyxl.styles import Border, Side

    thin = Side(style="thin", color=color)
    return Border(left=thin, right=thin, top=thin, bottom=thin)


def print_on_a4(sheet: "Worksheet", *, heading: tuple[int, int], header: str = "") -> None:
    """Fit the sheet to the width of A4 landscape; heading repeated, pages numbered (打印)."""
    from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{heading[0]}:{heading[1]}"
    sheet.page_margins.left = sheet.page_margins.right = 0.3
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第 &P 页 共 &N 页"))
    if header:
        words = _HeaderFooterPart(header.replace("&", "&&"))
        sheet.HeaderFooter.oddHeader = HeaderFooterItem(left=words)


def save(workbook: "Workbook", path: Path) -> Path:
    """Write a workbook whole, with the same bytes for the same content (保存)."""
    written = io.BytesIO()
    workbook.save(written)
    return write_whole(path, office_bytes(written.getvalue()))


def _width(line: str) -> int:
    return sum(1 if ord(character) < 0x2E80 else 2 for character in line)
