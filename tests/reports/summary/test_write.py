"""The report: balanced numbers, said once, in the form of an official document."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pandas as pd
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from form_cases import Cases
from make import person_id, screened

from guazheng_lib.reports.figures.count import report_figures
from guazheng_lib.reports.summary.build_template import TEMPLATE, build_template
from guazheng_lib.reports.summary.write import ReportScope, write_summary
from guazheng_lib.terms.errors import DocumentError
from guazheng_lib.terms.tables import RECONCILIATION_COLUMNS, SourceKind

GOLDEN = Path(__file__).with_name("report_of_a_county.txt")
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


def test_numbers_that_do_not_balance_are_not_written(tmp_path):
    good = _figures(six(), ROWS)
    bad = replace(good, numbers={**good.numbers, "pending": 99})
    with pytest.raises(DocumentError, match="账不平"):
        write_summary(bad, SCOPE, tmp_path / "r.docx")
    assert list(tmp_path.iterdir()) == []


def test_the_report_of_a_county_word_for_word(tmp_path):
    cases = Cases()
    measures = ("拟建议撤销注册许可", "单位通报", "纳入资质动态核查")
    cases.decide(cases.person(1), measures=measures, agency="某人力资源公司")
    cases.decide(cases.person(2), outcome="excluded", reason="E4 军队自主择业")
    cases.decide(cases.person(9, person_name="某已注销"), measures=("变更注册",))
    numbers = _figures(six(), ROWS, state=cases.frame())
    path = write_summary(numbers, SCOPE, tmp_path / "r.docx").path
    body = [text for text in paragraphs(path) if text]
    assert "\n".join(body).splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_the_report_says_the_numbers_and_what_is_missing(tmp_path):
    path = write_summary(_figures(six(), ROWS), SCOPE, tmp_path / "总结报告.docx").path
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
    document = docx.Document(write_summary(numbers, SCOPE, tmp_path / "r.docx").path)
    shown = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert shown[1:] == numbers.table().frame.to_numpy().tolist()


def test_the_city_lays_its_counties_side_by_side(tmp_path):
    frame = screened(*({"level": each, "county": name} for name in "甲乙" for each in LEVELS))
    numbers = _figures(frame, ROWS, counties=3, counties_done=2, counties_failed=1)
    sources = {"甲": [SourceKind.SOCIAL_INSURANCE, SourceKind.SAFETY_B], "乙": [*SourceKind]}
    scope = replace(SCOPE, area="甲市", is_city=True, failed=("丙",), county_sources=sources)
    table = docx.Document(write_summary(numbers, scope, tmp_path / "r.docx").path).tables[0]
    shown = [[cell.text for cell in row.cells] for row in table.rows]
    assert shown[0][:4] == ["县区", "注册", "不在本次名单内的案件", "存疑"]
    assert shown[1:] == [
        ["甲", "6", "0", "5", "1", "1", "1", "0", "3", "住房公积金"],
        ["乙", "6", "0", "5", "1", "1", "1", "0", "3", "无"],
        ["丙", *[""] * 8, "未完成"],
        ["合计", "12", "0", "10", "2", "2", "2", "0", "6", ""],
    ]


def test_a_demonstration_says_so_at_the_head(tmp_path):
    cases = Cases()
    cases.decide(cases.person(1), demo=True)
    numbers = _figures(six(), ROWS, state=cases.frame())
    text = paragraphs(write_summary(numbers, SCOPE, tmp_path / "r.docx").path)
    assert text[3] == "本报告含2件演示案件，只供演示，不得报送。"


def test_no_number_of_identity_comes_into_the_report(tmp_path):
    cases = Cases()
    cases.decide(cases.person(1, profession=f"建造师{person_id(1)}"), reason=person_id(2))
    frame = screened({"profession": f"建造师 {person_id(1)}", "level": "priority"})
    scope = replace(SCOPE, department=f"局{person_id(3)}")
    outcome = write_summary(_figures(frame, ROWS, state=cases.frame()), scope, tmp_path / "r.docx")
    document = docx.Document(outcome.path)
    text = "\n".join([each.text for each in document.paragraphs] + outcome.lines())
    text += "\n".join(cell.text for row in document.tables[0].rows for cell in row.cells)
    assert not [n for n in range(1, 4) if person_id(n) in text]


def test_the_city_names_the_counties_that_failed(tmp_path):
    numbers = _figures(six(), ROWS, counties=9, counties_done=8, counties_failed=1)
    scope = replace(SCOPE, area="甲市", is_city=True, failed=("丙县",))
    text = "\n".join(paragraphs(write_summary(numbers, scope, tmp_path / "r.docx").path))
    assert "9个县区，其中8个完成排查，1个未完成（丙县）" in text
    county = "\n".join(paragraphs(write_summary(numbers, SCOPE, tmp_path / "c.docx").path))
    assert "未完成（" not in county


def test_names_with_marks_survive(tmp_path):
    scope = replace(SCOPE, department="甲<乙>&局")
    path = write_summary(_figures(six(), ROWS), scope, tmp_path / "r.docx").path
    assert any("甲<乙>&局" in text for text in paragraphs(path))


def test_the_form_is_that_of_official_documents(tmp_path):
    path = write_summary(_figures(six(), ROWS), SCOPE, tmp_path / "r.docx").path
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
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        line = footer.paragraphs[0]
        assert line._p.pPr.jc.val == getattr(WD_ALIGN_PARAGRAPH, side.upper())
        assert line._p.pPr.ind.get(qn(f"w:{side}Chars")) == "100"
        assert [run.text for run in line.runs] == ["— ", " —"]
        assert line._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"


def test_same_numbers_same_bytes_and_the_template_is_as_built(tmp_path):
    numbers = _figures(six(), ROWS)
    one = write_summary(numbers, SCOPE, tmp_path / "1.docx").path.read_bytes()
    assert write_summary(numbers, SCOPE, tmp_path / "2.docx").path.read_bytes() == one
    built, kept = tmp_path / "b.docx", TEMPLATE
    built.write_bytes(build_template())
    with zipfile.ZipFile(built) as new, zipfile.ZipFile(kept) as old:
        assert {n: new.read(n) for n in new.namelist()} == {n: old.read(n) for n in old.namelist()}
