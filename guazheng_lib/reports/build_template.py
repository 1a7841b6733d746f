"""Build the report's Word template in the form of GB/T 9704 (公文模板).

The template is committed beside; after a change here run
``python -m guazheng_lib.reports.build_template``. A test compares the two.
"""

import io
from pathlib import Path
from typing import Any

from guazheng_lib.reports.files import office_bytes, write_whole

TEMPLATE = Path(__file__).parent / "template" / "report.docx"

_TITLE, _BODY, _HEADING, _SUBHEADING = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
_SIZE_TITLE, _SIZE_BODY, _SIZE_TABLE, _SIZE_PAGE = 22, 16, 12, 14  # 2号, 3号, 小4号, 4号
_LINE = 28.95  # 22 lines of 225 mm
_MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}


def build_template() -> bytes:
    """Give the template: a title, blocks in a loop, a table of numbers, page numbers."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, millimetres in _MARGINS.items():
        setattr(section, name, Mm(millimetres))
    section.footer_distance = Mm(28)  # the number stands 7 mm below the text
    _base_font(document)
    _paragraph(document, "{{ title }}", _TITLE, _SIZE_TITLE, centred=True)
    _paragraph(document, "", _BODY, _SIZE_BODY)
    _blocks(document)
    _numbers(document)
    _page_number(section.footer.paragraphs[0])
    document.core_properties.author = "挂证核查工作台"
    document.core_properties.title = ""
    document.core_properties.comments = ""
    written = io.BytesIO()
    document.save(written)
    return office_bytes(written.getvalue())


def _blocks(document: Any) -> None:
    _paragraph(document, "{%p for block in blocks %}", _BODY, _SIZE_BODY)
    for kind, font in (("heading", _HEADING), ("subheading", _SUBHEADING), ("text", _BODY)):
        _paragraph(document, f"{{%p if block.{kind} %}}", _BODY, _SIZE_BODY)
        paragraph = _paragraph(document, f"{{{{ block.{kind} }}}}", font, _SIZE_BODY, indented=True)
        paragraph.paragraph_format.keep_with_next = kind != "text"
        _paragraph(document, "{%p endif %}", _BODY, _SIZE_BODY)
    _paragraph(document, "{%p endfor %}", _BODY, _SIZE_BODY)


def _numbers(document: Any) -> None:
    caption = _paragraph(document, "附表：本报告的数字", _HEADING, _SIZE_BODY)
    caption.paragraph_format.page_break_before = True
    table = document.add_table(rows=4, cols=2, style="Table Grid")
    texts = [
        ("项目", "数量"),
        ("{%tr for row in rows %}", ""),
        ("{{ row.title }}", "{{ row.value }}"),
        ("{%tr endfor %}", ""),
    ]
    for row, (left, right) in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, (left, right), strict=True):
            _write(cell.paragraphs[0], text, _BODY, _SIZE_TABLE)
    _repeat(table.rows[0])


def _paragraph(
    document: Any, text: str, font: str, size: int, *, centred: bool = False, indented: bool = False
) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(_LINE)
    if centred:
        shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape.line_spacing = Pt(36)
    if indented:
        _indent_two_characters(paragraph)
    _write(paragraph, text, font, size)
    return paragraph


def _write(paragraph: Any, text: str, font: str, size: int) -> None:
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    _set_fonts(run._element.get_or_add_rPr().get_or_add_rFonts(), font)


def _set_fonts(fonts: Any, font: str) -> None:
    from docx.oxml.ns import qn

    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), font)


def _indent_two_characters(paragraph: Any) -> None:
    from docx.oxml.ns import qn

    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), str(_SIZE_BODY * 2 * 20))


def _base_font(document: Any) -> None:
    from docx.shared import Pt

    style = document.styles["Normal"]
    style.font.size = Pt(_SIZE_BODY)
    _set_fonts(style.element.get_or_add_rPr().get_or_add_rFonts(), _BODY)


def _page_number(paragraph: Any) -> None:
    """Write —1— in the middle of the foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(paragraph, "—", "宋体", _SIZE_PAGE)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    _write(paragraph, "1", "宋体", _SIZE_PAGE)
    field.append(paragraph.runs[-1]._r)
    _write(paragraph, "—", "宋体", _SIZE_PAGE)


def _repeat(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


if __name__ == "__main__":
    write_whole(TEMPLATE, build_template())
