"""The ledger of events (案件台账): append only, chained, durable.

An entry that `Ledger.append` has returned survives the end of the program and of the power. The
database refuses to change or delete entries; whoever gets past that is found by `Ledger.verify`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Any

from guazheng_lib.casebook.cases import numbers_like
from guazheng_lib.casebook.events import Entry, Event
from guazheng_lib.casebook.ledger.connect import open_engine
from guazheng_lib.casebook.ledger.driver_errors import unavailable
from guazheng_lib.casebook.ledger.index import Admit, Batch, Index, sealed
from guazheng_lib.casebook.ledger.proof import Proof, prove
from guazheng_lib.casebook.ledger.reader import as_said
from guazheng_lib.casebook.ledger.schema import Statements
from guazheng_lib.casebook.life import NEW
from guazheng_lib.terms.errors import CasebookError

_ALONE = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": "BEGIN; LOCK TABLE casebook_entries IN SHARE ROW EXCLUSIVE MODE",
}
"""Begins a transaction in which nobody else can write."""

_SNAPSHOT = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
"""Begins a transaction that sees one moment of the ledger."""

_CHUNK = 2000


class Ledger:
    """Events in their order, each sealed with the one before (台账)."""

    def __init__(self, url: str, *, admit: Admit, create: bool = True) -> None:
        """Open a ledger, making it where there is none.

        Args:
            url: ``sqlite:///…`` or ``postgresql+psycopg://…``.
            admit: judges each event by what the ledger holds at the moment of writing.
            create: whether to make it where there is none.

        Raises:
            LedgerUnavailableError: where it cannot be opened.
        """
        self._admit = admit
        self._engine = open_engine(url, create=create)
        self._sql = Statements.of(self._engine.dialect)
        dbapi = self._engine.dialect.loaded_dbapi
        self._error: type[Exception] = dbapi.Error
        self._refused: tuple[type[Exception], ...] = (CasebookError, dbapi.IntegrityError)
        self._lock = RLock()
        self._index = Index()
        self._kept: Any = None
        self._cursor: Any = None

    def append(self, events: Sequence[Event]) -> list[Entry | None]:
        """Enter events together, all or none (记账).

        Returns:
            An entry an event; None where an event with this key is already in the ledger.

        Raises:
            LedgerUnavailableError: where the ledger cannot be written; nothing was written, unless
                it says that the connection to the server was lost.
            CasebookError: where an event cannot be admitted; nothing was written.
        """
        with self._lock:
            try:
                if len(events) == 1 and self._index.seq:
                    try:
                        return [self._append_at_once(events[0])]
                    except self._refused:  # perhaps only for want of what another writer wrote
                        return self._append_alone(events)
                return self._append_alone(events)
            except self._error as problem:
                raise self._said(problem) from problem

    def entries(self, case: str | None = None) -> list[Entry]:
        """Give the entries in their order, of one case or all (账页)."""
        with self._lock, self._plainly():
            if case is None:
                return list(map(Entry._make, self._open().execute(self._sql.every)))
            self._catch_up()
            return self._read(self._index.places.get(case, []))

    def cases_like(self, prefix: str) -> list[str]:
        """List a few cases whose number begins so, with or without its subject (查编号)."""
        with self._lock, self._plainly():
            self._catch_up()
            return numbers_like(prefix, self._index.status)

    def cases_saying(self, *words: str) -> list[str]:
        """List the cases of which an event says one of these words, word by word (查内容)."""
        with self._lock, self._plainly():
            asked = [(self._sql.saying, (as_said(each),)) for each in words]
            rows = [row for one in asked for row in self._open().execute(*one).fetchall()]
        return list(dict.fromkeys(row[0] for row in rows))

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
        with self._lock, self._plainly(), self._transaction(_SNAPSHOT) as cursor:
            head = cursor.execute(self._sql.head).fetchone()
            return prove(_chunks(cursor.execute(self._sql.every)), head, noted)

    def close(self) -> None:
        """Let go of the database until something is asked again (关闭)."""
        with self._lock:
            if self._kept is not None:
                self._kept.close()
                self._kept = self._cursor = None
            self._engine.dispose()

    def _append_at_once(self, event: Event) -> Entry | None:
        """Enter one event in one statement, trusting that nobody wrote meanwhile.

        Who did has taken the place that this entry would have: the database refuses it. What
        `Batch` does for several events is said again here, for the sake of speed.
        """
        known, case = self._index, event.case
        if event.key and event.key in known.keys:
            return None
        status = known.status.get(case, NEW)
        after = self._admit(event, status, lambda one=case: self._read(known.places.get(one, [])))
        entry = sealed(event, known.seq + 1, after, known.seal)
        self._open().execute(self._sql.insert, entry)
        known.take_one(entry.seq, case, event.key, after, entry.seal)
        return entry

    def _append_alone(self, events: Sequence[Event]) -> list[Entry | None]:
        """Enter events while nobody else can write."""
        with self._transaction(_ALONE) as cursor:
            self._catch_up()
            batch = Batch(self._index, self._admit, self._read)
            answer = [batch.add(event) for event in events]
            cursor.executemany(self._sql.insert, batch.entries)
        batch.keep()
        return answer

    def _catch_up(self) -> None:
        self._index.take(_chunks(self._open().execute(self._sql.news, (self._index.seq,))))

    def _read(self, places: list[int]) -> list[Entry]:
        if not places:
            return []
        listed = Statements.listed(self._engine.dialect, places)
        return [Entry(*row) for row in self._open().execute(self._sql.places, (listed,))]

    @contextmanager
    def _transaction(self, begin: dict[str, str]) -> Iterator[Any]:
        cursor = self._open()
        try:
            cursor.execute(begin[self._engine.name])
            yield cursor
        except BaseException:
            self._roll_back()
            raise
        try:
            cursor.execute("COMMIT")
        except self._error as problem:
            raise self._said(problem) from problem

    def _roll_back(self) -> None:
        if self._kept is None:
            return
        try:
            self._kept.driver_connection.rollback()
        except self._error:  # the connection is gone, and the transaction with it
            self._kept.invalidate()
            self._kept = self._cursor = None

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except self._error as problem:
            raise self._said(problem) from problem

    def _said(self, problem: Exception) -> Exception:
        was_open = self._kept is not None
        self._roll_back()  # which also notices a connection that is gone
        return unavailable(self._engine, problem, lost=was_open and self._kept is None)

    def _open(self) -> Any:
        if self._cursor is None:
            self._kept = self._engine.raw_connection()
            if self._engine.name == "postgresql":
                self._kept.driver_connection.autocommit = True
            self._cursor = self._kept.driver_connection.cursor()
        return self._cursor


def _chunks(cursor: Any) -> Iterator[Any]:
    while rows := cursor.fetchmany(_CHUNK):
        yield from rows
