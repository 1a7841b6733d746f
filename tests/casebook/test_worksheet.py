"""The worksheet's way back: every row is accepted, returned or blank, whatever people do to it."""

import contextlib
import io
import shutil
import subprocess
import time
from datetime import date, datetime, timedelta, timezone

import openpyxl
import pytest
from make import person_id, screened
from msoffcrypto.format.ooxml import OOXMLFile

from guazheng_lib.casebook import Casebook
from guazheng_lib.casebook.decisions import Decision, Hand
from guazheng_lib.casebook.intake import case_of_row, take_in
from guazheng_lib.casebook.worksheet import importing, reading
from guazheng_lib.casebook.worksheet.layout import sheet_layout
from guazheng_lib.params import Casework
from guazheng_lib.reports.leads import write_leads
from guazheng_lib.sources.limits import Limits
from guazheng_lib.sources.reader import Reader
from guazheng_lib.terms.cells import put_text
from guazheng_lib.terms.errors import WorksheetError

LAYOUT = sheet_layout()
SHEET, FIRST = LAYOUT.title, LAYOUT.heading_row + 1
NOW = datetime(2024, 12, 20, 9, tzinfo=timezone(timedelta(hours=8)))
COUNTY, AS_OF = "甲县", date(2024, 11, 30)
CONFIRMED = {
    "outcome": "属实，拟认定",
    "reason": "租借、出租出借证书（印章）",
    "verified_by": "张三",
}
EXCLUDED = {"outcome": "不属于“挂证”", "reason": "E1 退休人员", "verified_by": "张三"}
BLANK = dict.fromkeys(column.name for column in LAYOUT.by_officer)


@pytest.fixture(scope="module")
def one_reader():
    with Reader(Limits()) as reader:
        yield reader


@pytest.fixture(autouse=True)
def _one_reader_process(one_reader, monkeypatch):
    """Read every workbook in one process: starting it takes longer than reading."""
    monkeypatch.setattr(reading, "Reader", lambda limits: contextlib.nullcontext(one_reader))


class Office:
    """A folder with a worksheet of a few leads and a casebook."""

    def __init__(self, folder, leads=4, **rules):
        self.folder = folder
        self.frame = screened(
            *({"level": "priority", "score": 9.0 + leads - n} for n in range(leads))
        )
        self.sheet = folder / "甲县核查表.xlsx"
        write_leads(self.frame, self.sheet, county=COUNTY, as_of=AS_OF)
        url = f"sqlite:///{(folder / 'c.sqlite').as_posix()}"
        self.book = Casebook(url, clock=lambda: NOW, office=Casework(**rules))

    def case(self, n=0):
        return self.book.case(case_of_row(self.frame.iloc[n]))

    def fill(self, *rows, to=None):
        """Fill leads in, one dict a lead from the first on; more than the officer's columns too."""
        with self.edited(to=to) as sheet:
            for number, said in enumerate(rows, start=FIRST):
                for name, value in said.items():
                    sheet.cell(number, LAYOUT.place(name)).value = value
        return to or self.sheet

    @contextlib.contextmanager
    def edited(self, to=None):
        book = openpyxl.load_workbook(self.sheet)
        yield book[SHEET]
        book.save(to or self.sheet)

    def hand_in(self, path=None, **more):
        return self.book.import_worksheet(path or self.sheet, **more)


@pytest.fixture
def office(tmp_path):
    made = []

    def _office(**more):
        made.append(Office(tmp_path, **more))
        return made[-1]

    yield _office
    for each in made:
        each.book.close()


def counted(outcome):
    return (outcome.rows, outcome.accepted, outcome.unchanged, outcome.returned, outcome.blank)


def test_filled_rows_open_and_conclude_cases_in_an_empty_casebook(office):
    here = office()
    here.fill(CONFIRMED | {"measure": "责令限期整改、单位通报"}, EXCLUDED)
    with here.edited() as sheet:
        put_text(sheet.cell(FIRST, LAYOUT.place("remark")), "=1+1")
    assert counted(here.hand_in()) == (2, 2, 0, 0, 2)
    first, second = here.case(0), here.case(1)
    assert (first["status"], first["violation"]) == ("confirmed", CONFIRMED["reason"])
    assert first["measures"] == ["责令限期整改"] and first["remark"] == "=1+1"
    assert first["person_id"] == here.frame["person_id"][0]
    assert (second["status"], second["reason"]) == ("excluded", "E1 退休人员")
    unit = here.book.case(first["links"][0])
    assert unit["name"] == here.frame["registered_employer"][0]
    assert (unit["status"], unit["measures"]) == ("confirmed", ["单位通报"])
    assert here.case(2) == {}, "a blank row decides nothing"
    here.book.verify()


