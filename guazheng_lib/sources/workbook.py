"""Workbooks: guards first, then every sheet from A1 (工作簿); runs in the reader process."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guazheng_lib.sources.limits import Limits
from guazheng_lib.sources.refusal import Refusal

OLE_MAGIC = b"\xd0\xcf\x11\xe0"
_RESAVE = "用 Excel 打开原文件，另存为 .xlsx 后重交"
_CELL = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]{0,200}?\br="(\d{1,9})"')
_NO_CELLS = ("sharedstrings", "styles", "theme", "drawing", "docprops", "_rels")
_MB = 1 << 20


@dataclass(frozen=True)
class RawSheet:
    """A sheet as calamine gives it (工作表): rows from A1, merged ranges 0-based inclusive."""

    name: str
    rows: list[list[Any]]
    merged: list[tuple[int, int, int, int]]


def sheets(path: Path, limits: Limits) -> Iterator[RawSheet]:
    """Read every sheet, hidden ones too (读工作簿).

    Raises:
        Refusal: encrypted, damaged, a bomb, or a cell far out.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    with path.open("rb") as file:
        is_ole = file.read(4) == OLE_MAGIC
    if is_ole:
        _refuse_encrypted(path)
    else:
        _guard_zip(path, limits)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))  # not by suffix
        names = [m.name for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
        for name in names:
            sheet = book.get_sheet_by_name(name)
            merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
            yield RawSheet(name, sheet.to_python(skip_empty_area=False), merged)
    except PasswordError as problem:
        raise _encrypted() from problem
    except (CalamineError, OSError, ValueError) as problem:
        raise Refusal("工作簿已损坏，读不出来", _RESAVE) from problem


def _encrypted() -> Refusal:
    return Refusal("工作簿加了密码，读不出来", "去掉打开密码，另存后重交")


def _refuse_encrypted(path: Path) -> None:
    import msoffcrypto
    from msoffcrypto.exceptions import FileFormatError

    try:
        with path.open("rb") as file:
            encrypted = msoffcrypto.OfficeFile(file).is_encrypted()
    except (FileFormatError, OSError, ValueError, AttributeError, IndexError):
        return  # calamine says what is wrong with it
    if encrypted:
        raise _encrypted()


def _guard_zip(path: Path, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _refuse_bomb(parts, limits)
            for part in parts:
                name = part.filename.lower()
                if name.endswith(".xml") and not any(word in name for word in _NO_CELLS):
                    with archive.open(part) as stream:
                        _refuse_far_cell(stream, part.filename, limits)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as problem:
        raise Refusal("文件不完整或已损坏，读不出来", "重新拷贝或导出原文件后重交") from problem
    except zipfile.zlib.error as problem:  # type: ignore[attr-defined]
        raise Refusal("文件不完整或已损坏，读不出来", "重新拷贝或导出原文件后重交") from problem


def _refuse_bomb(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    expanded = sum(part.file_size for part in parts)
    packed = max(sum(part.compress_size for part in parts), 1)
    swells = expanded > 50 * _MB and expanded / packed > limits.ratio
    if swells or expanded > limits.expanded_mb * _MB:
        raise Refusal(
            f"解开后有 {expanded // _MB} MB，超出上限（疑似压缩炸弹），已拒读",
            "删去多余的格式和空行，或拆成几个文件后重交",
        )


def _refuse_far_cell(stream: Any, part: str, limits: Limits) -> None:
    """Refuse a sheet whose last cell lies so far out that its rectangle cannot be held."""
    columns: set[bytes] = set()
    last_row, rest = 0, b""
    while block := stream.read(4 * _MB):
        text = rest + block
        for letters, digits in set(_CELL.findall(text)) if b' r="' in text else ():
            columns.add(letters)
            last_row = max(last_row, int(digits))
        last_row = max(last_row, *map(int, _ROW.findall(text)), 0)
        rest = text[-300:]
    width = max(map(_column_number, columns), default=1)
    if last_row * width > limits.cells:
        raise Refusal(
            f"有单元格远在第 {last_row} 行、第 {width} 列，表格大得读不了，已拒读",
            "在 Excel 里按 Ctrl+End 找到多余的单元格，删除其行列后另存重交",
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
