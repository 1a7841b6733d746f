"""A ledger opened to read and never written (只读台账), for an answer within a second.

A ledger in a file is read with the standard library: what writes it takes most of a second to
load. Any other ledger, or one of another version, is opened as always.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from guazheng_lib.casebook.cases import numbers_like
from guazheng_lib.casebook.events import Entry, Event
from guazheng_lib.casebook.ledger.driver_errors import known_trouble
from guazheng_lib.casebook.ledger.names import ENTRIES, REVISION, VERSION
from guazheng_lib.casebook.place import file_of
from guazheng_lib.terms.errors import LedgerUnavailableError

_MAPPED = 1 << 30
_NONE_YET = "先用 guazheng casebook take 收入线索；已有台账的，核对 --data 和 --casebook"
_COLUMNS = ", ".join(f'"{each}"' for each in Entry._fields)


class LedgerReader(Protocol):
    """What can be asked of a ledger without writing (只读台账)."""

    def entries(self, case: str | None = None) -> Sequence[Entry]:
        """Give the entries of a case, or all, in their order."""

    def cases_like(self, prefix: str) -> list[str]:
        """List a few cases whose number begins so."""

    def cases_saying(self, *words: str) -> list[str]:
        """List the cases of which an event says one of these words."""

    def close(self) -> None:
        """Let go of it."""


def open_to_read(url: str) -> LedgerReader:
    """Open a ledger that is not to be written (只读打开).

    Raises:
        LedgerUnavailableError: where there is none, or it cannot be read.
    """
    path = file_of(url)
    if path is not None:
        if not path.is_file():
            raise LedgerUnavailableError("还没有案件台账", place=str(path), remedy=_NONE_YET)
        found = _FileReader(path)
        if found.version == REVISION:
            return found
        found.close()
    from guazheng_lib.casebook.ledger import Ledger

    return Ledger(url, admit=_nothing, create=False)


class _FileReader:
    """A ledger's file, opened to read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._plainly():
            self._open = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
            self._open.execute(f"PRAGMA mmap_size = {_MAPPED}")  # it is read several times over
        self.version = self._version()

    def entries(self, case: str | None = None) -> list[Entry]:
        """Give the entries of a case, or all, in their order."""
        if case is None:
            rows = self._rows(f"SELECT {_COLUMNS} FROM {ENTRIES} ORDER BY seq")
            return [Entry(*row) for row in rows]
        asked = f"SELECT {_COLUMNS} FROM {ENTRIES} WHERE seq = ?"
        return [Entry(*row) for seq in self._places.get(case, ()) for row in self._rows(asked, seq)]

    def cases_like(self, prefix: str) -> list[str]:
        """List a few cases whose number begins so, with or without its subject."""
        return numbers_like(prefix, self._places)

    def cases_saying(self, *words: str) -> list[str]:
        """List the cases of which an event says one of these words, the first so to say first."""
        says = " OR ".join(["instr(facts, ?)"] * len(words)) or "0"
        asked = f'SELECT "case" FROM {ENTRIES} WHERE {says} GROUP BY "case" ORDER BY min(seq)'
        return [row[0] for row in self._rows(asked, *map(as_said, words))]

    def close(self) -> None:
        """Let go of the file."""
        self._open.close()

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each case's entries are: the table has no index but their place."""
        places: dict[str, list[int]] = {}
        for seq, case in self._rows(f'SELECT seq, "case" FROM {ENTRIES} ORDER BY seq'):
            places.setdefault(case, []).append(seq)
        return places

    def _version(self) -> str:
        asked = "SELECT name FROM sqlite_master WHERE name = ?"
        if not self._rows(asked, VERSION):
            return ""
        return str(self._rows(f"SELECT version_num FROM {VERSION}")[0][0])

    def _rows(self, asked: str, *values: object) -> list[tuple[Any, ...]]:
        with self._plainly():
            return self._open.execute(asked, values).fetchall()

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as problem:
            what, remedy = known_trouble(problem)
            raise LedgerUnavailableError(what, remedy=remedy, place=str(self._path)) from problem


def as_said(words: str) -> str:
    """Give words as they stand in an event's facts (账页里的写法)."""
    return json.dumps(words, ensure_ascii=False)[1:-1]


def _nothing(event: Event, status: str, entries: Any) -> str:
    raise AssertionError("a reader writes nothing")