def test_the_same_sheet_twice_changes_nothing(office):
    here = office()
    here.fill(
        CONFIRMED | {"measure": "责令限期整改、单位通报", "agency": "甲市中介", "remark": "附页"},
        EXCLUDED,
        {"outcome": "继续核查", "verified_by": "张三"},
        {"outcome": "自查自纠已整改", "verified_by": "张三"},
    )
    here.hand_in()
    before = here.book.ledger.entries()
    assert counted(here.hand_in()) == (4, 4, 4, 0, 0)
    assert here.book.ledger.entries() == before


def test_leads_taken_in_before_are_the_same_cases(office):
    here = office()
    events = take_in(here.frame, here.book.state(), Hand("李四", NOW, "run"))
    here.book.append_all(events)
    here.fill(EXCLUDED)
    here.hand_in(by="李四")
    assert len(here.book.state()) == 4 and here.case()["status"] == "excluded"
    assert here.case()["by"] == "李四" and here.case()["verified_by"] == "张三"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({"outcome": " 属 实 "}, "confirmed", id="空格"),
        pytest.param({"outcome": "属实,拟认定"}, "confirmed", id="半角逗号"),
        pytest.param({"outcome": "不属于挂证", "reason": "E1"}, "excluded", id="不带引号"),
        pytest.param({"outcome": '不属于"挂证"', "reason": "退休人员"}, "excluded", id="直引号"),
        pytest.param({"outcome": "排除", "reason": "ｅ１ 退休人员"}, "excluded", id="全角代码"),
        pytest.param({"outcome": "数据错误", "reason": None}, "excluded", id="数据错误不另写原因"),
        pytest.param({"outcome": "自查已整改", "reason": None}, "rectified", id="自查已整改"),
        pytest.param({"outcome": "待核查", "reason": None}, "verifying", id="继续核查"),
        pytest.param({"outcome": "排除", "reason": "本人已去世"}, "excluded", id="自写排除原因"),
    ],
)
def test_words_are_taken_as_people_write_them(office, said, expected):
    here = office()
    here.fill(CONFIRMED | said)
    outcome = here.hand_in()
    assert (outcome.accepted, here.case()["status"]) == (1, expected), outcome.lines()


@pytest.mark.parametrize(
    ("said", "violation"),
    [
        ("租借、出租出借证书(印章)", "租借、出租出借证书（印章）"),
        ("买卖专业资格", "买卖（专业）资格（注册）证书"),
        ("一人两证", "其他违法违规行为：一人两证"),
        ("其他违法违规行为：一人两证", "其他违法违规行为：一人两证"),
        ("＝1+1", "其他违法违规行为：＝1+1"),
    ],
)
def test_a_violation_is_one_of_the_list_or_in_own_words(office, said, violation):
    here = office()
    here.fill(CONFIRMED | {"reason": said})
    here.hand_in()
    assert here.case()["violation"] == violation


@pytest.mark.parametrize(
    "text",
    [
        "责令限期整改、拟建议警告、罚款、没收违法所得",
        "责令限期整改；拟建议警告、罚款、没收违法所得",
        "1.责令限期整改\n2.拟建议警告,罚款,没收违法所得",
        "拟建议警告、罚款、没收违法所得，责令限期整改",
    ],
)
def test_measures_may_be_several_however_set_apart(office, text):
    here = office()
    here.fill(CONFIRMED | {"measure": text})
    here.hand_in()
    assert set(here.case()["measures"]) == {"责令限期整改", "拟建议警告、罚款、没收违法所得"}


@pytest.mark.parametrize(
    "value",
    [
        datetime(2024, 12, 5),  # noqa: DTZ001
        45631,
        "2024.12.5",
        "2024年12月5日",
        "２０２４－１２－０５",
        "20241205",
    ],
)
def test_dates_are_read_as_offices_write_them(office, value):
    here = office()
    here.fill(EXCLUDED | {"verified_on": value})
    here.hand_in()
    assert here.case()["verified_on"] == "2024-12-05"


