"""The shipped templates handed out for editing, with a page of their placeholders (导出模板)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from guazheng_lib.reports.notices.cells import put_cell
from guazheng_lib.reports.notices.kinds import notices, placeholders
from guazheng_lib.reports.notices.templates import GUIDE, SHIPPED
from guazheng_lib.reports.official import (
    BODY,
    HEADING,
    SIZE_BODY,
    SIZE_TITLE,
    TITLE,
    document_bytes,
    official_document,
    paragraph,
    repeat,
)
from guazheng_lib.reports.official_tables import grid_table
from guazheng_lib.terms.files import write_whole

_WIDTHS = (56, 100)

HOW_TO = (
    "模板放在数据文件夹的 templates 里，文件名不变，写文书时就用它；删去后用随程序的模板。",
    "占位符写在两对半角花括号里，如 {{ 部门 }}。",
    "名单逐条写，中间写 {{ 行.姓名 }}：表格行用 {%tr for 行 in 名单 %} 和 {%tr endfor %}，"
    "段落用 {%p for 行 in 名单 %} 和 {%p endfor %}，各占一行。",
    "署名一段的样式叫“署名”，程序按单位名称的长短使它居中于成文日期；不要改样式名。",
)


def export_templates(folder: Path) -> list[Path]:
    """Write the shipped templates out for editing, with a page of the placeholders (导出模板).

    What is there already stays: it may be edited.

    Raises:
        DocumentError: where the folder cannot be written.
    """
    ready = {kind.template: (SHIPPED / kind.template).read_bytes() for kind in notices().kinds}
    ready[GUIDE] = guide()
    missing = {name: content for name, content in ready.items() if not (folder / name).exists()}
    return [write_whole(folder / name, content) for name, content in missing.items()]


def guide() -> bytes:
    """Write the page that lists what each template may use (占位符说明)."""
    document = official_document()
    paragraph(document, "文书模板占位符说明", TITLE, SIZE_TITLE, centred=True)
    for line in HOW_TO:
        paragraph(document, line, BODY, SIZE_BODY, indented=True)
    common = notices().placeholders
    _list(document, "每份文书都可以用", common)
    for kind in notices().kinds:
        own = {name: what for name, what in placeholders(kind).items() if name not in common}
        _list(document, f"{kind.template}：{kind.about}", own)
    return document_bytes(document)


def _list(document: Any, title: str, meanings: Mapping[str, str]) -> None:
    heading = paragraph(document, title, HEADING, SIZE_BODY)
    heading.paragraph_format.keep_with_next = True
    rows = [("占位符", "意思"), *meanings.items()]
    table = grid_table(document, len(rows), _WIDTHS)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            put_cell(cell, text, HEADING if texts == rows[0] else BODY, centred=False)
    repeat(table.rows[0])
