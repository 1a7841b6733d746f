"""A unit, a month, a profession that a sheet tells once holds for the rows under it."""

from pathlib import Path

import pytest
from make import person_id
from sources.office import REGISTRATION_HEADING, registration, workbook

from guazheng_lib.sources import read_source
from guazheng_lib.terms.errors import UnknownHeaderError

HEADING = ("姓名", "证件号码", "起缴年月", "缴至年月", "账户状态")
FIRMS = ("甲市丁戊建筑工程有限公司", "乙县庚辛建设")


def deposit(n: int) -> tuple[str, ...]:
    return (f"某{n}", person_id(n), "202307", "202411", "正常")


@pytest.mark.parametrize(
    "line", ["单位名称：{}", "{}", "一、{}", "缴存单位：{}（单位账号：00123）"]
)
@pytest.mark.parametrize("repeated", [False, True], ids=["表头一次", "表头重复"])
def test_unit_in_a_line_over_its_people(tmp_path: Path, line: str, repeated: bool) -> None:
    rows: list[tuple[str, ...]] = [] if repeated else [HEADING]
    for n, firm in enumerate(FIRMS):
        rows += [(line.format(firm),), *([HEADING] if repeated else [])]
        rows += [deposit(2 * n + 1), deposit(2 * n + 2), ("小计", "2")]
    read = read_source("housing_fund", workbook(tmp_path / "a.xlsx", rows))
    assert read.table["employer"].tolist() == [FIRMS[0]] * 2 + [FIRMS[1]] * 2
    assert read.reconciliation["quarantined"].sum() == 0


def test_month_in_the_name_of_its_sheet(tmp_path: Path) -> None:
    heading = ("姓名", "身份证号", "单位名称", "险种类型")
    row = ("某甲", person_id(1), FIRMS[0], "企业职工基本养老保险")
    named = workbook(
        tmp_path / "a.xlsx", [heading, row], [heading, row], names=("202403", "2024年4月")
    )
    read = read_source("social_insurance", named).table
    assert read["from_month"].tolist() == ["2024-03", "2024-04"]


@pytest.mark.parametrize("title", [None, "某县一级建造师名单"])
def test_profession_in_the_name_or_title(tmp_path: Path, title: str | None) -> None:
    without = [n for n, name in enumerate(REGISTRATION_HEADING) if name != "注册类别"]
    rows = [[line[n] for n in without] for line in (REGISTRATION_HEADING, registration(1))]
    named = workbook(
        tmp_path / "a.xlsx",
        [[title], *rows] if title else rows,
        names=("Sheet1" if title else "一级注册建造师",),
    )
    told = read_source("registrations", named).table["profession"].tolist()
    assert told == ["一级建造师" if title else "一级注册建造师"]


def test_title_of_the_office_is_not_everybodys_employer(tmp_path: Path) -> None:
    rows = [("甲市住房公积金管理中心",), HEADING, deposit(1), deposit(2), ("合计", "2")]
    with pytest.raises(UnknownHeaderError):
        read_source("housing_fund", workbook(tmp_path / "a.xlsx", rows))
