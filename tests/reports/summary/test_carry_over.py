"""What officers write into the report is there after it is made again, and nothing grows."""

import io
import shutil
import struct
import subprocess
import zipfile
import zlib
from dataclasses import replace
from datetime import date

import docx
import pandas as pd
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from make import person_id, screened

from guazheng_lib.reports.figures.count import report_figures
from guazheng_lib.reports.summary.marks import find_marks
from guazheng_lib.reports.summary.write import ReportScope, write_summary
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
SLOT = "（请补充：组织领导、部门分工）"


def figures(times=1, **options):
    frame = screened(*({"level": level} for level in LEVELS * times))
    return report_figures(frame, ROWS, supplied=SCOPE.supplied, **options)


@pytest.fixture
def path(tmp_path):
    return write_summary(figures(), SCOPE, tmp_path / "总结报告.docx").path


def edit(path, change):
    document = docx.Document(path)
    change(document)
    document.save(path)


def paragraphs(path):
    return [paragraph.text for paragraph in docx.Document(path).paragraphs]


def find(document, beginning):
    return next(each for each in document.paragraphs if each.text.startswith(beginning))


def again(path, times=1, **options):
    """Make the report again, and see that a third time changes nothing."""
    outcome = write_summary(figures(times), SCOPE, path, **options)
    once = path.read_bytes()
    write_summary(figures(times), SCOPE, path)
    assert path.read_bytes() == once
    return outcome


def texts_after(path, beginning):
    texts = paragraphs(path)
    place = next(n for n, text in enumerate(texts) if text.startswith(beginning))
    return texts[place + 1 :]


def test_a_filled_slot_keeps_its_words_and_their_look(path):
    def fill(document):
        slot = find(document, SLOT)
        slot.runs[0].text = "成立了"
        slot.add_run("领导小组").bold = True

    edit(path, fill)
    outcome = again(path, times=2)
    document = docx.Document(path)
    kept = find(document, "成立了")
    assert [(run.text, run.bold) for run in kept.runs] == [("成立了", None), ("领导小组", True)]
    assert SLOT not in paragraphs(path)
    assert outcome.kept == ("成立了领导小组",) and not outcome.notes
    assert "存疑10条（10人）" in "".join(paragraphs(path))


def test_what_was_typed_over_a_slot_and_its_mark_stays(path):
    """Word drops a bookmark with the text that it stands in."""

    def overtype(document):
        slot = find(document, SLOT)
        for mark in slot._p.findall(qn("w:bookmarkStart")):
            slot._p.remove(mark)
        slot.runs[0].text = "成立了领导小组。"

    edit(path, overtype)
    again(path, times=2)
    assert texts_after(path, "一、")[0] == "成立了领导小组。"
    assert SLOT not in paragraphs(path)


def test_paragraphs_tables_and_pictures_stay_where_they_were_put(path):
    def add(document):
        anchor = find(document, "按照专项治理工作方案")
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "宣传场次"
        picture = document.add_paragraph()
        picture.add_run().add_picture(io.BytesIO(png()), width=Mm(20))
        own = document.add_paragraph("召开动员会三次。")
        for element in (own._p, picture._p, table._tbl):
            anchor._p.addnext(element)

    edit(path, add)
    outcome = again(path, times=2)
    document = docx.Document(path)
    anchor = find(document, "按照专项治理工作方案")
    assert "注册12条" in anchor.text
    follow = [anchor._p.getnext()]
    for _ in range(3):
        follow.append(follow[-1].getnext())
    assert docx.table.Table(follow[0], document).cell(0, 0).text == "宣传场次"
    assert follow[1].findall(".//" + qn("a:blip"))
    assert docx.text.paragraph.Paragraph(follow[2], document).text == "召开动员会三次。"
    assert docx.text.paragraph.Paragraph(follow[3], document).text.startswith("所收数据共")
    assert outcome.kept == ("宣传场次", "图片", "召开动员会三次。")
    with zipfile.ZipFile(path) as packed:
        assert [name for name in packed.namelist() if name.startswith("word/media/")]


