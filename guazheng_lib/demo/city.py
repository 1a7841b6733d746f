"""The demonstration city (演示城市), written as offices would send it, with the planted truth."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from guazheng_lib.demo import bureaus, offices
from guazheng_lib.demo.adverts import advertisements, complaints, licensed_agencies
from guazheng_lib.demo.casework import plant_casework
from guazheng_lib.demo.classes import PLANTED, Planted
from guazheng_lib.demo.firms import Town, found_town
from guazheng_lib.demo.layout import Layout
from guazheng_lib.demo.ledger import PUBLIC, STAFF, Case, Ledger
from guazheng_lib.demo.param_files import write_params
from guazheng_lib.demo.people import Person, Registry
from guazheng_lib.demo.permits import Permits
from guazheng_lib.demo.places import COUNTIES, County
from guazheng_lib.demo.writers import write
from guazheng_lib.terms.month import months_between

Row = dict[str, Any]
DEFAULT_SEED, DEFAULT_PEOPLE = 92, 900
TRUTH_COLUMNS = ("county", "person_id", "certificate_no", "cls", "levels", "actual", "codes")


@dataclass(frozen=True)
class DemoCity:
    """Where the demonstration city was written, and how large it is (演示城市)."""

    data: Path
    params: Path
    truth: Path
    truth_ads: Path
    counties: int
    registrations: int
    advertisements: int
    cases: int


def make_city(
    folder: Path,
    *,
    seed: int = DEFAULT_SEED,
    people: int = DEFAULT_PEOPLE,
    casebook: str | None = None,
) -> DemoCity:
    """Write a synthetic city below a folder (造演示城市): ``data``, ``params``, ``truth*.csv``.

    The same seed and number of people give the same bytes. Each class of `PLANTED` occurs at
    least once, so a very small city has somewhat more people than asked for.

    Args:
        folder: where it goes.
        seed: which city.
        people: about how many registrations.
        casebook: the casebook that gets the demonstration's decisions; none without it.

    Raises:
        CasebookError: where that casebook holds real cases.
    """
    rng = Random(f"{seed}/{people}")
    town, ledger = found_town(rng), Ledger()
    _live(town, ledger, rng, people)
    ads = advertisements(town, rng, max(people // 4, 20))
    data, stamp = folder / "data", f"{seed}/{people}"
    _write_counties(data, ledger, stamp)
    _write_bureaus(data, ledger, town, stamp)
    write(data, bureaus.JOB_ADS, ads, stamp)
    received = complaints(town, _reported(ledger), rng)
    write(data, bureaus.COMPLAINTS, received, stamp)
    write_params(folder / "params")
    truth, truth_ads = folder / "truth.csv", folder / "truth_ads.csv"
    _write_truth(truth, TRUTH_COLUMNS, ledger.truth)
    _write_truth(truth_ads, ("ad_id", "label"), ads)
    cases = plant_casework(casebook, ledger, town, received, Random(stamp)) if casebook else 0
    return DemoCity(
        data, folder / "params", truth, truth_ads, len(COUNTIES), len(ledger.truth), len(ads), cases
    )


def _live(town: Town, ledger: Ledger, rng: Random, people: int) -> None:
    """Let every planted case happen, spread over the counties."""
    cases = [planted for planted in PLANTED for _ in range(_times(planted, people))]
    rng.shuffle(cases)
    registry, permits = Registry(rng), Permits(rng)
    for planted in cases:
        county = rng.choice(_counties_of(planted))
        before = len(ledger.truth)
        planted.story(Case(ledger, town, registry, permits, county, rng))
        for row in ledger.truth[before:]:
            row["cls"] = planted.name
            row["levels"] = "|".join(planted.levels)
            row["codes"] = "|".join(planted.codes)
    rng.shuffle(ledger.registrations)


def _times(planted: Planted, people: int) -> int:
    total = sum(each.weight for each in PLANTED)
    return max(1, round(planted.weight * people / total))


def _counties_of(planted: Planted) -> list[County]:
    if not planted.posts:
        return list(COUNTIES)
    return [county for county in COUNTIES if county.slug in offices.POST_COUNTIES]


def _write_counties(data: Path, ledger: Ledger, stamp: str) -> None:
    for number, county in enumerate(COUNTIES):
        slug = county.slug
        layouts = offices.REGISTRATIONS[slug]
        rows = _of_county(ledger.registrations, slug)
        for share, layout in enumerate(layouts):
            write(data, layout, _share(rows, share, len(layouts)), stamp)
        evidence = _of_county(ledger.evidence, slug)
        write(data, offices.evidence_layout(slug, number), evidence, stamp)
        corrections = _of_county(ledger.corrections, slug)
        write(data, offices.correction_layout(slug, number), corrections, stamp)
        if slug in offices.POST_COUNTIES:
            write(data, offices.post_layout(slug), _of_county(ledger.staff, slug), stamp)
            write(data, offices.presence_layout(slug), _of_county(ledger.presence, slug), stamp)


def _write_bureaus(data: Path, ledger: Ledger, town: Town, stamp: str) -> None:
    sorted_in = _sort_insurance(ledger.social)
    monthly = [row for spell in sorted_in["months"] for row in _by_month(spell)]
    tables: list[tuple[Layout, Sequence[Row]]] = [
        (bureaus.MONTHLY_2025, [row for row in monthly if row["month"] < "2026"]),
        (bureaus.MONTHLY_2026, [row for row in monthly if row["month"] >= "2026"]),
        (bureaus.SPELLS, sorted_in["spells"]),
        (bureaus.CODED, sorted_in["codes"]),
        (bureaus.PUBLIC, [row | {"kind": _public_kind(row)} for row in sorted_in["public"]]),
        (bureaus.ALONE, sorted_in["alone"]),
        (bureaus.FUND, [r for r in ledger.fund if r["county"] != offices.FUND_COUNTY]),
        (bureaus.FUND_BRANCH, _of_county(ledger.fund, offices.FUND_COUNTY)),
        (bureaus.SAFETY_B, ledger.safety_b),
        (bureaus.ENTERPRISES, [vars(firm) for firm in town.register]),
        (bureaus.AGENCIES, licensed_agencies(town)),
        (
            bureaus.CODES,
            [
                {"employer_code": f.code, "employer": f.name, "employer_uscc": f.uscc}
                for f in town.register
            ],
        ),
    ]
    for layout, rows in tables:
        write(data, layout, rows, stamp)


def _sort_insurance(spells: Iterable[Row]) -> dict[str, list[Row]]:
    """Tell which of the bureau's files each spell of insurance comes in."""
    files: dict[str, list[Row]] = {
        name: [] for name in ("months", "spells", "codes", "public", "alone")
    }
    for row in spells:
        files[row.get("sheet") or _file_of(row)].append(row)
    return files


