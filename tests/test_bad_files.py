"""What an officer may hand in by mistake, at the command line: one clear line, nobody else harmed.

`check` takes every case; one slow test takes a broken county through the whole `run`.
"""

import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner, Result
from make import person_id
from msoffcrypto.format.ooxml import OOXMLFile
from runs.toy_city import write_city

from guazheng_lib.cli import cli

USCC = "91110000600037341L"
HEADING = "姓名,身份证号,证书编号,注册类别,注册单位"
FIRM = "甲市丁戊建筑工程有限公司"

Harm = Callable[[Path], None]


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return small_city(tmp_path / "城")


def small_city(folder: Path) -> Path:
    """Write the toy city with no city source but the insurance: fewer files, the same faults."""
    city = write_city(folder)
    path = city / "params/_city.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("  ") or "社保" in line]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return city


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What is said of 甲县 and the city's files when nothing is wrong."""
    done = guazheng(small_city(tmp_path_factory.mktemp("好") / "城"), "check", "jia")
    assert done.exit_code == 0
    return set(done.output.splitlines()[:-1])


def guazheng(city: Path, verb: str, *words: str) -> Result:
    folders = ["--params", str(city / "params"), "--data", str(city / "data")]
    if verb == "run":
        folders += ["--outputs", str(city / "outputs")]
    return CliRunner().invoke(cli, [verb, *words, *folders])


def problems(done: Result) -> list[str]:
    return [line for line in done.output.splitlines() if line.startswith("[E")]


def registrations(city: Path) -> Path:
    return city / "data/yi/注册.csv"


def declare(city: Path, path: str) -> Path:
    """Let 乙县 declare another file of registrations; give where it should lie."""
    (city / "params/yi.yml").write_text(
        f"county: 乙县\nsources: {{registrations: '{path}'}}\n", encoding="utf-8"
    )
    return city / "data" / path


def person(n: int, **what_matters: str) -> str:
    row = {
        "姓名": f"某{n}",
        "身份证号": person_id(n),
        "证书编号": f"冀21320222023{n:05d}",
        "注册类别": "二级注册建造师",
        "注册单位": FIRM,
    } | what_matters
    return ",".join(row[name] for name in HEADING.split(","))


def write_rows(path: Path, *rows: str, heading: str = HEADING) -> None:
    path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")


def workbook(path: Path, *rows: str) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (HEADING, *rows):
        book.active.append(row.split(","))
    book.save(path)
    return path


def missing(city: Path) -> None:
    registrations(city).unlink()


def no_hit(city: Path) -> None:
    declare(city, "yi/*.xlsx")


def a_folder(city: Path) -> None:
    declare(city, "yi")


def unknown_suffix(city: Path) -> None:
    declare(city, "yi/名单.doc").write_bytes(b"\xd0\xcf\x11\xe0")


def empty(city: Path) -> None:
    registrations(city).write_bytes(b"")


def only_heading(city: Path) -> None:
    write_rows(registrations(city))


def unknown_heading(city: Path) -> None:
    rows = [person(n, 身份证号="见原件") for n in (1, 2)]
    write_rows(registrations(city), *rows, heading=HEADING.replace("身份证号", "栏目三"))


def credit_codes(city: Path) -> None:
    write_rows(registrations(city), *(person(n, 身份证号=USCC) for n in (1, 2, 3)))


def encrypted(city: Path) -> None:
    plain = workbook(city / "明.xlsx", person(1))
    with plain.open("rb") as source, declare(city, "yi/密.xlsx").open("wb") as target:
        OOXMLFile(source).encrypt("secret", target)


def truncated(city: Path) -> None:
    path = workbook(declare(city, "yi/断.xlsx"), person(1))
    path.write_bytes(path.read_bytes()[:2000])


def web_page(city: Path) -> None:
    declare(city, "yi/页.xls").write_text(
        f"<html><body><table><tr><td>{HEADING}</td></tr></table></body></html>", encoding="utf-8"
    )


