import struct
import zipfile
from pathlib import Path

import pytest
from make import person_id
from msoffcrypto.format.ooxml import OOXMLFile
from sources.office import REGISTRATION_HEADING, registration, registrations, text, workbook

from guazheng_lib.sources import Limits, SourceJob, read_source, read_sources
from guazheng_lib.terms.errors import (
    EmptySourceError,
    GuazhengError,
    UnknownHeaderError,
    UnreadableFileError,
)
from guazheng_lib.terms.tables import SourceKind

USCC = "91110000600037341L"


def _good(folder: Path) -> Path:
    return workbook(folder / "好.xlsx", registrations(registration(1)))


def _refused(folder: Path, name: str, **options: object) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read_source("registrations", name, base=folder, **options)  # type: ignore[arg-type]
    said = str(refused.value)
    assert name in said
    assert "\n" not in said
    assert "处理办法" in said
    return said


def test_missing_file(tmp_path: Path) -> None:
    assert "找不到文件" in _refused(tmp_path, "海港/没有.xlsx")


def test_glob_without_a_hit(tmp_path: Path) -> None:
    (tmp_path / "~$锁.xlsx").write_bytes(b"x")
    assert "通配符" in _refused(tmp_path, "*.xlsx")


def test_unknown_suffix(tmp_path: Path) -> None:
    (tmp_path / "名单.doc").write_bytes(b"x")
    assert "不支持" in _refused(tmp_path, "名单.doc")


def test_folder_instead_of_file(tmp_path: Path) -> None:
    (tmp_path / "海港").mkdir()
    assert "文件夹" in _refused(tmp_path, "海港")


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "空.csv").write_bytes(b"")
    assert "空的" in _refused(tmp_path, "空.csv")


def test_encrypted_workbook(tmp_path: Path) -> None:
    plain = _good(tmp_path)
    with plain.open("rb") as source, (tmp_path / "密.xlsx").open("wb") as target:
        OOXMLFile(source).encrypt("secret", target)
    assert "密码" in _refused(tmp_path, "密.xlsx")


@pytest.mark.parametrize("part", [0.3, 0.7, 0.98])
def test_truncated_zip(tmp_path: Path, part: float) -> None:
    whole = _good(tmp_path).read_bytes()
    (tmp_path / "断.xlsx").write_bytes(whole[: int(len(whole) * part)])
    assert "不完整" in _refused(tmp_path, "断.xlsx")


def test_damaged_zip_member(tmp_path: Path) -> None:
    whole = bytearray(_good(tmp_path).read_bytes())
    middle = whole.find(b"xl/worksheets/sheet1.xml") + 60
    whole[middle : middle + 40] = b"\x00" * 40
    (tmp_path / "坏.xlsx").write_bytes(bytes(whole))
    assert "损坏" in _refused(tmp_path, "坏.xlsx")


@pytest.mark.parametrize("head", ["<html><body>", "\ufeff<!DOCTYPE html>", '<?xml version="1.0"?>'])
def test_page_named_xls(tmp_path: Path, head: str) -> None:
    (tmp_path / "页.xls").write_text(f"{head}<table><tr><td>姓名</td></tr></table>", "utf-8")
    assert "网页" in _refused(tmp_path, "页.xls")


