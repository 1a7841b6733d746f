"""The advertisements of the city, judged once, and the part that is a county's (招聘信息)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd

from guazheng_lib.runs.ad_files import (
    LIGHT,
    Rows,
    copy_rows,
    judge_file,
    light_table,
    number_of_rows,
    suspicious_rows,
)
from guazheng_lib.runs.fingerprint import digest, sha256
from guazheng_lib.runs.parquet import write_table
from guazheng_lib.sources.result import SourceResult
from guazheng_lib.terms.tables import SourceKind
from guazheng_lib.terms.text import fold_width

if TYPE_CHECKING:
    from guazheng_lib.employers import Registry

_ROOM = Path(__file__).parents[1] / "ads"
_RULES = (".py", ".yml", ".json")
_DIVISIONS = ("区", "县", "市", "旗")


@dataclass(frozen=True)
class Advertisements:
    """Advertisements as judged, with the list of licensed agencies where there is one (招聘信息).

    Attributes:
        parts: files of `ads.tables.ScreenedAds`, and which of their rows are meant: those of the
            county, or all.
        licensed: the list of licensed agencies; None where none was supplied.
        received: how many the city received; None where none were supplied.
    """

    parts: tuple[tuple[Path, Rows], ...]
    licensed: pd.DataFrame | None
    received: int | None

    @classmethod
    def of_city(cls, sources: Mapping[SourceKind, SourceResult], work: Path) -> Self:
        """Judge all advertisements, or take them from `work` where that was done (全市招聘信息).

        Args:
            sources: `job_ads`, `hr_agencies`, and `enterprises` where the city has a register: an
                employer that it does not know is a sign.
            work: where what was judged is kept.
        """
        listed = sources.get(SourceKind.HR_AGENCIES)
        licensed = None if listed is None else listed.table
        given = sources.get(SourceKind.JOB_ADS)
        if given is None:
            return cls((), licensed, None)
        file = _judged(given, sources.get(SourceKind.ENTERPRISES), work)
        count = number_of_rows(file)
        return cls(((file, np.ones(count, np.bool_)),), licensed, count)

    @cached_property
    def ads(self) -> pd.DataFrame:
        """Every one of them, the columns `ad_files.LIGHT`; the texts stay on file (招聘信息)."""
        tables = [light_table(file)[rows] for file, rows in self.parts]
        return pd.concat(tables, ignore_index=True) if tables else _no_ads()[list(LIGHT)]

    @cached_property
    def suspicious(self) -> pd.DataFrame:
        """Those that are not clear, whole, by score (可疑的信息)."""
        tables = [suspicious_rows(file, rows) for file, rows in self.parts]
        flagged = pd.concat(tables, ignore_index=True) if tables else _no_ads()
        return flagged.sort_values(["score", "ad_id"], ascending=[False, True])

    @cached_property
    def agencies(self) -> pd.DataFrame:
        """The agencies behind them, worst first (机构排序)."""
        from guazheng_lib.ads import rank_agencies

        return rank_agencies(self.ads, self.licensed)

    @cached_property
    def _counties(self) -> list[str]:
        """Where each of them has its agency's licence; "" where no list says (所属县区)."""
        from guazheng_lib.ads.agencies.licences import licences

        return licences(self.ads, self.licensed)["county"].fillna("").astype("str").tolist()

    def write(self, file: Path) -> None:
        """Write them as `ads.parquet` (写招聘信息)."""
        if self.parts:
            copy_rows(self.parts, file)
        else:
            write_table(_no_ads(), file)

    def of_county(self, county: str, *, is_own: bool) -> "Advertisements":
        """Choose those whose agency is licensed in the county (本县区的招聘信息).

        Args:
            county: the county's name.
            is_own: whether the county itself handed the file in; then what no list places
                elsewhere is the county's, too.
        """
        where = self._counties
        here = np.array([_is_same(name, county) if name else is_own for name in where], np.bool_)
        parts, done = [], 0
        for file, rows in self.parts:
            own, count = rows.copy(), int(rows.sum())
            own[rows] = here[done : done + count]
            parts.append((file, own))
            done += count
        return Advertisements(tuple(parts), self.licensed, self.received)

    @classmethod
    def merged(cls, parts: list[Self]) -> Self:
        """Put together what counties handed in by themselves (合并).

        Where the city declares the advertisements there is one part, and it stays as it is.
        """
        if len(parts) == 1:
            return parts[0]
        lists = [part.licensed for part in parts if part.licensed is not None]
        counts = [part.received for part in parts if part.received is not None]
        return cls(
            tuple(file for part in parts for file in part.parts),
            pd.concat(lists, ignore_index=True) if lists else None,
            sum(counts) if counts else None,
        )


def _judged(job_ads: SourceResult, enterprises: SourceResult | None, work: Path) -> Path:
    kept = work / f"ads-{_key(job_ads, enterprises)}.parquet"
    if not kept.exists():
        judge_file(job_ads.parquet, kept, _registry(enterprises))
    return kept


def _registry(enterprises: SourceResult | None) -> "Registry | None":
    from guazheng_lib.employers import Registry

    return None if enterprises is None else Registry(enterprises.table)


def _key(job_ads: SourceResult, enterprises: SourceResult | None) -> str:
    files = sorted(path for path in _ROOM.rglob("*.*") if path.suffix in _RULES)
    rules = {path.relative_to(_ROOM).as_posix(): sha256(path) for path in files}
    read = [sha256(each.parquet) for each in (job_ads, enterprises) if each is not None]
    return digest([read, rules])[:24]


def _no_ads() -> pd.DataFrame:
    from guazheng_lib.ads.tables import ScreenedAds

    return pd.DataFrame(columns=list(ScreenedAds.to_schema().columns))


def _is_same(written: str, county: str) -> bool:
    """Tell whether a list means the county (同一县区), with its city or without 区、县."""
    left, right = fold_width(written), fold_width(county)
    if not left.endswith(_DIVISIONS) and len(right) > 2 and right.endswith(_DIVISIONS):
        right = right[:-1]
    return left.endswith(right) or right.endswith(left)