def bomb(city: Path) -> None:
    with zipfile.ZipFile(declare(city, "yi/弹.xlsx"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<row>" * 16_000_000)


def far_cell(city: Path) -> None:
    path = workbook(declare(city, "yi/远.xlsx"), person(1))
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["XFD1048576"] = "x"
    book.save(path)


def random_bytes(city: Path) -> None:
    noise = bytes((n * n * 31 + n * 7) % 256 for n in range(4000))
    registrations(city).write_bytes(HEADING.encode() + b"\n" + noise + b"\xff\xff\x00\x81")


def unknown_key(city: Path) -> None:
    with (city / "params/yi.yml").open("a", encoding="utf-8") as file:
        file.write("colums: {registrations: {person_id: 证件编码}}\n")


def bad_yaml(city: Path) -> None:
    (city / "params/yi.yml").write_text("county: [乙县\nsources: {", encoding="utf-8")


def not_a_mapping(city: Path) -> None:
    (city / "params/yi.yml").write_text("乙县", encoding="utf-8")


def gbk_params(city: Path) -> None:
    path = city / "params/yi.yml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))


def bad_value(city: Path) -> None:
    with (city / "params/yi.yml").open("a", encoding="utf-8") as file:
        file.write("window: {from: 2023-13, to: 2024-06}\n")


def no_registrations(city: Path) -> None:
    (city / "params/yi.yml").write_text("county: 乙县\n", encoding="utf-8")


def no_such_column(city: Path) -> None:
    with (city / "params/yi.yml").open("a", encoding="utf-8") as file:
        file.write("columns: {registrations: {person_id: 证件编码}}\n")


ONE_COUNTY = [
    pytest.param(missing, ["yi/注册.csv", "找不到文件"], id="文件不在"),
    pytest.param(no_hit, ["yi/*.xlsx", "通配符"], id="通配符没有对上"),
    pytest.param(a_folder, ["文件夹"], id="是文件夹"),
    pytest.param(unknown_suffix, ["yi/名单.doc", "不支持"], id="不支持的格式"),
    pytest.param(empty, ["yi/注册.csv", "空的"], id="零字节"),
    pytest.param(only_heading, ["yi/注册.csv", "没有"], id="只有表头"),
    pytest.param(
        unknown_heading, ["yi/注册.csv", "身份证号", "columns:", "person_id"], id="表头认不出"
    ),
    pytest.param(no_such_column, ["yi/注册.csv", "证件编码"], id="columns写的列不在"),
    pytest.param(
        credit_codes, ["yi/注册.csv", "身份证号", "统一社会信用代码"], id="证件列是信用代码"
    ),
    pytest.param(encrypted, ["yi/密.xlsx", "密码"], id="加密"),
    pytest.param(truncated, ["yi/断.xlsx", "不完整"], id="断掉的压缩包"),
    pytest.param(web_page, ["yi/页.xls", "网页"], id="网页改名"),
    pytest.param(bomb, ["yi/弹.xlsx", "压缩炸弹"], id="压缩炸弹"),
    pytest.param(far_cell, ["yi/远.xlsx", "1048576"], id="远处的单元格"),
    pytest.param(random_bytes, ["yi/注册.csv", "编码"], id="编码不明"),
    pytest.param(unknown_key, ["yi.yml", "colums", "最接近的是「columns」"], id="参数键写错"),
    pytest.param(bad_yaml, ["yi.yml"], id="YAML写坏"),
    pytest.param(not_a_mapping, ["yi.yml"], id="参数不成表"),
    pytest.param(gbk_params, ["yi.yml", "UTF-8"], id="参数文件是GBK"),
    pytest.param(bad_value, ["yi.yml", "2023-13"], id="参数取值不对"),
    pytest.param(no_registrations, ["yi.yml", "registrations"], id="没有声明名单"),
]


@pytest.mark.parametrize(("harm", "said"), ONE_COUNTY)
def test_one_bad_file_is_one_clear_line(
    city: Path, good: set[str], harm: Harm, said: list[str]
) -> None:
    harm(city)
    done = guazheng(city, "check")
    assert done.exit_code == 1
    [line] = problems(done)
    assert all(word in line for word in said), line
    assert "处理办法: " in line
    assert "Traceback" not in done.output
    assert str(city) not in done.output
    assert good <= set(done.output.splitlines())


def damaged_insurance(city: Path) -> None:
    (city / "data/city/社保.csv").write_bytes(b"PK\x03\x04 half a workbook")


def city_key(city: Path) -> None:
    with (city / "params/_city.yml").open("a", encoding="utf-8") as file:
        file.write("windo: {from: 2023-07}\n")


def city_value(city: Path) -> None:
    path = city / "params/_city.yml"
    path.write_text(path.read_text("utf-8").replace("2024-06-30", "六月末"), encoding="utf-8")


def city_yaml(city: Path) -> None:
    (city / "params/_city.yml").write_text("sources: [", encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        pytest.param(damaged_insurance, "city/社保.csv", id="全市社保读不出来"),
        pytest.param(city_key, "_city.yml: 参数 里有不认识的键「windo」", id="全市参数键写错"),
        pytest.param(city_value, "_city.yml: as_of", id="全市参数取值不对"),
        pytest.param(city_yaml, "_city.yml", id="全市参数写坏"),
    ],
)
def test_what_all_counties_share_is_said_once(city: Path, harm: Harm, said: str) -> None:
    harm(city)
    done = guazheng(city, "check")
    assert done.exit_code == 1
    [line] = problems(done)
    assert said in line


@pytest.mark.skipif(
    os.name == "nt" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="权限位对管理员和 Windows 不起作用",
)
def test_a_file_that_may_not_be_read(city: Path) -> None:
    registrations(city).chmod(0)
    done = guazheng(city, "check")
    assert done.exit_code == 1
    [line] = problems(done)
    assert "yi/注册.csv" in line
    assert "权限" in line


@pytest.mark.parametrize("folder", ["params", "data"])
def test_a_missing_folder_is_one_line(city: Path, folder: str) -> None:
    shutil.rmtree(city / folder)
    done = guazheng(city, "check")
    assert done.exit_code == 1
    assert len(done.output.splitlines()) == 1
    assert f"--{folder}" in done.output


def test_a_params_folder_without_a_county(city: Path) -> None:
    for name in ("jia.yml", "yi.yml"):
        (city / "params" / name).unlink()
    done = guazheng(city, "check")
    assert done.exit_code == 1
    assert len(done.output.splitlines()) == 1


def bad_months(rows: list[tuple[str, str]]) -> str:
    lines = [f"{person_id(n)},{FIRM},{first},{last}" for n, (first, last) in enumerate(rows, 1)]
    return "\n".join(["身份证号,单位名称,起始月份,终止月份", *lines]) + "\n"


BAD_ROWS = [
    pytest.param(
        [person(1), person(2, 证书编号="冀2132022202300001")], 2, "同一证书", id="一证两人"
    ),
    pytest.param([person(1, 身份证号="1.30302E+17"), person(2)], 1, "丢失", id="丢位"),
    pytest.param([person(1, 身份证号="999999198013010014"), person(2)], 1, "出生", id="生日不存在"),
    pytest.param(
        [person(1, 身份证号=person_id(1)[:-1] + "A"), person(2)], 1, "", id="校验位不是数字"
    ),
    pytest.param(
        [
            person(1, 身份证号=person_id(1)[:-1] + ("1" if person_id(1)[-1] != "1" else "2")),
            person(2),
        ],
        1,
        "校验",
        id="校验位不对",
    ),
]


@pytest.mark.parametrize(("rows", "bad", "reason"), BAD_ROWS)
def test_bad_rows_are_set_aside_and_counted(
    city: Path, rows: list[str], bad: int, reason: str
) -> None:
    write_rows(registrations(city), *rows)
    done = guazheng(city, "check", "yi")
    assert done.exit_code == 0, done.output
    assert f"采用 {len(rows) - bad}，合并 0，待改 {bad}，非数据行 1" in done.output
    [line] = [line for line in done.output.splitlines() if line.startswith("待改")]
    assert reason in line
    assert not re.search(r"\d{15}", done.output)


@pytest.mark.parametrize(
    ("spell", "reason"),
    [
        pytest.param(("2024-05", "2024-01"), "早于", id="终止早于起始"),
        pytest.param(("2024-13", "2024-14"), "月份", id="十三月"),
    ],
)
def test_bad_months_are_set_aside_and_counted(
    city: Path, spell: tuple[str, str], reason: str
) -> None:
    (city / "data/city/社保.csv").write_text(
        bad_months([("2023-07", "2024-06"), spell]), encoding="utf-8"
    )
    done = guazheng(city, "check", "yi")
    assert done.exit_code == 0, done.output
    assert "读取 3，采用 1，合并 0，待改 1，非数据行 1" in done.output
    assert reason in done.output


def test_a_number_cell_that_lost_digits(city: Path) -> None:
    path = workbook(declare(city, "yi/数.xlsx"), person(1), person(2))
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B2"] = float(person_id(1)[:17] + "0")
    book.save(path)
    done = guazheng(city, "check", "yi")
    assert done.exit_code == 0, done.output
    assert "采用 1，合并 0，待改 1，非数据行 1" in done.output
    assert not re.search(r"\d{15}", done.output)


@pytest.mark.slow
def test_a_broken_county_in_a_whole_run(city: Path) -> None:
    encrypted(city)
    done = guazheng(city, "run")
    assert done.exit_code == 1
    [line] = problems(done)
    assert "yi/密.xlsx" in line
    good = json.loads((city / "outputs/jia/manifest.json").read_text(encoding="utf-8"))
    assert good["status"] == "done"
    assert len(pd.read_parquet(city / "outputs/jia/screening.parquet")) == 4
    bad = json.loads((city / "outputs/yi/manifest.json").read_text(encoding="utf-8"))
    assert (bad["status"], bad["problems"]) == ("failed", [line])
    assert [path.name for path in (city / "outputs/yi").iterdir()] == ["manifest.json"]
    index = (city / "outputs/city/index.html").read_text(encoding="utf-8")
    assert index.index("没有完成") < index.index("完成</td>")
    assert "乙县" in index
