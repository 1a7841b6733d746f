"""A table of labels as text (标注表文本): whatever Excel made of its encoding and its commas."""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from guazheng_lib.terms.errors import InputError, Place

HEADINGS = ("正文", "应判", "原判", "标注人", "标注时间", "说明")

_REQUIRED = frozenset(HEADINGS[:2])
_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",\t;"
# A cell that begins so would be computed; the quote before it says text, and comes off again.
_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")


def content_of(path: Path) -> str:
    """Read the file, in whichever encoding it was saved (读标注表).

    Raises:
        InputError: where it cannot be opened, or is no text.
    """
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise InputError(
            "文件打不开", place=Place(path.name), remedy="关闭正打开它的程序，确认可读，再试"
        ) from problem
    encodings = ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _foreign(path.name)


def heading_of(name: str, content: str) -> tuple[list[str], str]:
    """Find the headings, wherever people moved the columns to, and what parts the cells (表头).

    Raises:
        InputError: where the first line does not name the columns that are needed.
    """
    first_line = content.partition("\n")[0].strip("\r")
    for delimiter in _DELIMITERS:
        headings = [cell.strip().strip('"') for cell in first_line.split(delimiter)]
        if _REQUIRED.issubset(headings):
            return headings, delimiter
    raise _foreign(name)


def rows_of(name: str, content: str, delimiter: str) -> list[list[str]]:
    """Part the table into cells, the headings first (分格).

    Raises:
        InputError: where a quotation mark is missing.
    """
    lines = io.StringIO(content, newline="")
    try:
        return list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as problem:
        raise InputError(
            "引号不成对，读不下去",
            place=Place(name),
            remedy="用 Excel 打开核对末尾几行，或换回备份后再试",
        ) from problem


def line_of(cells: Iterable[str], delimiter: str) -> str:
    """Write one row as a line of the table (写一行); no cell of it is a formula."""
    written = io.StringIO(newline="")
    guarded = [f"'{cell}" if _LIKE_A_FORMULA.match(cell) else cell for cell in cells]
    csv.writer(written, delimiter=delimiter, lineterminator="\r\n").writerow(guarded)
    return written.getvalue()


def unguarded(cell: str) -> str:
    """Give a cell as it was before it was guarded against formulas (去保护)."""
    is_guarded = cell.startswith("'") and _LIKE_A_FORMULA.match(cell)
    return cell[1:] if is_guarded else cell


def _foreign(name: str) -> InputError:
    return InputError(
        "这不是招聘信息标注表",
        place=Place(name),
        remedy=f"把它移走或改名后再试；标注表第一行是 {'、'.join(HEADINGS)}",
    )