@pytest.mark.parametrize(
    ("said", "column", "told"),
    [
        pytest.param({"outcome": None}, "outcome", "没有选核查结果", id="没选结果"),
        pytest.param({"outcome": "属于挂证"}, "outcome", "认不出", id="属于挂证"),
        pytest.param({"outcome": "挂证"}, "outcome", "认不出", id="挂证"),
        pytest.param({"outcome": "不属实"}, "outcome", "认不出", id="不属实"),
        pytest.param({"reason": None}, "reason", "没有写违法违规行为", id="属实没原因"),
        pytest.param({"reason": "E1 退休人员"}, "reason", "矛盾", id="属实而退休"),
        pytest.param({"reason": "退休"}, "reason", "矛盾", id="属实而自写退休"),
        pytest.param({"outcome": "排除"}, "reason", "矛盾", id="排除而租借"),
        pytest.param({"outcome": "排除", "reason": None}, "reason", "没有写原因", id="排除没原因"),
        pytest.param({"outcome": "自查整改", "reason": "E2"}, "reason", "矛盾", id="整改而免责"),
        pytest.param({"measure": "责令整顿"}, "measure", "认不出", id="没有的措施"),
        pytest.param({"measure": "继续核查"}, "measure", "不能", id="属实而继续核查"),
        pytest.param(
            {"outcome": "继续核查", "measure": "单位通报"}, "measure", "继续核查", id="未定先处理"
        ),
        pytest.param({"measure": "责令机构限期整改"}, "measure", "机构", id="没写机构"),
        pytest.param({"measure": "依据材料直接注销"}, "measure", "凭据", id="直接注销没材料"),
        pytest.param(
            {"measure": "依据材料直接注销", "remark": "没有仲裁材料"},
            "measure",
            "凭据",
            id="说没有",
        ),
        pytest.param({"measure": "已作出行政处罚"}, "measure", "文号", id="处罚没文号"),
        pytest.param({"verified_by": None}, "verified_by", "核查人", id="没核查人"),
        pytest.param({"endorsed_by": "张 三"}, "endorsed_by", "同一人", id="自己复核"),
        pytest.param({"verified_on": "下周三"}, "verified_on", "认不出", id="不是日期"),
        pytest.param({"verified_on": "2024年12月"}, "verified_on", "认不出", id="没有日"),
        pytest.param({"verified_on": date(2025, 1, 1)}, "verified_on", "今天以后", id="将来"),
        pytest.param(
            {"outcome": "排除", "reason": "E1", "agency": "甲"}, "agency", "属实", id="排除而有机构"
        ),
        pytest.param({"outcome": "=1+1"}, "outcome", "公式", id="没算的公式"),
        pytest.param({"person_name": "别人"}, "person_name", "发出时不同", id="改姓名"),
        pytest.param({"person_id": "999999"}, "person_id", "发出时不同", id="改证号"),
        pytest.param({"certificate_no": 12345}, "certificate_no", "发出时不同", id="改证书号"),
        pytest.param({"evidence": ""}, "evidence", "发出时不同", id="删依据"),
        pytest.param({"key": None}, "outcome", "读回键", id="丢了键"),
        pytest.param({"key": "0" * 24}, "outcome", "没有这条线索", id="别处的键"),
    ],
)
def test_what_is_not_clear_comes_back_with_the_cell_marked(office, said, column, told):
    here = office()
    here.fill(CONFIRMED | said, EXCLUDED)
    outcome = here.hand_in()
    assert counted(outcome) == (2, 1, 0, 1, 2), outcome.lines()
    assert outcome.faults[0].column == column and told in outcome.faults[0].what
    sheet = openpyxl.load_workbook(outcome.path)[SHEET]
    cell = sheet.cell(FIRST, LAYOUT.place(column))
    assert told in cell.comment.text and cell.fill.fgColor.rgb.endswith("F4A79D")
    assert told in sheet.cell(FIRST, LAYOUT.place("key") + 1).value
    assert here.case(0) == {} and here.case(1)["status"] == "excluded"


