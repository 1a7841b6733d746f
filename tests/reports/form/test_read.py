"""A filed form read back: ours, and those that offices typed by hand."""

from datetime import date

import openpyxl
import pandas as pd
import pytest
from form_cases import code
from hypothesis import given, settings
from hypothesis import strategies as st
from make import person_id

from guazheng_lib.reports.form.merge import merge_forms
from guazheng_lib.reports.form.read import read_form
from guazheng_lib.reports.form.write import case_columns, write_form
from guazheng_lib.sources.cells import encode
from guazheng_lib.sources.limits import Limits
from guazheng_lib.sources.reader import Reader
from guazheng_lib.terms.errors import DocumentError, GuazhengError, UnreadableFileError

UPPER = {1: "序号", 2: "专业技术人员", 8: "买卖租借证书单位", 10: "中介机构"}
UPPER |= {12: "违法违规行为", 13: "处理结果", 14: "备注"}
LOWER = [
    *("姓名", "身份证号", "证书编号", "职业资格类别", "注册单位", "实际工作单位"),
    *("单位名称", "统一信用代码", "单位名称", "统一信用代码"),
]
DITTO = {"〃", "同上", "″", "同", '"', "''", "、、"}


def typed(serial=1, number=1, **what_matters):
    """A row as a clerk types it, from 序号 on."""
    row = {
        "number": number,
        "person_name": f"某{serial}",
        "person_id": person_id(serial),
        "certificate_no": f"冀21320222023{serial:05d}",
        "profession": "二级注册建造师",
        "registered_employer": "甲市丁戊建筑工程有限公司",
        "actual_employer": "甲市某某学校",
        "using_employer": "甲市丁戊建筑工程有限公司",
        "using_uscc": code(1),
        "agency": None,
        "agency_uscc": None,
        "violation": "注册单位与实际工作单位不符",
        "disposition": "处理中",
        "remark": None,
    } | what_matters
    return list(row.values())


@pytest.fixture(scope="module")
def reader():
    with Reader(Limits(seconds=60)) as started:
        yield started


@pytest.fixture
def book(tmp_path, reader):
    """A form typed by hand: rows below the heading, and where the whole begins."""

    def _book(rows, *, down=0, right=0, front=("部门：甲县住建局", "申报时间：2025年2月3日")):
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        for n, text in enumerate(front, start=1):
            sheet.cell(down + n, right + 1, text)
        top = down + len(front) + 1
        for place, text in UPPER.items():
            sheet.cell(top, right + place, text)
        for place, text in enumerate(LOWER, start=2):
            sheet.cell(top + 1, right + place, text)
        for n, row in enumerate(rows, start=top + 2):
            for place, value in enumerate(row, start=1):
                sheet.cell(n, right + place, value)
        _book.first, _book.sheet, _book.workbook = top + 2, sheet, workbook
        return _book

    _book.path = tmp_path / "甲县" / "汇总表.xlsx"
    _book.path.parent.mkdir()

    def read():
        _book.workbook.save(_book.path)
        return read_form(_book.path, reader=reader)

    _book.read = read
    return _book


def texts(form):
    return form.rows[list(case_columns())].to_numpy().tolist()


def expected(*rows):
    return [["" if value is None else str(value) for value in row[1:]] for row in rows]


def test_a_form_typed_by_hand_is_read_with_its_rows(book):
    rows = [typed(1, 1), typed(2, 2, remark="已约谈")]
    form = book(rows, front=("关于某事的附表", "部门：甲县住建局", "申报时间：2025年2月3日")).read()
    assert texts(form) == expected(*rows)
    assert (form.department, form.filed_on) == ("甲县住建局", date(2025, 2, 3))
    assert form.rows["row"].tolist() == [6, 7] and form.problems == ()
    assert form.lines() == ["甲县/汇总表.xlsx（甲县住建局）：2 行"]


@pytest.mark.parametrize(
    ("down", "right"), [(7, 0), (0, 3), (5, 2)], ids=["下移", "右移", "下移又右移"]
)
def test_the_heading_is_found_wherever_it_stands(book, down, right):
    form = book([typed(1)], down=down, right=right).read()
    assert texts(form) == expected(typed(1)) and form.problems == ()


FRONTS = {
    "同一行": ("部门:甲县住建局 (加盖单位公章)   申报时间:2025.2.3",),
    "三行": ("部门:甲县住建局", "(加盖单位公章)", "申报时间:2025年2月3日"),
    "全角": ("填报部门（盖章）：甲县住建局", "填报日期：２０２５年２月３日"),
}


