"""The counties of the city and how each stands (县区名册), for the summary to call."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from guazheng_lib.params import CountyParams
from guazheng_lib.runs.counties import County
from guazheng_lib.runs.outcome import CountyResult, Status
from guazheng_lib.runs.publish import read_manifest
from guazheng_lib.terms.errors import ParamsError
from guazheng_lib.terms.files import write_whole

_ROLL = ".roll.json"


@dataclass(frozen=True)
class Entry:
    """How one county stands (名册一行); `folder` holds its outputs, for a failed one the former."""

    stem: str
    county: str
    is_done: bool
    problems: tuple[str, ...]
    folder: Path

    @property
    def manifest(self) -> dict[str, Any]:
        """The record of its last run."""
        return read_manifest(self.folder)


def make_roll(
    counties: Iterable[County], results: Iterable[CountyResult], outputs: Path
) -> list[Entry]:
    """Call every county, those that failed first (点名)."""
    by_stem = {result.stem: result for result in results}
    entries = [
        Entry(
            county.stem,
            county.name,
            by_stem[county.stem].status is not Status.FAILED,
            tuple(str(problem) for problem in by_stem[county.stem].problems),
            outputs / county.stem,
        )
        for county in counties
    ]
    return sorted(entries, key=lambda entry: entry.is_done)


def write_roll(entries: Iterable[Entry], staged: Path) -> None:
    """Lay the roll into a staging folder; it is never published."""
    text = json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, default=str)
    write_whole(staged / _ROLL, text.encode("utf-8"))


def read_roll(staged: Path, counties: Iterable[County], outputs: Path) -> list[Entry]:
    """Read the roll that the batch laid down; by hand, call whoever has published."""
    path = staged / _ROLL
    if path.exists():
        return [_entry(values) for values in json.loads(path.read_text(encoding="utf-8"))]
    entries = [_published(county, outputs / county.stem) for county in counties]
    return sorted(entries, key=lambda entry: entry.is_done)


def city_params(counties: Iterable[County]) -> CountyParams:
    """Give the parameters that speak for the city: those of the first county that has any.

    Raises:
        ParamsError: where no county's parameters can be used.
    """
    for county in counties:
        if county.params:
            return county.params
    raise ParamsError("没有一个县区的参数可用", remedy="先改正各县区的参数文件")


def _entry(values: dict[str, Any]) -> Entry:
    return Entry(
        values["stem"],
        values["county"],
        values["is_done"],
        tuple(values["problems"]),
        Path(values["folder"]),
    )


def _published(county: County, folder: Path) -> Entry:
    manifest = read_manifest(folder)
    problems = tuple(manifest.get("problems", ("还没有运行过",) if not manifest else ()))
    return Entry(county.stem, county.name, manifest.get("status") == "done", problems, folder)
