"""Which files a county's sources come from, and reading each of them once (来件供给)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from guazheng_lib.params import CountyParams
from guazheng_lib.runs.fingerprint import sha256
from guazheng_lib.sources import read_source
from guazheng_lib.sources.result import SourceResult
from guazheng_lib.terms.errors import EmptySourceError, GuazhengError
from guazheng_lib.terms.tables import SourceKind


@dataclass(frozen=True)
class Supply:
    """One source as a county declares it (一个来源); equal where two counties declare the same."""

    kind: SourceKind
    paths: tuple[str, ...]
    columns: tuple[tuple[str, str], ...] = ()

    def files(self, data: Path) -> list[Path]:
        """List the files that the paths stand for, in the order of their names."""
        found = {path for pattern in self.paths for path in _matching(data, pattern)}
        return sorted(path for path in found if path.is_file())


def supplies(params: CountyParams) -> dict[SourceKind, Supply]:
    """List what a county declares (县区声明的来源)."""
    return {
        kind: Supply(kind, paths, tuple(sorted(params.columns.get(kind, {}).items())))
        for kind, paths in params.sources.items()
    }


@dataclass(frozen=True)
class Reader:
    """Reads each source once, whoever asks, and remembers what could not be read (读入).

    The canonical tables lie as Parquet in `work` under the hash of what they were made from, so a
    notebook that reads the same source finds it there.
    """

    data: Path
    work: Path
    _known: dict[Supply, SourceResult | GuazhengError] = field(default_factory=dict)
    _locks: dict[Supply, Lock] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def read(self, supply: Supply) -> SourceResult:
        """Read a source, or raise again what made it unreadable.

        Raises:
            InputError: where it cannot be read, or the registrations are empty.
        """
        with self._lock:
            lock = self._locks.setdefault(supply, Lock())
        with lock:
            if supply not in self._known:
                self._known[supply] = self._read(supply)
        known = self._known[supply]
        if isinstance(known, GuazhengError):
            raise known
        return known

    def read_all(
        self, wanted: Iterable[Supply]
    ) -> tuple[dict[SourceKind, SourceResult], list[GuazhengError]]:
        """Read several sources: those that can be read, and what is wrong with the others."""
        results, problems = {}, []
        for supply in wanted:
            try:
                results[supply.kind] = self.read(supply)
            except GuazhengError as problem:
                problems.append(problem)
        return results, problems

    def _read(self, supply: Supply) -> SourceResult | GuazhengError:
        try:
            return read_supply(supply, self.data, self.work)
        except GuazhengError as problem:
            return problem


def read_supply(supply: Supply, data: Path, work: Path) -> SourceResult:
    """Read one source from the data folder, or from the cache in `work`."""
    result = read_source(
        supply.kind, supply.paths, dict(supply.columns) or None, data=data, cache=work
    )
    if supply.kind is SourceKind.REGISTRATIONS and not result.reconciliation["accepted"].sum():
        raise EmptySourceError(
            "注册人员一行也没有读到",
            place="、".join(supply.paths),
            remedy="核对文件是否空表、是否放错，再重跑",
        )
    return result


@dataclass(frozen=True)
class Inputs:
    """The files of one county with their hashes (来件清单)."""

    data: Path
    supplies: Mapping[SourceKind, Supply]

    @cached_property
    def entries(self) -> list[dict[str, Any]]:
        """One entry a file, as the manifest holds it; a missing file has no hash."""
        return [entry for supply in self.supplies.values() for entry in _entries(supply, self.data)]


_HASHES: dict[tuple[Path, int, int], str] = {}


def _entries(supply: Supply, data: Path) -> list[dict[str, Any]]:
    files = supply.files(data)
    if not files:
        return [{"source": str(supply.kind), "file": path, "sha256": None} for path in supply.paths]
    return [
        {
            "source": str(supply.kind),
            "file": path.relative_to(data).as_posix() if path.is_relative_to(data) else path.name,
            "bytes": path.stat().st_size,
            "sha256": _hash(path),
        }
        for path in files
    ]


def _hash(path: Path) -> str:
    # The city's files belong to every county: hash each once a run.
    state = path.stat()
    key = (path, state.st_size, state.st_mtime_ns)
    if key not in _HASHES:
        _HASHES[key] = sha256(path)
    return _HASHES[key]


def _matching(data: Path, pattern: str) -> list[Path]:
    if Path(pattern).is_absolute():
        return [Path(pattern)]
    if any(mark in pattern for mark in "*?["):
        return list(data.glob(pattern))
    return [data / pattern]
