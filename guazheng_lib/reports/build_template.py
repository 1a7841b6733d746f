"""Build the report's Word template in the form of GB/T 9704 (公文模板).

The template is committed beside; after a change here run
``python -m guazheng_lib.reports.build_template``. A test compares the two.
"""

from pathlib import Path
from typing import Any

from guazheng_lib.reports.files import write_whole
from guazheng_lib.reports.official import (
    BODY,
    HEADING,
    SIZE_BODY,
    SIZE_TABLE,
    SIZE_TITLE,
    SUBHEADING,
    TITLE,
    document_bytes,
    official_document,
    paragraph,
    repeat,
    write,
)

TEMPLATE = Path(__file__).parent / "template" / "report.docx"


def build_template() -> bytes:
    """Give the template: a title, blocks in a loop, a table of numbers, page numbers."""
    document = official_document()
    paragraph(document, "{{ title }}", TITLE, SIZE_TITLE, centred=True)
    paragraph(document, "", BODY, SIZE_BODY)
    _blocks(document)
    _numbers(document)
    return document_bytes(document)


def _blocks(document: Any) -> None:
    paragraph(document, "{%p for block in blocks %}", BODY, SIZE_BODY)
    for kind, font in (("heading", HEADING), ("subheading", SUBHEADING), ("text", BODY)):
        paragraph(document, f"{{%p if block.{kind} %}}", BODY, SIZE_BODY)
        words = paragraph(document, f"{{{{ block.{kind} }}}}", font, SIZE_BODY, indented=True)
        words.paragraph_format.keep_with_next = kind != "text"
        paragraph(document, "{%p endif %}", BODY, SIZE_BODY)
    paragraph(document, "{%p endfor %}", BODY, SIZE_BODY)


def _numbers(document: Any) -> None:
    caption = paragraph(document, "附表：本报告的数字", HEADING, SIZE_BODY)
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
            write(cell.paragraphs[0], text, BODY, SIZE_TABLE)
    repeat(table.rows[0])


if __name__ == "__main__":
    write_whole(TEMPLATE, build_template())