def test_a_needed_paper_or_number_is_read_from_the_remark(office):
    here = office()
    here.fill(
        CONFIRMED | {"measure": "依据材料直接注销", "remark": "附劳动仲裁裁决书"},
        CONFIRMED | {"measure": "已作出行政处罚", "remark": "见甲建罚〔2024〕12号"},
    )
    assert here.hand_in().returned == 0
    assert here.case(0)["deregistration_paper"] == "劳动仲裁"
    assert here.case(1)["document_no"] == "见甲建罚〔2024〕12号"


def test_the_using_employer_and_the_agency_are_linked(office):
    here = office()
    code = "91110000600037341L"
    here.fill(CONFIRMED | {"using_employer": f"甲市乙公司（{code}）", "agency": "甲市中介"})
    here.hand_in()
    linked = {here.book.case(case)["name"]: here.book.case(case) for case in here.case()["links"]}
    assert set(linked) == {"甲市乙公司", "甲市中介"} and linked["甲市乙公司"]["uscc"] == code


def test_two_officers_who_agree_and_two_who_do_not(office):
    here = office()
    one = here.fill(EXCLUDED, EXCLUDED, to=here.folder / "一.xlsx")
    two = here.fill(
        EXCLUDED | {"verified_by": "李四", "remark": "另附证明"},
        CONFIRMED | {"verified_by": "李四"},
        to=here.folder / "二.xlsx",
    )
    here.hand_in(one)
    outcome = here.hand_in(two)
    assert counted(outcome) == (2, 1, 0, 1, 2)
    assert here.case(0)["verified_by"] == "张三" and here.case(0)["remark"] == "另附证明"
    assert here.case(1)["status"] == "excluded"
    for word in ("排除", "E1 退休人员", "张三", "2024-12-20", "重新核查"):
        assert word in outcome.faults[0].what
    before = here.book.ledger.entries()
    here.hand_in(one)
    here.hand_in(two)
    assert here.book.ledger.entries() == before


def test_a_measure_chosen_later_is_added(office):
    here = office()
    here.fill(CONFIRMED)
    here.hand_in()
    here.fill(CONFIRMED | {"measure": "责令限期整改、纳入资质动态核查", "verified_on": "2024-12-1"})
    assert counted(here.hand_in()) == (1, 1, 0, 0, 3)
    assert here.case()["measures"] == ["责令限期整改"]
    assert here.case()["verified_on"] == "2024-12-01"
    assert here.book.case(here.case()["links"][0])["measures"] == ["纳入资质动态核查"]
    here.fill({"measure": None})
    assert counted(here.hand_in()) == (1, 1, 1, 0, 3), "a cell left empty takes nothing back"


def test_after_a_case_is_reopened_the_old_sheet_decides_nothing(office):
    here = office()
    here.fill(EXCLUDED)
    here.hand_in()
    case = here.case()["case"]
    here.book.append({"case": case, "step": "reopened", "by": "王五", "why": "新证据"})
    outcome = here.hand_in()
    assert outcome.returned == 1 and "重新核查" in outcome.faults[0].what
    assert here.case()["status"] == "verifying"
    here.fill(CONFIRMED | {"verified_on": "2024-12-19"})
    assert here.hand_in().accepted == 1 and here.case()["status"] == "confirmed"


def test_a_second_person_agrees_on_the_sheet(office):
    here = office(second_person=("confirmed",))
    here.fill(CONFIRMED | {"measure": "责令限期整改"})
    here.hand_in()
    assert here.case()["status"] == "proposed" and here.case()["measures"] == []
    assert counted(here.hand_in()) == (1, 1, 1, 0, 3)
    here.fill({"endorsed_by": "李四"})
    here.hand_in()
    assert here.case()["status"] == "confirmed" and here.case()["measures"] == ["责令限期整改"]
    before = here.book.ledger.entries()
    assert counted(here.hand_in()) == (1, 1, 1, 0, 3) and here.book.ledger.entries() == before


def test_who_agrees_may_add_a_measure(office):
    here = office(second_person=("confirmed",))
    here.fill(CONFIRMED | {"measure": "责令限期整改"})
    here.hand_in()
    here.fill({"endorsed_by": "李四", "measure": "责令限期整改、变更注册、单位通报"})
    assert here.hand_in().accepted == 1
    assert here.case()["measures"] == ["责令限期整改", "变更注册"]
    assert here.book.case(here.case()["links"][0])["measures"] == ["单位通报"]


