"""Parameters: closed, inherited, and every mistake named with its nearest key."""

from datetime import date
from pathlib import Path

import pytest

from guazheng_lib.params import (
    CountyParams,
    build_params,
    county_files,
    load_county,
    own_sources,
)
from guazheng_lib.terms.errors import ParamsError

CITY = """
city: 甲市
window: {from: 2023-07, to: 2024-11}
as_of: 2024-11-30
sources:
  social_insurance: city/养老*.csv
  housing_fund: [city/公积金1.xlsx, city/公积金2.xlsx]
"""
COUNTY = """
county: 乙县
sources:
  registrations: yi/*注册*.xlsx
"""


@pytest.fixture
def write(tmp_path):
    def write(county: str = COUNTY, city: str | None = CITY, encoding: str = "utf-8") -> Path:
        if city is not None:
            (tmp_path / "_city.yml").write_text(city, encoding="utf-8")
        path = tmp_path / "yi.yml"
        path.write_text(county, encoding=encoding)
        return path

    return write


def values(**what_matters: object) -> dict[str, object]:
    return {
        "county": "乙县",
        "window": {"from": "2023-07", "to": "2024-11"},
        "as_of": "2024-11-30",
        "sources": {"registrations": "a.xlsx"},
    } | what_matters


def test_a_county_inherits_from_the_city(write):
    params = load_county(write())
    assert (params.city, params.county) == ("甲市", "乙县")
    assert (params.window.first, params.window.last) == ("2023-07", "2024-11")
    assert params.as_of == date(2024, 11, 30)
    assert params.sources == {
        "social_insurance": ("city/养老*.csv",),
        "housing_fund": ("city/公积金1.xlsx", "city/公积金2.xlsx"),
        "registrations": ("yi/*注册*.xlsx",),
    }


def test_a_county_overrides_one_key_of_a_nested_one(write):
    county = COUNTY + "  housing_fund: yi/公积金.xlsx\nwindow: {to: 2024-06}\n"
    params = load_county(write(county))
    assert params.sources["housing_fund"] == ("yi/公积金.xlsx",)
    assert params.sources["social_insurance"] == ("city/养老*.csv",)
    assert (params.window.first, params.window.last) == ("2023-07", "2024-06")


def test_a_county_can_take_a_source_away(write):
    params = load_county(write(COUNTY + "  housing_fund:\n"))
    assert "housing_fund" not in params.sources


def test_a_county_without_a_city(write):
    county = COUNTY + "window: {from: 2024-01, to: 2024-02}\nas_of: 2024-03-01\n"
    assert load_county(write(county, city=None)).city == ""


def test_yaml_never_retypes_what_is_written(write):
    county = COUNTY.replace("乙县", "0130302") + "city: no\n"
    params = load_county(write(county))
    assert (params.county, params.city) == ("0130302", "no")


def test_a_byte_order_mark_is_no_key(write):
    assert load_county(write(encoding="utf-8-sig")).county == "乙县"


@pytest.mark.parametrize(
    ("county", "said"),
    [
        pytest.param(COUNTY + "colums: {}\n", "「colums」，最接近的是「columns」", id="顶层键"),
        pytest.param(COUNTY + "  housing_fond: a.csv\n", "最接近的是「housing_fund」", id="来源"),
        pytest.param(COUNTY + "window: {form: 2024-01}\n", "最接近的是「from」", id="比对期"),
        pytest.param(
            COUNTY + "thresholds: {lag_month: 2}\n", "最接近的是「lag_months」", id="阈值"
        ),
        pytest.param(
            COUNTY + "columns: {registrations: {person_it: 证件}}\n",
            "最接近的是「person_id」",
            id="列名",
        ),
        pytest.param(
            COUNTY + "columns: {registration: {person_id: 证件}}\n",
            "最接近的是「registrations」",
            id="列名所属来源",
        ),
        pytest.param(COUNTY + "as_of: 2024-11-31\n", "「2024-11-31」不是日期", id="日期不存在"),
        pytest.param(COUNTY + "window: {to: 2024-13}\n", "「2024-13」不是月份", id="月份不存在"),
        pytest.param(COUNTY + "window: {to: 2023-01}\n", "晚于截止月份", id="比对期颠倒"),
        pytest.param(COUNTY + "thresholds: {lag_months: 99}\n", "太大", id="阈值太大"),
        pytest.param(COUNTY + "thresholds: {lag_months: 两}\n", "应是整数", id="阈值不是数"),
        pytest.param("county: 乙县\n", "缺少 registrations", id="没有名单"),
        pytest.param(COUNTY.replace("county: 乙县", ""), "county: 没有写", id="没有县名"),
        pytest.param("- 甲\n- 乙\n", "键: 值", id="不是键值"),
        pytest.param("county: [乙\n", "不是合格的 YAML", id="括号不配"),
    ],
)
def test_every_mistake_is_one_clear_line(write, county, said):
    with pytest.raises(ParamsError) as problem:
        load_county(write(county))
    assert said in str(problem.value)
    assert "yi.yml" in str(problem.value)
    assert "\n" not in str(problem.value)


def test_a_missing_file_says_what_to_check(tmp_path):
    with pytest.raises(ParamsError, match="找不到参数文件"):
        load_county(tmp_path / "bing.yml")


def test_an_unknown_encoding(write):
    with pytest.raises(ParamsError, match="UTF-8"):
        load_county(write(encoding="gb18030"))


def test_a_yaml_mistake_names_its_row(write):
    with pytest.raises(ParamsError, match="第 3 行"):
        load_county(write("county: 乙县\nwindow: 甲\n  to: 乙: 丙\n"))


def test_built_params_are_frozen_and_name_the_department():
    params = build_params(values())
    assert params.form_department == "乙县"
    assert build_params(values(department="乙县住建局")).form_department == "乙县住建局"
    with pytest.raises(ValueError, match="frozen"):
        params.county = "丙县"


def test_county_files_leave_out_the_city(tmp_path):
    for name in ("b.yml", "a.yml", "_city.yml", "notes.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert [path.name for path in county_files(tmp_path)] == ["a.yml", "b.yml"]


def test_own_sources_are_the_county_files_own(write):
    assert own_sources(write()) == {"registrations"}


def test_every_parameter_is_described_in_chinese():
    for name, field in CountyParams.model_fields.items():
        assert field.description and not field.description.isascii(), name
