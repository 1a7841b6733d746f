"""What can be wrong with a ledger in a file: one clear line, nothing written (SQLite)."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path, PureWindowsPath

import pytest
import sqlalchemy as sa
from casebook.test_ledger import event

from guazheng_lib.casebook.ledger import Ledger, connect
from guazheng_lib.casebook.ledger.reader import open_to_read
from guazheng_lib.casebook.place import casebook_exists, casebook_url
from guazheng_lib.terms.errors import LedgerUnavailableError


def url(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "casebook.sqlite"


@pytest.fixture
def ledger(path: Path, opened: Callable[..., Ledger], monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.setattr(connect, "PATIENCE", 0.2)
    made = opened(url(path))
    made.append([event("person:aa")])
    return made


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.name: path.read_bytes() for path in files if not path.name.endswith("-shm")}


def a_foreign_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE moz_places (id INTEGER)")
    connection.commit()
    connection.close()


def a_truncated_ledger(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE casebook_version (version_num TEXT)")
        connection.executemany("INSERT INTO casebook_version VALUES (?)", [("x" * 900,)] * 50)
    connection.close()
    path.write_bytes(path.read_bytes()[:8192])


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(lambda path: path.write_bytes(b"PK\3\4" * 500), "不是案件台账", id="别的文件"),
        pytest.param(a_foreign_database, "不是案件台账", id="别的数据库"),
        pytest.param(a_truncated_ledger, "损坏|更新的版本", id="截断的台账"),
        pytest.param(lambda path: path.mkdir(), "打不开|还没有台账", id="是文件夹"),
    ],
)
def test_a_file_that_is_no_ledger_is_left_as_it_is(tmp_path, path, opened, make, said, create):
    make(path)
    before = contents(tmp_path)
    with pytest.raises(LedgerUnavailableError, match=said) as caught:
        opened(url(path), create=create)
    assert "\n" not in str(caught.value) and str(path) in str(caught.value)
    assert contents(tmp_path) == before


def test_an_empty_file_becomes_a_ledger_only_where_one_is_to_be_made(path, opened):
    path.touch()
    with pytest.raises(LedgerUnavailableError, match="还没有台账"):
        opened(url(path), create=False)
    assert path.read_bytes() == b""
    assert opened(url(path)).append([event()])[0].seq == 1


def test_no_folder_is_made_to_look_for_a_ledger(tmp_path, opened):
    with pytest.raises(LedgerUnavailableError, match="还没有台账"):
        opened(url(tmp_path / "没有/casebook.sqlite"), create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_file_stands_where_a_folder_should(tmp_path, opened):
    (tmp_path / "data").write_text("", encoding="utf-8")
    with pytest.raises(LedgerUnavailableError, match="文件夹建不了"):
        opened(url(tmp_path / "data/casebook.sqlite"))


def test_every_commit_is_forced_to_the_disk(ledger):
    cursor = ledger._open()
    assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)


@pytest.mark.parametrize("several", [1, 2])
def test_a_ledger_held_too_long(ledger, path, several):
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerUnavailableError, match="正被别人占用"):
        ledger.append([event(f"person:b{n}") for n in range(several)])
    assert len(ledger.entries()) == 1
    holder.execute("ROLLBACK")
    holder.close()
    assert ledger.append([event("person:ac")])[0].seq == 2


@pytest.mark.parametrize("several", [1, 200])
def test_a_full_disk(ledger, several):
    pages = ledger._open().execute("PRAGMA page_count").fetchone()[0]
    ledger._open().execute(f"PRAGMA max_page_count = {pages}")
    batch = [event(f"person:b{n}", why="长" * 2000) for n in range(several)]
    with pytest.raises(LedgerUnavailableError, match="磁盘写满"):
        for _ in range(20):
            ledger.append(batch)
    ledger._open().execute("PRAGMA max_page_count = 100000")
    kept = len(ledger.entries())
    assert kept % several == 1 % several
    assert ledger.append([event("person:zz")])[0].seq == kept + 1
    assert ledger.verify().entries == kept + 1


OPEN = """
import os, sys
from guazheng_lib.casebook.ledger.connect import open_engine
from guazheng_lib.casebook.events import Event
from guazheng_lib.casebook.ledger import Ledger
from guazheng_lib.terms.errors import LedgerUnavailableError
open_engine("sqlite://", create=True)  # loads what root alone may read
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
event = {"case": "person:ab", "step": "opened", "by": "甲", "at": "2024-11-30T09:00:00+08:00"}
try:
    ledger = Ledger(sys.argv[1], admit=lambda event, status, entries: "lead")
    ledger.append([Event.of(event)])
