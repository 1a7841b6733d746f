"""Advertisements on a page: the words in question marked, nobody's number readable."""

import pandas as pd
import pytest
from make import person_id

from guazheng_lib.reports.pages.leaks import page_problems
from guazheng_lib.reports.pages.marked_ads import MarkedAds, hide_numbers

ID = person_id(5)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        pytest.param(f"证件{ID}。", ID, id="身份证号"),
        pytest.param(f"{ID[:6]} {ID[6:14]} {ID[14:]}", ID[6:14], id="分段身份证号"),
        pytest.param("老号999999800101001", "9800101", id="十五位"),
        pytest.param("电话13800000000", "00000000", id="手机"),
        pytest.param("138-0000-0000", "0000-00", id="加横线的手机"),
        pytest.param("1 3 8 0 0 0 0 0 0 0 0", "0 0 0", id="逐字空开的手机"),
        pytest.param("１３８００００００００", "００００００", id="全角手机"),
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
        "A2024000001",
        "建〔2018〕92号",
    ],
)
def test_other_numbers_stay(text):
    assert hide_numbers(text) == text


def ads(text, spans):
    row = {"ad_id": "A1", "agency": "甲人力13800000000", "text": text, "spans": spans}
    return pd.DataFrame([row | {"reasons": [f"只留联系方式: “{ID}”"]}])


def test_the_words_stay_marked_behind_a_hidden_number():
    text = f"{ID} 证书挂靠 13800000000"
    start = text.index("挂靠")
    spans = [{"start": start, "end": start + 2, "code": "HANG"}]
    shown = MarkedAds(ads(text, spans))._repr_html_()
    assert ">挂靠</mark>" in shown
    assert ID not in shown and "13800000000" not in shown
    assert page_problems(f"<h1>甲</h1>{shown}") == []


def test_no_suspicious_advertisement_is_said():
    assert "没有可疑的信息" in MarkedAds(ads("x", []).iloc[:0])._repr_html_()
