"""What was read once: found again, mended when harmed, dropped when nothing needs it."""

import os
import time
from pathlib import Path

import pandas as pd
import pytest
from sources.office import registration, registrations, workbook

from guazheng_lib.runs.supply import Supplier, Supply
from guazheng_lib.sources import SourceResult, read_source
from guazheng_lib.terms.errors import RunError
from guazheng_lib.terms.tables import SourceKind


def read(data: Path, work: Path) -> SourceResult:
    return read_source("registrations", "名单.xlsx", base=data, cache=work)


def write(data: Path, count: int) -> None:
    rows = [registration(n) for n in range(1, count + 1)]
    workbook(data / "名单.xlsx", registrations(*rows))


def entries(work: Path) -> set[str]:
    return {path.name for path in work.iterdir()}


@pytest.mark.parametrize("harm", ["cut", "removed", "counts removed"])
def test_a_harmed_entry_is_made_again(tmp_path: Path, harm: str) -> None:
    write(tmp_path, 2)
    table = read(tmp_path, tmp_path / "work").parquet
    match harm:
        case "cut":
            table.write_bytes(table.read_bytes()[:-20])
        case "removed":
            table.unlink()
        case _:
            (table.parent / "counts.parquet").unlink()
    again = read(tmp_path, tmp_path / "work")
    assert len(pd.read_parquet(again.parquet)) == 2
    assert again.reconciliation["accepted"].tolist() == [2]
    assert len(entries(tmp_path / "work")) == 1


def test_only_what_the_counties_need_stays(tmp_path: Path) -> None:
    work = tmp_path / "work"
    write(tmp_path, 1)
    read(tmp_path, work)
    former = entries(work)
    write(tmp_path, 2)
    read(tmp_path, work)
    current = entries(work) - former
    dead, living = work / "part-dead", work / "part-living"
    for part in (dead, living, work / "我的文件夹"):
        part.mkdir()
    os.utime(dead, (0, time.time() - 2 * 24 * 3600))
    for age, name in ((1, "ads-new.parquet"), (9, "ads-old.parquet"), (0, "笔记.parquet")):
        (work / name).write_bytes(b"")
        os.utime(work / name, (0, time.time() - age))
    kinds = (SourceKind.REGISTRATIONS, SourceKind.JOB_ADS)
    Supplier(tmp_path, work).prune(Supply(kind, ("名单.xlsx",)) for kind in kinds)
    own = {"part-living", "我的文件夹", "ads-new.parquet", "笔记.parquet"}
    assert entries(work) == current | own


def test_nothing_is_pruned_where_nothing_was_kept(tmp_path: Path) -> None:
    Supplier(tmp_path, tmp_path / "没有").prune([Supply(SourceKind.JOB_ADS, ("没有.xlsx",))])
    assert not (tmp_path / "没有").exists()


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    write(tmp_path, 1)
    (tmp_path / "work").write_text("a file", encoding="utf-8")
    with pytest.raises(RunError, match=r"存不下.*磁盘空间"):
        read(tmp_path, tmp_path / "work")
