"""A look into the ledger says what the ledger says, and writes nothing."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from guazheng_lib.casebook import Casebook
from guazheng_lib.casebook.events import CHINA
from guazheng_lib.casebook.ledger.names import ENTRIES
from guazheng_lib.casebook.ledger.reader import LedgerReader, open_to_read
from guazheng_lib.terms.errors import LedgerUnavailableError

AT = datetime(2026, 9, 1, 9, tzinfo=CHINA)
NAMES = {
    "person:aa11": '甲"乙\\丙',
    "person:aa22": "丁%戊",
    "unit:aa33": "丁_戊",
    "unit:bb44": "己",
}


@pytest.fixture
def url(tmp_path: Path) -> str:
    made = f"sqlite:///{(tmp_path / '甲 台账#1.sqlite').as_posix()}"
    with Casebook(made, user="张三", clock=lambda: AT) as book:
        for case, name in NAMES.items():
            book.append(
                {"case": case, "step": "opened", "facts": {"county": "甲县", "remark": name}}
            )
        book.append({"case": "person:aa11", "step": "verifying", "facts": {"remark": "己"}})
    return made


@pytest.fixture
def looking(url: str) -> Iterator[LedgerReader]:
    found = open_to_read(url)
    yield found
    found.close()


@pytest.mark.parametrize("case", [None, "person:aa11", "person:none"])
def test_the_same_entries_as_the_ledgers(url: str, looking: LedgerReader, case: str | None):
    with Casebook(url) as book:
        assert list(looking.entries(case)) == list(book.ledger.entries(case))


@pytest.mark.parametrize("prefix", ["aa", "aa1", "unit:", "unit:b", "zz", "%", "a_"])
def test_the_same_cases_by_number(url: str, looking: LedgerReader, prefix: str):
    with Casebook(url) as book:
        assert looking.cases_like(prefix) == book.ledger.cases_like(prefix)


@pytest.mark.parametrize(
    ("words", "cases"),
    [
        pytest.param("己", ["unit:bb44", "person:aa11"], id="两案，先说的在前"),
        pytest.param('甲"乙\\丙', ["person:aa11"], id="引号和反斜线"),
        pytest.param("丁%戊", ["person:aa22"], id="百分号"),
        pytest.param("不在", [], id="没有"),
    ],
)
def test_cases_by_what_they_say(url: str, looking: LedgerReader, words: str, cases: list[str]):
    assert looking.cases_saying(words) == cases
    with Casebook(url) as book:
        assert [each for each in book.ledger.cases_saying(words) if each in cases] == cases


def test_it_writes_nothing(url: str, looking: LedgerReader):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        looking._open.execute(f"DELETE FROM {ENTRIES}")  # type: ignore[attr-defined]


def test_where_there_is_none(tmp_path: Path):
    with pytest.raises(LedgerUnavailableError, match="还没有案件台账"):
        open_to_read(f"sqlite:///{tmp_path / '没有' / 'casebook.sqlite'}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [pytest.param(b"", id="空文件"), pytest.param("不是".encode() * 600, id="别的文件")]
)
def test_what_is_no_ledger(tmp_path: Path, content: bytes):
    file = tmp_path / "x.sqlite"
    file.write_bytes(content)
    with pytest.raises(LedgerUnavailableError):
        open_to_read(f"sqlite:///{file.as_posix()}")
    assert file.read_bytes() == content


def test_a_newer_ledger_is_refused(url: str):
    with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
        database.execute("UPDATE casebook_version SET version_num = '9999'")
    database.close()
    with pytest.raises(LedgerUnavailableError, match="更新的版本"):
        open_to_read(url)


def test_cases_by_one_of_several_words(url: str, looking: LedgerReader):
    words = ("丁_戊", '甲"乙\\丙', "不在")
    assert looking.cases_saying(*words) == ["person:aa11", "unit:aa33"]
    assert looking.cases_saying() == []
    with Casebook(url) as book:
        assert {"person:aa11", "unit:aa33"} <= set(book.ledger.cases_saying(*words))
