"""A cell of a table in a notice or its guide (表格单元格)."""

from typing import Any

from guazheng_lib.reports.official import write
from guazheng_lib.reports.official_tables import set_close

_SIZE, _LINE = 10.5, 17  # 5号; points


def put_cell(cell: Any, text: str, font: str, *, centred: bool = True) -> None:
    """Write a cell of a table, close-set (写单元格)."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    line = cell.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    write(line, text, font, _SIZE)
    set_close(cell, _LINE)
