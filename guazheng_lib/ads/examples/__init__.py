"""Advertisements that an officer has judged (标注): a table on file that Excel opens.

Every correction is a row of its own; of one text the last row counts, the earlier ones are its
history. The file belongs to the office: what people add to it or write differently stays.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guazheng_lib.ads.examples.csv_text import (
    HEADINGS,
    content_of,
    heading_of,
    line_of,
    rows_of,
    unguarded,
)
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.terms.errors import InputError, Place
from guazheng_lib.terms.files import write_whole
from guazheng_lib.terms.hidden_numbers import hide_numbers
from guazheng_lib.terms.locks import one_writer
from guazheng_lib.terms.text import fold_width

__all__ = [
    "EXAMPLES_FILE",
    "HEADINGS",
    "Example",
    "add_example",
    "example_key",
    "read_examples",
    "read_history",
]

EXAMPLES_FILE = "招聘信息标注.csv"

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
    return [] if not path.exists() else list(_examples(path.name, content_of(path)))


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
        content = content_of(path) if path.exists() else line_of(HEADINGS, ",")
        write_whole(path, _with_row(path.name, content, written).encode("utf-8-sig"))
    return written


def _with_row(name: str, content: str, example: Example) -> str:
    """Add a row under the file's own headings."""
    content += "" if content.endswith("\n") else "\r\n"
    headings, delimiter = heading_of(name, content)
    # A file that ends inside a cell would swallow the row: then reading it fails here.
    rows_of(name, content, delimiter)
    return content + line_of([_cell(example, heading) for heading in headings], delimiter)


def _examples(name: str, content: str) -> Iterator[Example]:
    headings, delimiter = heading_of(name, content)
    for number, cells in enumerate(rows_of(name, content, delimiter)[1:], start=2):
        row = dict(zip(headings, map(unguarded, cells), strict=False))
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


def _cell(example: Example, heading: str) -> str:
    judged = "" if example.judged is None else example.judged.zh
    values = (example.text, example.verdict.zh, judged, example.by, example.at, example.note)
    return dict(zip(HEADINGS, values, strict=True)).get(heading, "")


def _clean(text: str) -> str:
    return hide_numbers(_writable(text))


def _writable(text: str) -> str:
    """Leave out what no file holds; one kind of line end."""
    one_end = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWRITABLE.sub("", one_end).strip()
