"""The county's share of the advertisements, also where there is none."""

from pathlib import Path

from guazheng_lib.runs.advertisements import Advertisements


def test_without_a_list_there_are_no_rows_but_every_column(tmp_path: Path) -> None:
    city = Advertisements.of_city({}, tmp_path)
    county = city.of_county("甲县", is_own=False)
    assert county.received is None
    assert len(county.ads) == len(county.suspicious) == 0
    assert list(county.ads.columns) == list(city.ads.columns)
