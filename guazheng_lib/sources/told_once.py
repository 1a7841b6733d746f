"""What a sheet tells once for many rows (一次写明), laid beside the rows as a column of its own.

The unit stands in a line over its people; the month or the profession in the sheet's name or title.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

from guazheng_lib.sources.cells import shown
from guazheng_lib.sources.grid import Grid
from guazheng_lib.sources.headers import Heading
from guazheng_lib.sources.nondata import is_remark
from guazheng_lib.terms.month import parse_month
from guazheng_lib.terms.text import fold_width

_NUMBERED = re.compile(r"^([(（]?[一二三四五六七八九十\d]{1,4}[)）]?[、.．)）]\s*)?")
_LABEL = re.compile(
    r"^(参保|缴存|缴费|汇缴|注册|聘用|受聘|所在|用人|工作)?(单位|企业|公司)(名称|全称)?\s*[:：]\s*"
)
_CODE = re.compile(r"([(（\s]+(单位)?(账号|编号|代码|人数|统一)|\s{2,}).*$")
_EMPLOYER = re.compile(r"(公司|厂|局|院|所|中心|队|社|校|大学|集团|事务所|站|处|分行)([(（].*)?$")
_MONTH = re.compile(r"\d{4}(?:[-./年]\d{1,2}|\d{2})(?=\D|$)")
_PROFESSION = re.compile(
    r"([一二三]级)?(注册)?(建造|监理工程|造价工程|建筑|结构工程|岩土工程|土木工程|公用设备工程|电气工程|化工工程|安全工程|造价)师"
)

_MOSTLY = 0.5


def with_told_once(grid: Grid, heading: Heading) -> Grid | None:
    """Lay what is told once beside the rows (补列); None where nothing tells a missing field."""
    for group in heading.missing:
        for field in group:
            told = _TELLERS.get(field, _nothing)(grid, heading)
            if told is not None and told.notna().any():
                told.iloc[heading.bottom] = field
                return replace(grid, cells=grid.cells.assign(**{f"told_{field}": told}))
    return None


def _units(grid: Grid, heading: Heading) -> pd.Series | None:
    """Give each row the unit named in the last line above that names nothing else."""
    first = grid.cells.bfill(axis=1).iloc[:, 0]
    same = grid.cells.eq(first, axis=0) | grid.cells.isna()
    lone = same.all(axis=1) & first.notna()
    lines = first[lone].map(shown).map(lambda text: _NUMBERED.sub("", text))
    labelled = lines.map(lambda text: bool(_LABEL.match(text))).astype(bool)
    last = int(lone.index[~lone & first.notna()].max())
    bare = lines[~labelled & (lines.index >= heading.top - 1) & (lines.index < last)]
    bare = bare[~bare.map(is_remark).astype(bool)]
    parts_people = (bare.index > heading.bottom).any()
    if not labelled.any() and not (parts_people and bare.map(_is_employer).mean() >= _MOSTLY):
        return None
    names = lines[labelled] if labelled.any() else bare
    told = names.map(_unit).reindex(grid.cells.index).ffill()
    return told.mask(lone | (told.index <= heading.bottom)).astype("str")


def _unit(line: str) -> str:
    return _CODE.sub("", _LABEL.sub("", line)).strip()


def _is_employer(text: str) -> bool:
    return bool(_EMPLOYER.search(_unit(text)))


def _month(grid: Grid, heading: Heading) -> pd.Series | None:
    return _of_all(grid, heading, _one_month)


def _profession(grid: Grid, heading: Heading) -> pd.Series | None:
    return _of_all(grid, heading, _one_profession)


def _of_all(grid: Grid, heading: Heading, read: Callable[[str], str | None]) -> pd.Series | None:
    """Read what the sheet's name, else a line over the heading, tells for every row."""
    above = [
        shown(cell) for cell in grid.cells.iloc[: heading.top].to_numpy().ravel() if cell == cell
    ]
    found = next(filter(None, map(read, [grid.sheet or "", *above])), None)
    if found is None:
        return None
    lone = grid.cells.notna().sum(axis=1) <= 1
    told = pd.Series(found, grid.cells.index, dtype="str")
    return told.mask(lone | (told.index <= heading.bottom))


def _one_month(text: str) -> str | None:
    months = {parse_month(found) for found in _MONTH.findall(fold_width(text))} - {None}
    return months.pop() if len(months) == 1 else None


def _one_profession(text: str) -> str | None:
    found = _PROFESSION.search(fold_width(text))
    return found.group() if found else None


def _nothing(grid: Grid, heading: Heading) -> pd.Series | None:
    """Most fields are told in each row or nowhere."""


_TELLERS: Mapping[str, Callable[[Grid, Heading], pd.Series | None]] = {
    "employer": _units,
    "registered_employer": _units,
    "month": _month,
    "profession": _profession,
}
