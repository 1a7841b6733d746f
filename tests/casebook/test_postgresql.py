"""What is PostgreSQL's own: who may come in, what is said, what a lost server leaves."""

import socket
import sys
from collections.abc import Iterator

import psycopg
import pytest
from casebook.server import PASSWORD, empty_database, free_port, running
from casebook.test_ledger import event
from sqlalchemy import URL

from guazheng_lib.casebook.ledger import Ledger, connect
from guazheng_lib.terms.errors import LedgerUnavailableError


@pytest.fixture(autouse=True)
def _little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "PATIENCE", 2.0)


@pytest.fixture
def ledger(server: URL, opened) -> Ledger:
    return opened(empty_database(server))


def text(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def refused(address: str, opened) -> str:
    """Say what an officer reads who cannot get in: one line, without the password."""
    with pytest.raises(LedgerUnavailableError) as caught:
        opened(address)
    line = str(caught.value)
    assert "\n" not in line and PASSWORD not in line and "wrong-one" not in line
    return line


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({"password": "wrong-one"}, "用户名或密码不对", id="密码错"),
        pytest.param({"username": "nobody"}, "用户名或密码不对", id="没有这个用户"),
        pytest.param({"database": "nowhere"}, "没有这个数据库", id="没有这个库"),
    ],
)
def test_who_cannot_come_in_is_told_why(server, opened, changed, said):
    assert said in refused(text(server.set(**changed)), opened)


def test_a_server_that_is_not_there(opened):
    url = URL.create("postgresql+psycopg", "keeper", PASSWORD, "127.0.0.1", free_port(), "office")
    line = refused(text(url), opened)
    assert "连不上数据库服务器" in line and f"127.0.0.1:{url.port}/office" in line


def test_a_server_that_never_answers(opened):
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        port = deaf.getsockname()[1]
        address = f"postgresql+psycopg://keeper:{PASSWORD}@127.0.0.1:{port}/office"
        assert "连不上数据库服务器" in refused(address, opened)


def test_without_its_driver_the_remedy_is_named(monkeypatch, opened):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    line = refused(f"postgresql+psycopg://keeper:{PASSWORD}@127.0.0.1/office", opened)
    assert "pip install .[postgresql]" in line


@pytest.fixture
def held(ledger: Ledger) -> Iterator[psycopg.Connection]:
    """A connection that keeps everybody else from writing."""
    address = ledger._engine.url.set(drivername="postgresql")
    with psycopg.connect(text(address)) as connection:
        connection.execute("LOCK TABLE casebook_entries IN EXCLUSIVE MODE")
        yield connection


@pytest.mark.slow
@pytest.mark.parametrize("several", [1, 2])
def test_a_ledger_held_too_long(ledger, held, several):
    with pytest.raises(LedgerUnavailableError, match="正被别人占用"):
        ledger.append([event(f"person:{n}") for n in range(several)])
    held.rollback()
    ledger.append([event("person:ab"), event("person:ac")])
    held.execute("LOCK TABLE casebook_entries IN EXCLUSIVE MODE")
    with pytest.raises(LedgerUnavailableError, match="正被别人占用"):
        ledger.append([event("person:ad")])
    held.rollback()
    assert ledger.append([event("person:ad")])[0].seq == 3


@pytest.mark.slow
def test_a_ledger_that_may_only_be_read(ledger):
    ledger.append([event()])
    ledger._open().execute("SET default_transaction_read_only = on")
    with pytest.raises(LedgerUnavailableError, match="只能读、不能写"):
        ledger.append([event("person:ac")])
    assert ledger.verify().entries == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("several", "said"),
    [
        pytest.param(1, "不知记上没有", id="一件：已经发出"),
        pytest.param(2, "连不上", id="一批：还没有开始"),
    ],
)
def test_a_lost_connection_is_told_and_taken_up_again(ledger, server, several, said):
    ledger.append([event("person:aa")])
    number = ledger._kept.driver_connection.info.backend_pid
    with psycopg.connect(text(server.set(drivername="postgresql")), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [number])
    with pytest.raises(LedgerUnavailableError, match=said):
        ledger.append([event(f"person:b{n}") for n in range(several)])
    assert ledger.append([event("person:ac")])[0].seq == 2
    assert ledger.verify().entries == 2


@pytest.mark.slow
def test_acknowledged_entries_outlive_a_server_that_crashed(opened):
    with running() as server:
        ledger = opened(text(server.url))
        ledger.append([event("person:aa")])
        ledger.append([event("person:ab"), event("person:ac")])
        server.stop_at_once()
        with pytest.raises(LedgerUnavailableError, match="不知记上没有"):
            ledger.append([event("person:ad")])
        with pytest.raises(LedgerUnavailableError, match="连不上"):
            ledger.verify()
        server.start()
        assert ledger.append([event("person:ad")])[0].seq == 4
        assert ledger.verify().entries == 4
        ledger.close()