def test_what_waits_for_the_second_person_is_not_changed_by_another_sheet(office):
    here = office(second_person=("confirmed", "excluded"))
    here.fill(CONFIRMED)
    here.hand_in()
    here.fill(EXCLUDED)
    outcome = here.hand_in()
    assert outcome.returned == 1 and "待复核" in outcome.faults[0].what
    assert here.case()["outcome"] == "confirmed"


@pytest.mark.parametrize("second_person", [(), ("confirmed",)], ids=["一人办", "须复核"])
def test_a_sheet_written_from_the_casebook_comes_back_unchanged(office, second_person):
    here = office(second_person=second_person)
    here.fill(
        CONFIRMED | {"measure": "责令限期整改、单位通报", "agency": "甲市中介", "remark": "附页"},
        EXCLUDED | {"verified_on": "2024-12-1"},
        {"outcome": "数据错误或身份不符", "verified_by": "张三"},
        {"outcome": "自查自纠已整改", "verified_by": "张三", "reason": "解除劳动关系未办注销"},
    )
    here.hand_in()
    again = here.folder / "再发.xlsx"
    write_leads(here.frame, again, county=COUNTY, as_of=AS_OF, cases=here.book.state())
    before = here.book.ledger.entries()
    outcome = here.hand_in(again)
    assert counted(outcome) == (4, 4, 4, 0, 0), outcome.lines()
    assert here.book.ledger.entries() == before


def _moved(sheet):
    sheet.move_range(f"A{FIRST}:Z{FIRST}", rows=9)


def _sorted_downwards(sheet):
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(FIRST, FIRST + 3)]
    for number, values in enumerate(reversed(rows), start=FIRST):
        for place, value in enumerate(values, start=1):
            sheet.cell(number, place).value = value


def _copied(sheet):
    for cell in sheet[FIRST]:
        sheet.cell(FIRST + 6, cell.column).value = cell.value


def _wide_heading(sheet):
    cell = sheet.cell(LAYOUT.heading_row, LAYOUT.place("outcome"))
    cell.value = " 核查　结果\n"


def _key_without_heading(sheet):
    sheet.cell(LAYOUT.heading_row, LAYOUT.place("key")).value = None


def test_without_any_key_every_filled_row_goes_back(office):
    here = office()
    here.fill(EXCLUDED)
    with here.edited() as sheet:
        sheet.delete_cols(LAYOUT.place("key"))
    assert counted(here.hand_in())[:4] == (1, 0, 0, 1) and here.case() == {}


def _filtered(sheet):
    sheet.row_dimensions[FIRST].hidden = True


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(_moved, id="移动一行"),
        pytest.param(_sorted_downwards, id="倒排"),
        pytest.param(_copied, id="复制一行"),
        pytest.param(lambda sheet: sheet.delete_rows(FIRST + 2), id="删去一行"),
        pytest.param(lambda sheet: sheet.insert_rows(FIRST), id="插入空行"),
        pytest.param(lambda sheet: sheet.insert_cols(3, 2), id="插入两列"),
        pytest.param(lambda sheet: sheet.insert_rows(1, 3), id="上方加行"),
        pytest.param(lambda sheet: sheet.delete_cols(LAYOUT.place("evidence")), id="删去依据列"),
        pytest.param(_wide_heading, id="表头加空格"),
        pytest.param(_key_without_heading, id="键列没了表头"),
        pytest.param(_filtered, id="筛选"),
    ],
)
def test_rows_and_columns_may_be_moved_about(office, edit):
    here = office()
    here.fill(CONFIRMED, EXCLUDED)
    with here.edited() as sheet:
        edit(sheet)
    outcome = here.hand_in()
    assert outcome.returned == 0 and outcome.accepted >= 2, outcome.lines()
    assert [here.case(n).get("status") for n in range(3)] == ["confirmed", "excluded", None]


