"""The form of an official document in Word, as GB/T 9704 sets it (公文格式)."""

import io
from typing import Any

from guazheng_lib.terms.files import office_bytes

TITLE, BODY, HEADING, SUBHEADING = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
SIZE_TITLE, SIZE_BODY, SIZE_TABLE, SIZE_PAGE = 22, 16, 12, 14  # 2号, 3号, 小4号, 4号
AUTHOR = "挂证核查工作台"
LINE = 28.95  # 22 lines of 225 mm
_LINE_PITCH = 579  # the same 22 lines
_CLOSER = "-5"  # twentieths of a point: 28 characters of size 3 in 156 mm
_AFTER_SPACING = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:lang")
_MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}


def official_document() -> Any:
    """Make an empty document: A4, margins, fonts, page numbers (空白公文)."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, millimetres in _MARGINS.items():
        setattr(section, name, Mm(millimetres))
    section.footer_distance = Mm(28)  # the number stands 7 mm below the text
    _set_grid(section)
    _base_font(document)
    _page_numbers(document)
    document.core_properties.author = AUTHOR
    document.core_properties.title = ""
    document.core_properties.comments = ""
    return document


def document_bytes(document: Any) -> bytes:
    """Give a document's bytes, the same for the same content (成文)."""
    written = io.BytesIO()
    document.save(written)
    return office_bytes(written.getvalue())


def paragraph(
    document: Any, text: str, font: str, size: int, *, centred: bool = False, indented: bool = False
) -> Any:
    """Add a paragraph of the body: exact line spacing, nothing before or after (段落)."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt

    made = document.add_paragraph()
    shape = made.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
    if centred:
        shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape.line_spacing = Pt(36)
    if indented:
        _indent_two_characters(made)
    write(made, text, font, size)
    return made


def write(paragraph: Any, text: str, font: str, size: float) -> None:
    """Write a run of text in one font (写字)."""
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    properties = run._element.get_or_add_rPr()
    _set_fonts(properties.get_or_add_rFonts(), font)
    if size == SIZE_BODY:
        _set_closer(properties)


def repeat(row: Any) -> None:
    """Let a table's heading stand on every page (表头每页重复)."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _set_fonts(fonts: Any, font: str) -> None:
    from docx.oxml.ns import qn

    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), font)


def _set_closer(properties: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), _CLOSER)
    properties.insert_element_before(spacing, *_AFTER_SPACING)


def _indent_two_characters(paragraph: Any) -> None:
    from docx.oxml.ns import qn

    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), str(SIZE_BODY * 2 * 20))


def _base_font(document: Any) -> None:
    from docx.shared import Pt

    style = document.styles["Normal"]
    style.font.size = Pt(SIZE_BODY)
    _set_fonts(style.element.get_or_add_rPr().get_or_add_rFonts(), BODY)


def _set_grid(section: Any) -> None:
    """Set 22 lines on a page (版心).

    The 28 characters of a line come from the characters themselves (`write`): LibreOffice sets a
    grid of characters narrower than their font with gaps as wide as half a character.
    """
    from docx.oxml.ns import qn

    grid = section._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(_LINE_PITCH))


def _page_numbers(document: Any) -> None:
    """Write — 1 — at the foot: odd pages at the right, even ones at the left (页码单右双左)."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right")
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left")


def _page_number(footer: Any, alignment: Any, side: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.alignment = alignment
    indent = line._p.get_or_add_pPr().get_or_add_ind()  # one character from the edge
    indent.set(qn(f"w:{side}Chars"), "100")
    indent.set(qn(f"w:{side}"), str(SIZE_PAGE * 20))
    write(line, "— ", "宋体", SIZE_PAGE)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)
    write(line, "1", "宋体", SIZE_PAGE)
    field.append(line.runs[-1]._r)
    write(line, " —", "宋体", SIZE_PAGE)
