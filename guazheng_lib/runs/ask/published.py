"""What the counties published, looked into without loading it whole (已发布的结果)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from guazheng_lib.runs.folders import CITY
from guazheng_lib.runs.publish import read_manifest
from guazheng_lib.terms.sources import SourceKind

SCREENING, UNITS = "screening.parquet", "units.parquet"

Row = dict[str, Any]


class Registered(NamedTuple):
    """A registration as far as it is searched (注册一条)."""

    county: str
    person_id: str
    person_name: str
    certificate_no: str
    profession: str
    registered_employer: str
    registered_uscc: str | None
    level: str
    actual_employer: str | None
    actual_uscc: str | None


@dataclass(frozen=True)
class Shelf:
    """One county's outputs (县区结果)."""

    folder: Path

    @cached_property
    def record(self) -> dict[str, Any]:
        """The record of its last run."""
        return read_manifest(self.folder)

    @property
    def county(self) -> str:
        """The county's name."""
        return str(self.record.get("county") or self.folder.name)

    @property
    def has_results(self) -> bool:
        """Whether it was ever screened."""
        return (self.folder / SCREENING).is_file()

    @property
    def supplied(self) -> frozenset[SourceKind]:
        """The sources that its last run read."""
        known = set(SourceKind)
        return frozenset(SourceKind(kind) for kind in self.record.get("rows", {}) if kind in known)


class Published:
    """The outputs folder (输出文件夹); what cannot be read is named, not passed over."""

    def __init__(self, outputs: Path) -> None:
        """Look which counties are there."""
        self.outputs = outputs
        self.problems: list[str] = []
        folders = sorted(outputs.iterdir()) if outputs.is_dir() else []
        found = [Shelf(each) for each in folders if each.is_dir() and each.name != CITY]
        self.shelves = [each for each in found if each.has_results or each.record]

    @cached_property
    def registrations(self) -> list[Registered]:
        """Every registration of every county."""
        columns = ", ".join(Registered._fields)
        asked = f"SELECT {columns} FROM read_parquet(?)"
        return [Registered(*row) for row in self._of_counties(SCREENING, asked)]

    def details(self, person_id: str) -> list[Row]:
        """Give all that the screening says of one person's registrations."""
        asked = "SELECT * FROM read_parquet(?) WHERE person_id = ? ORDER BY certificate_no"
        return list(self._rows_of_counties(SCREENING, asked, person_id))

    def units(self, names: Iterable[str]) -> list[Row]:
        """Give how many people and leads some employers have, county by county."""
        asked = "SELECT * FROM read_parquet(?) WHERE list_contains(?, registered_employer)"
        return list(self._rows_of_counties(UNITS, asked, list(names)))

    @cached_property
    def agencies(self) -> list[Row]:
        """The agencies of the city, worst first."""
        path = self.outputs / CITY / "agencies.parquet"
        return self._rows(path, "SELECT * FROM read_parquet(?)") if path.is_file() else []

    def ads_of(self, agencies: Iterable[str]) -> list[Row]:
        """Give the advertisements of some agencies, the most suspicious first."""
        return self._ads("list_contains(?, agency)", list(agencies))

    def ads_naming(self, words: str) -> list[Row]:
        """Give the advertisements whose text holds these words."""
        return self._ads("contains(text, ?)", words)

    def _ads(self, which: str, value: object) -> list[Row]:
        path = self.outputs / CITY / "ads.parquet"
        asked = f"SELECT * FROM read_parquet(?) WHERE {which} ORDER BY score DESC, ad_id"
        return self._rows(path, asked, value) if path.is_file() else []

    def _of_counties(self, file: str, asked: str) -> Iterator[tuple[Any, ...]]:
        for shelf in self.shelves:
            if (shelf.folder / file).is_file():
                yield from self._fetch(shelf.folder / file, asked)[1]

    def _rows_of_counties(self, file: str, asked: str, value: object) -> Iterator[Row]:
        for shelf in self.shelves:
            if (shelf.folder / file).is_file():
                for row in self._rows(shelf.folder / file, asked, value):
                    yield {"county": shelf.county} | row

    def _rows(self, path: Path, asked: str, *values: object) -> list[Row]:
        names, rows = self._fetch(path, asked, *values)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _fetch(
        self, path: Path, asked: str, *values: object
    ) -> tuple[list[str], list[tuple[Any, ...]]]:
        import duckdb

        try:
            answer = self._database.execute(asked, [path.as_posix(), *values])
            return [each[0] for each in answer.description], answer.fetchall()
        except duckdb.Error:  # its text repeats the query
            said = f"{path.parent.name}/{path.name} 读不出来，这一部分没有查；重新运行 guazheng run"
            if said not in self.problems:
                self.problems.append(said)
            return [], []

    @cached_property
    def _database(self) -> Any:
        import duckdb

        offline: dict[str, Any] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        return duckdb.connect(":memory:", config=offline)
