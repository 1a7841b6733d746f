"""What is set after a template was filled in (成文): the signature, the mark of a demo."""

from typing import Any

from guazheng_lib.reports.official import HEADING, SIZE_BODY, write

SIGNATURE = "署名"
"""The paragraph style of the signature in every template."""
DATE = "成文日期"
DEMO_MARK = "【演示数据，不得作为文书使用】"

DATE_FROM_RIGHT = 4.0
"""How many characters a date stands from the right margin (右空四字)."""


def finish(document: Any, *, is_demo: bool) -> None:
    """Centre the signature over the date, and mark what is a demonstration (成文)."""
    # Word gives styles of Chinese names numbers of its own: only the name is sure.
    names = {style.style_id: style.name for style in document.styles}
    styled = {names.get(each._p.style): each for each in document.paragraphs}
    if SIGNATURE in styled and DATE in styled:
        _centre_over(styled[SIGNATURE], styled[DATE])
    if is_demo:
        _mark(document)


def width(text: str) -> float:
    """Tell how wide a text stands, in characters (字宽).

    >>> width("2026年1月12日"), width("甲县住建局")
    (6.5, 5.0)
    """
    return sum(0.5 if mark.isascii() else 1.0 for mark in text)


def _mark(document: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    mark = document.add_paragraph()
    mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(mark, DEMO_MARK, HEADING, SIZE_BODY)
    document.element.body.insert(0, mark._p)


def _centre_over(signature: Any, dated: Any) -> None:
    """The seal stands on both, so their middles meet; a long name begins at the margin at most."""
    from docx.oxml.ns import qn

    middle = DATE_FROM_RIGHT + width(dated.text.strip()) / 2
    indent = signature._p.get_or_add_pPr().get_or_add_ind()
    characters = max(0.0, middle - width(signature.text.strip()) / 2)
    indent.set(qn("w:rightChars"), str(round(characters * 100)))
    indent.set(qn("w:right"), str(round(characters * SIZE_BODY * 20)))