def test_an_edited_sentence_stands_while_its_numbers_are_the_same(path):
    edit(path, lambda document: rewrite(document, "投诉举报逐一登记", "来信来访逐一登记"))
    outcome = again(path, times=2)  # no complaint in either
    assert "来信来访逐一登记" in "".join(paragraphs(path))
    assert not [text for text in paragraphs(path) if text.startswith(("投诉举报", "原稿改动"))]
    assert len(outcome.kept) == 1 and not outcome.notes


def test_an_edited_sentence_whose_numbers_changed_stands_below_the_new_one(path):
    edit(path, lambda document: rewrite(document, "比对注册6条", "逐条比对注册6条"))
    outcome = again(path, times=2)
    texts = texts_after(path, "（一）专业技术人员")
    assert texts[0].startswith("比对注册12条（12人）")
    assert texts[1].startswith("原稿改动：逐条比对注册6条（6人）")
    assert "改过的接在后面" in outcome.lines()[-1]
    again(path, times=3)
    texts = texts_after(path, "（一）专业技术人员")
    assert [text[:10] for text in texts[:2]] == ["比对注册18条（18", "原稿改动：逐条比对注"]


def test_a_sentence_taken_out_comes_back_and_is_said(path):
    edit(path, lambda document: drop(find(document, "所收数据共")))
    outcome = again(path)
    assert texts_after(path, "按照专项治理工作方案")[0].startswith("所收数据共10行")
    assert any("已写入" in note for note in outcome.notes)


def test_headings_and_slots_that_were_taken_out_or_renamed_do_not_come_back(path):
    def change(document):
        drop(find(document, "（请补充：其他打算）"))
        heading = find(document, "五、经验做法")
        drop_mark(heading)
        heading.runs[0].text = "五、经验"

    edit(path, change)
    outcome = again(path, times=2)
    assert "（请补充：其他打算）" not in paragraphs(path)
    assert [text for text in paragraphs(path) if text.startswith("五、")] == ["五、经验"]
    assert not outcome.notes


def test_the_look_of_an_unchanged_sentence_stays_when_its_numbers_change(path):
    def embolden(document):
        sentence = find(document, "比对注册6条")
        text, run = sentence.text, sentence.runs[0]
        run.text, rest = text[:5], text[5:]
        run.bold = True
        sentence.add_run(rest)

    edit(path, embolden)
    again(path, times=2)
    runs = find(docx.Document(path), "比对注册12条").runs
    assert [(run.text[:6], run.bold) for run in runs] == [
        ("比对注册12", True),
        ("条（12人）", None),
    ]


def test_a_changed_table_of_numbers_is_restored_and_the_old_file_kept(path):
    def falsify(document):
        document.tables[0].cell(1, 2).text = "0"

    edit(path, falsify)
    old = path.read_bytes()
    outcome = again(path)
    shown = docx.Document(path).tables[0].cell(1, 2).text
    assert shown == "6"
    assert outcome.beside is not None and outcome.beside.read_bytes() == old
    assert outcome.lines()[-1] == f"上一版留在 {outcome.beside.name}，请核对后再删"


def test_a_deleted_table_comes_back(path):
    edit(path, lambda document: drop(document.tables[0]))
    again(path)
    assert len(docx.Document(path).tables) == 1


def test_a_sentence_that_is_no_longer_written_goes_unless_it_was_edited(path, tmp_path):
    demo = figures()
    demo = replace(demo, numbers={**demo.numbers, "demo_cases": 2})
    write_summary(demo, SCOPE, path)
    edit(path, lambda document: document.add_paragraph("本单位的一段"))
    edited = tmp_path / "2.docx"
    shutil.copy(path, edited)
    edit(edited, lambda document: rewrite(document, "本报告含", "注意：本报告含"))
    again(path)
    assert not [text for text in paragraphs(path) if "演示" in text]
    outcome = again(edited)
    assert [text for text in paragraphs(edited) if text.startswith("注意：本报告含")]
    assert any("不再写" in note for note in outcome.notes)


