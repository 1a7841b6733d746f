"""Writing a document whole or not at all, with the same bytes for the same content (落盘)."""

import contextlib
import io
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from guazheng_lib.terms.errors import DocumentError, Place

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_CLOCK = re.compile(
    rb"<dcterms:(created|modified)[^>]*?(?:/>|>.*?</dcterms:\1>)|<cp:revision>.*?</cp:revision>",
    re.DOTALL,
)


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file beside its place, then rename it there (整体落盘).

    A reader, and a run killed at any moment, sees the old file or the new one.

    Raises:
        DocumentError: where the folder cannot be written or the file is open elsewhere.
    """
    with written_whole(path) as part:
        part.write_bytes(content)
    return path


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give a place to write a file piece by piece; it is renamed to its own when all is written.

    Raises:
        DocumentError: as `write_whole` does.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as problem:
        raise DocumentError(
            "文件写不进去",
            place=Place(path.name),
            remedy="关闭正打开它的程序，确认文件夹可写、磁盘未满，再重跑",
        ) from problem
    finally:
        with contextlib.suppress(OSError):  # renamed, or the folder itself is none
            part.unlink()


def office_bytes(document: bytes) -> bytes:
    """Take every trace of the clock out of an Office file (去掉时间戳).

    openpyxl and python-docx stamp the present moment into the zip entries and the properties.
    """
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on Windows and Linux
            target.writestr(entry, _CLOCK.sub(b"", content) if name == _CORE else content)
    return packed.getvalue()