@pytest.mark.parametrize("front", FRONTS.values(), ids=list(FRONTS))
def test_department_and_date_are_found_however_they_are_laid_out(book, front):
    form = book([typed(1)], front=front).read()
    assert (form.department, form.filed_on) == ("甲县住建局", date(2025, 2, 3))


def test_department_and_date_may_stand_in_the_next_cell(book):
    book([typed(1)], front=("部门：", "申报时间："))
    book.sheet["B1"], book.sheet["B2"] = "甲县住建局", date(2025, 2, 3)
    form = book.read()
    assert (form.department, form.filed_on) == ("甲县住建局", date(2025, 2, 3))


def test_what_the_front_does_not_say_is_told(book):
    form = book([typed(1)], front=("部门：", "申报时间：  年 月 日")).read()
    assert (form.department, form.filed_on) == ("", None)
    assert ["没有写部门" in line or "申报时间" in line for line in form.problems] == [True, True]


def test_other_spellings_of_the_heading_in_one_row_are_known(tmp_path, reader):
    heading = [
        *("序号", "姓  名", "身份证号码", "注册编号", "注册类别", "注册企业名称", "实际单位"),
        *("用证单位名称", "用证单位统一社会信用代码", "中介机构名称", "中介机构信用代码"),
        *("违法违规情况", "处理情况", "备注"),
    ]
    workbook = openpyxl.Workbook()
    workbook.active.append(["部门：甲县住建局", None, "申报时间：2025-2-3"])
    workbook.active.append(heading)
    workbook.active.append(typed(1))
    workbook.save(tmp_path / "表.xlsx")
    form = read_form(tmp_path / "表.xlsx", reader=reader)
    assert texts(form) == expected(typed(1)) and form.problems == ()


def test_blank_numbers_blanks_footers_and_repeated_headings_are_no_rows(book):
    rows = [
        typed(1, 1),
        [],
        ["序号", "姓名", "身份证号", "证书编号", "职业资格类别", "注册单位", "实际工作单位"],
        typed(2, 2),
        [3],
        [4],
        ["合计", None, "2 人"],
        ["填表人：某甲", None, None, "联系电话：0000-0000000", None, "审核人：某乙"],
        ["以下空白"],
    ]
    form = book(rows).read()
    assert texts(form) == expected(typed(1), typed(2)) and form.problems == ()


def test_a_row_of_one_text_that_is_no_footer_is_told(book):
    form = book([typed(1), [None, "本页由乙科整理"]]).read()
    assert len(form.rows) == 1
    assert "第 6 行" in form.problems[0] and "本页由乙科整理" in form.problems[0]


def test_merged_cells_count_for_each_of_their_rows(book):
    rows = [typed(1, 1), typed(1, None, certificate_no="冀99999", person_name=None, person_id=None)]
    book(rows)
    for column in "ABC":
        book.sheet.merge_cells(f"{column}{book.first}:{column}{book.first + 1}")
    form = book.read()
    assert texts(form) == expected(typed(1), typed(1, certificate_no="冀99999"))


def test_ditto_marks_repeat_the_row_above(book):
    form = book([typed(1, 1), typed(2, 2, registered_employer="同上", violation="〃")]).read()
    assert texts(form) == expected(typed(1), typed(2))


LOST = "按数字存放，后几位已被表格软件改掉，没有采用，请补填"


@pytest.mark.parametrize(
    ("column", "value", "kept", "what"),
    [
        ("person_id", 999999198001010030, "", LOST),
        ("person_id", float(person_id(1)[:17] + "0"), "", LOST),
        ("using_uscc", 911303000000000001, "", LOST),
        ("certificate_no", 21320222023000010, "", LOST),
        ("certificate_no", 21320222, "21320222", "前面若有 0 已丢失"),
        ("person_id", "9.99999E+17", "9.99999E+17", "科学计数法"),
        ("person_id", "999999198001010031", "999999198001010031", "校验码不符"),
    ],
    ids=["身份证", "身份证凑巧", "信用代码", "证书号", "短证书号", "科学计数", "抄错"],
)
def test_a_number_that_lost_digits_is_told_and_never_guessed(book, column, value, kept, what):
    form = book([typed(1, **{column: value})]).read()
    assert form.rows.loc[0, column] == kept
    (problem,) = form.problems
    assert what in problem and "第 5 行" in problem
    assert str(value) not in problem and person_id(1) not in problem