def test_words_entered_in_revision_mode_are_edits(path):
    def track(document):
        run = find(document, "比对注册6条").runs[0]._r
        change, added = OxmlElement("w:ins"), OxmlElement("w:r")
        change.set(qn("w:id"), "900")
        change.set(qn("w:author"), "某")
        added.text = "经复核，"
        change.append(added)
        run.addprevious(change)

    edit(path, track)
    outcome = again(path, times=2)
    assert outcome.kept[0].startswith("原稿改动：经复核，比对注册6条")


@pytest.mark.parametrize("beginning", ["比对注册6条", "项目"], ids=["代替句子", "放进附表"])
def test_a_picture_in_place_of_the_programs_words_is_not_lost(path, beginning):
    def picture(document):
        cell = document.tables[0].cell(0, 0).paragraphs[0]
        holder = cell if cell.text == beginning else find(document, beginning)
        if holder is not cell:
            holder.runs[0].text = ""
        holder.add_run().add_picture(io.BytesIO(png()), width=Mm(20))

    edit(path, picture)
    outcome = again(path, times=2)
    body = docx.Document(outcome.beside or path).element.body
    assert body.findall(".//" + qn("a:blip"))
    assert "比对注册12条" in "".join(paragraphs(path))


def test_an_untouched_report_is_made_afresh(path):
    fresh = write_summary(figures(2), SCOPE, path.with_name("另.docx")).path.read_bytes()
    outcome = write_summary(figures(2), SCOPE, path)
    assert path.read_bytes() == fresh and outcome.kept == ()


def test_the_previous_version_may_lie_elsewhere(path, tmp_path):
    edit(path, lambda document: document.add_paragraph("本单位的一段"))
    old, staged = path.read_bytes(), tmp_path / "staged" / path.name
    write_summary(figures(2), SCOPE, staged, previous=path)
    assert "本单位的一段" in paragraphs(staged) and path.read_bytes() == old
    other = tmp_path / "other" / path.name
    assert write_summary(figures(2), SCOPE, other, previous=path).path == other
    assert staged.read_bytes() == other.read_bytes()


def test_all_marks_lost_keeps_the_old_file_and_says_so(path):
    def strip(document):
        for paragraph in document.paragraphs:
            drop_mark(paragraph)
        for mark in find_marks(document.element.body).values():
            mark.start.getparent().remove(mark.start)

    edit(path, strip)
    old = path.read_bytes()
    outcome = write_summary(figures(), SCOPE, path)
    assert outcome.beside is not None and outcome.beside.read_bytes() == old
    assert "认不出" in outcome.lines()[1]


def foreign(path):
    document = docx.Document()
    document.add_paragraph("别的文件")
    document.save(path)


def other_county(path):
    write_summary(figures(), replace(SCOPE, area="丙县"), path)
    edit(path, lambda document: document.add_paragraph("丙县的一段"))


def truncated(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def damaged(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    path.write_bytes(bytes(content))


def workbook(path):
    import openpyxl

    openpyxl.Workbook().save(path)


def empty_parts(path):
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", "<x>")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (foreign, "不是本程序写的总结报告"),
        (other_county, "是另一份报告（丙县工程建设领域"),
        (truncated, "打不开"),
        (damaged, "打不开"),
        (workbook, "打不开"),
        (empty_parts, "打不开"),
        (lambda path: path.write_bytes(b""), "打不开"),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0 encrypted"), "打不开"),
    ],
    ids=["别的文件", "别的县区的报告", "截断", "损坏", "工作簿", "缺少部件", "空文件", "加了密码"],
)
def test_what_is_not_this_report_is_refused_and_left_alone(path, spoil, said):
    spoil(path)
    content = path.read_bytes()
    with pytest.raises(DocumentError, match=said) as caught:
        write_summary(figures(), SCOPE, path)
    assert "总结报告.docx" in str(caught.value) and "\n" not in str(caught.value)
    assert path.read_bytes() == content and len(list(path.parent.iterdir())) == 1


