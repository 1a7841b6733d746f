"""The reader process (读入子进程): one job a line on stdin, one answer a line on stdout.

It does nothing but turn a file into columns of cells on disk; whatever a hostile file does to its
memory or its life stays here. It imports neither pandas nor pandera: it starts in a blink.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pyarrow as pa

from guazheng_lib.sources.cells import encode
from guazheng_lib.sources.limits import Limits
from guazheng_lib.sources.refusal import NOT_OPENED, Refusal, cannot_open
from guazheng_lib.sources.textfile import records, text_encoding
from guazheng_lib.sources.workbook import OLE_MAGIC, sheets

_BATCH = 50_000
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<meta", b"<style", b"<body")

Row = tuple[int, Iterable[Any]]


@dataclass(frozen=True)
class Page:
    """A sheet on its way out (待交工作表): its name, its numbered rows, its merged ranges."""

    name: str | None
    rows: Iterable[Row]
    merged: list[tuple[int, int, int, int]]


def pages(path: Path, limits: Limits) -> Iterator[Page]:
    """Tell by its first bytes what a file is, and give its sheets (按内容识别).

    Raises:
        Refusal: where it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(512)
    if not head:
        raise Refusal("文件是空的（0 字节）", "重新导出后重交")
    if head.startswith(b"PAR1"):
        yield Page(None, _parquet_rows(path), [])
    elif head.startswith((b"PK", OLE_MAGIC)):
        for sheet in sheets(path, limits):
            yield Page(sheet.name, enumerate(sheet.rows, start=1), sheet.merged)
    elif head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise Refusal("其实是网页（HTML/XML），不是表格文件", "用 Excel 打开，另存为 .xlsx 后重交")
    else:
        yield Page(None, records(path, text_encoding(path)), [])


def write_page(page: Page, target: Path) -> int:
    """Write the rows of a sheet as columns of cells (落盘); gives how many."""
    batches: list[tuple[list[int], list[pa.Array]]] = []
    numbers: list[int] = []
    rows: list[list[str | None]] = []
    for number, cells in page.rows:
        numbers.append(number)
        rows.append([encode(cell) for cell in cells])
        if len(rows) == _BATCH:
            batches.append((numbers, _columns(rows)))
            numbers, rows = [], []
    batches.append((numbers, _columns(rows)))
    width = max(len(columns) for _, columns in batches)
    schema = pa.schema([("row", pa.int64())] + [(f"c{n}", pa.string()) for n in range(width)])
    with pa.OSFile(str(target), "wb") as sink, pa.ipc.new_file(sink, schema) as writer:
        for some, columns in batches:
            missing = [pa.nulls(len(some), pa.string())] * (width - len(columns))
            arrays = [pa.array(some, pa.int64()), *columns, *missing]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
    return sum(len(some) for some, _ in batches)


def answer(job: dict[str, Any]) -> dict[str, Any]:
    """Read one file into a folder (读一个文件), or say why it is refused."""
    written = []
    try:
        for number, page in enumerate(pages(Path(job["path"]), Limits(**job["limits"]))):
            target = Path(job["folder"]) / f"{number}.arrow"
            write_page(page, target)
            written.append({"name": page.name, "cells": target.name, "merged": page.merged})
    except Refusal as refusal:
        return {"what": refusal.what, "remedy": refusal.remedy}
    except MemoryError:
        return {"what": "文件太大，超出内存上限，已拒读", "remedy": "拆成几个文件后重交"}
    except OSError as problem:
        return {"what": cannot_open(problem), "remedy": NOT_OPENED}
    return {"sheets": written}


def main() -> None:
    """Answer jobs until stdin closes."""
    _limit_memory(int(sys.argv[1]))
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)  # noqa: T201


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the parent watches instead
        return
    size = megabytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _columns(rows: list[list[str | None]]) -> list[pa.Array]:
    return [pa.array(column, pa.string()) for column in zip_longest(*rows)]


def _parquet_rows(path: Path) -> Iterator[Row]:
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
            yield 0, file.schema_arrow.names  # a parquet's heading is no row of it
            number = 1
            for batch in file.iter_batches(_BATCH):
                columns = [column.to_pylist() for column in batch.columns]
                for cells in zip(*columns, strict=True):
                    yield number, cells
                    number += 1
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as problem:
        raise Refusal("Parquet 文件已损坏，读不出来", "重新导出后重交") from problem


if __name__ == "__main__":
    main()
