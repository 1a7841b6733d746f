"""Text files of which some lines are in another encoding, or damaged (编码混杂、有坏字节的文本).

Two files put together by hand, or a byte lost on the way: every line is read by itself, and what
cannot be read of it becomes U+FFFD. A row of which a name is hit is set aside, the others stay.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path

_MOST_LOST = 0.05
"""Lines that may be damaged; a file with more is no text in a known encoding."""

_CONTROLS = bytes((*range(9), *range(14, 32)))
_ENCODINGS = ("utf-8", "gb18030")
# Two characters of three bytes: hardly any text in GB18030 looks so by chance.
_PLAINLY_UTF8 = re.compile(rb"(?:[\xe0-\xef][\x80-\xbf]{2}){2}")


def usual_encoding(path: Path) -> str | None:
    """Give the encoding of most lines; None where too many fit none (多数行的编码)."""
    fitting = dict.fromkeys(_ENCODINGS, 0)
    count = lost = length = controls = 0
    for line in _raw_lines(path):
        length += len(line)
        controls += len(line) - len(line.translate(None, _CONTROLS))
        fits = [encoding for encoding in _ENCODINGS if _decoded(line, encoding) is not None]
        count += 1
        lost += not fits
        for encoding in fits:
            fitting[encoding] += 1
    if lost > max(count * _MOST_LOST, 1) or controls * 1000 > length:
        return None
    return max(_ENCODINGS, key=lambda encoding: fitting[encoding])


def lines_of(path: Path, usual: str) -> Iterator[str]:
    """Give the lines of a file, each as it can be read (逐行解码)."""
    usual_first = sorted(_ENCODINGS, key=lambda encoding: encoding != usual)
    for line in _raw_lines(path):
        tried = _ENCODINGS if _PLAINLY_UTF8.search(line) else usual_first
        texts = (_decoded(line, encoding) for encoding in tried)
        fitting = next((text for text in texts if text is not None), None)
        yield line.decode(usual, "replace") if fitting is None else fitting


def _raw_lines(path: Path) -> Iterator[bytes]:
    """Give the lines as bytes, whichever of the three line ends they have, without a mark."""
    with path.open("rb") as file:
        file.seek(len(BOM_UTF8) if file.read(len(BOM_UTF8)) == BOM_UTF8 else 0)
        for line in file:
            yield from line.splitlines(keepends=True)


def _decoded(line: bytes, encoding: str) -> str | None:
    try:
        return line.decode(encoding)
    except UnicodeDecodeError:
        return None
