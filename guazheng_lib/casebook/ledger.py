"""The ledger of events (案件台账): append only, chained, durable.

An entry that `Ledger.append` has returned survives the end of the program and of the power. The
database refuses to change or delete entries; whoever gets past that is found by `Ledger.verify`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Any

from guazheng_lib.casebook.connect import open_engine
from guazheng_lib.casebook.events import Entry, Event, entry_of
from guazheng_lib.casebook.glance import as_said
from guazheng_lib.casebook.life import NEW, life
from guazheng_lib.casebook.proof import Proof, prove
from guazheng_lib.casebook.schema import MOST_ALIKE, Statements, row_of
from guazheng_lib.casebook.trouble import plainly
from guazheng_lib.terms.errors import CasebookError

Admit = Callable[[Event, str, Callable[[], Sequence[Entry]]], str]
"""Judges an event by the case's status and its entries, and gives the status after it."""

_BEGIN = {
    "sqlite": "BEGIN IMMEDIATE",
    # Writers queue here, so that each sees the last entry of the one before.
    "postgresql": "BEGIN; LOCK TABLE casebook_head IN EXCLUSIVE MODE",
}
_SNAPSHOT = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


__all__ = ["Admit", "Ledger", "Proof"]


class Ledger:
    """Events in their order, each sealed with the one before (台账)."""

    def __init__(self, url: str, *, admit: Admit, create: bool = True) -> None:
        """Open a ledger, making it where there is none.

        Args:
            url: ``sqlite:///…`` or ``postgresql+psycopg://…``.
            admit: judges each event inside the transaction that writes it.
            create: whether to make it where there is none.

        Raises:
            LedgerUnavailableError: where it cannot be opened.
        """
        self._admit = admit
        self._engine = open_engine(url, create=create)
        self._name = self._engine.name
        self._sql = Statements.of(self._engine.dialect)
        self._lock = RLock()
        self._kept: Any = None

    def append(self, events: Sequence[Event]) -> list[Entry | None]:
        """Enter events in one transaction, all or none (记账).

        Returns:
            An entry an event; None where an event with this key is already in the ledger.

        Raises:
            LedgerUnavailableError: where the ledger cannot be written; nothing was written.
            CasebookError: where an event cannot be admitted; nothing was written.
        """
        with self._transaction(_BEGIN) as connection:
            return [self._enter(connection, event) for event in events]

    def entries(self, case: str | None = None) -> list[Entry]:
        """Give the entries in their order, of one case or all (账页)."""
        with self._lock, plainly(self._engine):
            return self._read(self._connection(), case)

    def cases_like(self, prefix: str) -> list[str]:
        """List a few cases whose number begins so, with or without its subject (查编号)."""
        begins = [prefix] if ":" in prefix else [f"{each}:{prefix}" for each in life().subjects]
        with self._lock, plainly(self._engine):
            connection = self._connection()
            found: list[str] = []
            for each in begins:
                values = {"first": each, "last": each + "\U0010ffff"}
                found += [row[0] for row in connection.execute(self._sql.like, values)]
        return found[:MOST_ALIKE]

    def cases_saying(self, words: str) -> list[str]:
        """List the cases of which an event says these words, in the order of opening (查内容)."""
        with self._lock, plainly(self._engine):
            rows = self._connection().execute(self._sql.saying, {"words": as_said(words)})
            return [row[0] for row in rows]

    def verify(self, noted: Proof | None = None) -> Proof:
        """Prove the chain from the first entry to the last (验证).

        It finds whatever was changed, taken out, put in or moved by someone who does not know how
        the ledger is sealed, and a tail cut off, since the place of the last entry is kept beside
        the entries. It cannot find what someone rewrote with the same program to the very end:
        the seals hold no secret. Only a former proof, noted where that person could not reach,
        shows it.

        Args:
            noted: such a former proof, which the ledger must still contain.

        Raises:
            BrokenChainError: names the first entry that was changed or is missing.
            LedgerUnavailableError: where the ledger cannot be read.
        """
        with self._transaction(_SNAPSHOT) as connection:
            head = connection.execute(self._sql.head).fetchone()
            return prove(self._pages(connection), head, noted)

    def close(self) -> None:
        """Let go of the database (关闭)."""
        with self._lock:
            if self._kept is not None:
                self._kept.close()
                self._kept = None
            self._engine.dispose()

    def _enter(self, connection: Any, event: Event) -> Entry | None:
        asked = {"case": event.case, "key": event.key}
        seq, seal, status, known = connection.execute(self._sql.look, asked).fetchone()
        if known:
            return None
        after = self._admit(event, status or NEW, lambda: self._read(connection, event.case))
        entry = _sealed(event, seq + 1, after, seal)
        connection.execute(self._sql.insert, row_of(entry))
        return entry

    def _read(self, connection: Any, case: str | None) -> list[Entry]:
        if case is None:
            rows = connection.execute(self._sql.every)
        else:
            rows = connection.execute(self._sql.case, {"case": case})
        return [Entry(*row) for row in rows]

    def _pages(self, connection: Any) -> Iterator[Sequence[Any]]:
        after = 0
        while rows := connection.execute(self._sql.page, {"after": after}).fetchall():
            yield from rows
            after = rows[-1][0]

    @contextmanager
    def _transaction(self, begin: dict[str, str]) -> Iterator[Any]:
        with self._lock, plainly(self._engine):
            connection = self._connection()
            try:
                connection.execute(begin[self._name])
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                self._roll_back(connection)
                raise

    def _roll_back(self, connection: Any) -> None:
        try:
            connection.rollback()
        except self._engine.dialect.loaded_dbapi.Error:  # it is gone, and the transaction with it
            self._let_go()

    def _connection(self) -> Any:
        if self._kept is None:
            self._kept = self._engine.raw_connection()
            if self._name == "postgresql":
                self._kept.driver_connection.autocommit = True
        return self._kept.driver_connection

    def _let_go(self) -> None:
        if self._kept is not None:
            self._kept.invalidate()
            self._kept = None


def _sealed(event: Event, seq: int, status: str, previous: str) -> Entry:
    try:
        entry = entry_of(event, seq=seq, status=status, previous=previous)
    except UnicodeEncodeError:
        entry = None
    if entry is None or any("\0" in text for text in (entry.why, entry.basis, entry.by, entry.key)):
        raise CasebookError("文字里有不能保存的字符", remedy="删去乱码后重做")
    return entry
