"""Build the report's Word template in the form of GB/T 9704 (公文模板).

The template is committed beside; after a change here run
``python -m guazheng_lib.reports.summary.build_template``. A test compares the two.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from guazheng_lib.reports.official import (
    BODY,
    HEADING,
    LINE,
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
from guazheng_lib.reports.official_tables import grid_table, set_close
from guazheng_lib.terms.files import write_whole

TEMPLATE = Path(__file__).parents[1] / "template" / "report.docx"

_KINDS = {"heading": HEADING, "subheading": SUBHEADING} | dict.fromkeys(
    ("text", "flush", "annex", "signed", "dated"), BODY
)
_LINES_BEFORE = {"annex": 1, "signed": 2}  # empty lines above: the annexes, the signature
_LINE = 1.3  # of the size, within a table
_SIZE_NARROW = 10.5  # 5号, for a table of many columns
_NUMBER_WIDTHS, _COUNTY_WIDTH = (42, 86, 28), 156  # millimetres; together the width of the text


def build_template() -> bytes:
    """Give the template: a title, blocks in a loop, tables of numbers, page numbers."""
    document = official_document()
    paragraph(document, "{{ title }}", TITLE, SIZE_TITLE, centred=True)
    paragraph(document, "", BODY, SIZE_BODY)
    _blocks(document)
    _tag(document, "{%p if county_rows %}")
    _caption(document, "{{ captions.counties_caption }}")
    _counties(document)
    _tag(document, "{%p endif %}")
    _caption(document, "{{ captions.caption }}")
    _note(document, "{{ note }}")
    _numbers(document)
    return document_bytes(document)


def _blocks(document: Any) -> None:
    from docx.shared import Pt

    _tag(document, "{%p for block in blocks %}")
    for kind, font in _KINDS.items():
        _tag(document, f"{{%p if block.kind == '{kind}' %}}")
        indented = kind not in ("flush", "signed", "dated")
        words = paragraph(document, "{{ block.text }}", font, SIZE_BODY, indented=indented)
        words.paragraph_format.keep_with_next = kind.endswith("heading")
        words.paragraph_format.space_before = Pt(LINE * _LINES_BEFORE.get(kind, 0))
        if kind in ("signed", "dated"):
            _sign(words)
        _tag(document, "{%p endif %}")
    _tag(document, "{%p endfor %}")


def _sign(made: Any) -> None:
    """Set a signature or date at the right, four characters from the edge (署名、成文日期)."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn

    made.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    indent = made._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:rightChars"), "400")
    indent.set(qn("w:right"), str(SIZE_BODY * 4 * 20))


def _caption(document: Any, text: str) -> None:
    caption = paragraph(document, text, HEADING, SIZE_BODY)
    caption.paragraph_format.page_break_before = True
    caption.paragraph_format.keep_with_next = True


def _note(document: Any, text: str) -> None:
    from docx.shared import Pt

    note = paragraph(document, text, BODY, SIZE_TABLE)
    note.paragraph_format.line_spacing = Pt(SIZE_TABLE * _LINE)
    note.paragraph_format.space_after = Pt(SIZE_TABLE / 2)


def _numbers(document: Any) -> None:
    rows = (
        ("项目", "内容", "数量"),
        ("{%tr for group in groups %}", "", ""),
        ("{%tr for row in group.rows %}", "", ""),
        ("{% vm %}{{ group.title }}", "{{ row.title }}", "{{ row.value }}"),
        ("{%tr endfor %}", "", ""),
        ("{%tr endfor %}", "", ""),
    )
    _table(document, rows, _NUMBER_WIDTHS, SIZE_TABLE)


def _counties(document: Any) -> None:
    columns = ("{%tc for name in county_columns %}", "{{ name }}", "{%tc endfor %}")
    rows = (
        columns,
        ("{%tr for row in county_rows %}", "", ""),
        ("{%tc for value in row %}", "{{ value }}", "{%tc endfor %}"),
        ("{%tr endfor %}", "", ""),
    )
    _table(document, rows, (_COUNTY_WIDTH / 3,) * 3, _SIZE_NARROW)


def _table(
    document: Any, rows: Sequence[Sequence[str]], widths: Sequence[float], size: float
) -> None:
    table = grid_table(document, len(rows), widths)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            write(cell.paragraphs[0], text, BODY, size)
            set_close(cell, size * _LINE)
    repeat(table.rows[0])


def _tag(document: Any, text: str) -> None:
    paragraph(document, text, BODY, SIZE_BODY)


if __name__ == "__main__":
    write_whole(TEMPLATE, build_template())
