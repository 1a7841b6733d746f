"""Takes leads in, imports a sheet and decides until it is killed; says what is acknowledged.

Reads a ledger's file a line; each line starts a child by fork, so that a kill is cheap. The sheet
is read once: what matters is how it is written. Rows go in a few at a time, for many a moment
between two transactions.
"""

import contextlib
import os
import pickle
import signal
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from guazheng_lib.casebook import Casebook, Decision, Hand
from guazheng_lib.casebook.events import CHINA
from guazheng_lib.casebook.intake import case_of_row, take_in
from guazheng_lib.casebook.worksheet import importing

AT = datetime(2024, 12, 20, 9, tzinfo=CHINA)
CONFIRMED = Decision(
    "confirmed",
    violation="租借、出租出借证书（印章）",
    measures=("责令限期整改", "单位通报", "责令机构限期整改"),
    agency="甲市庚辛人力资源有限公司",
    verified_by="张三",
)
TAKEN, IMPORTED, DECIDED, DONE = "taken", "imported", "decided", "done"


def say(*words: str) -> None:
    os.write(sys.stdout.fileno(), f"{' '.join(words)}\n".encode())


def work(ledger: str, sheet: Path, leads: Any, by_hand: list[int]) -> None:
    """Do all there is to do, as an office does: whatever was done before is not done again."""
    with Casebook(f"sqlite:///{ledger}", user="张三", clock=lambda: AT) as book:
        hand = Hand("张三", AT, key="take/一")
        book.append_all(take_in(leads, book.state(), hand))
        say(TAKEN)
        for n in by_hand[::2]:
            decide(book, case_of_row(leads.iloc[n]))
        outcome = book.import_worksheet(sheet, by="张三")
        assert outcome.returned == 0, outcome.lines()
        say(IMPORTED)
        for n in by_hand[1::2]:
            decide(book, case_of_row(leads.iloc[n]))


def decide(book: Casebook, case: str) -> None:
    """Decide a case that nobody has decided yet."""
    if book.case(case)["status"] == "lead":
        book.decide(case, CONFIRMED)
    say(DECIDED, case)


def main() -> None:
    importing._AT_ONCE = 3
    sheet = Path(sys.argv[1])
    leads, by_hand = pickle.loads(Path(sys.argv[2]).read_bytes())
    handed, workbook = importing.read_worksheet(sheet), importing.reopen(sheet)
    importing.read_worksheet, importing.reopen = lambda path: handed, lambda path: workbook
    with contextlib.redirect_stdout(Path(os.devnull).open("w")), TemporaryDirectory() as folder:
        work(f"{folder}/c.sqlite", sheet, leads, by_hand)  # loads what a child would load
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            work(line.strip(), sheet, leads, by_hand)
            say(DONE)
            signal.pause()
        say("pid", str(child))
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
