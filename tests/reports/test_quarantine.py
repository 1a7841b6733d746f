"""The rows set aside: said in Chinese, kept as written, never computed with."""

import openpyxl
import pandas as pd
import pytest

from guazheng_lib.reports.quarantine import NOTHING_TO_MEND, write_quarantine
from guazheng_lib.sources.result import empty_quarantine


def rows(**what_matters):
    row = {
        "source": "social_insurance",
        "file": "city/养老.csv",
        "sheet": None,
        "row": 3,
        "field": "person_id",
        "column": "社会保障号码",
        "value": "1.30302E+17",
        "reason": "号码已丢失后几位",
        "remedy": "请原单位按文本重新导出",
        "beside": "单位名称: 甲市乙丙建设有限公司",
        "key": "social_insurance:person_id:3:0123456789ab:0123456789abcdef01234567",
    }
    return pd.DataFrame([row | what_matters])


def read(path):
    sheet = openpyxl.load_workbook(path)["待改清单"]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_every_source_is_listed_in_its_order(tmp_path):
    frames = [rows(), empty_quarantine(), rows(source="housing_fund", sheet="明细", row=9)]
    head, first, second = read(write_quarantine(frames, tmp_path / "q.xlsx"))
    assert head == [
        "数据来源",
        "文件",
        "工作表",
        "行号",
        "字段",
        "列名",
        "原值",
        "原因",
        "处理办法",
        "本行其他内容",
        "改正为",
        "改正列",
        "改正人",
        "备注",
        "读回键",
    ]
    assert first[:5] == ["社会保险", "city/养老.csv", None, "3", "身份证号"]
    assert second[0] == "住房公积金" and second[2:4] == ["明细", "9"]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@a", "000123", " 空格 "])
def test_a_value_stays_as_the_file_has_it(tmp_path, value):
    _, row = read(write_quarantine([rows(value=value)], tmp_path / "q.xlsx"))
    assert row[6] == value


def test_the_office_fills_in_yellow_columns_and_sees_no_key(tmp_path):
    path = write_quarantine([rows(), rows(row=4)], tmp_path / "q.xlsx", county="甲县")
    book = openpyxl.load_workbook(path)
    sheet = book["待改清单"]
    heading = {cell.value: cell.column_letter for cell in sheet[1]}
    for name in ("改正为", "改正列", "改正人", "备注"):
        cells = [sheet[f"{heading[name]}{row}"] for row in (1, 2, 3)]
        assert {cell.fill.fgColor.rgb for cell in cells} == {"00FFF8DC"}
        assert {cell.number_format for cell in cells[1:]} == {"@"}
        assert not any(cell.value for cell in cells[1:])
    assert sheet.column_dimensions[heading["读回键"]].hidden
    assert sheet.print_area.split(":")[1].startswith(f"${heading['备注']}$")
    [hint] = sheet.data_validations.dataValidation
    assert str(hint.sqref) == f"{heading['改正为']}2:{heading['改正为']}3"
    facts = [[cell.value for cell in row] for row in book["说明"].iter_rows()]
    assert facts == [["format", "guazheng-quarantine/1"], ["county", "甲县"], ["rows", "2"]]
    assert book["说明"].sheet_state == "veryHidden"
    assert "改正为" in book["怎样填写"]["A1"].value


def mended(outcome, **what_matters):
    row = {
        "workbook": "待改/退回.xlsx",
        "workbook_row": 5,
        "source": "registrations",
        "file": "jia/注册.csv",
        "sheet": "",
        "row": "3",
        "field": "身份证号",
        "value": "999999**********12",
        "by": "某甲",
        "outcome": outcome,
        "reason": "与「待改/另.xlsx」第 2 行改得不一样",
        "remedy": "核对原始材料，只留正确的一处",
    }
    return pd.DataFrame([row | what_matters])


def test_lines_not_used_are_listed_with_their_reason(tmp_path):
    frames = [mended("taken"), mended("conflict"), mended("unknown", workbook_row=6)]
    book = openpyxl.load_workbook(write_quarantine([], tmp_path / "q.xlsx", mended=frames))
    head, *lines = [[cell.value for cell in row] for row in book["未认出的改正"].iter_rows()]
    assert head[:5] == ["改正文件", "改正文件行号", "数据来源", "文件", "工作表"]
    assert [line[1:3] for line in lines] == [["5", "注册人员"], ["6", "注册人员"]]
    assert [line[9] for line in lines] == ["改法不一致，未采用", "未认出，未采用"]
    assert lines[0][10].startswith("与「待改/另.xlsx」")


def test_no_sheet_of_unused_lines_where_all_were_used(tmp_path):
    path = write_quarantine([], tmp_path / "q.xlsx", mended=[mended("taken")])
    assert "未认出的改正" not in openpyxl.load_workbook(path).sheetnames


def test_nothing_to_mend_is_said(tmp_path):
    path = write_quarantine([empty_quarantine()], tmp_path / "q.xlsx")
    assert read(path) == [[NOTHING_TO_MEND]]
    assert write_quarantine([], tmp_path / "q2.xlsx").read_bytes() == path.read_bytes()
