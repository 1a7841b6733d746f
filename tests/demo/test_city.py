import csv
import hashlib
from pathlib import Path

import pytest

from guazheng_lib.demo import DemoCity, make_city
from guazheng_lib.demo.classes import PLANTED, QUARANTINED
from guazheng_lib.demo.param_files import params_texts
from guazheng_lib.demo.places import COUNTIES
from guazheng_lib.params import county_files, load_county
from guazheng_lib.terms.identity import ParsedId, parse_person_id
from guazheng_lib.terms.uscc import Uscc

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "../shared/real_data"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> DemoCity:
    return make_city(tmp_path_factory.mktemp("city"), seed=7, people=300)


@pytest.fixture(scope="module")
def truth(city: DemoCity) -> list[dict[str, str]]:
    return _rows(city.truth)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes(city, tmp_path):
    make_city(tmp_path, seed=7, people=300)
    assert _hashes(tmp_path) == _hashes(city.truth.parent)


def test_another_seed_gives_other_people(city, tmp_path):
    other = make_city(tmp_path, seed=8, people=300)
    numbers = {row["person_id"] for row in _rows(city.truth)}
    assert len(numbers & {row["person_id"] for row in _rows(other.truth)}) < len(numbers) / 10


@pytest.mark.parametrize("people", [1, 300])
def test_every_class_is_planted(tmp_path, people):
    rows = _rows(make_city(tmp_path, people=people).truth)
    assert {row["cls"] for row in rows} == {planted.name for planted in PLANTED}


def test_about_as_many_registrations_as_people(city):
    assert 300 <= city.registrations <= 330


def test_numbers_come_from_areas_never_issued(truth):
    areas = {row["person_id"][:2] for row in truth}
    assert areas == {"99"}


def test_numbers_are_valid_except_those_planted_as_wrong(truth):
    wrong = {
        row["cls"] for row in truth if not isinstance(parse_person_id(row["person_id"]), ParsedId)
    }
    assert wrong == {"wrong_check", "impossible_birth"}


def test_credit_codes_hold_and_come_from_areas_never_issued(city):
    from openpyxl import load_workbook

    sheet = load_workbook(city.data / "city/企业登记名录.xlsx").active
    codes = [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert len(codes) == len(set(codes))
    assert all(Uscc.parse(code) for code in codes)
    assert {code[2:4] for code in codes} == {"99"}


def test_certificates_are_unique_but_for_the_shared_one(truth):
    shared = [r["certificate_no"] for r in truth if r["cls"] == "two_persons"]
    others = [r["certificate_no"] for r in truth if r["cls"] != "two_persons"]
    assert len(others) == len(set(others))
    assert len(shared) == 2 * len(set(shared))
    assert not set(shared) & set(others)


def test_every_county_has_registrations(truth):
    assert {row["county"] for row in truth} == {county.slug for county in COUNTIES}


def test_levels_are_those_of_the_contract(truth):
    levels = {level for row in truth for level in row["levels"].split("|")}
    assert levels == {
        "priority",
        "review",
        "data_gap",
        "exempt",
        "rectified",
        "consistent",
        QUARANTINED,
    }


def test_params_load_and_every_path_exists(city):
    for path in county_files(city.params):
        for patterns in load_county(path).sources.values():
            assert all(list(city.data.glob(pattern)) for pattern in patterns)


def test_the_project_params_are_these():
    written = {
        path.name: path.read_text(encoding="utf-8") for path in (ROOT / "params").glob("*.yml")
    }
    assert written == params_texts("demo/data/")


@pytest.mark.skipif(not SHARED.exists(), reason="没有 ../shared/real_data")
def test_no_firm_is_a_real_one(city):
    from openpyxl import load_workbook

    sheet = load_workbook(city.data / "city/企业登记名录.xlsx").active
    ours = {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)}
    with (SHARED / "company_names.csv").open(encoding="utf-8-sig", newline="") as file:
        real = {row["name"] for row in csv.DictReader(file)}
    assert not ours & real


@pytest.mark.skipif(not SHARED.exists(), reason="没有 ../shared/real_data")
def test_no_place_is_a_real_one():
    regions = (SHARED / "regions.csv").read_text(encoding="utf-8-sig")
    codes = {line[:6] for line in regions.splitlines()}
    assert not codes & {county.area for county in COUNTIES}
    named = [c.name for c in COUNTIES if c.name != "经济技术开发区"]
    assert not [name for name in named if name in regions]
