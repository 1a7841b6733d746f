"""Where advertisements meet what the screening found (与排查结果的关联): by names, as leads.

Plain tables come in, so that this room knows nothing of the screening.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from guazheng_lib.ads.agencies.name_finder import NameFinder
from guazheng_lib.ads.agencies.names import folded_name, same_names
from guazheng_lib.ads.agencies.places import places_of
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.terms.frames import records
from guazheng_lib.terms.text import fold_width

COLUMNS = ("agency", "agency_uscc", "subject", "name", "how", "ad_ids")

IS_UNIT = "机构本身就是注册单位"
EMPLOYER_NAMED = "信息所写的用人单位是注册单位"
UNIT_IN_TEXT = "正文提到这个注册单位"
PERSON_WITH_FIRM = "同一条信息写有本人姓名和注册单位"
PERSON_WITH_CERTIFICATE = "同一条信息写有本人姓名和证书编号"

_READ = ("ad_id", "employer", "title", "text")
_SHORTEST_NUMBER = 8


class _Link(NamedTuple):
    """Whom an agency meets (关联); the agency by its place in the ranking."""

    place: int
    subject: str
    name: str
    how: str


def agency_links(
    ads: pd.DataFrame, agencies: pd.DataFrame, units: pd.DataFrame, people: pd.DataFrame
) -> pd.DataFrame:
    """Say where suspicious advertisements and their agencies meet the screening (关联线索).

    Names collide, so a person's name counts only together with the registered employer or the
    number of the certificate in the same advertisement.

    Args:
        ads: as `tables.ScreenedAds`; those that are clear are passed over.
        agencies: as `tables.RankedAgencies`.
        units: the registered employers: `registered_employer`, `registered_uscc`.
        people: leads: `person_name`, `registered_employer`, `certificate_no`.

    Returns:
        `COLUMNS`, agencies in the order given: who meets whom, how, in which advertisements (none
        where the agency itself is the employer).
    """
    suspicious = ads[ads["verdict"] != Verdict.CLEAR]
    known = _Known(units, people, [*suspicious["employer"], *agencies["agency"]])
    found: defaultdict[_Link, list[str]] = defaultdict(list)
    for link in _agencies_that_are_units(agencies, known):
        found[link] = []
    places = places_of(suspicious, agencies)
    for ad, place in zip(records(suspicious[list(_READ)]), places, strict=True):
        for link in _of_ad(ad, place, known):
            found[link].append(str(ad["ad_id"]))
    named = [*_names_and_codes(agencies), (None, None)]
    rows = [(*named[link.place], *link[1:], found[link]) for link in sorted(found)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


class _Known:
    """What the screening knows, ready to be looked up; names are folded."""

    def __init__(self, units: pd.DataFrame, people: pd.DataFrame, asked: Iterable[object]) -> None:
        written = [*units["registered_employer"], *people["registered_employer"]]
        self.units = {folded_name(name): str(name) for name in written if folded_name(name)}
        coded = units[["registered_uscc", "registered_employer"]].dropna()
        self.by_code = {
            str(code): folded_name(name) for code, name in coded.itertuples(index=False)
        }
        self.same = _names_of_units({folded_name(name) for name in asked} - {""}, list(self.units))
        self.in_text = NameFinder(self.units)
        self.people: defaultdict[str, set[str]] = defaultdict(set)
        self.holders: defaultdict[str, set[str]] = defaultdict(set)
        for person in records(people[["person_name", "registered_employer", "certificate_no"]]):
            name = folded_name(person["person_name"])
            if name:
                self.people[folded_name(person["registered_employer"])].add(name)
                self.holders[folded_name(person["certificate_no"]).upper()].add(name)
        self.numbers = NameFinder(self.holders, shortest=_SHORTEST_NUMBER)


def _names_of_units(asked: set[str], units: list[str]) -> dict[str, str]:
    """Give the registered employer that a name surely stands for."""
    others = sorted(asked.difference(units))
    return {name: name for name in asked.intersection(units)} | dict(same_names(others, units, 1))


def _agencies_that_are_units(agencies: pd.DataFrame, known: _Known) -> Iterator[_Link]:
    for place, (name, code) in enumerate(_names_and_codes(agencies)):
        unit = known.by_code.get(code or "") or known.same.get(folded_name(name))
        if unit and name:
            yield _Link(place, "unit", known.units[unit], IS_UNIT)


def _of_ad(ad: dict[str, Any], place: int, known: _Known) -> Iterator[_Link]:
    text = fold_width(f"{_or_empty(ad['title'])}\n{_or_empty(ad['text'])}")
    met = dict.fromkeys(known.in_text.find(text), UNIT_IN_TEXT)
    named = known.same.get(folded_name(ad["employer"]))
    if named:
        met[named] = EMPLOYER_NAMED
    for unit, how in met.items():
        yield _Link(place, "unit", known.units[unit], how)
    by_firm = {name for unit in met for name in known.people[unit] if name in text}
    numbers = known.numbers.find(text.upper())
    by_number = {name for number in numbers for name in known.holders[number] if name in text}
    for name in sorted(by_firm | by_number):
        how = PERSON_WITH_CERTIFICATE if name in by_number else PERSON_WITH_FIRM
        yield _Link(place, "person", name, how)


def _names_and_codes(agencies: pd.DataFrame) -> Iterator[tuple[str | None, str | None]]:
    for name, code in zip(agencies["agency"], agencies["agency_uscc"], strict=True):
        yield _or_none(name), _or_none(code)


def _or_empty(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _or_none(cell: object) -> str | None:
    return cell if isinstance(cell, str) else None
