from make import person_id, screened

from guazheng_lib.reports.pages.tables import Table, table_html


def test_neither_form_that_a_notebook_keeps_holds_a_number():
    table = Table(screened({"explanation": f"与{person_id(1)}同名"}), "人员")
    assert person_id(1) not in repr(table) + table_html(table)
