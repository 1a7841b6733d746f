"""What a county's run may vary (参数): `params/<county>.yml` over `params/_city.yml`, closed.

The YAML is read as plain text and typed here: a county code `0130302` stays what it is (YAML's own
types would make it an octal number), and `no` is no truth value.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from rapidfuzz import fuzz, process

from guazheng_lib.terms.errors import ParamsError, Place
from guazheng_lib.terms.month import parse_date, parse_month
from guazheng_lib.terms.tables import SOURCES, SourceKind

CITY_FILE = "_city.yml"
"""The file whose keys every county inherits and may override."""

_REMEDY = "按 docs/params.md 改正后重跑"


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Window(_Closed):
    """The months compared (比对期), both ends included, as ``YYYY-MM``."""

    first: str = Field(alias="from", description="起始月份")
    last: str = Field(alias="to", description="截止月份")

    @field_validator("first", "last", mode="before")
    @classmethod
    def _month(cls, value: object) -> str:
        month = parse_month(value)
        if month is None:
            raise ValueError(f"「{value}」不是月份，应写作 2024-11")
        return month

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.first > self.last:
            raise ValueError("比对期的起始月份晚于截止月份")
        return self


class Thresholds(_Closed):
    """Where the screening draws its lines (阈值); months unless said otherwise."""

    lag_months: int = Field(1, ge=0, le=6, description="注册、参保变动前后各放宽的月数")
    steady_months: int = Field(
        6, ge=2, le=36, description="达到此月数视为长期；比对期短的以全期为准"
    )
    brief_months: int = Field(6, ge=1, le=12, description="不超过此月数视为短期参保")
    registration_age: int = Field(65, ge=60, le=75, description="注册年龄上限（岁），待核")
    absent_share: float = Field(0.5, gt=0, le=1, description="到岗天数低于应到的此比例视为未到岗")


class Casework(_Closed):
    """How the office handles cases (办案规则): who must agree, and the legal periods."""

    second_person: tuple[Literal["confirmed", "excluded", "rectified"], ...] = Field(
        (), description="哪些结论须另一人复核：confirmed 认定、excluded 排除、rectified 自查已整改"
    )
    periods: dict[str, int] = Field(
        default_factory=dict, description="改动的期限，名称见 docs/periods.md，数值按原单位"
    )
    days_off: tuple[date, ...] = Field((), description="本地另外的休息日，工作日期限不计")
    days_on: tuple[date, ...] = Field((), description="调休上班的日子，工作日期限照计")

    @field_validator("second_person", "days_off", "days_on", mode="before")
    @classmethod
    def _several(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value or ()


PathList = Annotated[tuple[str, ...], Field(min_length=1)]


class CountyParams(_Closed):
    """The parameters of one county's run (县区参数)."""

    city: str = Field("", description="市")
    county: str = Field(min_length=1, description="县区")
    department: str = Field("", description="汇总表的“部门”一行；不写则用县区名")
    city_department: str = Field(
        "", description="全市汇总表的“部门”一行，全市报告和市里文书的落款；不写则用市名"
    )
    window: Window = Field(description="比对期")
    as_of: date = Field(description="数据截止日；程序从不读系统时间")
    self_inspection_until: date | None = Field(None, description="自查自纠截止日；不写则不限")
    report_due: date | None = Field(None, description="报送截止日")
    sources: dict[SourceKind, PathList] = Field(
        description="各来源的文件，相对数据文件夹，可用通配符"
    )
    columns: dict[SourceKind, dict[str, str]] = Field(
        default_factory=dict, description="表头认不出时，写明字段对应的列名"
    )
    mended: tuple[str, ...] = Field(
        ("待改/*.xlsx",), description="改好退回的待改清单，相对数据文件夹，可用通配符"
    )
    thresholds: Thresholds = Field(default_factory=Thresholds, description="阈值")
    casework: Casework = Field(default_factory=Casework, description="办案规则")

    @field_validator("as_of", "self_inspection_until", "report_due", mode="before")
    @classmethod
    def _day(cls, value: object) -> object:
        if value is None or value == "":
            return None
        day = parse_date(value)
        if day is None:
            raise ValueError(f"「{value}」不是日期，应写作 2024-11-30")
        return day

    @field_validator("mended", mode="before")
    @classmethod
    def _workbooks(cls, value: object) -> object:
        return (value,) if isinstance(value, str) and value else value or ()

    @field_validator("sources", mode="before")
    @classmethod
    def _paths(cls, value: object) -> object:
        if not isinstance(value, Mapping):
            return value
        return {
            kind: (paths,) if isinstance(paths, str) else paths
            for kind, paths in value.items()
            if paths not in (None, "", [])
        }

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if SourceKind.REGISTRATIONS not in self.sources:
            raise ValueError("sources 缺少 registrations（注册人员），没有名单无从核查")
        for kind, fields in self.columns.items():
            for field in fields:
                _check_known(field, SOURCES[kind].fields, f"columns.{kind}")
        return self

    @property
    def form_department(self) -> str:
        """The form's 部门 line."""
        return self.department or self.county

    @property
    def city_form_department(self) -> str:
        """The 部门 line of the city's form; who signs what the city writes."""
        return self.city_department or self.city


