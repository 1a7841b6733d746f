import pytest
from hypothesis import given
from hypothesis import strategies as st

from guazheng_lib.ads.judge import Span
from guazheng_lib.reports.ad_excerpt import LEFT_OUT, excerpt


def span(start, end):
    return Span(start=start, end=end, code="TRADE")


@st.composite
def texts_with_spans(draw):
    text = draw(st.text("甲乙丙丁", min_size=1, max_size=1500))
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 30))
    spans = [span(at, min(len(text), at + width)) for at, width in draw(st.lists(ends, max_size=8))]
    return text, spans


@given(texts_with_spans(), st.integers(20, 400))
def test_what_is_kept_is_marked_as_in_the_whole_text(case, most):
    text, spans = case
    short = excerpt(text, spans, most)
    words = {text[each["start"] : each["end"]] for each in spans}
    for each in short.spans:
        assert any(word.startswith(short.text[each["start"] : each["end"]]) for word in words), (
            "a mark must stand on the words it stood on"
        )
    assert all(part in text for part in short.text.split(LEFT_OUT))
    assert len(short.text) <= most + 30 + 2 * len(LEFT_OUT) * (len(spans) + 1)


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        pytest.param("一建挂靠", [span(2, 4)], "一建挂靠", id="短的照原样"),
        pytest.param("甲" * 50, [], "甲" * 20 + LEFT_OUT, id="没有标的只留开头"),
        pytest.param("挂靠" + "甲" * 50, [span(0, 2)], "挂靠" + "甲" * 15 + LEFT_OUT, id="在开头"),
        pytest.param(
            "甲" * 50 + "挂靠", [span(50, 52)], LEFT_OUT + "甲" * 15 + "挂靠", id="在末尾"
        ),
    ],
)
def test_a_long_text_is_cut_round_the_marks(text, spans, shown):
    assert excerpt(text, spans, 20).text == shown


def test_a_mark_keeps_its_place():
    short = excerpt(
        "甲" * 500 + "挂靠" + "乙" * 500 + "转注" + "丙" * 500,
        [span(500, 502), span(1002, 1004)],
        60,
    )
    assert [short.text[each["start"] : each["end"]] for each in short.spans] == ["挂靠", "转注"]
    assert short.text.count(LEFT_OUT) == 3