def test_copies_that_contradict_go_back_both(office):
    here = office()
    here.fill(CONFIRMED)
    with here.edited() as sheet:
        _copied(sheet)
        for name, value in EXCLUDED.items():
            sheet.cell(FIRST + 6, LAYOUT.place(name)).value = value
    outcome = here.hand_in()
    assert counted(outcome)[:4] == (2, 0, 0, 2) and here.case() == {}
    assert f"第 {FIRST}、{FIRST + 6} 行" in outcome.faults[0].what


@pytest.mark.parametrize("known", [True, False], ids=["台账里有", "台账里没有"])
def test_without_the_hidden_sheets_the_casebook_knows_the_leads(office, known):
    here = office()
    if known:
        here.book.append_all(take_in(here.frame, here.book.state(), Hand("李四", NOW, "run")))
    here.fill(EXCLUDED, EXCLUDED | {"person_name": "别人"})
    book = openpyxl.load_workbook(here.sheet)
    for name in ("线索底册", "说明", "选项"):
        del book[name]
    book.save(here.sheet)
    outcome = here.hand_in()
    assert (outcome.accepted, outcome.returned) == ((1, 1) if known else (0, 2))
    assert here.case().get("status") == ("excluded" if known else None)


def test_hidden_facts_that_are_not_the_keys_open_no_case(office):
    here = office()
    here.fill(EXCLUDED)
    book = openpyxl.load_workbook(here.sheet)
    hidden = book["线索底册"]
    hidden.cell(1, 3).value = hidden.cell(1, 3).value.replace(person_id(1), person_id(2))
    book.save(here.sheet)
    assert here.hand_in().returned == 1 and here.case() == {}


def test_a_returned_workbook_is_mended_and_handed_in_again(office):
    here = office()
    here.fill(CONFIRMED | {"reason": "E1 退休人员"}, EXCLUDED)
    first = here.hand_in()
    assert first.path.name == "甲县核查表-退回.xlsx"
    book = openpyxl.load_workbook(first.path)
    sheet = book[SHEET]
    shown = [n for n in range(FIRST, FIRST + 4) if not sheet.row_dimensions[n].hidden]
    assert shown == [FIRST] and sheet.auto_filter.filterColumn
    assert book["线索底册"].sheet_state == "veryHidden" and book["选项"].sheet_state == "hidden"
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert len(rules) == 4 and any(str(formula).startswith("选项!") for formula in rules.values())
    sheet.cell(FIRST, LAYOUT.place("reason")).value = "一人两证"
    sheet.cell(FIRST + 1, LAYOUT.place("outcome")).value = "属实"
    book.save(first.path)
    second = here.hand_in(first.path)
    assert counted(second) == (2, 1, 0, 1, 2) and here.case(0)["status"] == "confirmed"
    assert second.path.name == "甲县核查表-退回2.xlsx", "what is being mended is not written over"
    sheet = openpyxl.load_workbook(second.path)[SHEET]
    reasons = [sheet.cell(n, LAYOUT.place("key") + 1).value for n in range(FIRST, FIRST + 4)]
    assert [bool(reason) for reason in reasons] == [False, True, False, False]
    assert sheet.cell(FIRST, LAYOUT.place("reason")).comment is None


def test_the_same_faulty_sheet_twice_gives_one_returned_file(office):
    here = office()
    here.fill(CONFIRMED | {"reason": None})
    assert here.hand_in().path == here.hand_in().path
    there = here.hand_in(returned=here.folder / "退回箱").path
    assert there == here.folder / "退回箱" / "甲县核查表-退回.xlsx"
    assert here.hand_in(returned=here.folder / "另.xlsx").path == here.folder / "另.xlsx"


def test_a_cell_merged_down_speaks_for_all_its_rows(office):
    here = office()
    here.fill(*({**EXCLUDED, "verified_by": None, "reason": reason} for reason in ("E1", None)))
    with here.edited() as sheet:
        place = LAYOUT.place("verified_by")
        sheet.cell(FIRST, place).value = "张三"
        sheet.merge_cells(None, FIRST, place, FIRST + 1, place)
    outcome = here.hand_in()
    assert counted(outcome) == (2, 1, 0, 1, 2) and here.case(0)["verified_by"] == "张三"
    sheet = openpyxl.load_workbook(outcome.path)[SHEET]
    assert sheet.cell(FIRST + 1, LAYOUT.place("verified_by")).value == "张三"
    sheet.cell(FIRST + 1, LAYOUT.place("reason")).value = "E2"
    sheet.parent.save(outcome.path)
    assert counted(here.hand_in(outcome.path)) == (2, 2, 1, 0, 2)