except LedgerUnavailableError as problem:
    sys.stdout.buffer.write(str(problem).encode())
"""


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that everybody can come to, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="guazheng-"))
    folder.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name == "nt", reason="no such permissions")
@pytest.mark.parametrize(
    ("has_ledger", "said"),
    [
        pytest.param(True, "只能读、不能写", id="已有台账"),
        pytest.param(False, "台账打不开", id="还没有台账"),
    ],
)
def test_a_folder_where_nothing_may_be_written(public, opened, has_ledger, said):
    path = public / "casebook.sqlite"
    if has_ledger:
        made = opened(url(path))
        made.append([event()])
        made.close()
        path.chmod(0o444)
    public.chmod(0o555)
    before = contents(public)
    done = subprocess.run([sys.executable, "-c", OPEN, url(path)], capture_output=True, check=False)
    assert said in done.stdout.decode(), done.stderr.decode()
    assert contents(public) == before


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("sqlite:///C:/数据/casebook.sqlite", r"C:\数据\casebook.sqlite"),
        ("sqlite:///C:\\data\\casebook.sqlite", r"C:\data\casebook.sqlite"),
        ("sqlite:///data/casebook.sqlite", r"data\casebook.sqlite"),
        ("sqlite:///D:/a b/100%/casebook.sqlite", r"D:\a b\100%\casebook.sqlite"),
    ],
)
def test_where_it_is_on_windows(address, kept):
    path = PureWindowsPath(str(sa.make_url(address).database))
    assert path == PureWindowsPath(kept)
    assert not connect.is_network_share(path)


def test_a_share_is_refused():
    assert connect.is_network_share(PureWindowsPath(r"\\server\共享\casebook.sqlite"))
    assert connect.is_network_share(PureWindowsPath("//server/共享/casebook.sqlite"))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "casebook.sqlite",
        "mysql://u:secret@h/x",
        "postgresql+psycopg2://u:secret@h/x",
        "x://[",
        "oracle://u:secret@h",
        "postgresql+psycopg://u:secret@h:port/x",
        "sqlite:///c.sqlite?timeout=abc",
    ],
)
def test_an_address_of_no_kind_we_know(opened, address):
    with pytest.raises(LedgerUnavailableError, match="位置写法不对") as caught:
        opened(address)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "makings",
    [
        pytest.param([], id="空文件"),
        pytest.param(["PRAGMA journal_mode = WAL"], id="只设了日志"),
        pytest.param(["PRAGMA journal_mode = WAL", "BEGIN", "CREATE TABLE t (x)"], id="没提交"),
    ],
)
def test_what_a_killed_making_left_is_no_casebook_yet(path, opened, makings):
    assert not casebook_exists(url(path))
    path.touch()
    making = sqlite3.connect(path, isolation_level=None)
    for each in makings:
        making.execute(each)
    assert not casebook_exists(url(path))
    making.close()
    opened(url(path))
    assert casebook_exists(url(path))


def test_what_is_no_casebook_is_there_all_the_same(path):
    """Whoever opens it says what is wrong with it."""
    path.write_text("这不是台账" * 100, encoding="utf-8")
    assert casebook_exists(url(path))


@pytest.mark.parametrize(
    "name", ["台账 目录/案件 台账.sqlite", "a%20b.sqlite", "100%/a#b.sqlite", "50%完成/甲.sqlite"]
)
def test_a_file_may_have_any_name(tmp_path, opened, name):
    given = tmp_path / name
    address = casebook_url(tmp_path, str(given))
    assert not casebook_exists(address)
    opened(address).append([event("person:1")])
    assert given.is_file()
    assert casebook_exists(address)
    assert len(open_to_read(address).entries()) == 1


@pytest.mark.skipif(os.name == "nt", reason="no such name on Windows")
def test_a_question_mark_is_part_of_the_name(tmp_path, opened):
    address = casebook_url(tmp_path, str(tmp_path / "a?b=c.sqlite"))
    opened(address)
    assert (tmp_path / "a?b=c.sqlite").is_file()
    assert casebook_exists(address)


@pytest.mark.parametrize("given", [":memory:", "sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_an_office_does_not_keep_its_casebook_in_memory(tmp_path, given):
    with pytest.raises(LedgerUnavailableError, match="没有写文件名"):
        casebook_url(tmp_path, given)
