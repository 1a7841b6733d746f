from codecs import BOM_UTF8
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sources.office import registration, registrations

from guazheng_lib.sources import read_source
from guazheng_lib.sources.damaged import lines_of, usual_encoding
from guazheng_lib.terms.errors import UnreadableFileError

HEADING = "信息编号,发布机构,招聘单位,标题,内容,发布日期\r\n"
ROWS = [
    f"A{n},甲人力资源有限公司,乙商贸有限公司,招文员,招聘文员第{n}名,2026-03-01\r\n"
    for n in range(60)
]


def read(folder: Path, content: bytes, kind: str = "job_ads"):
    (folder / "混.csv").write_bytes(content)
    return read_source(kind, "混.csv", base=folder)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("utf-8", "gb18030", id="前一半UTF-8"),
        pytest.param("gb18030", "utf-8", id="前一半GB18030"),
    ],
)
def test_files_put_together_by_hand_are_read_line_by_line(tmp_path, first, second):
    parts = "".join([HEADING, *ROWS[:40]]).encode(first), "".join(ROWS[40:]).encode(second)
    texts = read(tmp_path, b"".join(parts)).table["text"]
    assert list(texts) == [f"招聘文员第{n}名" for n in range(60)]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_broken_byte_costs_its_line_at_most(tmp_path, encoding):
    lines = "".join([HEADING, *ROWS]).encode(encoding).split(b"\r\n")
    lines[9] = lines[9][:-16] + b"\xff" + lines[9][-16:]
    source = read(tmp_path, b"\r\n".join(lines))
    assert len(source.table) == 60
    assert source.table["text"].str.contains("\ufffd").sum() == 1


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_lines_may_end_in_any_way(tmp_path, end):
    first, second = "".join([HEADING, *ROWS[:40]]), "".join(ROWS[40:])
    content = first.replace("\r\n", end).encode() + second.replace("\r\n", end).encode("gb18030")
    texts = read(tmp_path, content).table["text"]
    assert list(texts) == [f"招聘文员第{n}名" for n in range(60)]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            "".join([HEADING, *ROWS]).encode().replace("第9名".encode(), b"\xff"), id="坏字节"
        ),
        pytest.param("".join([HEADING, *ROWS]).encode("gb18030"), id="其实是GB18030"),
    ],
)
def test_a_mark_of_utf_8_does_not_make_a_damaged_file_unreadable(tmp_path, lines):
    source = read(tmp_path, BOM_UTF8 + lines)
    assert len(source.table) == 60
    assert source.table["ad_id"].iloc[0] == "A0"


def test_a_row_of_which_a_name_is_lost_is_set_aside(tmp_path):
    rows = [",".join(map(str, row)) for row in registrations(*map(registration, range(1, 30)))]
    lines = "\r\n".join(rows).encode().split(b"\r\n")
    firm = "甲市丁戊".encode()
    lines[7] = lines[7].replace(firm, firm[:-1] + b"\xff")
    source = read(tmp_path, b"\r\n".join(lines), "registrations")
    assert len(source.table) == 28
    assert list(source.quarantine["reason"]) == ["注册单位有认不出的字（乱码）"]


def test_of_two_lost_names_the_first_column_is_told(tmp_path):
    rows = [",".join(map(str, row)) for row in registrations(*map(registration, range(1, 30)))]
    lines = "\r\n".join(rows).encode().split(b"\r\n")
    for name in ("某庚", "甲市丁戊"):
        lines[6] = lines[6].replace(name.encode(), name.encode()[:-1] + b"\xff")
    source = read(tmp_path, b"\r\n".join(lines), "registrations")
    assert list(source.quarantine["reason"]) == ["姓名有认不出的字（乱码）"]


def test_a_stray_zero_byte_makes_no_utf_16(tmp_path):
    content = "".join([HEADING, *ROWS]).replace("招文员", "招\x00文员", 1).encode()
    assert len(read(tmp_path, content).table) == 60


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(bytes(range(256)) * 40, id="不是文字"),
        pytest.param(b"\xff\xfe\xfd\n" * 50, id="行行都坏"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, content):
    (tmp_path / "坏.bin").write_bytes(content)
    assert usual_encoding(tmp_path / "坏.bin") is None
    with pytest.raises(UnreadableFileError):
        read(tmp_path, HEADING.encode() + content)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@given(text=st.text(st.characters(codec="utf-8") | st.sampled_from("\r\n"), max_size=80))
def test_a_sound_file_is_read_as_it_stands(encoding, text):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "好.csv"
        path.write_bytes(("招聘信息，一级建造师\n" * 3 + text).encode(encoding))
        with path.open(encoding=encoding, newline="") as file:
            assert list(lines_of(path, encoding)) == list(file)
