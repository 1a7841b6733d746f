"""What was read once is not read again (读入缓存): by the content of files, words and code."""

import atexit
import re
import shutil
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path
from uuid import uuid4

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from guazheng_lib.sources.assemble import Assembled
from guazheng_lib.sources.mended import MendedLine, lines_digest
from guazheng_lib.sources.paths import FoundFile
from guazheng_lib.sources.refusal import NOT_OPENED, cannot_open
from guazheng_lib.sources.result import SourceResult
from guazheng_lib.terms.errors import Place, RunError, UnreadableFileError
from guazheng_lib.terms.tables import SourceKind

_TABLE, _QUARANTINE, _RECONCILIATION = "table.parquet", "quarantine.parquet", "counts.parquet"
_MENDED = "mended.parquet"
_ROOMS = ("sources", "terms")
_ENTRY = re.compile(rf"(?:{'|'.join(SourceKind)})-[0-9a-f]{{24}}")
_PART = "part-"
_DAY = 24 * 3600


def key_of(
    kind: SourceKind,
    files: Sequence[FoundFile],
    columns: Mapping[str, str],
    mended: Sequence[MendedLine] = (),
) -> str:
    """Make the key under which a source is kept (缓存键)."""
    parts = [
        code_version(),
        str(kind),
        *(f"{field}={text}" for field, text in sorted(columns.items())),
    ]
    parts += [f"{file.name}={_digest(file)}" for file in files]
    parts += [lines_digest(mended)] if mended else []
    return f"{kind}-{sha256(chr(31).join(parts).encode()).hexdigest()[:24]}"


def fetch(folder: Path, kind: SourceKind, key: str) -> SourceResult | None:
    """Give what was kept under a key, or None (取缓存)."""
    kept = folder / key
    if not kept.is_dir():
        return None
    try:
        parquet.read_metadata(kept / _TABLE)
        return SourceResult(
            kind,
            kept / _TABLE,
            pd.read_parquet(kept / _QUARANTINE),
            pd.read_parquet(kept / _RECONCILIATION),
            pd.read_parquet(kept / _MENDED),
        )
    except (OSError, pa.ArrowInvalid):  # somebody deleted from it, or the power went
        _discard(kept)
        return None


def keep(folder: Path, kind: SourceKind, key: str, assembled: Assembled) -> SourceResult:
    """Keep a source under its key, whole or not at all (存缓存).

    Raises:
        RunError: where the folder cannot be written.
    """
    try:
        _write(folder, key, assembled)
    except OSError as problem:
        raise RunError(
            "读入的结果存不下",
            place=Place(folder.parent.name or folder.name),
            remedy="腾出磁盘空间，确认输出文件夹可写，再重跑",
        ) from problem
    return SourceResult(
        kind,
        folder / key / _TABLE,
        assembled.quarantine,
        assembled.reconciliation,
        assembled.mended,
    )


def prune(folder: Path, used: Collection[str]) -> None:
    """Remove what is kept under other keys, and what dead processes left (清理缓存).

    Only folders that were named here are touched.
    """
    yesterday = time.time() - _DAY
    for path in list(folder.iterdir()) if folder.is_dir() else ():
        is_old = path.name.startswith(_PART) and path.stat().st_mtime < yesterday
        is_unused = _ENTRY.fullmatch(path.name) and path.name not in used
        if path.is_dir() and (is_old or is_unused):
            _discard(path)


@cache
def session_folder() -> Path:
    """Give the folder for who named none (临时缓存); it goes when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="guazheng-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def code_version() -> str:
    """Digest the code and words that reading depends on (程序版本)."""
    package = Path(__file__).resolve().parents[1]
    digest = sha256()
    for room in _ROOMS:
        for path in sorted((package / room).iterdir()):
            if path.suffix in (".py", ".yml"):
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _write(folder: Path, key: str, assembled: Assembled) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=_PART, dir=folder))
    try:
        assembled.table.to_parquet(part / _TABLE, index=False)
        assembled.quarantine.to_parquet(part / _QUARANTINE, index=False)
        assembled.reconciliation.to_parquet(part / _RECONCILIATION, index=False)
        assembled.mended.to_parquet(part / _MENDED, index=False)
        part.rename(folder / key)
    except OSError:
        shutil.rmtree(part, ignore_errors=True)
        if not (folder / key).is_dir():  # else another process has kept the same meanwhile
            raise


def _digest(file: FoundFile) -> str:
    try:
        with file.path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError as problem:
        raise UnreadableFileError(
            cannot_open(problem), place=Place(file.name), remedy=NOT_OPENED
        ) from problem


def _discard(kept: Path) -> None:
    """Remove an entry as a whole: another process never finds half of it."""
    gone = kept.with_name(f"{_PART}{uuid4().hex}")
    try:
        kept.rename(gone)
    except OSError:  # a notebook on Windows still reads it; it goes another time
        return
    shutil.rmtree(gone, ignore_errors=True)
