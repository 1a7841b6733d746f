"""Folding: one way, once."""

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guazheng_lib.terms.text import fold_width, is_missing


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("兴龙建筑（集团） 有限公司", "兴龙建筑(集团)有限公司", id="全角括号和空格"),
        pytest.param("ＡＢＣ１２３", "ABC123", id="全角字母数字"),
        pytest.param("甲市\u3000乙公司\u200b\ufeff", "甲市乙公司", id="全角空格与零宽字符"),
        pytest.param("甲\n乙\t丙", "甲乙丙", id="单元格内换行"),
        pytest.param("", "", id="空"),
        pytest.param("甲·乙", "甲·乙", id="间隔号不是空格"),
    ],
)
def test_fold_width(text, folded):
    assert fold_width(text) == folded


@given(st.text())
@example("A ´")
def test_folding_twice_is_folding_once(text):
    assert fold_width(fold_width(text)) == fold_width(text)


@given(st.text())
def test_nothing_invisible_remains(text):
    assert not any(character.isspace() for character in fold_width(text))


@pytest.mark.parametrize("cell", [None, float("nan"), pd.NaT, pd.NA], ids=str)
def test_a_missing_cell(cell):
    assert is_missing(cell)


@pytest.mark.parametrize("cell", ["", 0, False, "nan"], ids=repr)
def test_a_cell_that_holds_something(cell):
    assert not is_missing(cell)
