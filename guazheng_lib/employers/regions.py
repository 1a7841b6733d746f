"""The administrative region at the head of an employer name (行政区划)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from guazheng_lib.employers.lexicon import word_list, words


class Region(NamedTuple):
    """Where a name says the employer is (行政区划): short forms, "" where it says nothing.

    `zone` is a development zone (开发区), which may stand beside a county or in its place.
    """

    province: str = ""
    city: str = ""
    county: str = ""
    zone: str = ""

    @property
    def deepest(self) -> str:
        """The most specific part; what tells two employers of one brand apart."""
        if self.zone:
            return (self.county or self.city or self.province) + self.zone
        return self.county or self.city or self.province

    def conflicts_with(self, other: "Region") -> bool:
        """Whether both name a region of one rank, and not the same (同级地区不同)."""
        if self is NOWHERE or other is NOWHERE or self == other:
            return False
        return any(
            mine and theirs and mine != theirs for mine, theirs in zip(self, other, strict=True)
        )

    def contains(self, other: "Region") -> bool:
        """Whether the other lies in this one, as far as the names say (上下级地区)."""
        return all(not mine or mine == theirs for mine, theirs in zip(self, other, strict=True))

    def __str__(self) -> str:
        """The names from the province down."""
        return self.province + self.city + self.county + self.zone or "无"


NOWHERE = Region()


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    provinces: dict[str, str]
    cities: dict[str, tuple[str, str]]
    counties: dict[str, list[tuple[str, str, str]]]
    zones: dict[str, str]
    starts: tuple[frozenset[str], ...]


@cache
def short_form(full: str) -> str:
    """Leave out suffix and nationalities (简称).

    >>> short_form("青龙满族自治县"), short_form("承德县")
    ('青龙', '承德')
    """
    for suffix in word_list("regions", "suffixes"):
        if full.endswith(suffix) and len(full) > len(suffix):
            return _without_nationalities(full[: -len(suffix)])
    return full


def _without_nationalities(full: str) -> str:
    nationalities = word_list("regions", "nationalities")
    while ending := next((n for n in nationalities if full.endswith(n) and full != n), None):
        full = full[: -len(ending)]
    return full


@cache
def _gazetteer() -> _Gazetteer:
    provinces: dict[str, str] = {}
    cities: dict[str, tuple[str, str]] = {}
    counties: dict[str, list[tuple[str, str, str]]] = {}
    for province, below in words("regions")["provinces"].items():
        for writing in {province, short_form(province)}:
            provinces[writing] = short_form(province)
        for city in below.split():
            for writing in {city, short_form(city)}:
                cities[writing] = (short_form(province), short_form(city))
    for city, below in words("regions")["counties"].items():
        province, city_short = cities[city]
        for county in below.split():
            short = county if county.endswith("新区") else short_form(county)
            writings = {county, short} if len(short) > 2 else {county}
            if county.endswith("自治县"):
                writings.add(short + "县")
            # A county that became a district or a city keeps its short form (抚宁县, 抚宁区).
            writings |= {short + suffix for suffix in "县区市" if not county.endswith("新区")}
            for writing in writings:
                counties.setdefault(writing, []).append((province, city_short, short))
    zones = {
        writing: line.split()[0] for line in words("regions")["zones"] for writing in line.split()
    }
    # Two characters refuse most names at once; what is longer is looked up only after them.
    tables: tuple[Mapping[str, object], ...] = (provinces, cities, counties, zones)
    starts = tuple(frozenset(writing[:2] for writing in table) for table in tables)
    return _Gazetteer(provinces, cities, counties, zones, starts)


@cache
def _any_county() -> re.Pattern[str]:
    bad_ends = "|".join(f"(?<!{end[:-1]})" for end in word_list("regions", "not_place_ends"))
    guards = bad_ends.replace("|", "")
    after = "".join(word_list("regions", "not_suffix_before"))
    return re.compile(
        rf"([一-鿿]{{2,4}}?){guards}(?:自治县|自治旗|县|市|区|旗)(?![{after}])(?=..)|([一-鿿])县(?=...)"
    )


def take_region(text: str) -> tuple[Region, str]:
    """Split the region from the head of a folded name.

    >>> region, rest = take_region("秦皇岛市抚宁县永固建筑有限公司")
    >>> str(region), rest
    ('河北秦皇岛抚宁', '永固建筑有限公司')
    """
    places = _gazetteer()
    province = city = county = zone = ""
    writing = _longest(text, places.provinces, places.starts[0], 8)
    if writing and not text.startswith("市", len(writing)):  # 吉林市 is no province
        province, text = places.provinces[writing], _after(text, writing)
    writing = _longest(text, places.cities, places.starts[1], 12)
    is_county = text.startswith("县", len(writing))  # 承德县 is another place than 承德
    if writing and not is_county and province in ("", places.cities[writing][0]):
        province, city = places.cities[writing]
        text = _after(text, writing)
    writing = _longest(text, places.counties, places.starts[2], 11)
    known = _fitting(places.counties.get(writing, []), province, city)
    if known is not None:
        province, city, county = known
        text = text[len(writing) :]
    zone, text = _take_zone(text)
    if not (county or zone) and (match := _any_county().match(text)):
        county = _without_nationalities(match[1] or match[2])
        zone, text = _take_zone(text[match.end() :])
    if not (province or county or zone):
        return NOWHERE, text
    return Region(province, city, county, zone), text


def _take_zone(text: str) -> tuple[str, str]:
    places = _gazetteer()
    writing = _longest(text, places.zones, places.starts[3], 10)
    return (places.zones[writing], text[len(writing) :]) if writing else ("", text)


def _longest(text: str, table: Mapping[str, object], starts: frozenset[str], limit: int) -> str:
    if text[:2] not in starts:
        return ""
    for length in range(min(limit, len(text)), 1, -1):
        if text[:length] in table:
            return text[:length]
    return ""


def _after(text: str, writing: str) -> str:
    """Cut a place off, leaving 市政 whole where only 市 seems to follow it."""
    rest = text[len(writing) :]
    if writing[-1] in "市区" and rest[:1] in _not_suffix_before():
        return writing[-1] + rest
    return rest


@cache
def _not_suffix_before() -> frozenset[str]:
    return frozenset(word_list("regions", "not_suffix_before"))


def _fitting(
    candidates: list[tuple[str, str, str]], province: str, city: str
) -> tuple[str, str, str] | None:
    fitting = [c for c in candidates if province in ("", c[0]) and city in ("", c[1])]
    if len(fitting) > 1:  # 新华区 is in several cities: say no more than the name does
        return fitting[0][0], "", fitting[0][2]
    return fitting[0] if fitting else None
