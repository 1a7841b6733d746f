"""Which counties a command is about (县区的选定)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process

from guazheng_lib.params import CITY_FILE, CountyParams, county_files, load_county
from guazheng_lib.runs.folders import CITY
from guazheng_lib.terms.errors import GuazhengError, ParamsError, Place


class UnknownCountyError(ParamsError):
    """Raised when a county is asked for that has no parameter file (没有这个县区); wrong usage."""


@dataclass(frozen=True)
class County:
    """A county of the params folder (县区): its file, and its parameters or what is wrong.

    Attributes:
        file: the parameter file; its stem names the outputs.
        params: the parameters; None where they cannot be used.
        problem: why not.
    """

    file: Path
    params: CountyParams | None
    problem: GuazhengError | None = None

    @property
    def stem(self) -> str:
        """The name of the outputs folder."""
        return self.file.stem

    @property
    def name(self) -> str:
        """The Chinese name, or the stem where the parameters cannot be read."""
        return self.params.county if self.params else self.stem


def read_counties(folder: Path) -> list[County]:
    """Read every county of a params folder; a bad file is that county's problem alone.

    Raises:
        ParamsError: where the folder is missing or holds no county.
    """
    if not folder.is_dir():
        raise ParamsError("找不到参数文件夹", place=Place(str(folder)), remedy="核对 --params")
    misnamed = [County(path, None, _misnamed(path)) for path in sorted(folder.glob("*.yaml"))]
    counties = [_read(path) for path in county_files(folder)] + misnamed
    if not counties:
        raise ParamsError(
            "参数文件夹里没有县区", place=Place(folder.name), remedy="每个县区写一个 <县区>.yml"
        )
    return counties


def areas(counties: Iterable[County]) -> set[str]:
    """Name the counties and their city: whose cases a run is about (本市范围)."""
    known = [county.params for county in counties if county.params]
    return {each.county for each in known} | {each.city for each in known if each.city}


def report_days(counties: Iterable[County]) -> dict[str, date]:
    """Say by when each county hands in its report (报送截止日)."""
    known = [county.params for county in counties if county.params]
    return {each.county: each.report_due for each in known if each.report_due}


def choose(counties: Sequence[County], wanted: Iterable[str]) -> list[County]:
    """Choose the counties asked for, by stem or Chinese name; all where none is named (选定县区).

    Raises:
        UnknownCountyError: where there is no such county; names the nearest.
    """
    asked = list(wanted)
    if not asked:
        return list(counties)
    by_name = {county.name: county for county in counties}
    by_name |= {county.stem: county for county in counties}
    unknown = [name for name in asked if name.removesuffix(".yml") not in by_name]
    if unknown:
        nearest = process.extractOne(unknown[0], list(by_name), scorer=fuzz.ratio)
        hint = f"最接近的是「{nearest[0]}」" if nearest else "核对县区名"
        raise UnknownCountyError(f"没有叫「{unknown[0]}」的县区", remedy=hint)
    stems = {by_name[name.removesuffix(".yml")].stem for name in asked}
    return [county for county in counties if county.stem in stems]


def _misnamed(path: Path) -> ParamsError:
    return ParamsError(
        "参数文件要以 .yml 结尾", place=Place(path.name), remedy=f"改名为 {path.stem}.yml 后重跑"
    )


def _read(path: Path) -> County:
    try:
        if path.stem == CITY:
            raise ParamsError(
                f"县区的参数文件不能叫 {path.name}，outputs/{CITY} 留给全市",
                place=Place(path.name),
                remedy=f"换一个文件名；全市共用的参数写在 {CITY_FILE}",
            )
        return County(path, load_county(path))
    except ParamsError as problem:
        return County(path, None, problem)
