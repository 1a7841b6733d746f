"""What this program has read of the ledger so far, and what it is about to add (已读账页).

Entries are never changed, so what was read stays true; only newer ones can be missing. The tables
therefore need no index that every commit would have to write, and an append is one statement.
"""

from collections.abc import Callable, Iterable, Sequence

from guazheng_lib.casebook.events import NO_EVENT, Entry, Event, entry_of
from guazheng_lib.casebook.life import NEW
from guazheng_lib.terms.errors import CasebookError

Admit = Callable[[Event, str, Callable[..., Sequence[Entry]]], str]
"""Judges an event by the case's status and its entries, and gives the status after it.

The entries are read by a call; with another case's number, that one's: as they are at this moment,
with what is to be added before this event.
"""


class Index:
    """The last entry, every key, and of each case its status and the places of its entries."""

    def __init__(self) -> None:
        """Know of nothing yet."""
        self.seq, self.seal = 0, NO_EVENT
        self.status: dict[str, str] = {}
        self.places: dict[str, list[int]] = {}
        self.keys: set[str] = set()

    def take(self, rows: Iterable[tuple[int, str, str, str, str]]) -> None:
        """Remember entries in their order: place, case, key, status, seal (读入)."""
        for row in rows:
            self.take_one(*row)

    def take_one(self, seq: int, case: str, key: str, status: str, seal: str) -> None:
        """Remember the next entry."""
        self.seq, self.seal = seq, seal
        self.status[case] = status
        self.places.setdefault(case, []).append(seq)
        if key:
            self.keys.add(key)


class Batch:
    """Entries that are to follow those in the ledger, all or none (待记账页)."""

    def __init__(
        self, index: Index, admit: Admit, read: Callable[[list[int]], list[Entry]]
    ) -> None:
        """Begin after what the ledger holds.

        Args:
            index: what the ledger holds.
            admit: judges each event.
            read: reads the entries at these places.
        """
        self.index, self.admit, self.read = index, admit, read
        self.seq, self.seal = index.seq, index.seal
        self.entries: list[Entry] = []
        self.cases: dict[str, list[Entry]] = {}
        self.keys: set[str] = set()

    def add(self, event: Event) -> Entry | None:
        """Judge and seal an event; None where its key is known already (拟账页).

        Raises:
            CasebookError: where it cannot be admitted.
        """
        key, case = event.key, event.case
        if key and (key in self.index.keys or key in self.keys):
            return None
        own = self.cases.setdefault(case, [])
        status = own[-1].status if own else self.index.status.get(case, NEW)
        after = self.admit(event, status, lambda other=case: self._entries(other))
        entry = sealed(event, self.seq + 1, after, self.seal)
        self.seq, self.seal = entry.seq, entry.seal
        self.entries.append(entry)
        own.append(entry)
        self.keys.add(key)
        return entry

    def keep(self) -> None:
        """Remember them, now that they are written (已记)."""
        for entry in self.entries:
            self.index.take_one(entry.seq, entry.case, entry.key, entry.status, entry.seal)

    def _entries(self, case: str) -> list[Entry]:
        return self.read(self.index.places.get(case, [])) + self.cases.get(case, [])


def sealed(event: Event, seq: int, status: str, previous: str) -> Entry:
    """Make the entry of an event that was admitted (账页).

    Raises:
        CasebookError: where it holds what no database keeps.
    """
    try:
        entry = entry_of(event, seq=seq, status=status, previous=previous)
    except UnicodeEncodeError:
        entry = None
    if entry is None or "\0" in "".join(entry[1:]):
        raise CasebookError("文字里有不能保存的字符", remedy="删去乱码后重做")
    return entry