def test_old_workbook_cut_short(tmp_path: Path) -> None:
    (tmp_path / "旧.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    assert "损坏" in _refused(tmp_path, "旧.xls")


def test_unknown_encoding(tmp_path: Path) -> None:
    (tmp_path / "乱.csv").write_bytes("姓名,身份证号\n".encode() + b"\xff\xff\x80\x00\x81" * 9)
    assert "编码" in _refused(tmp_path, "乱.csv")


def test_zip_bomb(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "弹.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<row>" * 16_000_000)
    assert "压缩炸弹" in _refused(tmp_path, "弹.xlsx")


def _with_far_cell(folder: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "姓名", "x"
    book.save(folder / "远.xlsx")


def test_far_cell(tmp_path: Path) -> None:
    _with_far_cell(tmp_path)
    assert "1048576" in _refused(tmp_path, "远.xlsx")


def test_far_cell_that_slips_through_kills_only_the_reader(tmp_path: Path) -> None:
    """Also without the guard the run goes on: the reader process dies, not ours."""
    _with_far_cell(tmp_path)
    _good(tmp_path)
    jobs = [SourceJob(SourceKind.REGISTRATIONS, (name,)) for name in ("远.xlsx", "好.xlsx")]
    refused, read = read_sources(jobs, base=tmp_path, limits=Limits(cells=10**12, memory_mb=2048))
    assert isinstance(refused, UnreadableFileError)
    assert not isinstance(read, GuazhengError)
    assert len(read.table) == 1


def test_file_that_takes_too_long(tmp_path: Path) -> None:
    text(tmp_path / "长.csv", registrations(*(registration(n) for n in range(1, 400))) * 300)
    assert "还没读完" in _refused(tmp_path, "长.csv", limits=Limits(seconds=0.01))


def test_one_bad_source_leaves_the_others(tmp_path: Path) -> None:
    _good(tmp_path)
    jobs = [SourceJob(SourceKind.REGISTRATIONS, (name,)) for name in ("没有.xlsx", "好.xlsx")]
    refused, read = read_sources(jobs, base=tmp_path)
    assert isinstance(refused, UnreadableFileError)
    assert not isinstance(read, GuazhengError)


def test_unknown_heading_names_the_key_that_settles_it(tmp_path: Path) -> None:
    heading = ["证件编码" if name == "身份证号" else name for name in REGISTRATION_HEADING]
    workbook(tmp_path / "a.xlsx", [heading, registration(1), registration(2)])
    with pytest.raises(UnknownHeaderError) as asked:
        read_source("registrations", "a.xlsx", base=tmp_path)
    said = str(asked.value)
    assert "身份证号" in said
    assert "证件编码" in said
    assert "columns: {registrations: {person_id:" in said
    assert person_id(1) not in said
    settled = read_source("registrations", "a.xlsx", {"person_id": "证件编码"}, base=tmp_path).table
    assert list(settled["person_id"]) == [person_id(1), person_id(2)]


def test_columns_that_name_no_heading(tmp_path: Path) -> None:
    _good(tmp_path)
    with pytest.raises(UnknownHeaderError, match="证件编码"):
        read_source("registrations", "好.xlsx", {"person_id": "证件编码"}, base=tmp_path)


def test_id_column_that_is_a_credit_code(tmp_path: Path) -> None:
    rows = registrations(*(registration(n, 身份证号=USCC) for n in range(1, 4)))
    workbook(tmp_path / "a.xlsx", rows)
    with pytest.raises(UnknownHeaderError, match="统一社会信用代码"):
        read_source("registrations", "a.xlsx", base=tmp_path)


def test_a_number_in_an_unknown_sheet_is_never_said(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", [[person_id(n), "某甲", "乙"] for n in range(1, 5)])
    with pytest.raises(UnknownHeaderError) as asked:
        read_source("registrations", "a.xlsx", base=tmp_path)
    assert person_id(1) not in str(asked.value)


@pytest.mark.parametrize("kind", [kind for kind in SourceKind if kind != "registrations"])
def test_heading_without_rows_is_nothing_received(tmp_path: Path, kind: SourceKind) -> None:
    from guazheng_lib.terms.tables import SOURCES

    text(tmp_path / "a.csv", [SOURCES[kind].fields])
    read = read_source(kind, "a.csv", base=tmp_path)
    assert len(read.table) == 0
    assert read.reconciliation[["read", "non_data"]].to_numpy().tolist() == [[1, 1]]


def test_empty_registrations_are_an_error(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", registrations())
    with pytest.raises(EmptySourceError):
        read_source("registrations", "a.xlsx", base=tmp_path)


def test_registrations_all_set_aside_are_no_empty_source(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", registrations(registration(1, 身份证号="123")))
    read = read_source("registrations", "a.xlsx", base=tmp_path)
    assert (len(read.table), len(read.quarantine)) == (0, 1)


def test_empty_workbook(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", [])
    with pytest.raises(UnknownHeaderError, match="没有内容"):
        read_source("registrations", "a.xlsx", base=tmp_path)


def test_broken_parquet(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1" + struct.pack("<i", 7) + b"PAR1")
    assert "Parquet" in _refused(tmp_path, "a.parquet")
