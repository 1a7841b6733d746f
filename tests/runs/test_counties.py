"""Which counties are meant, and what happens to one whose parameters are wrong."""

from pathlib import Path

import pytest

from guazheng_lib.runs.counties import UnknownCountyError, choose, read_counties
from guazheng_lib.terms.errors import ParamsError

COUNTY = "county: {name}\nsources: {{registrations: a.csv}}\n"
CITY = "window: {from: 2023-07, to: 2024-11}\nas_of: 2024-11-30\n"


@pytest.fixture
def params(tmp_path: Path) -> Path:
    (tmp_path / "_city.yml").write_text(CITY, encoding="utf-8")
    for stem, name in (("haigang", "海港区"), ("funing", "抚宁区")):
        (tmp_path / f"{stem}.yml").write_text(COUNTY.format(name=name), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        pytest.param([], ["funing", "haigang"], id="不写就是全部"),
        pytest.param(["haigang"], ["haigang"], id="文件名"),
        pytest.param(["海港区"], ["haigang"], id="县区名"),
        pytest.param(["haigang.yml"], ["haigang"], id="带扩展名"),
        pytest.param(["海港区", "haigang"], ["haigang"], id="说了两遍"),
    ],
)
def test_choose(params: Path, wanted: list[str], chosen: list[str]) -> None:
    assert [county.stem for county in choose(read_counties(params), wanted)] == chosen


@pytest.mark.parametrize("wanted", ["haigan", "海港"])
def test_an_unknown_county_names_the_nearest(params: Path, wanted: str) -> None:
    with pytest.raises(UnknownCountyError, match=r"最接近的是「(haigang|海港区)」"):
        choose(read_counties(params), [wanted])


def test_a_bad_file_is_one_countys_problem(params: Path) -> None:
    (params / "funing.yml").write_text("county: 抚宁区\nsource: {}\n", encoding="utf-8")
    funing, haigang = read_counties(params)
    assert haigang.params is not None
    assert funing.params is None
    assert "最接近的是「sources」" in str(funing.problem)
    assert funing.name == "funing"


@pytest.mark.parametrize("folder", ["没有", ""], ids=["没有文件夹", "空文件夹"])
def test_no_county_at_all(tmp_path: Path, folder: str) -> None:
    with pytest.raises(ParamsError):
        read_counties(tmp_path / folder)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("city.yml", "不能叫 city.yml", id="与全市的输出同名"),
        pytest.param("lulong.yaml", "要以 .yml 结尾", id="扩展名"),
    ],
)
def test_a_misnamed_file_is_not_passed_over(params: Path, name: str, said: str) -> None:
    (params / name).write_text(COUNTY.format(name="卢龙县"), encoding="utf-8")
    problems = [str(county.problem) for county in read_counties(params) if county.problem]
    assert len(problems) == 1
    assert said in problems[0]
