"""What was read once is not read again (读入缓存): by the content of files, words and code."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path

import pandas as pd

from guazheng_lib.sources.assemble import Assembled
from guazheng_lib.sources.paths import FoundFile
from guazheng_lib.sources.result import SourceResult
from guazheng_lib.terms.errors import Place, UnreadableFileError
from guazheng_lib.terms.tables import SourceKind

_TABLE, _QUARANTINE, _RECONCILIATION = "table.parquet", "quarantine.parquet", "counts.parquet"
_ROOMS = ("sources", "terms")


def key_of(kind: SourceKind, files: Sequence[FoundFile], columns: Mapping[str, str]) -> str:
    """Make the key under which a source is kept (缓存键)."""
    parts = [
        code_version(),
        str(kind),
        *(f"{field}={text}" for field, text in sorted(columns.items())),
    ]
    parts += [f"{file.name}={_digest(file)}" for file in files]
    return f"{kind}-{sha256(chr(31).join(parts).encode()).hexdigest()[:24]}"


def fetch(folder: Path, kind: SourceKind, key: str) -> SourceResult | None:
    """Give what was kept under a key, or None (取缓存)."""
    kept = folder / key
    if not kept.is_dir():
        return None
    return SourceResult(
        kind,
        kept / _TABLE,
        pd.read_parquet(kept / _QUARANTINE),
        pd.read_parquet(kept / _RECONCILIATION),
    )


def keep(folder: Path, kind: SourceKind, key: str, assembled: Assembled) -> SourceResult:
    """Keep a source under its key, whole or not at all (存缓存)."""
    folder.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix="part-", dir=folder))
    assembled.table.to_parquet(part / _TABLE, index=False)
    assembled.quarantine.to_parquet(part / _QUARANTINE, index=False)
    assembled.reconciliation.to_parquet(part / _RECONCILIATION, index=False)
    try:
        os.replace(part, folder / key)  # noqa: PTH105
    except OSError:  # another process has kept the same meanwhile
        shutil.rmtree(part)
        if not (folder / key).is_dir():
            raise
    return SourceResult(kind, folder / key / _TABLE, assembled.quarantine, assembled.reconciliation)


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


def _digest(file: FoundFile) -> str:
    try:
        with file.path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError as problem:
        raise UnreadableFileError(
            f"文件打不开（{problem.strerror or '读取失败'}）",
            place=Place(file.name),
            remedy="关闭正在使用它的程序，核对权限后重跑",
        ) from problem
