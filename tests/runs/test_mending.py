"""A quarantine workbook comes back into the data folder: its rows are taken, its counties rerun."""

import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner, Result
from make import person_id
from runs.toy_city import write_city
from sources.mending import fill, rework

from guazheng_lib.cli import cli
from guazheng_lib.reports.quarantine import write_quarantine
from guazheng_lib.sources import read_source

WRONG = person_id(1)[:-1] + ("1" if person_id(1)[-1] != "1" else "2")


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """The toy city; in 甲县 the first number is wrong."""
    city = write_city(tmp_path / "城")
    _replace(city / "data/jia/注册.csv", person_id(1), WRONG)
    return city


def _replace(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def guazheng(city: Path, verb: str, *words: str) -> Result:
    folders = ["--params", str(city / "params"), "--data", str(city / "data")]
    if verb == "run":
        folders += ["--outputs", str(city / "outputs")]
    return CliRunner().invoke(cli, [verb, *words, *folders])


def hand_back(city: Path, *values: object, name: str = "退回.xlsx") -> Path:
    """Let 甲县's list come back filled in, as a run would have written it."""
    source = read_source("registrations", "jia/注册.csv", base=city / "data")
    path = city / "data/待改" / name
    path.parent.mkdir(exist_ok=True)
    return fill(write_quarantine([source.quarantine], path, county="甲县"), *values)


def said(done: Result, *words: str) -> list[str]:
    lines = done.output.splitlines()
    return [line for line in lines if all(word in line for word in words)]


def test_check_takes_the_mended_row(city: Path) -> None:
    before = guazheng(city, "check")
    assert said(before, "注册人员 jia/注册.csv", "采用 3", "待改 1")
    hand_back(city, person_id(1))
    done = guazheng(city, "check")
    assert done.exit_code == 0, done.output
    assert said(done, "注册人员 jia/注册.csv", "采用 4", "待改 0")
    assert said(done, "已按待改清单改正 1 行（注册人员）")
    assert person_id(1) not in done.output


def test_check_tells_lines_that_fit_nothing(city: Path) -> None:
    hand_back(city, person_id(1))
    _replace(city / "data/jia/注册.csv", WRONG, person_id(1))
    done = guazheng(city, "check", "yi")
    assert not said(done, "未认出")
    done = guazheng(city, "check")
    assert done.exit_code == 0
    [line] = said(done, "待改/退回.xlsx 第 2 行: 未认出")
    assert "未认出的改正" in line


def test_a_line_for_a_file_that_is_gone_is_told_once(city: Path) -> None:
    hand_back(city, person_id(1))
    (city / "data/jia/注册.csv").rename(city / "data/jia/新注册.csv")
    _replace(city / "params/jia.yml", "jia/注册.csv", "jia/新注册.csv")
    done = guazheng(city, "check")
    assert len(said(done, "待改/退回.xlsx 第 2 行", "没有这个文件")) == 1
    assert said(done, "注册人员 jia/新注册.csv", "待改 1")


def test_a_foreign_workbook_is_one_line_and_exit_1(city: Path) -> None:
    hand_back(city, person_id(1))
    foreign = city / "data/待改/名单.xlsx"
    openpyxl.Workbook().save(foreign)
    done = guazheng(city, "check")
    assert done.exit_code == 1
    assert len(said(done, "[E200] 待改/名单.xlsx: 不是本程序写出的待改清单")) == 1
    assert said(done, "已按待改清单改正 1 行")


@pytest.mark.parametrize(
    ("written", "found"),
    [("mended: 退回", 1), ("mended: [回/*.xlsx, 待改/*.xlsx]", 0), ("mended: 待改/没有.xlsx", 1)],
)
def test_the_key_of_the_parameters(city: Path, written: str, found: int) -> None:
    hand_back(city, person_id(1))
    with (city / "params/_city.yml").open("a", encoding="utf-8") as file:
        file.write(written + "\n")
    (city / "data/退回").mkdir()
    assert guazheng(city, "check").exit_code == found


@pytest.mark.slow
def test_a_run_makes_again_the_counties_that_it_is_for(city: Path) -> None:
    assert guazheng(city, "run").exit_code == 0
    out = city / "outputs/jia"
    back = city / "data/待改/退回.xlsx"
    back.parent.mkdir()
    back.write_bytes((out / "quarantine.xlsx").read_bytes())
    done = guazheng(city, "run")
    assert len(said(done, "跳过")) >= 3, "nothing was filled in yet"
    fill(back, person_id(1))
    done = guazheng(city, "run")
    assert done.exit_code == 0, done.output
    assert said(done, "乙县", "跳过") and not said(done, "甲县", "跳过")
    assert said(done, "已按待改清单改正 1 行（注册人员）")
    page = (out / "screening.html").read_text(encoding="utf-8")
    assert "其中 1 行按退回的待改清单改正过" in page
    screening = pd.read_parquet(out / "screening.parquet")
    assert person_id(1) in screening["person_id"].tolist()
    assert openpyxl.load_workbook(out / "quarantine.xlsx").sheetnames == ["待改清单", "说明"]
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["mended"]["registrations"] == 1
    counts = pd.read_csv(out / "reconciliation.csv")
    assert (counts["read"] == counts.iloc[:, 4:].sum(axis=1)).all()
    assert said(guazheng(city, "run"), "甲县", "跳过")
    hand_back_twice = fill(back, person_id(5), target=city / "data/待改/又一份.xlsx")
    done = guazheng(city, "run")
    assert done.exit_code == 0
    assert said(done, "改法不一致")
    unused = openpyxl.load_workbook(out / "quarantine.xlsx")["未认出的改正"]
    assert unused.max_row == 3
    rework(hand_back_twice, lambda book: book.remove(book["说明"]))
    done = guazheng(city, "run")
    assert done.exit_code == 1
    assert said(done, "[E200] 待改/又一份.xlsx")
    assert said(done, "已按待改清单改正 1 行")
    assert guazheng(city, "run").exit_code == 1, "said again though every county is skipped"
