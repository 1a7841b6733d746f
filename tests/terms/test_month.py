"""Months and dates, in every usual way of writing."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guazheng_lib.terms.month import (
    last_day,
    month_of,
    month_ordinal,
    month_text,
    month_zh,
    months_between,
    parse_date,
    parse_month,
)

days = st.dates(date(1950, 1, 1), date(2099, 12, 31))
ordinals = st.integers(1900 * 12, 2100 * 12)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        pytest.param("2024.3.1", date(2024, 3, 1), id="点分"),
        pytest.param("2024/3/1", date(2024, 3, 1), id="斜杠"),
        pytest.param("2024年3月1日", date(2024, 3, 1), id="年月日"),
        pytest.param("２０２４年３月", date(2024, 3, 1), id="全角"),
        pytest.param("2024年3月份", date(2024, 3, 1), id="月份"),
        pytest.param("'202403", date(2024, 3, 1), id="撇号文本"),
        pytest.param("20240331", date(2024, 3, 31), id="八位数字"),
        pytest.param("2024-03-01 00:00:00", date(2024, 3, 1), id="带时间"),
        pytest.param("2024-03-01T08:30", date(2024, 3, 1), id="ISO时间"),
        pytest.param(45352, date(2024, 3, 1), id="序列值"),
        pytest.param("24年3月", date(2024, 3, 1), id="两位年份有年字"),
        pytest.param("03/2024", date(2024, 3, 1), id="月在前"),
        pytest.param("Mar-24", date(2024, 3, 1), id="英文月份"),
        pytest.param("二〇二四年十一月", date(2024, 11, 1), id="汉字月份"),
        pytest.param("二〇二四年三月二十一日", date(2024, 3, 21), id="汉字日期"),
        pytest.param(45352.75, date(2024, 3, 1), id="序列值带时刻"),
        pytest.param("45352", date(2024, 3, 1), id="文本序列值"),
        pytest.param(np.int64(45352), date(2024, 3, 1), id="numpy整数"),
        pytest.param(202403, date(2024, 3, 1), id="六位数字单元格"),
        pytest.param(2024.3, date(2024, 3, 1), id="小数写法"),
        pytest.param(2024.11, date(2024, 11, 1), id="小数写法十一月"),
        pytest.param(datetime.fromisoformat("2024-03-01T08:00"), date(2024, 3, 1), id="日期时间"),
        pytest.param(pd.Timestamp("2024-03-01"), date(2024, 3, 1), id="时间戳"),
        pytest.param(date(2024, 3, 1), date(2024, 3, 1), id="日期单元格"),
    ],
)
def test_parse_date(cell, day):
    assert parse_date(cell) == day


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param("2024-13", id="十三月"),
        pytest.param("2024-02-30", id="二月三十日"),
        pytest.param("2024", id="只有年"),
        pytest.param(2024.1, id="一月还是十月说不清"),
        pytest.param(202403.5, id="不是整数"),
        pytest.param("24-3-1", id="两位年份"),
        pytest.param("3/1/2024", id="日月次序不明"),
        pytest.param("1203-05", id="年份过早"),
        pytest.param("至今", id="文字"),
        pytest.param(True, id="逻辑值"),
        pytest.param("", id="空文本"),
        pytest.param(None, id="空"),
        pytest.param(float("nan"), id="缺失数字"),
        pytest.param(float("inf"), id="无穷"),
        pytest.param(pd.NaT, id="缺失时间"),
        pytest.param(pd.NA, id="缺失值"),
    ],
)
def test_what_is_no_date(cell):
    assert parse_date(cell) is None
    assert parse_month(cell) is None


@given(days)
def test_every_way_of_writing_a_day_gives_the_day(day):
    serial = (day - date(1899, 12, 30)).days
    ways = [f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y/%m/%d}", serial]
    assert {parse_date(way) for way in ways} == {day}


@given(ordinals)
def test_an_ordinal_goes_there_and_back(ordinal):
    assert month_ordinal(month_text(ordinal)) == ordinal


@given(days, days)
def test_months_sort_as_their_days(one, other):
    assert (month_of(one) < month_of(other)) == ((one.year, one.month) < (other.year, other.month))


@given(ordinals, st.integers(0, 40))
def test_months_between_counts_both_ends(first, further):
    months = list(months_between(month_text(first), month_text(first + further)))
    assert len(months) == further + 1
    assert months == sorted(months)
    assert (months[0], months[-1]) == (month_text(first), month_text(first + further))


def test_months_between_the_wrong_way_round_is_empty():
    assert list(months_between("2024-02", "2024-01")) == []


@pytest.mark.parametrize(
    ("day", "last"),
    [
        pytest.param(date(2024, 2, 1), date(2024, 2, 29), id="闰年"),
        pytest.param(date(2023, 2, 28), date(2023, 2, 28), id="平年"),
        pytest.param(date(2024, 12, 5), date(2024, 12, 31), id="年底"),
    ],
)
def test_last_day(day, last):
    assert last_day(day) == last


def test_month_for_people():
    assert month_zh("2024-03") == "2024年3月"
