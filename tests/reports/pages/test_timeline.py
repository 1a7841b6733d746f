import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import evidence, person_id, screened

from guazheng_lib.params import Window
from guazheng_lib.reports.evidence import timeline_rows
from guazheng_lib.reports.pages.timeline import NO_EVIDENCE, timeline
from guazheng_lib.terms.month import month_ordinal, month_text

WINDOW = Window(first="2023-07", last="2024-11")
OURS = {"employer": "甲市丁戊建筑工程有限公司", "relation": "same"}


def of(*pieces, **what_matters):
    return screened({"evidence": list(pieces)} | what_matters).iloc[0]


def bars(figure):
    """List what is drawn: (relation, first month, last month, lane)."""
    return [
        (trace.name, month_text(base), month_text(base + length - 1), lane)
        for trace in figure.data
        for base, length, lane in zip(trace.base, trace.x, trace.y, strict=True)
    ]


def words(figure):
    return [note.text for note in figure.layout.annotations]


def test_months_without_a_gap_are_one_bar_and_a_gap_parts_them():
    monthly = [
        evidence(from_month=month, to_month=month, row=n)
        for n, month in enumerate(["2023-11", "2023-12", "2024-01", "2024-03"], start=2)
    ]
    lane = "<b>社会保险</b><br>甲市乙丙建设有限公司"
    assert bars(timeline(of(*monthly), WINDOW)) == [
        ("不同单位", "2023-11", "2024-01", lane),
        ("不同单位", "2024-03", "2024-03", lane),
    ]


def test_one_lane_a_source_and_employer():
    row = of(
        evidence(**OURS),
        evidence(from_month="2024-01"),
        evidence(source="housing_fund", **OURS),
        evidence(source="housing_fund", row=3, **OURS),
    )
    assert len(timeline(row, WINDOW).layout.yaxis.categoryarray) == 3


@pytest.mark.parametrize(
    ("relations", "shown"),
    [
        pytest.param(["same", "branch", "renamed"], ["同一单位"], id="一个用人单位"),
        pytest.param(
            ["registered", "same", "affiliated", "different", "unknown", None],
            ["注册期限", "同一单位", "关联单位", "不同单位", "不能判断", "其他记录"],
            id="每种",
        ),
    ],
)
def test_a_relation_is_told_by_colour_pattern_and_word(relations, shown):
    row = of(
        *(evidence(relation=one, employer=f"单位{n}") for n, one in enumerate(relations, start=1))
    )
    traces = timeline(row, WINDOW).data
    assert [trace.name for trace in traces] == shown
    assert [trace.text for trace in traces] == shown
    looks = {(trace.marker.color, trace.marker.pattern.shape) for trace in traces}
    assert len(looks) == len(shown)


def test_payments_before_the_window_widen_the_picture_and_terms_do_not():
    row = of(
        evidence(
            source="registrations",
            relation="registered",
            from_month="2012-01",
            to_month="2027-01",
        ),
        evidence(from_month="2022-01", to_month="2022-03"),
    )
    figure = timeline(row, WINDOW)
    first, last = figure.layout.xaxis.range
    assert (month_text(first), month_text(last - 1)) == ("2021-07", "2025-05")
    assert bars(figure)[0][:3] == ("注册期限", "2021-07", "2025-05")


def test_still_paid_reaches_the_edge():
    (bar,) = bars(timeline(of(evidence(from_month="2024-01", to_month=None)), WINDOW))
    assert bar[1:3] == ("2024-01", "2025-05")


@pytest.mark.parametrize(
    ("months", "said"),
    [
        pytest.param((None, None), "未写月份", id="未写月份"),
        pytest.param(("2010-01", "2012-01"), "2010年1月—2012年1月", id="在图外"),
    ],
)
def test_what_cannot_be_a_bar_is_said_in_words(months, said):
    piece = evidence(source="safety_b", from_month=months[0], to_month=months[1])
    figure = timeline(of(piece), WINDOW)
    assert bars(figure) == []
    assert said in words(figure)


def test_the_window_is_shaded_and_months_are_text():
    figure = timeline(of(evidence()), WINDOW)
    (shape,) = figure.layout.shapes
    assert (shape.x0, shape.x1) == (month_ordinal("2023-07"), month_ordinal("2024-12"))
    assert "2024年1月" in figure.layout.xaxis.ticktext
    assert len(figure.layout.xaxis.ticktext) <= 10


@pytest.mark.parametrize("window", [WINDOW, None], ids=["有比对期", "无比对期"])
def test_without_evidence_it_says_so(window):
    figure = timeline(of(), window)
    assert NO_EVIDENCE in words(figure)
    assert window or not figure.layout.xaxis.ticktext


def test_no_number_gets_into_the_picture():
    number = person_id(7)
    row = of(
        evidence(employer=f"某公司{number}"), evidence(source=number), person_name=f"某{number}"
    )
    drawn = json.dumps(timeline(row, WINDOW).to_plotly_json(), default=str)
    assert number not in drawn.replace("<br>", "")


def test_a_name_is_never_read_as_markup():
    figure = timeline(of(evidence(employer="<i>甲</i>&公司"), person_name="<b>"), WINDOW)
    assert figure.layout.title.text.startswith("&lt;b&gt;")
    assert figure.data[0].y[0].endswith("&lt;i&gt;甲&lt;/i&gt;&amp;公司")


MONTHS = st.integers(month_ordinal("2022-01"), month_ordinal("2026-12")).map(month_text)
SPANS = st.tuples(MONTHS, MONTHS).map(sorted)


@given(st.lists(SPANS, min_size=1, max_size=12))
def test_exactly_the_months_paid_are_drawn(spans):
    row = of(*(evidence(from_month=first, to_month=last) for first, last in spans))
    drawn = [
        month
        for _, first, last, _ in bars(timeline(row, WINDOW))
        for month in range(month_ordinal(first), month_ordinal(last) + 1)
    ]
    paid = {
        month
        for piece in timeline_rows(row).itertuples()
        for month in range(month_ordinal(piece.from_month), month_ordinal(piece.to_month) + 1)
    }
    assert sorted(drawn) == sorted(paid)