def test_a_copied_sheet_in_the_workbook_is_read_too(office):
    here = office()
    here.fill(EXCLUDED)
    book = openpyxl.load_workbook(here.sheet)
    other = book.copy_worksheet(book[SHEET])
    for name, value in CONFIRMED.items():
        other.cell(FIRST + 1, LAYOUT.place(name)).value = value
    book.save(here.sheet)
    assert counted(here.hand_in()) == (3, 3, 1, 0, 5)
    assert [here.case(n).get("status") for n in range(3)] == ["excluded", "confirmed", None]
    other.cell(FIRST + 2, LAYOUT.place("outcome")).value = "已查"
    book.save(here.sheet)
    back = openpyxl.load_workbook(here.hand_in().path)
    selected = [sheet.title for sheet in back.worksheets if sheet.sheet_view.tabSelected]
    assert selected == [back.active.title] == [other.title]
    assert not any(back[SHEET].row_dimensions[n].hidden for n in range(FIRST, FIRST + 4))


class _PowerCut(BaseException):
    pass


def test_a_program_killed_in_between_leaves_whole_rows(office, monkeypatch):
    monkeypatch.setattr(importing, "_AT_ONCE", 2)
    here = office(leads=7)
    here.fill(*[CONFIRMED | {"measure": "责令限期整改、单位通报", "agency": "甲市中介"}] * 7)
    write, left = here.book.append_all, iter([1, 1, 0])

    def cut(events):
        if not next(left):
            raise _PowerCut
        return write(events)

    monkeypatch.setattr(here.book, "append_all", cut)
    with pytest.raises(_PowerCut):
        here.hand_in()
    monkeypatch.setattr(here.book, "append_all", write)
    there = [here.case(n) for n in range(7)]
    assert [case.get("status") for case in there] == ["confirmed"] * 4 + [None] * 3
    assert all(case["measures"] == ["责令限期整改"] and case["links"] for case in there[:4])
    assert counted(here.hand_in()) == (7, 7, 4, 0, 0)
    assert all(here.case(n)["measures"] == ["责令限期整改"] for n in range(7))
    here.book.verify()


def test_what_somebody_else_decides_meanwhile_is_not_overwritten(office, monkeypatch):
    here = office()
    here.book.append_all(take_in(here.frame, here.book.state(), Hand("李四", NOW, "run")))
    here.fill(CONFIRMED, CONFIRMED, EXCLUDED)
    write = here.book.append_all

    def meanwhile(events):
        monkeypatch.setattr(here.book, "append_all", write)
        said = Decision(outcome="excluded", reason="E1 退休人员", verified_by="王五")
        here.book.decide(case_of_row(here.frame.iloc[1]), said, Hand("王五", NOW))
        return write(events)

    monkeypatch.setattr(here.book, "append_all", meanwhile)
    outcome = here.hand_in()
    assert counted(outcome) == (3, 2, 0, 1, 1)
    assert "王五" in outcome.faults[0].what
    states = [here.case(n)["status"] for n in range(4)]
    assert states == ["confirmed", "excluded", "excluded", "lead"]


@pytest.mark.browser
def test_office_programs_save_it_and_it_still_comes_back(office):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    here = office()
    here.fill(CONFIRMED | {"verified_on": date(2024, 12, 3)}, EXCLUDED | {"verified_by": None})
    saved = {}
    for kind in ("xlsx", "xls"):
        profile = f"-env:UserInstallation={(here.folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", kind, "--outdir"]
        saved[kind] = here.folder / kind / f"甲县核查表.{kind}"
        subprocess.run([*command, saved[kind].parent, here.sheet], check=True, timeout=120)
    with pytest.raises(WorksheetError, match="旧的"):
        here.hand_in(saved["xls"])
    outcome = here.hand_in(saved["xlsx"])
    assert counted(outcome) == (2, 1, 0, 1, 2) and here.case()["verified_on"] == "2024-12-03"
    rules = openpyxl.load_workbook(outcome.path)[SHEET].data_validations.dataValidation
    assert len(rules) == 4


