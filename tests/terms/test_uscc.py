"""Credit codes: a code that fails its check proves nothing."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as stdnum

from guazheng_lib.terms.uscc import Uscc, tidy_uscc

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def code(organisation: str) -> str:
    """Complete a made-up code of area 999999 with its check character."""
    first17 = f"91999999{organisation}"
    return first17 + stdnum.calc_check_digit(first17)


VALID = code("MA0AAAAAA")


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param(VALID, id="原样"),
        pytest.param(VALID.lower(), id="小写"),
        pytest.param(f"'{VALID}", id="撇号"),
        pytest.param(f"{VALID[:8]}-{VALID[8:]}", id="连字号"),
        pytest.param(f" {VALID[:2]} {VALID[2:]}", id="空格"),
    ],
)
def test_what_is_read(cell):
    assert Uscc.parse(cell) == VALID
    assert Uscc.parse(cell).registrar == "91"


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param(VALID[:-1] + ("0" if VALID[-1] != "0" else "1"), id="校验码不符"),
        pytest.param(VALID[:-1], id="少一位"),
        pytest.param(VALID.replace("A", "I", 1), id="不用的字母"),
        pytest.param("甲公司", id="名称"),
        pytest.param(None, id="空"),
        pytest.param(float("nan"), id="缺失数字"),
        pytest.param(pd.NA, id="缺失值"),
    ],
)
def test_what_is_no_code(cell):
    assert Uscc.parse(cell) is None


def test_a_code_as_written_is_kept():
    assert tidy_uscc(" 9113-0000x ") == "91130000X"
    assert tidy_uscc("") is None


@given(
    st.text(alphabet=ALPHABET, min_size=9, max_size=9), st.integers(2, 16), st.sampled_from("27")
)
def test_one_wrong_character_never_passes(organisation, place, other):
    good = code(organisation)
    assert Uscc.parse(good) == good
    if good[place] != other:
        assert Uscc.parse(good[:place] + other + good[place + 1 :]) is None


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none()))
def test_reading_never_fails(cell):
    assert Uscc.parse(cell) is None or isinstance(Uscc.parse(cell), Uscc)
