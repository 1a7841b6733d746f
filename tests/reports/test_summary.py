"""The report: balanced numbers, said once, in the form of an official document."""

import zipfile
from dataclasses import replace
from datetime import date

import docx
import pandas as pd
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from make import person_id, screened

from guazheng_lib.reports.build_template import TEMPLATE, build_template
from guazheng_lib.reports.report_figures import report_figures
from guazheng_lib.reports.summary import ReportScope, write_summary
from guazheng_lib.terms.errors import DocumentError
from guazheng_lib.terms.tables import RECONCILIATION_COLUMNS, SourceKind

LEVELS = ["priority", "review", "data_gap", "exempt", "rectified", "consistent"]
ROWS = pd.DataFrame(
    [("registrations", "a.xlsx", "x", 10, 6, 1, 1, 2)], columns=list(RECONCILIATION_COLUMNS)
)
SCOPE = ReportScope(
    "甲市乙区",
    "甲市乙区住房和城乡建设局",
    "2023-07",
    "2024-11",
    date(2024, 11, 30),
    [SourceKind.REGISTRATIONS, SourceKind.SOCIAL_INSURANCE],
)


def _figures(frame, rows, **options):
    return report_figures(frame, rows, supplied=SCOPE.supplied, **options)


def six():
    return screened(*({"level": level, "indicators": ["SI_OTHER"]} for level in LEVELS))


def paragraphs(path):
    return [paragraph.text for paragraph in docx.Document(path).paragraphs]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(LEVELS), st.integers(1, 4)), min_size=1, max_size=12))
def test_the_numbers_balance_whatever_the_levels(rows):
    frame = screened(*({"level": level, "person_id": person_id(n)} for level, n in rows))
    numbers = _figures(frame, ROWS)
    assert numbers["people"] == len({n for _, n in rows})
    assert numbers["doubtful"] == sum(level != "consistent" for level, _ in rows)


def test_a_person_counts_once_where_it_weighs_most():
    both = screened(*({"level": level, "person_id": person_id(1)} for level in LEVELS))
    numbers = _figures(both, ROWS)
    assert (numbers["pending"], numbers["pending_people"], numbers["excluded_people"]) == (3, 1, 0)


def test_a_decision_moves_a_lead_from_pending_to_confirmed():
    frame = six()
    cases = frame.iloc[[0]][["person_id", "certificate_no"]]
    numbers = _figures(frame, ROWS, cases=cases)
    assert (numbers["confirmed"], numbers["pending"], numbers["priority"]) == (1, 2, 0)


def test_numbers_that_do_not_balance_are_refused(tmp_path):
    good = _figures(six(), ROWS)
    bad = replace(good, numbers={**good.numbers, "pending": 99})
    with pytest.raises(DocumentError, match="账不平"):
        write_summary(bad, SCOPE, tmp_path / "r.docx")
    assert list(tmp_path.iterdir()) == []


def test_the_report_says_the_numbers_and_what_is_missing(tmp_path):
    path = write_summary(_figures(six(), ROWS), SCOPE, tmp_path / "总结报告.docx")
    text = "\n".join(paragraphs(path))
    for heading in [
        "一、基本情况",
        "二、主要做法",
        "三、排查处理情况",
        "四、存在问题",
        "六、下一步打算",
    ]:
        assert heading in text
    assert "存疑5条（5人）" in text and "在办3条（3人）" in text
    assert "已提供的来源：注册人员、社会保险。没有提供的来源：单位编号对照、住房公积金" in text
    assert "未提供条" not in text and "没有提供招聘信息" in text
    assert "社保在其他单位3条，公积金在其他单位（来源未提供，未比对）" in text
    assert "线索不等于违法事实" in text
    assert "{{" not in text and "{%" not in text


def test_page_and_document_show_the_same_table(tmp_path):
    numbers = _figures(six(), ROWS)
    document = docx.Document(write_summary(numbers, SCOPE, tmp_path / "r.docx"))
    shown = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert shown[1:] == numbers.table().frame.to_numpy().tolist()


def test_the_city_names_the_counties_that_failed(tmp_path):
    numbers = _figures(six(), ROWS, counties=9, counties_done=8, counties_failed=1)
    scope = replace(SCOPE, area="甲市", is_city=True, failed=("丙县",))
    text = "\n".join(paragraphs(write_summary(numbers, scope, tmp_path / "r.docx")))
    assert "9个县区，其中8个完成排查，1个未完成（丙县）" in text
    county = "\n".join(paragraphs(write_summary(numbers, SCOPE, tmp_path / "c.docx")))
    assert "未完成（" not in county


def test_names_with_marks_survive(tmp_path):
    scope = replace(SCOPE, department="甲<乙>&局")
    path = write_summary(_figures(six(), ROWS), scope, tmp_path / "r.docx")
    assert any("甲<乙>&局" in text for text in paragraphs(path))


def test_the_form_is_that_of_official_documents(tmp_path):
    path = write_summary(_figures(six(), ROWS), SCOPE, tmp_path / "r.docx")
    document = docx.Document(path)
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin / Mm(1)) for margin in margins] == [37, 35, 28, 26]
    fonts = {
        paragraph.text[:2]: paragraph.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia"))
        for paragraph in document.paragraphs
        if paragraph.runs
    }
    assert (fonts["一、"], fonts["（一"], fonts["按照"]) == ("黑体", "楷体_GB2312", "仿宋_GB2312")
    assert document.paragraphs[0].runs[0].font.size == Pt(22)
    body = next(each for each in document.paragraphs if each.text.startswith("按照"))
    assert body.runs[0].font.size == Pt(16)
    assert abs(body.paragraph_format.line_spacing - Pt(28.95)) < Pt(0.1)
    assert body._p.pPr.ind.get(qn("w:firstLineChars")) == "200"
    with zipfile.ZipFile(path) as packed:
        assert b"PAGE" in packed.read("word/footer1.xml")


def test_same_numbers_same_bytes_and_the_template_is_as_built(tmp_path):
    numbers = _figures(six(), ROWS)
    one = write_summary(numbers, SCOPE, tmp_path / "1.docx").read_bytes()
    assert write_summary(numbers, SCOPE, tmp_path / "2.docx").read_bytes() == one
    built, kept = tmp_path / "b.docx", TEMPLATE
    built.write_bytes(build_template())
    with zipfile.ZipFile(built) as new, zipfile.ZipFile(kept) as old:
        assert {n: new.read(n) for n in new.namelist()} == {n: old.read(n) for n in old.namelist()}
