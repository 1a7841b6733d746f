"""Text files: encoding, delimiter, records (文本文件); runs in the reader process."""

import codecs
import csv
import io
import statistics
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from guazheng_lib.sources.damaged import lines_of, usual_encoding
from guazheng_lib.sources.refusal import Refusal

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MIXED = "mixed:"
_DELIMITERS = ",\t;|，"
_SAMPLE = 64 * 1024
_STRAY = 0.02
"""In UTF-16 every comma and line end has a zero byte; fewer of them only strayed in."""
_LONGEST_CELL = 2000
"""Lines; a quoted cell beyond is broken off, so that a stray quotation mark ends somewhere."""


def text_encoding(path: Path) -> str:
    """Find the encoding of a text file (编码), "mixed:" before it where some lines do not fit.

    Raises:
        Refusal: where no known encoding fits.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return _checked(path, (name,))
    if head.count(0) > len(head) * _STRAY:
        return _checked(path, sorted(("utf-16-le", "utf-16-be"), key=lambda n: -_looks(head, n)))
    return _checked(path, ("utf-8", "gb18030"))


def records(path: Path, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """Give each record with the line on which it starts (记录与行号).

    A stray quotation mark opens a cell that would swallow the lines below; its line is then taken
    without quoting, and reading goes on with the next.
    """
    csv.field_size_limit(2**31 - 1)
    delimiter = _delimiter(_head(path, encoding))
    with _lines(path, encoding) as file:
        lines = _Lines(file)
        number, width = 1, 0
        for cells in csv.reader(lines, delimiter=delimiter):
            taken = lines.take()
            if len(taken) > 2 and _swallowed(cells, delimiter, width):
                lines.put_back(taken[1:])
                taken = taken[:1]
                cells = next(csv.reader(taken, delimiter=delimiter, quoting=csv.QUOTE_NONE))
            yield number, cells
            number += len(taken)
            width = max(width, len(cells))


class _Lines:
    """The lines of a file, remembering those of the record under way."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._back: deque[str] = deque()
        self._taken: list[str] = []

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        if len(self._taken) >= _LONGEST_CELL:
            raise StopIteration
        line = self._back.popleft() if self._back else next(self._lines)
        self._taken.append(line)
        return line

    def take(self) -> list[str]:
        """Give the lines of the record just read."""
        taken, self._taken = self._taken, []
        return taken

    def put_back(self, lines: list[str]) -> None:
        """Let lines be read again."""
        self._back.extendleft(reversed(lines))


def _swallowed(cells: list[str], delimiter: str, width: int) -> bool:
    """Whether the lines inside a cell look like records of their own."""
    if width < 3:
        return False
    inner = [line for cell in cells for line in cell.splitlines()[1:]]
    alike = sum(line.count(delimiter) >= width - 2 for line in inner)
    return bool(inner) and alike * 2 >= len(inner)


def _head(path: Path, encoding: str) -> str:
    with _lines(path, encoding) as lines:
        head = ""
        for line in lines:
            head += line
            if len(head) >= _SAMPLE:
                break
        return head[:_SAMPLE]


@contextmanager
def _lines(path: Path, encoding: str) -> Iterator[Iterator[str]]:
    if encoding.startswith(_MIXED):
        yield lines_of(path, encoding.removeprefix(_MIXED))
        return
    with path.open(encoding=encoding, newline="") as file:
        yield file


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


def _checked(path: Path, names: Sequence[str]) -> str:
    for name in names:
        if _decodes(path, name):
            return name
    usual = None if names[0].startswith("utf-16") else usual_encoding(path)
    if usual:
        return _MIXED + usual
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
