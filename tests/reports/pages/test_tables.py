import pandas as pd
import pytest
from make import person_id, screened

from guazheng_lib.reports.pages.tables import Table, table_html


def test_neither_form_that_a_notebook_keeps_holds_a_number():
    table = Table(screened({"explanation": f"与{person_id(1)}同名"}), "人员")
    assert person_id(1) not in repr(table) + table_html(table)


@pytest.mark.parametrize(
    ("value", "unbroken"),
    [
        pytest.param("2026-08-04", True, id="日期"),
        pytest.param("91130302MA07TEST0X", True, id="统一社会信用代码"),
        pytest.param("2026-08-04 来信", False, id="日期后有文字"),
        pytest.param("拟建议撤销注册许可", False, id="文字"),
    ],
)
def test_a_date_and_a_credit_code_stand_on_one_line(value, unbroken):
    shown = table_html(Table(pd.DataFrame({"编号": ["甲"], "内容": [value]}), "表"))
    assert (f'<td class="id">{value}</td>' in shown) == unbroken
