"""One city played through: page, form and report say the same numbers, of every county."""

import re
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pytest

from guazheng_lib.casebook import Casebook, casebook_url
from guazheng_lib.casebook.form_rows import form_counts
from guazheng_lib.demo import make_city
from guazheng_lib.demo.places import CITY, COUNTIES
from guazheng_lib.reports.form.read import read_form
from guazheng_lib.runs.batch import run_all
from guazheng_lib.runs.folders import Folders

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

AREAS = [*((county.slug, county.name) for county in COUNTIES), ("city", CITY)]
PAGES = {"city": "index.html"}
of_each = pytest.mark.parametrize(("stem", "area"), AREAS, ids=[area for _, area in AREAS])
PARTS = ("排除", "自查已整改", "认定", "在办")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city")
    make_city(folder, people=300, casebook=casebook_url(folder / "data"))
    folders = Folders(folder / "params", folder / "data", folder / "outputs")
    assert run_all(folders).is_complete
    return folder


def of_report(folder: Path) -> dict[tuple[str, str], str]:
    tables = docx.Document(folder / "总结报告.docx").tables
    (table,) = [each for each in tables if each.rows[0].cells[2].text == "数量"]
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    return {(group, title): number for group, title, number in rows}


def of_page(folder: Path) -> dict[tuple[str, str], str]:
    text = (folder / PAGES.get(folder.name, "report.html")).read_text(encoding="utf-8")
    rows = re.findall(r"<tr>(?:<t[dh][^>]*>([^<]*)</t[dh]>){3}</tr>", text)
    assert rows
    found = re.findall(r"<tr>" + r"<t[dh][^>]*>([^<]*)</t[dh]>" * 3 + r"</tr>", text)
    return {(group, title): number for group, title, number in found}


@of_each
def test_page_and_report_say_the_same(city, stem, area):
    folder = city / "outputs" / stem
    report, page = of_report(folder), of_page(folder)
    assert len(report) > 60
    assert {key: page.get(key) for key in report} == report


@of_each
def test_the_forms_rows_are_the_reports_confirmed(city, stem, area):
    folder = city / "outputs" / stem
    counted = form_counts(read_form(folder / "汇总表.xlsx").rows)
    report = of_report(folder)
    assert str(counted["certificates"]) == report["比对结果（条数）", "认定条数"]
    assert str(counted["persons"]) == report["比对结果（人数）", "认定人数"]


@of_each
def test_the_forms_rows_are_the_casebooks_confirmed(city, stem, area):
    with Casebook(casebook_url(city / "data")) as book:
        state = book.state()
    own = state if stem == "city" else state[state["county"] == area]
    confirmed = own[own["subject"].eq("person") & own["status"].eq("confirmed")]
    rows = read_form(city / "outputs" / stem / "汇总表.xlsx").rows
    assert sorted(rows["certificate_no"]) == sorted(confirmed["certificate_no"])


@of_each
@pytest.mark.parametrize("kind", ["条数", "人数", "注册单位数"])
def test_the_doubtful_are_all_accounted_for(city, stem, area, kind):
    said = {
        re.sub(r"涉及|的注册单位数|条数|人数", "", title): int(number)
        for (group, title), number in of_report(city / "outputs" / stem).items()
        if group == f"比对结果（{kind}）"
    }
    assert said["存疑"] == sum(said[part] for part in PARTS)


@of_each
def test_the_sentences_say_the_tables_numbers(city, stem, area):
    folder = city / "outputs" / stem
    text = "\n".join(part.text for part in docx.Document(folder / "总结报告.docx").paragraphs)
    report = of_report(folder)
    count, people = report["比对结果（条数）", "认定条数"], report["比对结果（人数）", "认定人数"]
    assert f"经核查认定{count}条（{people}人）" in text


def test_the_city_is_the_sum_of_its_counties(city):
    frames = [read_form(city / "outputs" / slug / "汇总表.xlsx").rows for slug, _ in AREAS[:-1]]
    together = pd.concat(frames)["certificate_no"]
    whole = read_form(city / "outputs/city/汇总表.xlsx").rows["certificate_no"]
    assert sorted(together) == sorted(whole)
    assert len(whole) > 10


def test_every_row_of_a_demonstration_form_is_marked(city):
    sheet = openpyxl.load_workbook(city / "outputs/city/汇总表.xlsx").active
    remarks = [row[-1].value for row in sheet.iter_rows(min_row=7) if row[1].value]
    assert remarks
    assert all("演示" in str(remark) for remark in remarks)
