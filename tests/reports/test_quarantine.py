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
    ]
    assert first[:5] == ["社会保险", "city/养老.csv", None, "3", "身份证号"]
    assert second[0] == "住房公积金" and second[2:4] == ["明细", "9"]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@a", "000123", " 空格 "])
def test_a_value_stays_as_the_file_has_it(tmp_path, value):
    _, row = read(write_quarantine([rows(value=value)], tmp_path / "q.xlsx"))
    assert row[6] == value


def test_nothing_to_mend_is_said(tmp_path):
    path = write_quarantine([empty_quarantine()], tmp_path / "q.xlsx")
    assert read(path) == [[NOTHING_TO_MEND]]
    assert write_quarantine([], tmp_path / "q2.xlsx").read_bytes() == path.read_bytes()
