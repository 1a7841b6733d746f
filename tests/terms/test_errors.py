"""Errors: one line, three parts, and they survive the way back from a reader process."""

import pickle

import pytest
from make import person_id

from guazheng_lib.terms import errors
from guazheng_lib.terms.errors import GuazhengError, Place, UnknownHeaderError

KINDS = sorted(
    (
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, GuazhengError)
    ),
    key=lambda kind: kind.code,
)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        pytest.param(Place("甲.xlsx"), "甲.xlsx", id="文件"),
        pytest.param(Place("甲.xlsx", "表1"), "甲.xlsx · 工作表「表1」", id="工作表"),
        pytest.param(
            Place("甲.xlsx", "表1", 3, "身份证号"),
            "甲.xlsx · 工作表「表1」 · 第 3 行 · 「身份证号」列",
            id="单元格",
        ),
        pytest.param(Place("甲.csv", row=0), "甲.csv · 第 0 行", id="零行也说"),
    ],
)
def test_place(place, said):
    assert str(place) == said


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_pickling_keeps_every_part(kind):
    problem = kind("缺少列", remedy="核对表头", place=Place("甲.xlsx", "表1", 2, "姓名"))
    back = pickle.loads(pickle.dumps(problem))
    assert type(back) is kind
    assert (back.what, back.remedy, back.place) == (problem.what, problem.remedy, problem.place)
    assert str(back) == str(problem)


def test_the_line_says_where_what_and_what_to_do():
    line = str(UnknownHeaderError("缺少列: 身份证号", remedy="核对表头", place="甲.xlsx"))
    assert line == "[E202] 甲.xlsx: 缺少列: 身份证号。处理办法: 核对表头"
    assert "\n" not in line


def test_without_a_place():
    assert str(GuazhengError("错", remedy="改")) == "[E000] 错。处理办法: 改"


@pytest.mark.parametrize(
    "typed", ["甲\r\n乙", "甲\u2028乙", "甲\x1b[31m\x00乙", "甲\u202e\udcff乙"], ids=ascii
)
def test_what_was_typed_stays_on_its_line(typed):
    line = str(GuazhengError(f"没有「{typed}」", remedy="改", place=typed))
    assert len(line.splitlines()) == 1
    assert line.startswith("[E000] 甲 ")
    assert line.encode("utf-8").isascii() is False
    assert not {"\x1b", "\x00", "\u202e"} & set(line)


def test_what_was_typed_is_cut_and_masked():
    long = "长" * 100_000
    assert len(str(GuazhengError(f"没有「{long}」", remedy="改", place=long))) < 400
    line = str(GuazhengError(f"没有「{person_id(1)}」", remedy="改", place=f"{person_id(2)}.xlsx"))
    assert person_id(1) not in line
    assert person_id(2) not in line
    assert "「999999" in line
