"""What officers judge of advertisements is a table on file that Excel opens and nothing loses."""

import csv
import multiprocessing
from dataclasses import replace

import pytest
from ads.notebook import add_many
from hypothesis import given
from hypothesis import strategies as st
from make import person_id

from guazheng_lib.ads.examples import (
    EXAMPLES_FILE,
    HEADINGS,
    Example,
    add_example,
    read_examples,
    read_history,
)
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.terms.errors import DocumentError, InputError

ONE = Example("一建挂靠3万", Verdict.BROKER, Verdict.CLEAR, "张三", "2026-11-23 14:30", "漏判")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "data" / EXAMPLES_FILE


def cells(file):
    return list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))


def test_nothing_on_file_is_no_example(file):
    assert read_examples(file) == []


def test_the_file_opens_in_excel_and_speaks_chinese(file):
    add_example(file, ONE)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert cells(file) == [
        list(HEADINGS),
        ["一建挂靠3万", "疑似挂证中介", "未见异常", "张三", "2026-11-23 14:30", "漏判"],
    ]
    assert read_examples(file) == [ONE]


def test_the_last_judgement_of_a_text_counts_and_the_others_stay(file):
    again = replace(ONE, text=" 一建挂靠 3万\n", verdict=Verdict.SUSPECT)
    for each in (ONE, replace(ONE, text="另一条"), again):
        add_example(file, each)
    assert [each.verdict for each in read_examples(file)] == [Verdict.SUSPECT, Verdict.BROKER]
    assert len(read_history(file)) == 3


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "'=", "''+", "＝", "'"])
def test_a_text_never_becomes_a_formula_and_comes_back_as_it_was(file, sign):
    text = f'{sign}HYPERLINK("挂靠")'
    add_example(file, replace(ONE, text=text, note=text, by=text))
    (back,) = read_examples(file)
    assert (back.text, back.note, back.by) == (text.strip(),) * 3
    assert not [cell for cell in cells(file)[1] if cell.startswith(("=", "+", "-", "@", "\t"))]


@given(st.text(min_size=1), st.text())
def test_any_text_comes_back_readable(tmp_path_factory, text, note):
    file = tmp_path_factory.mktemp("x") / EXAMPLES_FILE
    written = add_example(file, replace(ONE, text="甲" + text, note=note))
    assert read_examples(file) == [written]


def test_nobodys_number_is_written(file):
    numbers = (person_id(7), "13800000000", "138 0000 0000")
    add_example(file, replace(ONE, text="挂靠" + "，".join(numbers), note=numbers[0]))
    held = file.read_text(encoding="utf-8-sig")
    assert not [number for number in numbers if number in held]


def test_an_empty_text_is_refused(file):
    with pytest.raises(InputError, match="没有正文"):
        add_example(file, replace(ONE, text=" \u200b\n"))
    assert not file.exists()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_what_excel_saved_in_another_encoding_is_read_and_kept(file, encoding):
    delimiter = "\t" if encoding == "utf-16" else ","
    rows = [["备注", "应判", "正文", "标注人"], ["甲的", "存疑，需人工看", "旧的一条", "李四"]]
    if delimiter == ",":
        rows[1][1] = '"存疑，需人工看"'
    file.parent.mkdir(parents=True)
    file.write_text("\n".join(delimiter.join(row) for row in rows), encoding=encoding)
    add_example(file, ONE)
    old, new = read_examples(file)
    assert (old.text, old.verdict, old.by, new.text) == (
        *("旧的一条", Verdict.SUSPECT, "李四"),
        ONE.text,
    )
    assert "甲的" in file.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("姓名,电话\n某某,1\n", "不是招聘信息标注表", id="别的表"),
        pytest.param("", "不是招聘信息标注表", id="空文件"),
        pytest.param(b"PK\x03\x04\xff\xff\x00", "不是招聘信息标注表", id="其实是xlsx"),
        pytest.param('正文,应判\n"没有写完', "引号不成对", id="截断"),
    ],
)
def test_a_file_that_is_none_stays_as_it_was(file, content, said):
    file.parent.mkdir(parents=True)
    raw = content if isinstance(content, bytes) else content.encode("utf-8")
    file.write_bytes(raw)
    for attempt in (lambda: add_example(file, ONE), lambda: read_examples(file)):
        with pytest.raises(InputError, match=said) as problem:
            attempt()
        assert EXAMPLES_FILE in str(problem.value) and "\n" not in str(problem.value)
    assert file.read_bytes() == raw


def test_a_verdict_that_is_none_is_named_with_its_row(file):
    file.parent.mkdir(parents=True)
    file.write_text("正文,应判\n甲,broker\n乙,不知道\n", encoding="utf-8")
    with pytest.raises(InputError, match="第 3 行"):
        read_examples(file)


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "data").write_text("不是文件夹", encoding="utf-8")
    with pytest.raises(DocumentError):
        add_example(tmp_path / "data" / EXAMPLES_FILE, ONE)


def test_two_notebooks_at_once_lose_nothing(file):
    starting = multiprocessing.get_context("spawn")
    writers = [starting.Process(target=add_many, args=(file, ONE, name)) for name in "甲乙"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert len({example.text for example in read_examples(file)}) == 40
