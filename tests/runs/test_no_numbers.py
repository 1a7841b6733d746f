"""No identity number leaves the files that are made to hold them, whatever was handed in."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from make import person_id
from runs.toy_city import write_city

from guazheng_lib.cli import cli
from guazheng_lib.terms.identity import check_character

MAY_HOLD = {"screening.parquet", "leads.xlsx", "汇总表.xlsx", "quarantine.xlsx"}
AS_HANDED_IN = {"ads.parquet", "agencies.parquet", "units.parquet"}  # names and texts, unchanged
HEADING = "姓名,身份证号,证书编号,注册类别,注册单位"
FIRM = "甲市丁戊建筑工程有限公司"


def _impossible_day(serial: int) -> str:
    first17 = f"99999919800230{serial:03d}"
    return first17 + check_character(first17)


def _wrong_check(serial: int) -> str:
    right = person_id(serial)
    return right[:-1] + ("1" if right[-1] != "1" else "2")


BAD = [
    f"某甲,{_impossible_day(21)},冀2132022202300021,二级注册建造师,{FIRM}",
    f"某乙,{_wrong_check(22)},冀2132022202300022,二级注册建造师,{FIRM}",
    f"某丙,{person_id(23)[:-1]},冀2132022202300023,二级注册建造师,{FIRM}",
    f"某丁,{person_id(24)[:17]}0,冀2132022202300024,二级注册建造师,{FIRM}",
    f"某戊,{person_id(25)[:6]}{person_id(25)[8:17]},冀2132022202300025,二级注册建造师,{FIRM}",
    f"某己{person_id(26)},{person_id(26)},冀2132022202300026,二级注册建造师,{FIRM}",
    f"某庚,{person_id(27)},冀2132022202300027,二级注册建造师,{FIRM}（{person_id(27)}）",
    f"某辛,{person_id(28)},{person_id(28)},二级注册建造师,{FIRM}",
    f"某壬,{person_id(29)},冀2132022202300029,二级注册建造师{person_id(29)},{FIRM}",
    f"某癸,{person_id(30)},冀2132022202300030,二级注册建造师,{FIRM}",
    f"某子,{person_id(31)},冀2132022202300030,二级注册建造师,{FIRM}",
]


def _spoil(city: Path) -> None:
    with (city / "data/yi/注册.csv").open("a", encoding="utf-8") as file:
        file.write("\n".join(BAD) + "\n")
    with (city / "data/city/社保.csv").open("a", encoding="utf-8") as file:
        for n in range(26, 32):
            file.write(f"{person_id(n)},甲市丙丁建设有限公司{person_id(n)},2023-09\n")
            file.write(f"{person_id(n)},甲市丙丁建设有限公司,2023-19\n")
    with (city / "data/city/招聘.csv").open("a", encoding="utf-8") as file:
        file.write(f"A3,甲县人力资源有限公司,收一建证书 挂靠 身份证 {person_id(40)} 费用面议\n")
        file.write(f"{person_id(41)},甲县人力资源有限公司{person_id(42)},收二建证挂靠不用到岗\n")


def _texts(path: Path) -> Iterator[str]:
    if path.suffix == ".parquet":
        yield pd.read_parquet(path).to_csv()
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield re.sub(r"<[^>]+>", "", packed.read(name).decode("utf-8", "replace"))
                yield packed.read(name).decode("utf-8", "replace")
    else:
        yield path.read_text(encoding="utf-8", errors="replace")


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"(?<!\d)999999\d{9}(?:\d{2}[\dXx])?(?!\d)", text))


@pytest.mark.slow
def test_no_number_leaves_the_files_made_for_them(tmp_path: Path) -> None:
    city = write_city(tmp_path / "城")
    _spoil(city)
    folders = [f"--{name}={city / name}" for name in ("params", "data", "outputs")]
    done = CliRunner().invoke(cli, ["run", "--debug", *folders])
    assert done.exit_code == 0, done.output
    outputs = city / "outputs"
    found = {"输出的话": _numbers(done.output), "文件名": _numbers(str(list(outputs.rglob("*"))))}
    published = [
        path
        for path in outputs.rglob("*")
        if path.is_file()
        and ".cache" not in path.parts
        and path.name not in MAY_HOLD | AS_HANDED_IN
    ]
    assert len(published) > 20
    for path in published:
        name = path.relative_to(outputs).as_posix()
        found[name] = {number for text in _texts(path) for number in _numbers(text)}
    assert {name: numbers for name, numbers in found.items() if numbers} == {}
