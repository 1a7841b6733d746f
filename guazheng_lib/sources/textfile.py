"""Text files: encoding, delimiter, records (文本文件); runs in the reader process."""

import codecs
import csv
import io
import statistics
from collections.abc import Iterator
from pathlib import Path

from guazheng_lib.sources.refusal import Refusal

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",\t;|，"
_SAMPLE = 64 * 1024
_RUNAWAY = 200
"""A quoted cell over more lines than this is a stray quotation mark, not a cell."""


def text_encoding(path: Path) -> str:
    """Find the encoding of a text file (编码).

    Raises:
        Refusal: where no known encoding fits.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return _checked(path, (name,))
    if b"\x00" in head:
        return _checked(path, sorted(("utf-16-le", "utf-16-be"), key=lambda n: -_looks(head, n)))
    return _checked(path, ("utf-8", "gb18030"))


def records(path: Path, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """Give each record with the line on which it starts (记录与行号)."""
    delimiter = _delimiter(_head(path, encoding))
    try:
        yield from _records(path, encoding, delimiter, quoting=True)
    except _RunawayQuoteError as stray:
        further = _records(path, encoding, delimiter, quoting=False)
        yield from (record for record in further if record[0] >= stray.line)


class _RunawayQuoteError(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _records(
    path: Path, encoding: str, delimiter: str, *, quoting: bool
) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding=encoding, newline="") as file:
        quotes = csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE
        reader = csv.reader(file, delimiter=delimiter, quoting=quotes)
        first = 1
        for cells in reader:
            if reader.line_num - first > _RUNAWAY:
                raise _RunawayQuoteError(first)
            yield first, cells
            first = reader.line_num + 1


def _head(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as file:
        return file.read(_SAMPLE)


def _delimiter(head: str) -> str:
    """Choose the delimiter that splits most lines into equally many cells."""
    return max(_DELIMITERS, key=lambda mark: _evenness(head, mark))


def _evenness(head: str, delimiter: str) -> float:
    rows = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    widths = [len(row) for _, row in zip(range(200), rows, strict=False) if row]
    if not widths:
        return 0.0
    common = statistics.mode(widths)
    if common < 2:
        return sum(width > 1 for width in widths) / len(widths) / 100
    return sum(width == common for width in widths) / len(widths) + common / 1000


def _checked(path: Path, names: tuple[str, ...] | list[str]) -> str:
    for name in names:
        if _decodes(path, name):
            return name
    raise Refusal(
        "文字编码不认识，读不出来", "用 Excel 或记事本打开，另存为 UTF-8 编码的文本后重交"
    )


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    controls = length = 0
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                text = decoder.decode(block)
                length += len(text)
                controls += sum(text.count(mark) for mark in "\x00\x01\x02\x03\x04\x05\x06\x0e\x0f")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return controls * 1000 <= length


def _looks(head: bytes, encoding: str) -> float:
    text = head[: len(head) // 2 * 2].decode(encoding, "replace")
    usual = sum(mark.isascii() or "\u4e00" <= mark <= "\u9fff" for mark in text)
    return usual / max(len(text), 1)
