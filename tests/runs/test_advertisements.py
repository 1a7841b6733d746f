"""The county's share of the advertisements, also where there is none; judged by batches."""

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from guazheng_lib.ads import screen_ads
from guazheng_lib.ads.tables import ScreenedAds
from guazheng_lib.runs import ad_files
from guazheng_lib.runs.advertisements import Advertisements
from guazheng_lib.sources.result import SourceResult, empty_quarantine, empty_reconciliation
from guazheng_lib.terms.sources import SourceKind
from guazheng_lib.terms.tables import Enterprises, HrAgencies, JobAds, column_titles

BROKER = "长期收一级建造师，挂靠3万一年，配合社保，不用坐班，加微信abc12345，第{}批"
HONEST = "招聘造价员，到岗坐班，双休，月薪6000元，五险一金，第{}组"


def made(count: int) -> pd.DataFrame:
    rows = pd.DataFrame({"ad_id": [f"A{n}" for n in range(count)]})
    rows["text"] = [(HONEST if n % 3 else BROKER).format(n) for n in range(count)]
    rows["agency"] = [f"{'甲乙丙丁'[n % 4]}人力资源有限公司" for n in range(count)]
    rows["file"], rows["row"] = "a.csv", range(2, count + 2)
    missing = [name for name in column_titles(JobAds) if name not in rows]
    rows[missing] = None
    return JobAds.validate(rows[list(column_titles(JobAds))])


def source(kind: SourceKind, table: pd.DataFrame, folder: Path) -> SourceResult:
    file = folder / f"{kind}.parquet"
    table.to_parquet(file, index=False)
    return SourceResult(kind, file, empty_quarantine(), empty_reconciliation())


@pytest.fixture
def listed() -> pd.DataFrame:
    rows = [{"agency": "甲人力资源有限公司", "county": "甲县", "file": "b.csv", "row": 2}]
    return HrAgencies.validate(pd.DataFrame(rows, columns=list(column_titles(HrAgencies))))


def city_of(count: int, listed: pd.DataFrame, folder: Path) -> Advertisements:
    given = {
        SourceKind.JOB_ADS: source(SourceKind.JOB_ADS, made(count), folder),
        SourceKind.HR_AGENCIES: source(SourceKind.HR_AGENCIES, listed, folder),
    }
    return Advertisements.of_city(given, folder / "work")


def test_without_a_list_there_are_no_rows_but_every_column(tmp_path: Path) -> None:
    city = Advertisements.of_city({}, tmp_path)
    county = city.of_county("甲县", is_own=False)
    assert county.received is None
    assert len(county.ads) == len(county.suspicious) == 0
    assert list(county.ads.columns) == list(city.ads.columns)
    county.write(tmp_path / "ads.parquet")
    written = pd.read_parquet(tmp_path / "ads.parquet")
    assert list(written.columns) == list(column_titles(ScreenedAds))


def test_batches_make_no_difference(
    tmp_path: Path, listed: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ad_files, "AT_ONCE", 7)
    city = city_of(20, listed, tmp_path)
    city.write(tmp_path / "ads.parquet")
    written = pd.read_parquet(tmp_path / "ads.parquet")
    expected = screen_ads(made(20))
    for name in ("ad_id", "verdict", "score", "group_id", "family_id", "text", "row"):
        assert list(written[name]) == list(expected[name]), name
    assert pq.read_metadata(tmp_path / "ads.parquet").num_row_groups == 3


def test_a_county_has_what_its_agencies_published(tmp_path: Path, listed: pd.DataFrame) -> None:
    city = city_of(20, listed, tmp_path)
    county = city.of_county("甲县", is_own=False)
    assert (len(city.ads), city.received, len(county.ads), county.received) == (20, 20, 5, 20)
    assert set(county.ads["agency"]) == {"甲人力资源有限公司"}
    assert len(city.of_county("乙县", is_own=True).ads) == 15
    county.write(tmp_path / "ads.parquet")
    assert list(pd.read_parquet(tmp_path / "ads.parquet")["ad_id"]) == list(county.ads["ad_id"])
    assert county.of_county("甲县", is_own=False).ads.equals(county.ads)


def test_another_spelling_is_the_same_countys(tmp_path: Path, listed: pd.DataFrame) -> None:
    longer = listed.assign(agency="甲人力资源有限责任公司")
    city = city_of(20, longer, tmp_path)
    assert len(city.of_county("甲县", is_own=False).ads) == 5


def test_the_suspicious_come_whole_and_the_others_stay_on_file(
    tmp_path: Path, listed: pd.DataFrame
) -> None:
    city = city_of(20, listed, tmp_path)
    assert list(city.suspicious.columns) == list(column_titles(ScreenedAds))
    assert set(city.suspicious["ad_id"]) == {f"A{n}" for n in range(0, 20, 3)}
    assert list(city.suspicious["score"]) == sorted(city.suspicious["score"], reverse=True)
    assert "text" not in city.ads


def test_counties_that_hand_in_their_own_are_put_together(
    tmp_path: Path, listed: pd.DataFrame
) -> None:
    cities = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        cities.append(city_of(6, listed, tmp_path / name))
    merged = Advertisements.merged(cities)
    assert (len(merged.ads), merged.received, len(merged.suspicious)) == (12, 12, 4)
    assert merged.agencies["ads"].sum() == 12


def test_a_list_without_a_row(tmp_path: Path, listed: pd.DataFrame) -> None:
    city = city_of(0, listed, tmp_path)
    assert (len(city.ads), city.received, len(city.agencies)) == (0, 0, 0)
    city.write(tmp_path / "ads.parquet")
    assert len(pd.read_parquet(tmp_path / "ads.parquet")) == 0


def test_nothing_is_left_beside_the_result(tmp_path: Path, listed: pd.DataFrame) -> None:
    city_of(6, listed, tmp_path)
    assert [path.suffix for path in (tmp_path / "work").iterdir()] == [".parquet"]


def test_a_register_is_part_of_what_was_judged(tmp_path: Path, listed: pd.DataFrame) -> None:
    firms = [f"滨城市永固{n}建筑有限公司" for n in "甲乙丙"]
    rows = [{"employer": name, "employer_uscc": "", "file": "c.csv", "row": 2} for name in firms]
    table = Enterprises.validate(pd.DataFrame(rows, columns=list(column_titles(Enterprises))))
    known = source(SourceKind.ENTERPRISES, table, tmp_path)
    ads = source(SourceKind.JOB_ADS, made(3), tmp_path)
    for given in ({}, {SourceKind.ENTERPRISES: known}):
        city = Advertisements.of_city({SourceKind.JOB_ADS: ads, **given}, tmp_path / "work")
        assert len(city.ads) == 3
    assert len(list((tmp_path / "work").iterdir())) == 2


@pytest.mark.parametrize(
    ("written", "is_here"),
    [
        ("滨河区", True),
        ("滨河", True),
        ("滨 河 区", True),
        ("某某市滨河区", True),
        ("某某市滨河", True),
        ("滨河新区", False),
        ("滨河新", False),
        ("滨河县", False),
    ],
)
def test_a_county_is_known_however_the_list_spells_it(
    written: str, is_here: bool, listed: pd.DataFrame, tmp_path: Path
) -> None:
    city = city_of(4, listed.assign(county=written), tmp_path)
    assert len(city.of_county("滨河区", is_own=False).ads) == is_here
