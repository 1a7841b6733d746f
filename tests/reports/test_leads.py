"""The verification worksheet: who is on it, in which order, as text, with drop-downs."""

import json
import re
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pandas as pd
import pytest
from make import evidence, person_id, screened

from guazheng_lib.casebook import Event, fold
from guazheng_lib.casebook.events import entry_of
from guazheng_lib.casebook.intake import case_of_row
from guazheng_lib.casebook.life import life
from guazheng_lib.casebook.worksheet.layout import sheet_layout
from guazheng_lib.reports.evidence import pieces_of
from guazheng_lib.reports.lead_rows import summarise_evidence
from guazheng_lib.reports.leads import write_enterprise_leads, write_leads
from guazheng_lib.reports.safe_names import safe_name
from guazheng_lib.terms.catalogue import EXEMPTIONS, LEAD_IS_NO_FINDING
from guazheng_lib.terms.keys import registration_key

SHEET, HEADING_ROW = sheet_layout().title, sheet_layout().heading_row
TITLES = {column.title: number for number, column in enumerate(sheet_layout().columns, start=1)}
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
    assert facts["format"] == "guazheng-leads/2" and facts["leads"] == "1"


def test_drop_downs_offer_the_words_of_the_catalogue(written):
    book = written({"level": "priority"}, {"level": "review"})
    rules = {str(rule.sqref): rule for rule in book[SHEET].data_validations.dataValidation}
    offered = {}
    for title in ("核查结果", "原因/免责情形", "处理措施"):
        letter = openpyxl.utils.get_column_letter(TITLES[title])
        rule = rules[f"{letter}{HEADING_ROW + 1}:{letter}{HEADING_ROW + 2}"]
        cells = book["选项"][rule.formula1.partition("!")[2].replace("$", "")]
        offered[title] = tuple(cell.value for (cell,) in cells)
    assert offered["核查结果"] == life().outcome_words
    assert offered["处理措施"] == tuple(measure.name for measure in life().measures)
    assert {f"{code} {term.title}" for code, term in EXEMPTIONS.items()} < set(
        offered["原因/免责情形"]
    )
    assert any(rule.type == "date" for rule in rules.values())


def test_the_page_prints_on_a4_with_its_heading(written):
    sheet = written(*({"level": "review"} for _ in range(3)))[SHEET]
    assert sheet.page_setup.orientation == "landscape" and int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
    assert sheet.page_setup.fitToWidth == 2 and sheet.print_title_cols == "$A:$C"
    assert sheet.freeze_panes == "D6" and sheet.auto_filter.ref.startswith("A5:")
    assert "&P" in sheet.oddFooter.center.text
    assert sheet["A2"].value == LEAD_IS_NO_FINDING and COUNTY in sheet["A1"].value
    assert sheet.oddHeader.left.text == sheet["A1"].value, "printed pages begin with the heading"
    assert sheet.oddHeader.right.text == LEAD_IS_NO_FINDING


def test_without_leads_the_sheet_still_stands(written):
    sheet = written({"level": "consistent"})[SHEET]
    assert "共 0 条" in sheet["A1"].value and column(sheet, "姓名") in ([], [None])


def test_what_a_lead_is_stands_behind_the_sheet_in_cells_that_fit(written):
    long = "很长的说明" * 9000
    book = written({"level": "priority", "explanation": long, "registered_employer": "=甲_x0041_"})
    sheet = book["线索底册"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert sheet.sheet_state == "veryHidden" and len(cells) == 1
    assert all(len(text) < 32_768 for text in cells[0])
    facts = json.loads("".join(text[1:-1] for text in cells[0][2:]))
    assert facts["explanation"] == long and facts["county"] == COUNTY


@pytest.mark.parametrize("from_disk", [False, True], ids=["台账", "快照文件"])
def test_what_is_decided_already_is_filled_in(tmp_path, from_disk):
    frame = screened({"level": "priority"}, {"level": "priority"})
    said = {"outcome": "excluded", "reason": "E1 退休人员", "verified_by": "张三"}
    at = datetime(2024, 12, 1, tzinfo=UTC)
    first = case_of_row(frame.iloc[0])
    events = [
        Event(first, "opened", "张三", at, facts={"county": COUNTY}),
        Event(first, "concluded", "张三", at, facts=said | {"verified_on": "2024-11-20"}),
    ]
    statuses = ("lead", "excluded")
    entries = [
        entry_of(event, seq=n, status=status, previous="")
        for n, (event, status) in enumerate(zip(events, statuses, strict=True), start=1)
    ]
    path, cases = tmp_path / "leads.xlsx", fold(entries)
    if from_disk:
        cases.to_parquet(tmp_path / "cases.parquet")
        cases = pd.read_parquet(tmp_path / "cases.parquet")
    write_leads(frame, path, county=COUNTY, as_of=AS_OF, cases=cases)
    sheet = openpyxl.load_workbook(path)[SHEET]
    assert column(sheet, "办理状态") == ["排除\n张三\n2024-11-20", None]
    assert column(sheet, "核查结果") == ["不属于“挂证”", None]
    assert column(sheet, "原因/免责情形") == ["E1 退休人员", None]
    assert column(sheet, "核查日期") == [datetime(2024, 11, 20), None]  # noqa: DTZ001


def test_an_enterprise_gets_its_own_leads_in_a_file_of_its_name(tmp_path):
    one, number = "甲市/乙建:设有限公司", person_id(7)
    frame = screened(
        {"level": "priority", "registered_employer": one},
        {"level": "review", "registered_employer": "甲市/乙建:设 有限公司"},
        {"level": "review", "registered_employer": f"个体户{number}"},
        {"level": "review", "registered_employer": "甲市_乙建_设有限公司"},
        {"level": "consistent", "registered_employer": "没有线索的公司"},
    )
    paths = write_enterprise_leads(frame, tmp_path / "表", county=COUNTY, as_of=AS_OF)
    names = [path.name for path in paths]
    assert sorted(names) == sorted(each.name for each in (tmp_path / "表").iterdir())
    assert len(set(names)) == 3 and not any(number in name for name in names)
    assert {"甲市_乙建_设有限公司.xlsx", "甲市_乙建_设有限公司-2.xlsx"} < set(names)
    sizes = [openpyxl.load_workbook(path)["说明"]["B4"].value for path in paths]
    assert sorted(sizes) == ["1", "1", "2"], "the name's spacing does not split a firm"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("con", "_con"),
        ("LPT1.txt", "_LPT1.txt"),
        ("公司. ", "公司"),
        ("a<b>c|d?e*f", "a_b_c_d_e×f"),
        ("..", "_"),
        ("长" * 300, "长" * 60),
    ],
)
def test_a_firms_name_becomes_a_file_name_that_windows_takes(text, name):
    assert safe_name(text) == name


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
