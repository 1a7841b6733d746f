"""Writes office files for tests: workbooks with merged cells, text in any encoding."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from make import person_id

REGISTRATION_HEADING = (
    "序号",
    "姓名",
    "身份证号",
    "注册类别",
    "专业",
    "注册证书编号",
    "注册单位",
    "注册日期",
    "有效期至",
)


def workbook(
    path: Path,
    *sheets: Sequence[Sequence[Any]],
    merged: Iterable[str] = (),
    names: Sequence[str] = (),
) -> Path:
    """Write sheets of rows; the merged ranges are those of the first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(names[number] if names else f"表{number + 1}")
        for row in rows:
            sheet.append(list(row))
        for area in merged if number == 0 else ():
            sheet.merge_cells(area)
    book.save(path)
    return path


def text(
    path: Path, rows: Sequence[Sequence[Any]], encoding: str = "utf-8", mark: str = ","
) -> Path:
    """Write rows as delimited text."""
    lines = (mark.join("" if cell is None else str(cell) for cell in row) for row in rows)
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode(encoding))
    return path


def registration(n: int = 1, **what_matters: Any) -> tuple[Any, ...]:
    """Make a row under `REGISTRATION_HEADING`."""
    row = {
        "序号": n,
        "姓名": "某" + "甲乙丙丁戊己庚辛"[n % 8],
        "身份证号": person_id(n),
        "注册类别": "二级注册建造师",
        "专业": "建筑工程",
        "注册证书编号": f"冀2132022202300{n:03d}",
        "注册单位": "甲市丁戊建筑工程有限公司",
        "注册日期": "2023-03-01",
        "有效期至": "2026-03-01",
    } | what_matters
    return tuple(row[name] for name in REGISTRATION_HEADING)


def registrations(*rows: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Make a list of registrations with its heading."""
    return [REGISTRATION_HEADING, *rows]
