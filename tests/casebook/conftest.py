"""The ledgers that the tests run on: SQLite always, PostgreSQL in `make test-all`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from casebook.server import empty_database, running
from sqlalchemy import URL

from guazheng_lib.casebook.ledger import Ledger


@pytest.fixture(scope="session")
def server() -> Iterator[URL]:
    """A PostgreSQL server; its fsync is off, since nobody cuts its power here."""
    with running(fsync="off") as one:
        yield one.url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger may be made: an empty place."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path.as_posix()}/台账/casebook.sqlite"
    return empty_database(request.getfixturevalue("server"))


@pytest.fixture
def opened() -> Iterator[Callable[..., Ledger]]:
    """Open ledgers that admit whatever comes; they are closed after the test."""
    ledgers: list[Ledger] = []

    def open_one(address: str, **given: object) -> Ledger:
        options = {"admit": lambda event, status, entries: "lead"} | given
        ledgers.append(Ledger(address, **options))
        return ledgers[-1]

    yield open_one
    for one in ledgers:
        one.close()