def test_gaps_missing_columns_and_further_columns_are_told(book):
    rows = [[*typed(1, 1), "0000-1"], [*typed(2, 4), "0000-2"]]
    book(rows)
    book.sheet.cell(3, 15, "联系电话")
    book.sheet.cell(3, 14).value = None
    form = book.read()
    assert len(form.rows) == 2
    gap = next(line for line in form.problems if "序号" in line)
    assert "缺 2、3" in gap
    assert any("「备注」列：没有这一列" in line for line in form.problems)
    assert any("「联系电话」不是汇总表的列，有 2 格内容" in line for line in form.problems)


def test_several_sheets_are_read_and_a_strange_one_is_told(book):
    book([typed(1)])
    book.workbook.copy_worksheet(book.sheet).title = "第二页"
    book.workbook["第二页"].cell(book.first, 2, "某某")
    book.workbook.create_sheet("空")
    book.workbook.create_sheet("说明").append(["填表须知", "一", "二"])
    form = book.read()
    assert form.rows["sheet"].tolist() == ["Sheet", "第二页"]
    (problem,) = form.problems
    assert "「说明」" in problem and "没有读" in problem


def test_a_unit_without_a_person_is_a_row(book):
    nobody = dict.fromkeys(case_columns()[:6])
    form = book([typed(1, 1), typed(2, 2, **nobody)]).read()
    assert len(form.rows) == 2 and form.problems == ()


def foreign(path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["姓名", "身份证号", "证书编号", "注册单位"])
    workbook.active.append(["某甲", person_id(1), "冀1", "甲公司"])
    workbook.save(path)


def truncated(path):
    foreign(path)
    path.write_bytes(path.read_bytes()[:700])


def web_page(path):
    path.write_text("<html><table></table></html>", encoding="utf-8")


def encrypted(path):
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)


def far_cell(path):
    workbook = openpyxl.Workbook()
    workbook.active["XFD1048576"] = 1
    workbook.save(path)


BAD = {
    "别的表": (foreign, DocumentError),
    "截断": (truncated, UnreadableFileError),
    "网页": (web_page, UnreadableFileError),
    "坏的旧格式": (encrypted, UnreadableFileError),
    "远处单元格": (far_cell, UnreadableFileError),
    "空文件": (lambda path: path.write_bytes(b""), UnreadableFileError),
    "没有文件": (lambda path: None, UnreadableFileError),
}


@pytest.mark.parametrize(("make", "error"), BAD.values(), ids=list(BAD))
def test_a_file_that_is_no_form_gives_one_line(tmp_path, reader, make, error):
    path = tmp_path / "汇总表.xlsx"
    make(path)
    with pytest.raises(GuazhengError) as told:
        read_form(path, reader=reader)
    assert type(told.value) is error
    assert "\n" not in str(told.value) and "汇总表.xlsx" in str(told.value)
    assert person_id(1) not in str(told.value)


SOME = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"))
    | st.sampled_from("\n\t=+-@'\"0９　；、〃"),
    max_size=40,
)
PLAIN = st.sampled_from(
    ["=1+1", "+86", "-", "@某", "007", "_x000D_", "甲" * 3000, "无", "１２３", "a\n\nb", "1e9"]
)
ROWS = st.lists(
    st.lists(
        SOME | PLAIN | st.just(""), min_size=len(case_columns()), max_size=len(case_columns())
    ),
    max_size=40,
)


@settings(max_examples=12, deadline=None)
@given(rows=ROWS)
def test_form_read_merged_and_written_again_differs_in_no_cell(tmp_path_factory, reader, rows):
    folder = tmp_path_factory.mktemp("form")
    given_rows = [[normal(text) for text in row] for row in rows]
    for number, row in enumerate(given_rows):
        row[case_columns().index("certificate_no")] = f"0冀{number:05d}"
    cases = pd.DataFrame(given_rows, columns=list(case_columns()))
    write_form(cases, folder / "a.xlsx", department="甲县住建局", filed_on=date(2025, 2, 3))
    read = read_form(folder / "a.xlsx", reader=reader)
    merged = merge_forms([read])
    write_form(merged.rows, folder / "b.xlsx", department=read.department, filed_on=read.filed_on)
    again = read_form(folder / "b.xlsx", reader=reader)
    assert texts(read) == given_rows
    assert texts(again) == given_rows
    assert (again.department, again.filed_on) == ("甲县住建局", date(2025, 2, 3))
    assert (folder / "a.xlsx").read_bytes() == (folder / "b.xlsx").read_bytes()


def normal(text):
    """What a reader keeps of a text: no blanks at its ends; a ditto mark has its own meaning."""
    kept = encode(text) or ""
    return "" if "".join(kept.split()) in DITTO else kept
