"""Killed at any moment: nothing acknowledged is lost, no decision is half there (kill -9)."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from guazheng_lib.casebook.ledger import Ledger

KILLS, PER_LEDGER, LONGEST = 200, 20, 0.06
CHILD = Path(__file__).with_name("appender.py")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL"),
]


@pytest.fixture
def appender() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, str(CHILD)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def killed(
    appender: subprocess.Popen[str], address: str, name: str, after: float
) -> dict[str, int]:
    """Let it enter for a while, kill it, and give what it acknowledged: events by case."""
    assert appender.stdin is not None and appender.stdout is not None
    print(address, name, file=appender.stdin, flush=True)
    lines = [appender.stdout.readline()]
    while not lines[-1].startswith("pid"):
        lines.append(appender.stdout.readline())
    time.sleep(after)
    os.kill(int(lines.pop().split()[1]), signal.SIGKILL)
    while (line := appender.stdout.readline()) != "dead\n":
        lines.append(line)
    said = (line.split() for line in lines)
    return {case: int(events) for case, events in said}


def test_killed_at_two_hundred_moments(tmp_path, appender):
    moments = random.Random(20241130)
    acknowledged: dict[str, int] = {}
    total = interrupted = 0
    for kill in range(KILLS):
        address = f"sqlite:///{(tmp_path / f'{kill // PER_LEDGER}.sqlite').as_posix()}"
        if kill % PER_LEDGER == 0:
            acknowledged = {}
        said = killed(appender, address, f"{kill:x}", moments.uniform(0, LONGEST))
        acknowledged |= said
        ledger = Ledger(address, admit=lambda event, status, entries: "lead")
        held: dict[str, int] = {}
        for entry in ledger.entries():
            held[entry.case] = held.get(entry.case, 0) + 1
        ledger.close()
        assert ledger.verify().entries == sum(held.values())
        ledger.close()
        wanted = {case: 4 if int(case.split("x")[1]) % 2 else 1 for case in held}
        assert held == wanted  # no half decision
        assert acknowledged.items() <= held.items()
        total += len(said)
        interrupted += len(held) > len(acknowledged)
        acknowledged = held
    assert total > KILLS  # they were killed at work, not before it
    assert interrupted > 0
