"""What the report says (报告文字): its sentences with their numbers, and its tables."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

import pandas as pd

from guazheng_lib.reports.figures.count import NOT_SUPPLIED, ReportFigures
from guazheng_lib.reports.layouts import read_data
from guazheng_lib.reports.pages.tables import hide_ids
from guazheng_lib.terms.catalogue import LEAD_IS_NO_FINDING
from guazheng_lib.terms.month import month_zh
from guazheng_lib.terms.tables import SourceKind

MAIN_SOURCES = (SourceKind.SOCIAL_INSURANCE, SourceKind.HOUSING_FUND, SourceKind.SAFETY_B)
"""Those that the plan compares with: a county without one of them only looks clean."""

_SLOTS = {"slot": "text", "dated_slot": "dated"}
_LISTED = {
    "professions": ("profession:", "条"),
    "exclusions": ("exclusion:", "条"),
    "person": ("measure:person:", "条"),
    "unit": ("measure:unit:", "家"),
    "agency": ("measure:agency:", "家"),
    "told": ("told:", "人"),
}


@dataclass(frozen=True)
class ReportScope:
    """What a report is about (报告范围).

    Attributes:
        area: the county, or the city.
        department: who reports.
        first_month: the first month compared.
        last_month: the last month compared.
        as_of: up to when the data reach.
        supplied: the sources that were supplied.
        is_city: whether it is the city's report.
        failed: the counties that did not finish; the city's report names them.
        county_sources: the sources of each county; the city's report says what one lacks.
    """

    area: str
    department: str
    first_month: str
    last_month: str
    as_of: date
    supplied: Collection[SourceKind]
    is_city: bool = False
    failed: tuple[str, ...] = ()
    county_sources: Mapping[str, Collection[SourceKind]] = field(default_factory=dict)


@dataclass(frozen=True)
class Block:
    """A paragraph of the report (一段).

    Attributes:
        name: its mark.
        kind: how it is set (`report.yml`).
        text: what it says.
        is_slot: whether it waits for the officer's own words.
    """

    name: str
    kind: str
    text: str
    is_slot: bool = False


def report_title(scope: ReportScope) -> str:
    """Give the report's title (标题)."""
    return _fill(words()["title"], {"area": scope.area})


def report_blocks(figures: ReportFigures, scope: ReportScope) -> list[Block]:
    """Give the report's headings and sentences with their numbers (报告文字)."""
    facts = _facts(figures, scope)
    audience = "city" if scope.is_city else "county"
    blocks = [
        _block(block, facts)
        for block in words()["blocks"]
        if block.get("for", audience) == audience
    ]
    return [block for block in blocks if block.text]


def grouped_numbers(figures: ReportFigures) -> list[dict[str, Any]]:
    """Give the rows of the table of numbers, group by group (附表)."""
    rows = figures.table().frame.itertuples(index=False, name=None)
    return [
        {"title": title, "rows": [{"title": name, "value": value} for _, name, value in group]}
        for title, group in groupby(rows, key=lambda row: row[0])
    ]


def county_table(figures: ReportFigures, scope: ReportScope) -> pd.DataFrame:
    """Lay the counties side by side, with what each did not supply (各县区情况).

    Returns:
        Texts under Chinese headings; empty in a county's report.
    """
    if not scope.is_city:
        return pd.DataFrame()
    said, titles = words()["tables"], figures.titles | {"county": "县区"}
    counted = figures.counties.rename(columns=lambda name: titles[name].removesuffix("条数"))
    total = counted.sum(numeric_only=True).to_frame().T.assign(县区=said["total"])
    rest = [county for county in scope.failed if county not in set(counted["县区"])]
    gone = pd.DataFrame({"县区": rest}, columns=counted.columns)
    tables = [table.astype("object") for table in (counted, gone, total) if len(table)]
    shown = pd.concat(tables, ignore_index=True).fillna("").astype(str)
    shown[said["missing"]] = [_lacking(scope, county) for county in shown["县区"]]
    return shown


@cache
def words() -> dict[str, Any]:
    """Read the report's words (报告用语)."""
    read: dict[str, Any] = read_data("report.yml")
    return read


def _block(block: Mapping[str, str], facts: Mapping[str, Any]) -> Block:
    kind, text = next((key, block[key]) for key in block if key not in ("name", "for"))
    is_slot = kind in _SLOTS
    if is_slot:
        text = words()["to_fill"].format(text)
    kind = _SLOTS.get(kind, kind)
    return Block(block["name"], kind, hide_ids(_fill(text, facts)), is_slot)


def _lacking(scope: ReportScope, county: str) -> str:
    if county in scope.failed:
        return str(words()["tables"]["not_done"])
    if county not in scope.county_sources:
        return ""
    return _names(kind for kind in MAIN_SOURCES if kind not in scope.county_sources[county])


def _facts(figures: ReportFigures, scope: ReportScope) -> dict[str, Any]:
    return {
        "n": figures.said(),
        "pieces": {name: _pieces(number) for name, number in figures.numbers.items()},
        "listed": {name: figures.listed(*how) for name, how in _LISTED.items()},
        "not_given": NOT_SUPPLIED,
        "area": scope.area,
        "department": scope.department or scope.area,
        "first_month": month_zh(scope.first_month),
        "last_month": month_zh(scope.last_month),
        "as_of": f"{scope.as_of.year}年{scope.as_of.month}月{scope.as_of.day}日",
        "supplied": _names(kind for kind in SourceKind if kind in scope.supplied),
        "not_supplied": _names(kind for kind in SourceKind if kind not in scope.supplied),
        "failed": "、".join(scope.failed),
        "fairness": LEAD_IS_NO_FINDING,
    }


def _pieces(number: int | None) -> str:
    return "（来源未提供，未比对）" if number is None else f"{number}条"


def _names(kinds: Iterable[SourceKind]) -> str:
    return "、".join(kind.zh for kind in kinds) or "无"


def _fill(text: str, facts: Mapping[str, Any]) -> str:
    return str(_sentence(text).render(facts))


@cache
def _sentence(text: str) -> Any:
    """Read a sentence of `report.yml`; compiling it takes longer than filling it in."""
    from jinja2 import Environment, StrictUndefined

    # A name without a number must stop the report, not leave a gap in a sentence.
    plain = Environment(undefined=StrictUndefined, autoescape=False)
    return plain.from_string(text)