def load_county(path: Path) -> CountyParams:
    """Read a county's parameters over the city's (读县区参数).

    Raises:
        ParamsError: where the file cannot be read, a key is unknown (the nearest known one is
            named) or a value does not fit.
    """
    city_path = path.with_name(CITY_FILE)
    city = _read(city_path) if city_path.exists() and path.name != CITY_FILE else {}
    _refuse_unknown(city, CITY_FILE)
    own = _read(path)
    return build_params(_inherit(city, own), place=path.name, inherited=city.keys() - own.keys())


def build_params(
    values: Mapping[str, Any], *, place: str = "参数", inherited: Collection[str] = ()
) -> CountyParams:
    """Check a county's parameters given as values.

    Args:
        values: the parameters.
        place: the file that holds them.
        inherited: keys that only the city's file holds, which is then the one to mend.

    Raises:
        ParamsError: as `load_county`.
    """
    _refuse_unknown(values, place)
    try:
        return CountyParams.model_validate(values)
    except ValidationError as problem:
        errors = problem.errors()
        is_the_citys = all(error["loc"] and error["loc"][0] in inherited for error in errors)
        raise ParamsError(
            "；".join(_say(error) for error in errors),
            place=Place(CITY_FILE if is_the_citys else place),
            remedy=_REMEDY,
        ) from problem


def load_casework(folder: Path) -> Casework:
    """Read how the city handles cases from its parameter file (读办案规则); none: as usual.

    Raises:
        ParamsError: where the file cannot be read or a value does not fit.
    """
    path = folder / CITY_FILE
    values = _read(path) if path.exists() else {}
    _refuse_unknown(values, CITY_FILE)
    try:
        return Casework.model_validate(values.get("casework") or {})
    except ValidationError as problem:
        raise ParamsError(
            "；".join(_say(error) for error in problem.errors()),
            place=Place(CITY_FILE),
            remedy=_REMEDY,
        ) from problem


def county_files(folder: Path) -> list[Path]:
    """List the parameter files of the counties (县区参数文件), without the city's."""
    return sorted(path for path in folder.glob("*.yml") if path.name != CITY_FILE)


def own_sources(path: Path) -> frozenset[SourceKind]:
    """Tell which sources a county's own file declares; the others are the city's."""
    declared = _read(path).get("sources")
    names = declared if isinstance(declared, Mapping) else {}
    return frozenset(SourceKind(name) for name in names if name in set(SourceKind))


def _read(path: Path) -> dict[str, Any]:
    place = Place(path.name)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as problem:
        raise ParamsError(
            "找不到参数文件", place=place, remedy="核对县区名和 --params"
        ) from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise ParamsError(
            "参数文件读不出来", place=place, remedy="另存为 UTF-8 编码后重跑"
        ) from problem
    try:
        values = yaml.load(text, Loader=yaml.BaseLoader)  # makes nothing but text
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        row = None if mark is None else mark.line + 1
        raise ParamsError(
            "不是合格的 YAML", place=Place(path.name, row=row), remedy="检查缩进、冒号和引号"
        ) from problem
    if values in (None, ""):
        return {}
    if not isinstance(values, dict):
        raise ParamsError("应是“键: 值”的列表", place=place, remedy="参照 params/_city.yml")
    return values


def _inherit(city: Mapping[str, Any], county: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(city)
    for key, value in county.items():
        below = merged.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            merged[key] = _inherit(below, value) if key != "window" else dict(below) | dict(value)
        else:
            merged[key] = value
    return merged


def _refuse_unknown(values: Mapping[str, Any], place: str) -> None:
    try:
        _check_keys(values)
    except ValueError as problem:
        raise ParamsError(str(problem), place=Place(place), remedy=_REMEDY) from problem


def _check_keys(values: Mapping[str, Any]) -> None:
    known = CountyParams.model_fields
    for key in values:
        _check_known(key, known, "参数")
    closed = {
        "window": ("from", "to"),
        "thresholds": Thresholds.model_fields,
        "casework": Casework.model_fields,
    }
    for key, model in closed.items():
        nested = values.get(key)
        for name in nested if isinstance(nested, Mapping) else ():
            _check_known(name, model, key)
    for key in ("sources", "columns"):
        nested = values.get(key)
        for name in nested if isinstance(nested, Mapping) else ():
            _check_known(name, [str(kind) for kind in SourceKind], key)


def _check_known(name: str, known: Iterable[str], where: str) -> None:
    names = list(known)
    if name in names:
        return
    nearest = process.extractOne(name, names, scorer=fuzz.ratio)
    hint = f"，最接近的是「{nearest[0]}」" if nearest else ""
    raise ValueError(f"{where} 里有不认识的键「{name}」{hint}")


def _say(error: Mapping[str, Any]) -> str:
    where = ".".join(str(part) for part in error["loc"])
    cause = error.get("ctx", {}).get("error")
    what = str(cause) if cause else _REASONS.get(error["type"], "取值不对")
    return f"{where}: {what}" if where else what


_REASONS = {
    "missing": "没有写",
    "greater_than_equal": "太小",
    "greater_than": "太小",
    "less_than_equal": "太大",
    "int_parsing": "应是整数",
    "float_parsing": "应是数字",
    "too_short": "是空的",
    "string_too_short": "是空的",
}
