"""The casebook in a notebook: what its cells show, with cases and before the first one."""

from datetime import datetime
from pathlib import Path

import pytest
from make import person_id

from guazheng_lib.casebook import Casebook
from guazheng_lib.casebook.events import CHINA
from guazheng_lib.runs.case_browser import CaseBrowser, open_casebook
from guazheng_lib.terms.errors import NotAllowedError

AT = datetime(2026, 9, 1, 9, tzinfo=CHINA)
PARAMS = """county: 甲县
window: {from: 2025-01, to: 2026-06}
as_of: 2026-06-30
report_due: 2026-08-31
sources: {registrations: a.xlsx}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("params", "data"):
        (tmp_path / name).mkdir()
    (tmp_path / "params" / "jia.yml").write_text(PARAMS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def worked(root: Path) -> Path:
    with Casebook(f"sqlite:///{root / 'data' / 'casebook.sqlite'}", user="张三") as book:
        for n, case in enumerate(("person:aa1111", "person:aa2222", "person:bb3333"), start=1):
            facts = {"county": "甲县", "person_name": f"某{n}", "person_id": person_id(n)}
            book.append({"case": case, "step": "opened", "at": AT, "facts": facts})
        excluded = {"outcome": "excluded", "reason": "来件数据有误"}
        book.append({"case": "person:aa2222", "step": "concluded", "at": AT, "facts": excluded})
    return root


def browser(root: Path) -> CaseBrowser:
    return open_casebook(*(str(root / name) for name in ("params", "data", "outputs")))


def test_what_the_cells_show(worked: Path):
    opened = browser(worked)
    assert "3 个案件" in repr(opened)
    assert opened.progress.table.frame.to_dict("records") == [
        {"县区": "甲县", "线索": 2, "排除": 1}
    ]
    assert opened.listed().frame["名称"].tolist() == ["某1", "某2", "某3"]
    assert opened.listed(status="排除").frame["结论原因"].tolist() == ["来件数据有误"]
    assert opened.listed(county="乙县").frame.empty
    assert len(opened.due.frame) == len(opened.cases.due)
    assert opened.ask("某3").found == 1


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        pytest.param("", "aa2222", id="最近办理的"),
        pytest.param("bb", "bb3333", id="前几位"),
        pytest.param("person:aa1", "aa1111", id="带对象"),
    ],
)
def test_one_history(worked: Path, number: str, heading: str):
    told = browser(worked).history(number)
    assert heading in told.heading and "张三" in "".join(told.lines())


@pytest.mark.parametrize("number", ["aa", "zz"])
def test_which_case_is_not_clear(worked: Path, number: str):
    with pytest.raises(NotAllowedError, match=number):
        browser(worked).history(number)


def test_before_the_first_case(root: Path):
    opened = browser(root)
    assert "0 个案件" in repr(opened) and "take" in opened.history().heading
    assert "还没有案件" in opened.listed()._repr_html_()
    assert "没有投诉举报" in opened.complaints._repr_html_()
    assert opened.progress.table.frame.empty and opened.ask("某3").found == 0
    assert list((root / "data").iterdir()) == []


def test_no_number_is_shown(worked: Path):
    opened = browser(worked)
    shown = [opened.listed(), opened.due, opened.complaints, opened.history(), opened.ask("某1")]
    html = "".join(each._repr_html_() for each in shown) + repr(opened)
    assert not any(person_id(n) in html for n in (1, 2, 3))
