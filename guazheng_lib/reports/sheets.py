"""How every workbook of ours is written (表格写法): text stays text, prints on A4, no clock."""

import io
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from guazheng_lib.terms.cells import LONGEST as LONGEST
from guazheng_lib.terms.cells import put_text as put_text
from guazheng_lib.terms.files import office_bytes, write_whole

if TYPE_CHECKING:
    from openpyxl.styles import Border
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "宋体"
TALLEST = 400.0
"""Points that a row may be high; Excel stops at 409."""
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
    return min(TALLEST, _lines(texts, widths) * _LINE + 4)


def fit_text(text: str, width: float, *, sizes: Sequence[int]) -> tuple[int, float]:
    """Choose the largest size in which a cell's text fits, and the height it needs (字号与行高).

    Args:
        text: of the cell.
        width: of its column, in characters of the first size.
        sizes: to choose from, largest first.

    Returns:
        The size, and the height; beyond `TALLEST` it fits in none and is cut in print.

    >>> fit_text("一二三四五六", 9, sizes=(11, 9)), fit_text("一" * 180, 9, sizes=(11, 9))[0]
    ((11, 32.0), 9)
    """
    for size in sizes:
        smaller = size / sizes[0]
        height = _lines([text], [width / smaller]) * _LINE * smaller + 4
        if height <= TALLEST:
            break
    return size, height


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


def _lines(texts: Iterable[str], widths: Iterable[float]) -> int:
    lines = (
        sum(max(1, math.ceil(_width(line) / max(width - 1, 2))) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return max(lines, default=1)


def _width(line: str) -> int:
    return sum(1 if ord(character) < 0x2E80 else 2 for character in line)
