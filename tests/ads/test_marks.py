"""The words that a verdict rests on, marked in the text as it was published."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guazheng_lib.ads.marks import MARK_KINDS, mark_kind, mark_title, marked_html
from guazheng_lib.ads.signs.lexicon import concepts

TEXT = "一建挂靠3万"
MARK = re.compile(r'<mark class="(\w+)" data-code="([^"]*)" title="([^"]*)"[^>]*>([^<]*)</mark>')


def span(start, end, code):
    return {"start": start, "end": end, "code": code}


def marks(*spans, text=TEXT):
    return [(codes, words) for _, codes, _, words in MARK.findall(marked_html(text, spans))]


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        pytest.param([], [], id="没有"),
        pytest.param([span(0, 2, "CERT")], [("CERT", "一建")], id="一处"),
        pytest.param(
            [span(0, 4, "TRADE"), span(2, 6, "PRICE")],
            [("TRADE", "一建"), ("TRADE PRICE", "挂靠"), ("PRICE", "3万")],
            id="交叠",
        ),
        pytest.param(
            [span(0, 4, "TRADE"), span(0, 2, "CERT")],
            [("CERT TRADE", "一建"), ("TRADE", "挂靠")],
            id="包含",
        ),
        pytest.param([span(2, 4, "TRADE")] * 2, [("TRADE", "挂靠")], id="重复"),
        pytest.param([span(4, 9, "PRICE"), span(3, 3, "CERT")], [], id="越界和空"),
        pytest.param([span(2, 4, "NEW_CODE")], [("NEW_CODE", "挂靠")], id="不认识的代码"),
    ],
)
def test_words_are_marked_for_all_that_they_say(spans, shown):
    found = marks(*spans)
    assert [(set(codes.split()), words) for codes, words in found] == [
        (set(codes.split()), words) for codes, words in shown
    ]


def test_a_mark_says_in_words_what_it_stands_for():
    spans = [span(0, 4, "TRADE"), span(0, 4, "CERT")]
    ((kind, _, title, _),) = MARK.findall(marked_html(TEXT, spans))
    assert kind == "raise"
    assert set(title.split("、")) == {mark_title("TRADE"), mark_title("CERT")}


def test_a_number_stands_once_behind_the_whole_of_a_mark():
    numbers = {"TRADE": "①", "PRICE": "②"}
    shown = marked_html(TEXT, [span(0, 4, "TRADE"), span(2, 6, "PRICE")], numbers=numbers)
    assert re.findall(r'data-n="(.)">(\w+)', shown) == [("①", "挂靠"), ("②", "3万")]


def test_every_concept_has_a_way_to_be_drawn():
    assert {mark_kind(code) for code in concepts()} <= set(MARK_KINDS)


@given(
    st.text(max_size=40),
    st.lists(
        st.tuples(st.integers(-2, 45), st.integers(-2, 45), st.sampled_from("AB")), max_size=8
    ),
)
def test_the_text_is_whole_whatever_is_marked(text, where):
    spans = [span(*each) for each in where]
    unmarked = html.unescape(re.sub("<[^>]*>", "", marked_html(text, spans)))
    assert squeezed(unmarked) == squeezed(html.unescape(marked_html(text, ())))


def squeezed(text):
    """Leave blanks and joiners out: how many are shown depends on where a mark begins."""
    return re.sub(r"[\s\u2060]", "", text)


def test_what_is_not_shown_or_turns_the_line_round_is_left_out():
    assert marked_html("a\u202e\u200b\x00\ud800<b>3万/年", ()) == "a&lt;b&gt;3万/年"
    assert marked_html("v:/甲", ()) == "v:\u2060/\u2060甲"
