"""Measure the ledger against bare commits of the same database in the same run (台账基准).

Run as ``python benchmarks/casebook/measure.py [--events N] [--singly M] [--postgresql URL]``. Both
are filled with N - M events in batches; the last M are committed one by one, in turns, so that both
see the same machine: trust the ratio. The PostgreSQL database given must be
empty; what it then holds is left there.
"""

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import count, islice
from pathlib import Path
from statistics import median
from typing import Any

from guazheng_lib.casebook import Casebook, Event
from guazheng_lib.casebook.cases import person_case
from guazheng_lib.casebook.events import NO_EVENT, Entry, entry_of

STEPS: list[tuple[str, dict[str, Any]]] = [
    ("assigned", {"assigned_to": "核查一组"}),
    ("verifying", {"remark": "电话核实，本人称在外地"}),
    (
        "concluded",
        {"outcome": "confirmed", "reason": "社保由他人缴纳", "violation": "注册单位与实际不符"},
    ),
    ("measure", {"measures": ["责令限期整改"]}),
]
OPENED = {
    "county": "甲县",
    "person_name": "某某",
    "certificate_no": "冀21320222023",
    "profession": "二级注册建造师",
    "specialty": "建筑工程",
    "registered_employer": "甲市丁戊建筑工程有限公司",
    "actual_employer": "甲市乙丙建设有限公司",
    "level": "priority",
    "indicators": "SI_OTHER HF_OTHER",
    "explanation": "比对期内 17 个月社保、公积金均由甲市乙丙建设有限公司缴纳，与注册单位不一致。",
    "violation_until": "2024-11",
    "listed": "是",
}
TURN, BATCH, BLOCK = 50, 1000, 100
Row = tuple[Any, ...]
Write = Callable[[Any], object]
FIELDS = list(Entry._fields)
START = datetime(2024, 11, 30, 9, tzinfo=timezone(timedelta(hours=8)))


@dataclass(frozen=True)
class Bare:
    """A table without anything of ours, and how one row is committed to it."""

    connection: Any
    insert: str
    begin: str = ""

    def write(self, row: Row) -> None:
        """Commit one row."""
        if self.begin:
            self.connection.execute(self.begin)
        self.connection.execute(self.insert, row)
        self.connection.commit()

    def fill(self, rows: list[Row]) -> None:
        """Commit rows together."""
        if self.begin:
            self.connection.execute(self.begin)
        self.connection.cursor().executemany(self.insert, rows)
        self.connection.commit()


def events(n: int) -> list[Event]:
    """Make a year's events: at any time some cases are opened, others at each later step."""
    steps = [("opened", OPENED), *STEPS]
    plan = (
        (number, *steps[done])
        for block in count()
        for done in range(min(block + 1, len(steps)))
        for number in range((block - done) * BLOCK, (block - done + 1) * BLOCK)
    )
    return [_event(at, *what) for at, what in enumerate(islice(plan, n))]


def _event(at: int, number: int, step: str, facts: dict[str, Any]) -> Event:
    case, when = person_case("甲县", str(number), "", ""), START + timedelta(seconds=at)
    key = f"{case}/{step}"
    return Event(case, step, "核查员甲", when, "按方案核查", "方案三（二）", facts, key)


def bare_row(at: int, event: Event) -> Row:
    """Make a row as long as the ledger's, before the clock starts."""
    return tuple(entry_of(event, seq=at, status="lead", previous=NO_EVENT))


def turns(ours: Write, bare: Write, events: list[Event], rows: list[Row]) -> tuple[float, ...]:
    """Let both write one by one, in turns.

    Returns:
        The median rate of each, in rows a second, and the median of the turns' own ratios.
    """
    found: list[tuple[float, float, float]] = []
    for start in range(0, len(events), TURN):
        seconds = []
        for write, values in ((ours, events), (bare, rows)):
            begun = time.perf_counter()
            for value in values[start : start + TURN]:
                write(value)
            seconds.append(time.perf_counter() - begun)
        found.append((TURN / seconds[0], TURN / seconds[1], seconds[1] / seconds[0]))
    return tuple(median(each) for each in zip(*found, strict=True))


def bare_sqlite(path: Path, settings: dict[str, str]) -> Bare:
    """Open a bare table in SQLite."""
    connection = sqlite3.connect(path, isolation_level=None)
    for name, value in settings.items():
        connection.execute(f"PRAGMA {name} = {value}")
    columns = ", ".join(f'"{name}" TEXT' for name in FIELDS[1:])
    connection.execute(f"CREATE TABLE bare (seq INTEGER PRIMARY KEY, {columns})")
    return Bare(connection, f"INSERT INTO bare VALUES ({', '.join('?' * len(FIELDS))})", "BEGIN")


def bare_postgresql(url: str) -> Bare:
    """Open a bare table in PostgreSQL."""
    import psycopg

    connection = psycopg.connect(url.replace("+psycopg", ""))
    columns = ", ".join(f'"{name}" text' for name in FIELDS[1:])
    connection.execute(f"CREATE TABLE bare (seq integer PRIMARY KEY, {columns})")
    connection.commit()
    return Bare(connection, f"INSERT INTO bare VALUES ({', '.join(['%s'] * len(FIELDS))})")


def measure(title: str, url: str, bare: Bare, n: int, singly: int) -> None:
    """Print one line: rates, their ratio, and the seconds to read and to prove it all."""
    made = events(n)
    rows = [bare_row(at, event) for at, event in enumerate(made, start=1)]
    filled = n - singly
    with Casebook(url) as book:
        for start in range(0, filled, BATCH):
            book.append_all(made[start : min(start + BATCH, filled)])
        bare.fill(rows[:filled])
        ours, theirs, ratio = turns(book.append, bare.write, made[filled:], rows[filled:])
        bare.connection.close()
        begun = time.perf_counter()
        cases = len(book.state())
        state = time.perf_counter() - begun
        begun = time.perf_counter()
        proven = book.verify().entries
        verify = time.perf_counter() - begun
    print(
        f"{title:<34}{ours:>10,.0f}{theirs:>10,.0f}{ratio:>8.2f}"
        f"{state:>9.2f}{verify:>9.2f}   {proven:,} entries, {cases:,} cases",
        flush=True,
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--singly", type=int, default=20_000)
    parser.add_argument("--postgresql", metavar="URL")
    given = parser.parse_args()
    head = f"{'against':<34}{'ours/s':>10}{'bare/s':>10}{'ratio':>8}{'state s':>9}{'verify s':>9}"
    print(head, flush=True)
    same = {"journal_mode": "WAL", "synchronous": "FULL"}
    for title, settings in (("sqlite3, WAL and FULL as ours", same), ("sqlite3, its defaults", {})):
        with tempfile.TemporaryDirectory() as folder:
            bare = bare_sqlite(Path(folder) / "bare.sqlite", settings)
            url = f"sqlite:///{Path(folder).as_posix()}/ours.sqlite"
            measure(title, url, bare, given.events, given.singly)
    if given.postgresql:
        bare = bare_postgresql(given.postgresql)
        title = "psycopg, one commit a row"
        measure(title, given.postgresql, bare, given.events, given.singly)


if __name__ == "__main__":
    main()
