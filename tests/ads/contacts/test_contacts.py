"""Contacts: however they are written, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guazheng_lib.ads.contacts import contacts_of, phones_of
from guazheng_lib.ads.contacts.telephones import (
    NO_PHONE,
    NO_PHONE_AHEAD,
    PHONE,
    PHONE_AHEAD,
    matches,
)

MOBILE = "13800000001"

PHONES = {
    "照写": f"电话{MOBILE}",
    "全角": "电话：１３８００００００１１".replace("１１", "０１"),
    "带圈": "①③⑧⓪⓪⓪⓪⓪⓪⓪①",
    "隔空格": "1 3 8 0 0 0 0 0 0 0 1 加我",
    "隔点": "1.3.8.0.0.0.0.0.0.0.1",
    "三四四分开": "138-0000-0001",
    "汉字": "联系一三八零零零零零零零一",
    "汉字幺": "幺三八〇〇〇〇〇〇〇一",
    "夹零宽字符": "138\u200b0000\u200d0001",
    "带国家代码": f"+86 {MOBILE}",
    "微信同号": f"微信同号{MOBILE}",
    "挨着别的字": f"一级{MOBILE}一级",
}
OTHERS = {
    "座机": ("电话0335-2234567转8001", "phone", "03352234567"),
    "座机括号": ("(0335)2234567", "phone", "03352234567"),
    "四百": ("热线400-123-4567", "phone", "4001234567"),
    "微信": ("薇信 abc_123 联系", "wechat", "abc_123"),
    "微信全角": ("加V：ＡＢ＿c１２３４。", "wechat", "ab_c1234"),
    "微信尾字母不当单位": ("微信：zhao33w", "wechat", "zhao33w"),
    "单个V": ("V:abc12345", "wechat", "abc12345"),
    "QQ": ("QQ：1234567", "qq", "1234567"),
    "地址": (
        "面试地址：滨城区滨河大街100号金源大厦1201室，带简历",
        "address",
        "滨城区滨河大街100号金源大厦1201室",
    ),
    "地址后面的话不算": ("工作地点：滨城区滨河大街100号欢迎来电", "address", "滨城区滨河大街100号"),
}
NONE = {
    "星号遮盖": "138****0001",
    "叉号遮盖": "1380000xxxx",
    "QQ遮盖": "QQ:12345****",
    "微信遮盖": "微信abc******",
    "身份证号": "身份证999999199001011234",
    "身份证号带X": "99999919900101123X",
    "隔开的身份证号": "999999 19900101 1234",
    "信用代码": "91130302MA07TEST0X",
    "举报电话": f"举报电话：{MOBILE}",
    "金额和年份": "月薪3000-5000，2024-2025年，3000 1380",
    "只到区的地址": "工作地点：滨城区",
    "数字太长": "138000000012345",
}


@pytest.mark.parametrize("text", PHONES.values(), ids=PHONES.keys())
def test_one_number_however_it_is_written(text: str):
    found = contacts_of(text)
    assert [(each.kind, each.value) for each in found] == [("phone", MOBILE)]


@pytest.mark.parametrize(("text", "kind", "value"), OTHERS.values(), ids=OTHERS.keys())
def test_other_contacts(text: str, kind: str, value: str):
    assert [(each.kind, each.value) for each in contacts_of(text)] == [(kind, value)]


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_what_only_looks_like_a_contact(text: str):
    assert contacts_of(text) == []


def test_two_numbers_side_by_side():
    found = contacts_of("13800000001/13900000002 13700000003")
    assert [each.value for each in found] == ["13800000001", "13900000002", "13700000003"]


def test_a_place_is_where_it_stands_in_the_original():
    text = "掛 靠 → １３８-0000-0001，Ｑ Ｑ：７６５４３２１"
    shown = {each.kind: text[each.start : each.end] for each in contacts_of(text)}
    assert shown == {"phone": "１３８-0000-0001", "qq": "７６５４３２１"}


def test_a_telephone_column_has_no_place():
    found = phones_of("138 0000 0001、0335-2234567")
    assert [(each.value, each.start) for each in found] == [(MOBILE, None), ("03352234567", None)]
    assert phones_of(None) == phones_of("138****0001") == []


NUMBERS = st.lists(
    st.sampled_from([*"0138469ax-. (+)一", "138", "0000", "1990", "86", "400", "0335"]), max_size=30
).map("".join)


@given(NUMBERS)
def test_no_number_is_missed_by_looking_only_where_one_may_begin(text: str):
    for pattern, ahead in ((PHONE, PHONE_AHEAD), (NO_PHONE, NO_PHONE_AHEAD)):
        found = [match.span() for match in matches(pattern, ahead, text)]
        assert found == [match.span() for match in pattern.finditer(text)]


@given(st.text("1380x*- 一QqvV:微信号址地路\u200b", max_size=60))
def test_every_place_lies_in_the_text(text: str):
    for contact in contacts_of(text):
        assert contact.start is not None
        assert contact.end is not None
        assert 0 <= contact.start < contact.end <= len(text)


@given(NUMBERS)
def test_in_a_long_text_the_places_are_the_same(text: str):
    beyond = "。" * 10_001
    assert contacts_of(text + beyond) == contacts_of(text + "。")
