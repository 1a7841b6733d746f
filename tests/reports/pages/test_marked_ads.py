"""Advertisements on a page: the words in question marked, nobody's number readable."""

import pandas as pd
import pytest
from make import person_id

from guazheng_lib.ads.marks import mark_title
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.reports.pages.ad_families import AdFamilies
from guazheng_lib.reports.pages.leaks import page_problems
from guazheng_lib.reports.pages.mark_legend import MarkLegend
from guazheng_lib.reports.pages.marked_ads import LONGEST_AD, MarkedAds

ID = person_id(5)


def span(start, end, code):
    return {"start": start, "end": end, "code": code}


def ads(*rows):
    """Make suspicious advertisements; each row states only what matters."""
    usual = {"agency": "甲人力", "verdict": "broker", "reasons": ["挂靠用语：“挂靠”"], "spans": []}
    usual |= {"text": "一建挂靠", "published_on": pd.Timestamp("2024-03-01")}
    return pd.DataFrame(
        [
            usual | {"ad_id": f"A{n}", "group_id": f"G{n}", "family_id": f"F{n}"} | row
            for n, row in enumerate(rows, 1)
        ],
        dtype=object,
    )


def agencies(*names, others=()):
    rows = [(name, list(others) if name == names[0] else []) for name in names]
    return pd.DataFrame(rows, columns=["agency", "other_names"])


def page_of(*rows, ranked=("甲人力",)):
    return MarkedAds(ads(*rows), agencies(*ranked))._repr_html_()


def test_the_words_stay_marked_behind_a_hidden_number():
    text = f"{ID} 证书挂靠 13800000000"
    start = text.index("挂靠")
    shown = page_of(
        {
            "text": text,
            "spans": [span(start, start + 2, "HANG")],
            "agency": "甲人力13800000000",
            "reasons": [f"只留联系方式: “{ID}”"],
        }
    )
    assert ">挂靠</mark>" in shown
    assert ID not in shown and "13800000000" not in shown
    assert page_problems(f"<h1>甲</h1>{shown}") == []


def test_no_suspicious_advertisement_is_said():
    assert "没有可疑的信息" in MarkedAds(ads({}).iloc[:0], agencies("甲"))._repr_html_()


def test_a_notebook_keeps_no_text_in_its_plain_output():
    shown = MarkedAds(ads({"text": "电话13800000000"}), agencies("甲人力"))
    assert "1380" not in repr(shown) and "1380" not in repr(AdFamilies(shown.ads))


def test_agencies_stand_in_their_rank_under_every_spelling():
    shown = MarkedAds(
        ads({"agency": "乙人力"}, {"agency": "甲（人力）"}, {"agency": "丙"}, {"agency": "甲人力"}),
        agencies("甲人力", "丙", others=["甲(人力)"]),
    )._repr_html_()
    heads = [part.split("</h3>")[0] for part in shown.split("<h3>")[1:]]
    assert [head.split("（")[0] for head in heads] == ["甲", "丙", "乙人力"]
    assert heads[0].endswith("（2 条）")


def test_one_template_stands_once_with_how_many_more():
    shown = page_of({"group_id": "G"}, {"group_id": "G"}, {"group_id": "G"}, {})
    assert shown.count("<blockquote>") == 2
    assert "样式相同的另有 2 条" in shown and "共 4 条，这里列 2 条" in shown


def test_the_gravest_verdict_stands_first():
    verdicts = ("suspect", "fake_job", "broker", "suspect")
    shown = page_of(*({"verdict": verdict, "score": 9.0} for verdict in verdicts))
    said = [Verdict(verdict).zh for verdict in ("broker", "fake_job", "suspect")]
    assert sorted(said, key=shown.index) == said
    assert shown.count("<blockquote>") == 3


def test_every_mark_has_its_number_and_the_legend_says_it_in_words():
    shown = page_of({"spans": [span(0, 2, "CERT"), span(2, 4, "TRADE")]})
    legend, text = shown.split("<h3>")
    assert f'class="raise" data-n="①">{mark_title("TRADE")}</mark>' in legend
    assert f'class="subject" data-n="②">{mark_title("CERT")}</mark>' in legend
    assert "实线：指向挂证的说法" in legend and "点线：所指的证书" in legend
    assert 'data-n="①">挂靠</mark>' in text and 'data-n="②">一建</mark>' in text


def test_without_marks_there_is_no_legend():
    assert 'class="legend"' not in MarkLegend([]).html()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<script>alert(1)</script></blockquote><h1>挂靠", id="标签"),
        pytest.param("\u202e靠挂建一\u2066\u200f挂靠", id="倒写"),
        pytest.param("\ud800挂靠\udfff\x00\x1b[31m", id="单个代理字符"),
        pytest.param("C:\\Users\\甲 file:///home/甲 v:/tmp/x 挂靠", id="像路径"),
        pytest.param("&lt;b&gt;&#x3c;img src=//甲.cn&#62;挂靠", id="实体"),
        pytest.param("挂\n\n\n\n\n\n靠", id="空行"),
        pytest.param("字" * 500_000 + "挂靠" + "字" * 500_000, id="一兆"),
        pytest.param("挂" + "\u200b" * 500_000 + "靠", id="半兆零宽字符"),
    ],
)
def test_a_hostile_text_leaves_the_page_whole(text):
    start, end = text.index("挂"), text.rindex("靠") + 1
    where = (start, end) if start < end else (end - 1, start + 1)
    row = {"text": text, "spans": [span(*where, "HANG")], "agency": text[:60], "reasons": [text]}
    shown = page_of(row)
    assert page_problems(f"<h1>甲</h1>{shown}") == []
    assert "\u202e" not in shown and "\n\n\n" not in shown
    assert shown.encode("utf-8")
    assert "<mark" in shown.split("<blockquote>")[1]
    assert len(shown) < 20 * LONGEST_AD


def test_families_are_listed_by_size_with_an_example():
    rows = [{"family_id": "F", "agency": f"机构{n % 4}"} for n in range(5)] + [{}]
    shown = AdFamilies(ads(*rows))._repr_html_()
    assert shown.count("<blockquote>") == 1
    assert "5 条，2024-03-01 至 2024-03-01；机构0、机构1、机构2等 4 家机构" in shown
    assert Verdict.BROKER.zh in shown and "共 1 批" in shown


def test_single_advertisements_are_no_family():
    assert "没有样式相同" in AdFamilies(ads({}, {}))._repr_html_()