def test_no_number_of_identity_comes_into_the_lines(path):
    own = f"某人 {person_id(1)[:6]} {person_id(1)[6:]}，{person_id(2)}"
    edit(path, lambda document: document.add_paragraph(own))
    said = "".join(again(path).lines())
    assert "某人" in said and person_id(1) not in said and person_id(2) not in said


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_no_word_of_an_officer_is_ever_lost(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("r") / "总结报告.docx"
    write_summary(figures(), SCOPE, path)
    document = docx.Document(path)
    body = [each for each in document.paragraphs if each.text]
    own = []
    for number in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(body) - 1))
        how = data.draw(st.sampled_from(["before", "inside", "instead", "break"]))
        own.append(word := f"〔{number}〕本单位")
        change_at(body[place], word, how)
    document.save(path)
    written = "".join(paragraphs(path))
    own = [word for word in own if word in written]  # one put in the place of another took it away
    for times in data.draw(st.lists(st.integers(1, 3), min_size=1, max_size=3)):
        again(path, times)
        text = "".join(paragraphs(path))
        assert [word for word in own if text.count(word) != 1] == []
        assert text.count("附表：本报告的数字") <= 1


@pytest.mark.browser
def test_it_comes_through_libreoffice(path, tmp_path):
    def change(document):
        find(document, SLOT).runs[0].text = "成立了领导小组。"
        rewrite(document, "比对注册6条", "逐条比对注册6条")
        table = document.add_table(1, 1)
        table.cell(0, 0).text = "宣传场次"
        find(document, "二、")._p.addnext(table._tbl)

    edit(path, change)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir"]
    subprocess.run([*command, str(tmp_path / "lo"), str(path)], check=True, timeout=120)
    shutil.copy(tmp_path / "lo" / path.name, path)
    assert again(path).notes == ()
    outcome = again(path, times=2)
    assert len(outcome.kept) == 3 and outcome.beside is None
    assert texts_after(path, "（一）专业技术人员")[1].startswith("原稿改动：逐条比对注册6条")
    assert "成立了领导小组。" in paragraphs(path)
    assert docx.Document(path).tables[0].cell(0, 0).text == "宣传场次"


def change_at(paragraph, word, how):
    if how == "before":
        paragraph.insert_paragraph_before(word)
    elif how == "inside":
        paragraph.add_run(word)
    elif how == "instead":
        for run in paragraph.runs[1:]:
            run._r.getparent().remove(run._r)
        paragraph.runs[0].text = word + paragraph.runs[0].text * paragraph.text.startswith("〔")
    else:
        run = paragraph.add_run()
        run.add_break()
        run.add_text(word)


def rewrite(document, before, after):
    run = find(document, before).runs[0]
    run.text = run.text.replace(before, after)


def drop(block):
    block._element.getparent().remove(block._element)


def drop_mark(paragraph):
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        for mark in paragraph._p.findall(qn(name)):
            paragraph._p.remove(mark)


def png():
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00\x10\x20\x30")
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def test_a_bookmark_of_the_officer_keeps_its_number(path):
    def mark(document):
        slot = find(document, SLOT)
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for each in (start, end):
            each.set(qn("w:id"), "500")
            slot._p.append(each)
        start.set(qn("w:name"), "本单位书签")

    edit(path, mark)
    again(path, times=2)
    body = docx.Document(path).element.body
    numbers = [each.get(qn("w:id")) for each in body.iter(qn("w:bookmarkStart"))]
    assert "500" in numbers and len(numbers) == len(set(numbers))
