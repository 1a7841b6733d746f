"""Numbers inside a text are masked where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import person_id

from guazheng_lib.terms.hidden_numbers import hide_identities, hide_numbers

ID = person_id(5)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        pytest.param(f"证件{ID}。", ID, id="身份证号"),
        pytest.param(f"{ID[:6]} {ID[6:14]} {ID[14:]}", ID[6:14], id="分段身份证号"),
        pytest.param(f"13800000000{ID}", ID, id="与手机连写的身份证号"),
        pytest.param("老号999999800101001", "9800101", id="十五位"),
        pytest.param("电话13800000000", "00000000", id="手机"),
        pytest.param("138-0000-0000", "0000-00", id="加横线的手机"),
        pytest.param("1 3 8 0 0 0 0 0 0 0 0", "0 0 0", id="逐字空开的手机"),
        pytest.param("１３８００００００００", "００００００", id="全角手机"),
        pytest.param("①③⑧⓪⓪⓪⓪⓪⓪⓪⓪", "⓪⓪⓪⓪⓪⓪", id="带圈手机"),
        pytest.param("1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣", "8️⃣0️⃣0️⃣", id="键帽手机"),
        pytest.param("138\u200b0000\u200b0000", "0000\u200b00", id="零宽字符隔开的手机"),
        pytest.param("幺三八零零零零零零零零", "零零零零零", id="汉字手机"),
        pytest.param("座机0999-8000000", "8000000", id="区号加横线"),
        pytest.param("（0999）8000000", "8000000", id="区号加括号"),
        pytest.param("电话：8000000", "8000000", id="没有区号"),
    ],
)
def test_numbers_are_hidden_in_place(text, hidden):
    shown = hide_numbers(text)
    assert hidden in text and hidden not in shown and len(shown) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "月薪8000-12000元",
        "2024-11-30发布",
        "一建+二建，20240301起",
        "20240301-20240531",
        "A2024000001",
        "建〔2018〕92号",
        "一二三级、一建二建",
    ],
)
def test_other_numbers_stay(text):
    assert hide_numbers(text) == text


@given(st.text())
def test_the_length_stays_and_hiding_twice_is_hiding_once(text):
    once = hide_numbers(text)
    assert len(once) == len(text)
    assert hide_numbers(once) == once


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        pytest.param(f"证件{ID}，电话13800000000", ID[2:-2], id="身份证号"),
        pytest.param(f"{ID[:6]} {ID[6:14]} {ID[14:]}", ID[6:14], id="分段"),
        pytest.param(f"13800000000{ID}", ID, id="与手机连写"),
        pytest.param("老号999999800101001", "9800101", id="十五位"),
    ],
)
def test_identity_numbers_are_hidden_in_place(text, hidden):
    shown = hide_identities(text)
    assert hidden in text and hidden not in shown and len(shown) == len(text)


@pytest.mark.parametrize(
    "text", ["电话13800000000、13900000000", "座机0999-8000000", "微信abc12345"]
)
def test_who_answers_a_telephone_can_be_found_out(text):
    assert hide_identities(text) == text
