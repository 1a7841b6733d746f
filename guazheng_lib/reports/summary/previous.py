"""The report as it was handed back (上一版报告): opened with care, kept beside where need be."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guazheng_lib.reports.official import AUTHOR
from guazheng_lib.terms.errors import DocumentError, Place
from guazheng_lib.terms.files import office_bytes, write_whole

KEPT = ".上一版."
"""What stands in the name of a former version that was kept; no run removes it."""

_CORE = "docProps/core.xml"
_MOST_BYTES = 300_000_000  # unpacked: a report with many photographs, but no zip bomb


@dataclass(frozen=True)
class Previous:
    """A report that is there already (上一版).

    Attributes:
        name: what it is called to officers.
        content: its bytes.
        document: it, opened.
    """

    name: str
    content: bytes
    document: Any

    @property
    def is_untouched(self) -> bool:
        """Whether it is, byte for byte, as the program wrote it (未动过)."""
        return bool(self.document.core_properties.version == _seal(self.content))

    @property
    def is_ours(self) -> bool:
        """Whether the program wrote it, before or after others edited it (本程序写的)."""
        return bool(self.document.core_properties.author == AUTHOR)

    def keep_beside(self, report: Path) -> Path:
        """Keep it beside the new report; its name tells it from any other version (留存上一版)."""
        digest = hashlib.sha256(self.content).hexdigest()[:8]
        name = f"{report.stem}{KEPT}{digest}{report.suffix}"
        return write_whole(report.with_name(name), self.content)


def read_previous(path: Path, *, name: str) -> Previous:
    """Open the report that is there (打开上一版).

    Args:
        path: where it is; a run lays it down under another name.
        name: what it is called to officers.

    Raises:
        DocumentError: where it is no Word file that can be read; it is left as it is.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

    try:
        content = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _MOST_BYTES:
                raise ValueError("too large")
            broken = packed.testzip()
        if broken is not None:
            raise ValueError("damaged")
        return Previous(name, content, docx.Document(io.BytesIO(content)))
    except (
        *(OSError, ValueError, KeyError, AttributeError, RuntimeError, NotImplementedError),
        *(zipfile.BadZipFile, PackageNotFoundError, XMLSyntaxError),
    ) as problem:
        raise DocumentError(
            "上一版报告打不开（不是 Word 文件、有密码、已损坏或正被占用）",
            place=Place(name),
            remedy="关闭正打开它的程序；仍不行就把它改名另存，再重新生成。原文件没有改动",
        ) from problem


def sealed_bytes(document: Any) -> bytes:
    """Give a document's bytes with the seal by which it is known as untouched (成文)."""
    document.core_properties.version = ""
    seal = _seal(_bytes(document))
    document.core_properties.version = seal
    return _bytes(document)


def edited_bytes(document: Any) -> bytes:
    """Give the bytes of a document that an officer has worked on; it bears no seal."""
    document.core_properties.version = ""
    return _bytes(document)


def _bytes(document: Any) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return office_bytes(written.getvalue())


def _seal(content: bytes) -> str:
    """Digest all of a document but its properties, where the seal itself stands."""
    found = hashlib.sha256()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in sorted(set(packed.namelist()) - {_CORE}):
            found.update(f"{name}\x1f".encode())
            found.update(packed.read(name))
    return found.hexdigest()
