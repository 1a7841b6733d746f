"""Build the notices' Word templates from their wording, in the form of GB/T 9704 (文书模板).

The templates are committed beside; after a change of the wording run
``python -m guazheng_lib.reports.notices.build_templates``. A test compares the two.
"""

from collections.abc import Mapping
from typing import Any

from guazheng_lib.reports.notices.cells import put_cell
from guazheng_lib.reports.notices.finish import DATE, DATE_FROM_RIGHT, SIGNATURE
from guazheng_lib.reports.notices.kinds import kind_of, wording
from guazheng_lib.reports.notices.templates import SHIPPED
from guazheng_lib.reports.official import (
    BODY,
    HEADING,
    SIZE_BODY,
    SIZE_PAGE,
    SIZE_TITLE,
    TITLE,
    document_bytes,
    official_document,
    paragraph,
    repeat,
)
from guazheng_lib.reports.official_tables import grid_table
from guazheng_lib.terms.files import write_whole

Block = Mapping[str, Any]


def build_template(name: str) -> bytes:
    """Give the template of a kind (生成模板)."""
    document = official_document()
    for style in (SIGNATURE, DATE):
        added = document.styles.add_style(style, 1)  # of paragraphs
        added.base_style = document.styles["Normal"]
    for block in wording()[name]:
        _add(document, block)
    return document_bytes(document)


def build_all() -> None:
    """Write every template beside the program (生成全部模板)."""
    for name in wording():
        write_whole(SHIPPED / kind_of(name).template, build_template(name))


def _add(document: Any, block: Block) -> None:
    if "title" in block:
        paragraph(document, block["title"], TITLE, SIZE_TITLE, centred=True)
        _plain(document, "")
    elif "to" in block:
        _plain(document, block["to"])
    elif "text" in block:
        paragraph(document, block["text"], BODY, SIZE_BODY, indented=True)
    elif "heading" in block:
        heading = paragraph(document, block["heading"], HEADING, SIZE_BODY, indented=True)
        heading.paragraph_format.keep_with_next = True
    elif "each" in block:
        _around(document, block, f"for 行 in {block['each']}", "endfor")
    elif "when" in block:
        _around(document, block, f"if {block['when']}", "endif")
    elif "table" in block:
        _table(document, block["table"])
    elif "sign" in block:
        _sign(document)
    elif "copy" in block:
        _copy(document, block["copy"])


def _plain(document: Any, text: str) -> Any:
    return paragraph(document, text, BODY, SIZE_BODY)


def _around(document: Any, block: Block, begin: str, end: str) -> None:
    _plain(document, f"{{%p {begin} %}}")
    for inner in block["blocks"]:
        _add(document, inner)
    _plain(document, f"{{%p {end} %}}")


def _table(document: Any, shape: Block) -> None:
    titles, values, widths = zip(*shape["columns"], strict=True)
    rows = shape.get("rows") or [
        ["{%tr for 行 in 名单 %}"],
        values,
        ["{%tr endfor %}"],
    ]
    table = grid_table(document, len(rows) + 1, widths)
    for number, (row, texts) in enumerate(zip(table.rows, (titles, *rows), strict=True)):
        for cell, text in zip(row.cells, texts, strict=False):  # a loop's row has but one cell
            put_cell(cell, text, HEADING if number == 0 else BODY)
    repeat(table.rows[0])


def _sign(document: Any) -> None:
    """Leave two lines, then the signature and the date at the right (署名、成文日期)."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn

    if document.paragraphs:  # a signature alone on a page would belong to nothing
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    for _ in range(2):
        _plain(document, "").paragraph_format.keep_with_next = True
    for style, text in ((SIGNATURE, "{{ 部门 }}"), (DATE, "{{ 成文日期 }}")):
        line = _plain(document, text)
        line.style = document.styles[style]
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.keep_with_next = style == SIGNATURE
        indent = line._p.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:rightChars"), str(round(DATE_FROM_RIGHT * 100)))
        indent.set(qn("w:right"), str(round(DATE_FROM_RIGHT * SIZE_BODY * 20)))


def _copy(document: Any, text: str) -> None:
    """Write whom a copy goes to, between two lines (版记)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    _plain(document, "")
    line = paragraph(document, text, BODY, SIZE_PAGE)
    borders = OxmlElement("w:pBdr")
    for side in ("w:top", "w:bottom"):
        rule = OxmlElement(side)
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    properties = line._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:spacing", "w:ind", "w:jc", "w:rPr")


if __name__ == "__main__":
    build_all()