def _encrypted(path):
    plain = io.BytesIO(path.read_bytes())
    with path.open("wb") as target:
        OOXMLFile(plain).encrypt("secret", target)


def _foreign(path):
    book = openpyxl.Workbook()
    book.active.append(["姓名", "身份证号", "备注"])
    book.save(path)


def _an_offices_own_list(path):
    book = openpyxl.Workbook()
    book.active.append(["序号", "姓名", "身份证号", "证书编号", "注册单位", "核查结果", "备注"])
    book.active.append([1, "某1", person_id(1), "冀1", "甲公司", "属实，拟认定", ""])
    book.save(path)


def _old_format(path):
    book = openpyxl.load_workbook(path)
    book["说明"]["B1"].value = "guazheng-leads/1"
    book.save(path)


def _newer_format(path):
    book = openpyxl.load_workbook(path)
    book["说明"]["B1"].value = "guazheng-leads/9"
    book.save(path)


def _without_outcome(path):
    book = openpyxl.load_workbook(path)
    book[SHEET].delete_cols(LAYOUT.place("outcome"))
    book.save(path)


def _two_remarks(path):
    book = openpyxl.load_workbook(path)
    book[SHEET].cell(LAYOUT.heading_row, LAYOUT.place("key") + 1).value = "备 注"
    book.save(path)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        pytest.param(_foreign, "不是本程序发出的核查表", id="别的工作簿"),
        pytest.param(_an_offices_own_list, "不是本程序发出的核查表", id="自制的表"),
        pytest.param(_old_format, "旧版核查表", id="旧版"),
        pytest.param(_newer_format, "比本程序新", id="新版"),
        pytest.param(_without_outcome, "缺少「核查结果」列", id="缺列"),
        pytest.param(_two_remarks, "「备注」有 2 列", id="重列"),
        pytest.param(_encrypted, "密码", id="加密"),
        pytest.param(lambda path: path.write_bytes(b""), "空的", id="空文件"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:900]), "损坏", id="截断"),
        pytest.param(lambda path: path.write_text("姓名,结果\n", "utf-8"), "不是 Excel", id="文本"),
        pytest.param(lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" * 99), "损坏", id="坏 xls"),
        pytest.param(lambda path: path.unlink(), "找不到|打不开", id="没有文件"),
    ],
)
def test_what_is_no_worksheet_of_ours_is_refused_whole(office, spoil, told):
    here = office()
    here.fill(EXCLUDED)
    spoil(here.sheet)
    with pytest.raises(WorksheetError, match=told) as refused:
        here.hand_in()
    assert "\n" not in str(refused.value) and here.book.ledger.entries() == []
    assert [path.name for path in here.folder.iterdir() if "退回" in path.name] == []


def test_no_identity_number_in_what_is_told(office):
    here = office()
    number = here.frame["person_id"][0]
    path = here.folder / f"{number}.xlsx"
    here.fill(CONFIRMED | {"outcome": number}, EXCLUDED | {"using_employer": number}, to=path)
    outcome = here.hand_in(path, returned=here.folder / "退回.xlsx")
    assert outcome.returned == 2 and number not in "\n".join(outcome.lines())
    assert number not in repr(outcome)
    path.write_bytes(b"")
    with pytest.raises(WorksheetError) as refused:
        here.hand_in(path)
    assert number not in str(refused.value)


@pytest.mark.slow
def test_three_thousand_filled_rows_take_seconds(office):
    here = office(leads=3000)
    said = CONFIRMED | {"measure": "责令限期整改、单位通报"}
    here.fill(*(said if n % 50 else said | {"reason": None} for n in range(3000)))
    started = time.process_time()  # what others do on the machine does not count
    outcome = here.hand_in()
    assert (outcome.accepted, outcome.returned) == (2940, 60)
    assert time.process_time() - started < 10


def test_no_number_stands_in_the_name_of_what_goes_back(office):
    one = office()
    named = one.sheet.rename(one.folder / f"某某{person_id(1)}.xlsx")
    one.sheet = named
    outcome = one.hand_in(one.fill({"outcome": "说不清"}))
    assert outcome.path is not None
    assert outcome.path.name == f"某某{person_id(1)[:6]}××××××××××{person_id(1)[-2:]}-退回.xlsx"
    assert person_id(1) not in "".join(outcome.lines())
