"""The advertisements of the city, judged once, and the part that is a county's (招聘信息)."""

from pathlib import Path

import pandas as pd

from guazheng_lib.runs.fingerprint import digest, sha256
from guazheng_lib.runs.parquet import write_table
from guazheng_lib.sources.result import SourceResult
from guazheng_lib.terms.text import fold_width
from guazheng_lib.terms.uscc import Uscc

_ROOM = Path(__file__).parents[1] / "ads"


def judged_ads(job_ads: SourceResult, work: Path) -> pd.DataFrame:
    """Judge the advertisements, or take them from `work` where that was done (排查招聘信息)."""
    kept = work / f"ads-{_key(job_ads)}.parquet"
    if not kept.exists():
        from guazheng_lib.ads import screen_ads

        write_table(screen_ads(job_ads.table), kept)
    return pd.read_parquet(kept)


def ads_of_county(
    ads: pd.DataFrame, agencies: pd.DataFrame | None, county: str, *, is_own: bool
) -> pd.DataFrame:
    """Choose the advertisements whose agency is licensed in the county (本县区的招聘信息).

    Args:
        ads: all that were judged.
        agencies: the list of licensed agencies; None where none was supplied.
        county: the county's name.
        is_own: whether the county itself handed in the file; then what no list places elsewhere
            is the county's, too.
    """
    where = _counties(ads, agencies)
    is_here = where.map(lambda name: _is_same_county(name, county), na_action="ignore")
    return ads[is_here.astype("boolean").fillna(is_own).to_numpy(dtype=bool)]


def _counties(ads: pd.DataFrame, agencies: pd.DataFrame | None) -> pd.Series:
    if agencies is None:
        return pd.Series(pd.NA, index=ads.index, dtype="string")
    placed = agencies.dropna(subset=["county"])
    by_code = dict(zip(_codes(placed), placed["county"], strict=True))
    by_name = dict(zip(_names(placed), placed["county"], strict=True))
    by_code.pop("", None)
    by_name.pop("", None)
    return _codes(ads).map(by_code).fillna(_names(ads).map(by_name)).astype("string")


def _is_same_county(written: str, county: str) -> bool:
    left, right = fold_width(written), fold_width(county)
    return left.endswith(right) or right.endswith(left)


def _codes(table: pd.DataFrame) -> pd.Series:
    return table["agency_uscc"].map(lambda code: Uscc.parse(code) or "").astype("str")


def _names(table: pd.DataFrame) -> pd.Series:
    return table["agency"].map(lambda name: fold_width(name) if name == name and name else "")


def _key(job_ads: SourceResult) -> str:
    rules = {path.name: sha256(path) for path in sorted(_ROOM.glob("*.*"))}
    return digest([sha256(job_ads.parquet), rules])[:24]
