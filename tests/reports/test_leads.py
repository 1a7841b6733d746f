"""The verification worksheet: who is on it, in which order, as text, with drop-downs."""

import re
import zipfile
from datetime import date

import openpyxl
import pytest
from make import evidence, screened

from guazheng_lib.reports.evidence import pieces_of
from guazheng_lib.reports.layouts import choices, lead_layout
from guazheng_lib.reports.lead_rows import summarise_evidence
from guazheng_lib.reports.leads import HEADING_ROW, write_leads
from guazheng_lib.terms.catalogue import EXEMPTIONS, LEAD_IS_NO_FINDING
from guazheng_lib.terms.keys import registration_key

SHEET = lead_layout().title
TITLES = {column.title: number for number, column in enumerate(lead_layout().columns, start=1)}
COUNTY, AS_OF = "甲县", date(2024, 11, 30)


@pytest.fixture
def written(tmp_path):
    def _written(*rows):
        path = tmp_path / "leads.xlsx"
        write_leads(screened(*rows), path, county=COUNTY, as_of=AS_OF)
        return openpyxl.load_workbook(path)

    return _written


def column(sheet, title):
    return [
        cell.value
        for (cell,) in sheet.iter_rows(HEADING_ROW + 1, None, TITLES[title], TITLES[title])
    ]


def test_only_leads_the_most_urgent_first(written):
    sheet = written(
        {"person_name": "缺", "level": "data_gap", "score": 90.0},
        {"person_name": "免", "level": "exempt"},
        {"person_name": "一", "level": "review", "score": 5.0},
        {"person_name": "重低", "level": "priority", "score": 1.0},
        {"person_name": "改", "level": "rectified"},
        {"person_name": "重高", "level": "priority", "score": 7.0},
        {"person_name": "清", "level": "consistent"},
    )[SHEET]
    assert column(sheet, "姓名") == ["重高", "重低", "一", "缺"]
    assert column(sheet, "线索级别") == ["重点核查", "重点核查", "一般核查", "待补充数据"]
    assert column(sheet, "序号") == [1, 2, 3, 4]


def test_the_order_does_not_hang_on_the_order_of_rows(tmp_path):
    frame = screened(*({"level": "review", "score": 3.0} for _ in range(6)))
    one = write_leads(frame, tmp_path / "1.xlsx", county=COUNTY, as_of=AS_OF).read_bytes()
    other = write_leads(frame[::-1], tmp_path / "2.xlsx", county=COUNTY, as_of=AS_OF).read_bytes()
    assert one == other, "no clock either"


@pytest.mark.parametrize("text", ["=1+1", "+86", "-甲公司", "@sum", "=cmd|' /C calc'!A0"])
def test_text_from_files_never_computes(written, text):
    sheet = written({"level": "review", "registered_employer": text})[SHEET]
    cell = sheet.cell(HEADING_ROW + 1, TITLES["注册单位"])
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_identity_numbers_are_whole_and_text(written):
    frame = screened({"level": "priority"})
    cell = written({"level": "priority"})[SHEET].cell(HEADING_ROW + 1, TITLES["身份证号"])
    assert (cell.value, cell.data_type, cell.number_format) == (frame["person_id"][0], "s", "@")


def test_every_lead_can_be_read_back_by_its_key(written):
    row = screened({"level": "priority"}).iloc[0]
    sheet = written({"level": "priority"})[SHEET]
    key = registration_key(COUNTY, row["person_id"], row["profession"], row["certificate_no"])
    assert column(sheet, "读回键（勿改）") == [key]
    assert row["person_id"] not in key
    letter = openpyxl.utils.get_column_letter(TITLES["读回键（勿改）"])
    assert sheet.column_dimensions[letter].hidden


def test_hidden_sheets_carry_the_words_and_the_format(written):
    book = written({"level": "priority"})
    assert book["选项"].sheet_state == "hidden" and book["说明"].sheet_state == "veryHidden"
    facts = {name.value: value.value for name, value in book["说明"].iter_rows(max_col=2)}
    assert facts["county"] == COUNTY and facts["as_of"] == "2024-11-30"
    assert facts["format"] == "guazheng-leads/1" and facts["leads"] == "1"


def test_drop_downs_offer_the_words_of_the_catalogue(written):
    book = written({"level": "priority"}, {"level": "review"})
    rules = {str(rule.sqref): rule for rule in book[SHEET].data_validations.dataValidation}
    offered = {}
    for title in ("核查结果", "原因/免责情形", "处理措施"):
        letter = openpyxl.utils.get_column_letter(TITLES[title])
        rule = rules[f"{letter}{HEADING_ROW + 1}:{letter}{HEADING_ROW + 2}"]
        cells = book["选项"][rule.formula1.partition("!")[2].replace("$", "")]
        offered[title] = tuple(cell.value for (cell,) in cells)
    assert offered["核查结果"] == choices().outcomes
    assert offered["处理措施"] == choices().measures
    assert {f"{code} {term.title}" for code, term in EXEMPTIONS.items()} < set(
        offered["原因/免责情形"]
    )
    assert any(rule.type == "date" for rule in rules.values())


def test_the_page_prints_on_a4_with_its_heading(written):
    sheet = written(*({"level": "review"} for _ in range(3)))[SHEET]
    assert sheet.page_setup.orientation == "landscape" and int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
    assert sheet.freeze_panes == "D5" and sheet.auto_filter.ref.startswith("A4:")
    assert "&P" in sheet.oddFooter.center.text
    assert sheet["A2"].value == LEAD_IS_NO_FINDING and COUNTY in sheet["A1"].value


def test_without_leads_the_sheet_still_stands(written):
    sheet = written({"level": "consistent"})[SHEET]
    assert "共 0 条" in sheet["A1"].value and column(sheet, "姓名") in ([], [None])


def test_months_in_a_row_are_one_line_of_evidence():
    row = {
        "evidence": [
            *(evidence(row=n, from_month=f"2024-0{n}", to_month=f"2024-0{n}") for n in (2, 3, 4)),
            evidence(source="housing_fund", file="a.xlsx", sheet="明细", row=9, to_month=None),
        ]
    }
    first, second = summarise_evidence(pieces_of(row)).split("\n")
    assert first.startswith("社会保险 · 2024年2月—2024年4月 · 甲市乙丙建设有限公司（不同单位）")
    assert first.endswith("city/养老.csv · 第 2 行 等 3 行")
    assert "仍在缴" in second and "工作表「明细」 · 第 9 行" in second


def test_a_long_list_of_evidence_says_what_it_leaves_out():
    row = {"evidence": [evidence(employer=f"{n}号公司") for n in range(11)]}
    lines = summarise_evidence(pieces_of(row)).split("\n")
    assert len(lines) == 9 and "另有 3 项" in lines[-1]


def test_the_file_knows_no_clock_and_no_author(tmp_path):
    path = write_leads(screened({}), tmp_path / "l.xlsx", county=COUNTY, as_of=AS_OF)
    with zipfile.ZipFile(path) as packed:
        assert {entry.date_time[0] for entry in packed.infolist()} == {1980}
        core = packed.read("docProps/core.xml").decode("utf-8")
    assert not re.search(r"created|modified", core) and "挂证核查工作台" in core
    assert list(tmp_path.iterdir()) == [path], "nothing is left beside it"
