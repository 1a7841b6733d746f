"""Which files a county's sources come from, and reading each of them once (来件供给)."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from typing import Any

from guazheng_lib.params import CountyParams
from guazheng_lib.runs.fingerprint import sha256
from guazheng_lib.runs.mending import came_back
from guazheng_lib.sources import SourceJob, SourceResult, read_sources
from guazheng_lib.sources.cache import key_of, prune
from guazheng_lib.sources.mended import MendedLine, lines_digest, lines_for
from guazheng_lib.sources.paths import FoundFile, find_files
from guazheng_lib.terms.errors import GuazhengError, InputError
from guazheng_lib.terms.tables import SourceKind


@dataclass(frozen=True)
class Supply:
    """One source as a county declares it (一个来源); equal where two counties declare the same."""

    kind: SourceKind
    paths: tuple[str, ...]
    columns: tuple[tuple[str, str], ...] = ()
    mended: tuple[str, ...] = ()


def supplies(params: CountyParams) -> dict[SourceKind, Supply]:
    """List what a county declares (县区声明的来源)."""
    return {
        kind: Supply(
            kind, paths, tuple(sorted(params.columns.get(kind, {}).items())), params.mended
        )
        for kind, paths in params.sources.items()
    }


@dataclass(frozen=True)
class Supplier:
    """Reads each source once, whoever asks, and remembers what could not be read (读入).

    The canonical tables are kept in `work` by the content of the files, so a notebook that reads
    the same source finds it there.
    """

    data: Path
    work: Path
    _known: dict[Supply, SourceResult | GuazhengError] = field(default_factory=dict)

    def read(
        self, wanted: Iterable[Supply]
    ) -> tuple[dict[SourceKind, SourceResult], list[GuazhengError]]:
        """Read a county's sources: those that can be read, and what is wrong with the others."""
        answers = self.answers(wanted)
        results = {each.kind: each for each in answers if isinstance(each, SourceResult)}
        return results, [each for each in answers if isinstance(each, GuazhengError)]

    def answers(self, wanted: Iterable[Supply]) -> list[SourceResult | GuazhengError]:
        """Read sources with one reader process: for each what was read, or what is wrong."""
        asked = list(wanted)
        new = [supply for supply in asked if supply not in self._known]
        jobs = [
            SourceJob(
                supply.kind,
                supply.paths,
                dict(supply.columns),
                came_back(supply.mended, self.data).lines,
            )
            for supply in new
        ]
        if jobs:
            answers = read_sources(jobs, base=self.data, cache=self.work)
            self._known.update(zip(new, answers, strict=True))
        return [self._known[supply] for supply in asked]

    def prune(self, wanted: Iterable[Supply]) -> None:
        """Drop from `work` what none of these sources needs any more (清理缓存)."""
        keys = {key for supply in wanted for key in self._key(supply)}
        prune(self.work, keys)
        judged = sum(key.startswith(SourceKind.JOB_ADS) for key in keys)
        # The judged advertisements depend on more than the files: the newest are those in use.
        ads = sorted(self.work.glob("ads-*.parquet"), key=lambda path: path.stat().st_mtime)
        for path in ads[: max(0, len(ads) - judged)]:
            with suppress(OSError):  # a notebook on Windows still reads it; it goes another time
                path.unlink()
        for folder in self.work.glob(".ads-*"):  # of a run that was killed while it judged
            rmtree(folder, ignore_errors=True)

    def _key(self, supply: Supply) -> list[str]:
        try:
            files = find_files(supply.paths, self.data)
            lines = _lines(supply, files, self.data)
            return [key_of(supply.kind, files, dict(supply.columns), lines)]
        except InputError:  # what cannot be read has nothing kept
            return []


def _lines(supply: Supply, files: Iterable[FoundFile], data: Path) -> tuple[MendedLine, ...]:
    lines = came_back(supply.mended, data).lines
    return lines_for(lines, supply.kind, (file.name for file in files))


def list_mended(lines: Iterable[MendedLine], source: str) -> list[dict[str, Any]]:
    """List the workbooks that mend a source, with the digest of what they mend (改正清单).

    A workbook that mends other counties' rows alone is none of this county's inputs.
    """
    by_workbook: dict[str, list[MendedLine]] = {}
    for line in lines:
        by_workbook.setdefault(line.workbook, []).append(line)
    return [
        {"source": source, "file": workbook, "mended": len(some), "sha256": lines_digest(some)}
        for workbook, some in by_workbook.items()
    ]


def list_inputs(wanted: Iterable[Supply], data: Path) -> list[dict[str, Any]]:
    """List the files of sources with their hashes, as the manifest holds them (来件清单)."""
    return [entry for supply in wanted for entry in _entries(supply, data)]


def _entries(supply: Supply, data: Path) -> list[dict[str, Any]]:
    try:
        files = find_files(supply.paths, data)
        listed = [{"source": str(supply.kind), "file": each.name, **_state(each)} for each in files]
        return listed + list_mended(_lines(supply, files, data), str(supply.kind))
    except (InputError, OSError):  # said in its own words when the source is read
        return [{"source": str(supply.kind), "file": path, "sha256": None} for path in supply.paths]


_HASHES: dict[tuple[Path, int, int], str] = {}


def _state(file: FoundFile) -> dict[str, Any]:
    # The city's files belong to every county: hash each once a run.
    state = file.path.stat()
    key = (file.path, state.st_size, state.st_mtime_ns)
    if key not in _HASHES:
        _HASHES[key] = sha256(file.path)
    return {"bytes": state.st_size, "sha256": _HASHES[key]}
