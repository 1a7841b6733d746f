"""The official form against the plan's annex, cell by cell."""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from form_cases import code
from make import person_id, screened

from guazheng_lib.reports.form.checks import SIZES, form_problems
from guazheng_lib.reports.form.write import case_columns, write_form
from guazheng_lib.terms.errors import DocumentError

PLAN = Path(__file__).resolve().parents[3] / "../shared/reference/方案原文.txt"

UPPER = "序号 专业技术人员 - - - - - 买卖租借证书单位 - 中介机构 - 违法违规行为 处理结果 备注"
LOWER = (
    "- 姓名 身份证号 证书编号 职业资格类别 注册单位 实际工作单位"
    " 单位名称 统一信用代码 单位名称 统一信用代码 - - -"
)
ANNEX = [
    ["工程建设领域专业技术人员职业资格“挂证”等违法违规情况处理汇总表"],
    ["部门:甲市乙区住房和城乡建设局"],
    ["(加盖单位公章)"],
    ["申报时间:"],
    UPPER.split(),
    LOWER.split(),
    *([number] for number in (1, 2, 3, 4, 5)),
]


def no_cases() -> pd.DataFrame:
    """What a county has before the first decision."""
    return pd.DataFrame(columns=list(case_columns()), dtype="str")


def case(serial, **what_matters):
    return (
        dict.fromkeys(case_columns(), "")
        | {
            "person_name": f"某{serial}",
            "person_id": person_id(serial),
            "certificate_no": "冀21320222023000010",
            "registered_employer": "甲市丁戊建筑工程有限公司",
            "violation": "注册单位与实际工作单位不符",
        }
        | what_matters
    )


@pytest.fixture
def form(tmp_path):
    def _form(cases, **options):
        path = tmp_path / "汇总表.xlsx"
        write_form(cases, path, department="甲市乙区住房和城乡建设局", **options)
        return openpyxl.load_workbook(path).worksheets[0]

    return _form


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_without_cases_it_is_the_annex_with_five_numbered_rows(form):
    sheet = form(no_cases())
    annex = [[None if text == "-" else text for text in row] for row in ANNEX]
    assert values(sheet) == [row + [None] * (14 - len(row)) for row in annex]


def test_what_is_typed_into_the_empty_rows_stays_text(form):
    cells = [cell for row in form(no_cases()).iter_rows(7, 11, min_col=2) for cell in row]
    assert {cell.number_format for cell in cells} == {"@"} and len(cells) == 5 * 13


def test_its_words_are_those_of_the_plan(form):
    if not PLAN.exists():
        pytest.skip("方案原文不在本机")
    annex = PLAN.read_text(encoding="utf-8").rpartition("附件\n")[2]
    title, department, seal, filed_on, *table = [line for line in annex.splitlines() if line]
    written = [["" if text is None else text for text in row] for row in values(form(no_cases()))]
    assert [row[0] for row in written[:4]] == [
        title,
        f"{department}甲市乙区住房和城乡建设局",
        seal,
        filed_on,
    ]
    assert [[str(text) for text in row] for row in written[4:]] == [
        (line.split("\t") + [""] * 14)[:14] for line in table
    ]


def test_the_heading_is_merged_as_annexed_and_ruled_all_round(form):
    sheet = form(no_cases())
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A5:A6", "B5:G5", "H5:I5", "J5:K5", "L5:L6", "M5:M6", "N5:N6"} == {
        area for area in merged if area[1] in "56"
    }
    for row in sheet.iter_rows(5, 11):
        for cell in row:
            area = next((a for a in sheet.merged_cells.ranges if cell.coordinate in a), None)
            for side in ("left", "right", "top", "bottom"):
                at_edge = area is None or (cell.row, cell.column) in getattr(area, side)
                drawn = getattr(cell.border, side).style
                assert drawn == "thin" or not at_edge, (cell.coordinate, side)


def test_cases_are_numbered_text_one_a_row(form):
    cases = pd.DataFrame([case(n) for n in range(1, 8)])
    sheet = form(cases, filed_on=date(2025, 2, 3))
    assert sheet["A4"].value == "申报时间:2025年2月3日"
    assert [sheet.cell(row, 1).value for row in range(7, 14)] == list(range(1, 8))
    assert sheet.max_row == 13
    cell = sheet["C7"]
    assert (cell.value, cell.data_type, cell.number_format) == (person_id(1), "s", "@")


def test_few_cases_leave_the_annexed_rows_standing(form):
    sheet = form(pd.DataFrame([case(1, registered_employer="=甲公司", remark=None)]))
    assert sheet.max_row == 11 and sheet["B8"].value is None and sheet["A11"].value == 5
    assert (sheet["F7"].value, sheet["F7"].data_type) == ("=甲公司", "s")
    assert sheet["N7"].value is None


def test_a_screening_is_not_taken_for_cases(tmp_path):
    leads = screened({"level": "priority"})
    with pytest.raises(DocumentError, match="缺少列"):
        write_form(leads, tmp_path / "f.xlsx", department="甲局")
    assert list(tmp_path.iterdir()) == []


