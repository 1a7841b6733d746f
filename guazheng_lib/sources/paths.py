"""Which files a source's paths mean (来件路径)."""

import glob
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from guazheng_lib.terms.errors import Place, UnreadableFileError

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".csv", ".txt", ".tsv", ".parquet"})
_CHECK_PATH = "核对参数文件 sources 里的路径（相对数据文件夹），补上文件或改正路径"


@dataclass(frozen=True)
class FoundFile:
    """A file to read (来件): where it lies, and its name as the officer knows it."""

    path: Path
    name: str


def find_files(
    paths: str | Path | Iterable[str | Path], base: Path | None, *, may_be_none: bool = False
) -> list[FoundFile]:
    """List the files that paths and globs mean, in a fixed order (列出来件).

    Args:
        paths: a file, a glob, or several of either.
        base: the folder to which they are relative.
        may_be_none: whether a glob may meet nothing.

    Raises:
        UnreadableFileError: where a file is missing, of no known kind, or a glob meets nothing.
    """
    some = [paths] if isinstance(paths, str | Path) else list(paths)
    folder = base or Path()
    found = [path for one in some for path in _matching(folder, str(one), may_be_none)]
    return [FoundFile(path, _name(path, base)) for path in dict.fromkeys(found)]


def _matching(folder: Path, pattern: str, may_be_none: bool) -> list[Path]:
    named = folder / pattern
    if named.is_file():
        return [_known(named, pattern)]
    if named.is_dir():
        raise UnreadableFileError("这是文件夹，不是文件", place=Place(pattern), remedy=_CHECK_PATH)
    if not glob.has_magic(pattern):
        raise UnreadableFileError("找不到文件", place=Place(pattern), remedy=_CHECK_PATH)
    hits = [Path(hit) for hit in sorted(glob.glob(str(_escaped(folder) / pattern), recursive=True))]  # noqa: PTH207
    files = [hit for hit in hits if hit.is_file() and not hit.name.startswith(("~$", "."))]
    if not files and not may_be_none:
        raise UnreadableFileError(
            "没有文件符合这个通配符", place=Place(pattern), remedy=_CHECK_PATH
        )
    return [_known(path, path.name) for path in files]


def _escaped(folder: Path) -> Path:
    return Path(glob.escape(str(folder)))


def _known(path: Path, name: str) -> Path:
    if path.suffix.lower() not in SUFFIXES:
        raise UnreadableFileError(
            f"不支持「{path.suffix or '无扩展名'}」文件",
            place=Place(name),
            remedy="另存为 .xlsx 或 .csv 后重交",
        )
    return path


def _name(path: Path, base: Path | None) -> str:
    if base is None:
        return path.name
    absolute, folder = Path(os.path.abspath(path)), Path(os.path.abspath(base))  # noqa: PTH100
    return absolute.relative_to(folder).as_posix() if absolute.is_relative_to(folder) else path.name
