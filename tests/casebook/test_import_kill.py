"""Killed while a sheet is imported and cases are decided: no half decision, the rest completes."""

import os
import pickle
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from casebook.importer import CONFIRMED, DECIDED, DONE, IMPORTED, TAKEN
from make import screened

from guazheng_lib.casebook import Casebook
from guazheng_lib.casebook.intake import case_of_row
from guazheng_lib.casebook.place import casebook_exists
from guazheng_lib.casebook.worksheet.layout import sheet_layout
from guazheng_lib.reports.leads import write_leads

KILLS, PER_LEDGER = 100, 4
ROWS, BY_HAND = 24, 6
CHILD = Path(__file__).with_name("importer.py")
SAID = ["case", "status", "outcome", "reason", "violation", "measures", "links", "verified_by"]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL"),
]

FILLED = (
    {
        "outcome": "属实，拟认定",
        "reason": "租借、出租出借证书（印章）",
        "measure": "责令限期整改、单位通报",
    },
    {"outcome": "不属于“挂证”", "reason": "E1 退休人员", "measure": "经核实不属于“挂证”"},
    {"outcome": "继续核查", "remark": "等待说明"},
    {"outcome": "属实，拟认定", "reason": CONFIRMED.violation, "agency": CONFIRMED.agency},
)


States = dict[str, dict[str, object]]


class Worker:
    """The process that starts children to be killed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def run(self, ledger: Path, *, kill_after: float | None = None) -> set[str]:
        """Let a child work for a while, or to its end, and kill it; give what it acknowledged."""
        print(ledger.as_posix(), file=self._process.stdin, flush=True)
        said = [self._line()]
        while not said[-1].startswith("pid"):
            said.append(self._line())
        number = int(said.pop().split()[1])
        if kill_after is not None:
            time.sleep(kill_after)
        while kill_after is None and DONE not in said:
            said.append(self._line())
        os.kill(number, signal.SIGKILL)
        while (line := self._line()) != "dead":
            said.append(line)
        return set(said)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with a sheet of leads, most of them filled in, each at an enterprise of its own."""
    leads = screened(
        *(
            {"level": "priority", "registered_employer": f"甲市某{n}建筑工程有限公司"}
            for n in range(ROWS + BY_HAND)
        )
    )
    sheet = write_leads(leads, tmp_path / "表.xlsx", county="甲县", as_of=date(2024, 11, 30))
    layout, book = sheet_layout(), openpyxl.load_workbook(sheet)
    keys = [case_of_row(row).partition(":")[2] for row in leads.to_dict("records")]
    for row in range(layout.heading_row + 1, layout.heading_row + 1 + len(leads)):
        cells = book[layout.title]
        n = keys.index(cells.cell(row, layout.place("key")).value)
        for name, text in (FILLED[n % len(FILLED)] if n < ROWS else {}).items():
            cells.cell(row, layout.place(name)).value = text
    book.save(sheet)
    leads_file = tmp_path / "leads.pickle"
    leads_file.write_bytes(pickle.dumps((leads, list(range(ROWS, ROWS + BY_HAND)))))
    return tmp_path


@pytest.fixture
def worker(office: Path) -> Iterator[Worker]:
    command = [sys.executable, str(CHILD), str(office / "表.xlsx"), str(office / "leads.pickle")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Worker(process)
        assert process.stdin is not None
        process.stdin.close()


def stands(ledger: Path) -> States:
    """Say of each case how it stands; the chain must verify. Killed before it was made: none."""
    url = f"sqlite:///{ledger.as_posix()}"
    if not casebook_exists(url):
        return {}
    with Casebook(url, create=False) as book:
        book.verify()
        state = book.state()
    return {row["case"]: row for row in state[SAID].to_dict("records")}


def check(held: States, wanted: States, acknowledged: set[str], sheet: set[str]) -> None:
    """See that every case is as it came or as it is to be, with all that belongs to it."""
    people = {case: row for case, row in held.items() if case.startswith("person:")}
    done = {case for case, row in people.items() if row == wanted[case]}
    for case in people.keys() - done:
        untouched = {
            **dict.fromkeys(SAID),
            "case": case,
            "status": "lead",
            "measures": [],
            "links": [],
        }
        assert people[case] == untouched, "half a decision"
    linked = {link for case in done for link in people[case]["links"]}
    assert linked == held.keys() - people.keys()
    for case in done:
        for link in people[case]["links"]:
            is_whole = link.startswith("unit:") or case not in sheet
            assert held[link] == wanted[link] or not is_whole, "a decision without its measures"

    if TAKEN in acknowledged:
        assert len(people) == ROWS + BY_HAND
    if IMPORTED in acknowledged:
        assert sheet <= done
    assert {each.split()[1] for each in acknowledged if each.startswith(DECIDED)} <= done


def timed(worker: Worker, ledger: Path) -> float:
    begun = time.perf_counter()
    worker.run(ledger)
    return time.perf_counter() - begun


def test_killed_while_importing_and_deciding(office, worker):
    moments = random.Random(20241220)
    longest = min(timed(worker, office / name) for name in ("一", "二", "三", "whole.sqlite"))
    wanted = stands(office / "whole.sqlite")
    assert len(wanted) == (ROWS + BY_HAND) + ROWS // 2 + BY_HAND + 1  # people, units, the agency
    leads, _ = pickle.loads((office / "leads.pickle").read_bytes())
    sheet = {case_of_row(leads.iloc[n]) for n in range(ROWS)}

    ledger, interrupted, acknowledged = office / "0.sqlite", 0, set()
    for kill in range(KILLS):
        if kill % PER_LEDGER == 0:
            ledger, acknowledged = office / f"{kill}.sqlite", set()
        acknowledged |= worker.run(ledger, kill_after=moments.uniform(0, longest))
        held = stands(ledger)
        check(held, wanted, acknowledged, sheet)
        interrupted += len(held) > 0 and held != wanted
        if kill % PER_LEDGER == PER_LEDGER - 1:
            worker.run(ledger)
            assert stands(ledger) == wanted  # the same sheet completes it
    assert interrupted > KILLS // 10  # they were killed at work
