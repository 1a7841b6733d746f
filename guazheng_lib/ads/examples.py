"""Advertisements that an officer has judged (标注): a table on file that Excel opens.

Every correction is a row of its own; of one text the last row counts, the earlier ones are its
history. The file belongs to the office: what people add to it or write differently stays.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guazheng_lib.ads.judge import Verdict
from guazheng_lib.terms.errors import InputError, Place
from guazheng_lib.terms.files import write_whole
from guazheng_lib.terms.hidden_numbers import hide_numbers
from guazheng_lib.terms.locks import one_writer
from guazheng_lib.terms.text import fold_width

EXAMPLES_FILE = "招聘信息标注.csv"
HEADINGS = ("正文", "应判", "原判", "标注人", "标注时间", "说明")

_REQUIRED = frozenset(HEADINGS[:2])
_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",\t;"
# A cell that begins so would be computed; the quote before it says text, and comes off again.
_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_VERDICTS = {written: verdict for verdict in Verdict for written in (str(verdict), verdict.zh)}


@dataclass(frozen=True)
class Example:
    """What an officer made of an advertisement (标注).

    Attributes:
        text: the advertisement, telephones and identity numbers masked.
        verdict: what it should be judged (应判).
        judged: what the program had judged (原判); none where nobody asked it.
        by: who says so (标注人).
        at: when, as the file writes it (标注时间).
        note: why (说明).
    """

    text: str
    verdict: Verdict
    judged: Verdict | None = None
    by: str = ""
    at: str = ""
    note: str = ""


def example_key(text: str) -> str:
    """Give what two copies of one text have in common (同文): neither blanks nor numbers count."""
    return fold_width(hide_numbers(text))


def read_examples(path: Path) -> list[Example]:
    """Read what counts: of every text the last judgement (读标注); none where there is no file.

    Raises:
        InputError: where the file is no such table, or a row's verdict is none.
    """
    return list({example_key(example.text): example for example in read_history(path)}.values())


def read_history(path: Path) -> list[Example]:
    """Read every row, also those that a later one replaces (标注经过), in order.

    Raises:
        InputError: as `read_examples`.
    """
    return [] if not path.exists() else list(_examples(path.name, _content(path)))


def add_example(path: Path, example: Example) -> Example:
    """Put one more judgement on file (记下标注); whatever else the file holds stays.

    Two notebooks may do so at the same time. Numbers that tell a person are masked.

    Returns:
        The example as it was written.

    Raises:
        InputError: where the text is empty, or the file is no such table; it stays as it was.
        DocumentError: where the file cannot be written.
    """
    written = Example(
        _clean(example.text),
        example.verdict,
        example.judged,
        _writable(example.by),
        _writable(example.at),
        _clean(example.note),
    )
    if not example_key(written.text):
        raise InputError("没有正文", place=Place(path.name), remedy="先粘贴一条招聘信息")
    with one_writer(path):
        content = _content(path) if path.exists() else _line(HEADINGS, ",")
        content += "" if content.endswith("\n") else "\r\n"
        headings, delimiter = _heading(path.name, content)
        _rows(path.name, content, delimiter)  # a file that ends inside a cell would swallow the row
        row = [_cell(written, heading) for heading in headings]
        write_whole(path, (content + _line(row, delimiter)).encode("utf-8-sig"))
    return written


def _content(path: Path) -> str:
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


def _examples(name: str, content: str) -> Iterator[Example]:
    headings, delimiter = _heading(name, content)
    for number, cells in enumerate(_rows(name, content, delimiter)[1:], start=2):
        row = dict(zip(headings, map(_unguarded, cells), strict=False))
        if row.get("正文", "").strip():
            yield _example(row, Place(name, row=number))


def _example(row: dict[str, str], place: Place) -> Example:
    verdict = _VERDICTS.get(row.get("应判", "").strip())
    if verdict is None:
        choices = "、".join(each.zh for each in Verdict)
        raise InputError("看不懂应判什么", place=place, remedy=f"「应判」一列写其中一个：{choices}")
    judged = _VERDICTS.get(row.get("原判", "").strip())
    by, at, note = (row.get(heading, "") for heading in HEADINGS[3:])
    return Example(row["正文"], verdict, judged, by, at, note)


def _heading(name: str, content: str) -> tuple[list[str], str]:
    """Find the headings, wherever people moved the columns to, and what parts the cells."""
    first_line = content.partition("\n")[0].strip("\r")
    for delimiter in _DELIMITERS:
        headings = [cell.strip().strip('"') for cell in first_line.split(delimiter)]
        if _REQUIRED.issubset(headings):
            return headings, delimiter
    raise _foreign(name)


def _rows(name: str, content: str, delimiter: str) -> list[list[str]]:
    lines = io.StringIO(content, newline="")
    try:
        return list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as problem:
        raise InputError(
            "引号不成对，读不下去",
            place=Place(name),
            remedy="用 Excel 打开核对末尾几行，或换回备份后再试",
        ) from problem


def _foreign(name: str) -> InputError:
    return InputError(
        "这不是招聘信息标注表",
        place=Place(name),
        remedy=f"把它移走或改名后再试；标注表第一行是 {'、'.join(HEADINGS)}",
    )


def _cell(example: Example, heading: str) -> str:
    judged = "" if example.judged is None else example.judged.zh
    values = (example.text, example.verdict.zh, judged, example.by, example.at, example.note)
    cell = dict(zip(HEADINGS, values, strict=True)).get(heading, "")
    return f"'{cell}" if _LIKE_A_FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    guarded = cell.startswith("'") and _LIKE_A_FORMULA.match(cell)
    return cell[1:] if guarded else cell


def _line(cells: list[str] | tuple[str, ...], delimiter: str) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return written.getvalue()


def _clean(text: str) -> str:
    return hide_numbers(_writable(text))


def _writable(text: str) -> str:
    """Leave out what no file holds; one kind of line end."""
    one_end = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWRITABLE.sub("", one_end).strip()