def test_it_prints_on_a4_and_knows_no_clock(form, tmp_path):
    sheet = form(no_cases())
    first = (tmp_path / "汇总表.xlsx").read_bytes()
    assert sheet.page_setup.orientation == "landscape" and int(sheet.page_setup.paperSize) == 9
    assert sheet.print_title_rows == "$5:$6" and sheet.sheet_properties.pageSetUpPr.fitToPage
    form(no_cases())
    assert (tmp_path / "汇总表.xlsx").read_bytes() == first


def test_text_stays_text_whatever_it_looks_like(form):
    texts = ["=1+1", "+86", "-1", "@某", "007", "1e5", "_x000D_"]
    cases = pd.DataFrame([case(n, remark=text) for n, text in enumerate(texts, start=1)])
    cells = [form(cases).cell(6 + n, 14) for n in range(1, len(texts) + 1)]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
    assert [cell.value for cell in cells][:-1] == texts[:-1]


WRONG = code(1)[:-1] + ("0" if code(1)[-1] != "0" else "1")
PROBLEMS = {
    "信用代码校验不符": ({"using_uscc": WRONG}, "using_uscc", "校验不符"),
    "两家单位中一家没有代码": (
        {"using_employer": "甲公司；乙公司", "using_uscc": f"{code(1)}；"},
        "using_uscc",
        "没有填",
    ),
    "有代码没有机构名称": ({"agency_uscc": code(2)}, "agency_uscc", "没有单位名称"),
    "证件号码校验不符": ({"person_id": "999999198001010030"}, "person_id", "校验码不符"),
    "没有违法违规行为": ({"violation": ""}, "violation", "没有填"),
    "文号待补": ({"disposition": "另有措施待补文书文号"}, "disposition", "缺文书文号"),
    "打印不下": ({"remark": "甲" * 900}, "remark", "打印不全"),
    "格里放不下": ({"disposition": "甲" * 40_000}, "disposition", "已截断"),
}


def clean(serial=1, **what_matters):
    return case(
        serial,
        profession="二级注册建造师",
        actual_employer="甲市某某学校",
        using_employer="甲公司",
        using_uscc=code(1),
        disposition="处理中",
        **what_matters,
    )


@pytest.mark.parametrize(("wrong", "column", "what"), PROBLEMS.values(), ids=list(PROBLEMS))
def test_a_cell_to_look_at_is_told_and_commented_but_not_altered(form, wrong, column, what):
    cases = pd.DataFrame([clean(1), clean(2) | wrong])
    (problem,) = form_problems(cases)
    assert (problem.number, problem.column) == (2, column) and what in problem.what
    assert person_id(2) not in str(problem) and "999999198001010030" not in str(problem)
    sheet = form(cases)
    place = 2 + case_columns().index(column)
    cell = sheet.cell(8, place)
    assert what in cell.comment.text
    assert (cell.value or "")[:32_000] == str(cases.loc[1, column])[:32_000]
    commented = [cell for row in sheet.iter_rows() for cell in row if cell.comment]
    assert commented == [cell]
    assert all(cell.fill.fill_type is None for row in sheet.iter_rows() for cell in row)


def test_what_is_in_order_has_no_comment(form):
    sheet = form(pd.DataFrame([clean(1)]))
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.comment]


def test_a_long_text_is_printed_smaller_and_the_row_grows_with_it(form):
    sheet = form(pd.DataFrame([clean(1), clean(2, remark="甲" * 200)]))
    assert [sheet.cell(row, 14).font.size for row in (7, 8)] == [SIZES[0], SIZES[1]]
    assert 300 < sheet.row_dimensions[8].height <= 400 > sheet.row_dimensions[7].height


def test_fifteen_hundred_rows_repeat_the_heading_and_fit_the_width(form):
    sheet = form(pd.DataFrame([clean(n % 500) for n in range(1500)]))
    assert sheet.max_row == 1506 and sheet.cell(1506, 1).value == 1500
    assert sheet.print_title_rows == "$5:$6"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


@pytest.mark.browser
def test_it_is_printed_on_landscape_pages_each_with_the_heading_and_without_comments(tmp_path):
    office, reader = shutil.which("soffice"), shutil.which("pdftotext")
    if office is None or reader is None:
        pytest.skip("LibreOffice or pdftotext is not installed")
    cases = pd.DataFrame([clean(n, agency_uscc="错码") for n in range(1, 61)])
    write_form(cases, tmp_path / "f.xlsx", department="甲市乙区住房和城乡建设局")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "f.xlsx")], check=True, capture_output=True)
    pdf = (tmp_path / "f.pdf").read_bytes()
    sizes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {(842, 595)}
    told = subprocess.run([reader, str(tmp_path / "f.pdf"), "-"], check=True, capture_output=True)
    text = told.stdout.decode("utf-8")
    pages = text.split("\f")[:-1]
    assert len(pages) > 1 and all("买卖租借证书单位" in page for page in pages)
    assert sum(page.count(person_id(1)[:8]) for page in pages) == 60 and "校验不符" not in text