def _file_of(row: Row) -> str:
    if row["scheme"] == PUBLIC:
        return "public"
    if row["scheme"] != STAFF or "退休" in row["status"]:
        return "alone"
    if row["county"] in offices.CODE_COUNTIES and row["employer_code"]:
        return "codes"
    return "months"


def _by_month(spell: Row) -> list[Row]:
    months = months_between(spell["from_month"], spell["to_month"])
    base = 4200 + int(spell["person_id"][-5:-1]) % 80 * 100
    return [spell | {"month": month, "base": base} for month in months]


def _public_kind(row: Row) -> str:
    return "机关" if row["employer_uscc"].startswith("11") else "事业单位"


def _of_county(rows: Iterable[Row], slug: str) -> list[Row]:
    return [row for row in rows if row["county"] == slug]


def _share(rows: list[Row], share: int, shares: int) -> list[Row]:
    """Share rows out, the rows of one certificate staying together in one file."""
    return [row for row in rows if sum(map(ord, row["certificate_no"])) % shares == share]


def _reported(ledger: Ledger) -> list[tuple[Person, str]]:
    """Pick the people about whom someone complains: half of them without ground."""
    suspects = {r["certificate_no"] for r in ledger.truth if r["cls"] in ("gz_plain", "on_site")}
    return [
        (Person(row["person_name"], row["person_id"]), row["registered_employer"])
        for row in ledger.registrations
        if row["certificate_no"] in suspects
    ][:8]


def _write_truth(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
