"""Tables in an official document (公文表格): lines of their own, so that they need no style."""

from collections.abc import Sequence
from typing import Any


def grid_table(document: Any, rows: int, widths: Sequence[float]) -> Any:
    """Add a table with lines around every cell; its rows break over no page (表格).

    Args:
        document: where it goes.
        rows: how many.
        widths: of the columns, in millimetres.
    """
    table = document.add_table(rows=rows, cols=len(widths))
    _draw_lines(table._tbl.tblPr)
    set_widths(table, widths)
    for row in table.rows:
        _keep_whole(row)
    return table


def set_widths(table: Any, widths: Sequence[float]) -> None:
    """Set the widths of a table's columns, in millimetres (列宽)."""
    from docx.shared import Mm

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def set_close(cell: Any, points: float) -> None:
    """Set a cell's lines closer than the body's (表内行距)."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for made in cell.paragraphs:
        shape = made.paragraph_format
        shape.space_before = shape.space_after = Pt(1)
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)
        grid = OxmlElement("w:snapToGrid")
        grid.set(qn("w:val"), "0")
        made._p.pPr.find(qn("w:spacing")).addprevious(grid)


def _draw_lines(properties: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.find(qn("w:tblLook")).addprevious(borders)


def _keep_whole(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
