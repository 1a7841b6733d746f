"""Enters decisions until it is killed; said what is acknowledged. Forks, so that a kill is cheap.

Reads an address and a name a line; each line starts a child, whose end is reported as ``dead``.
"""

import os
import sys
from datetime import datetime

from guazheng_lib.casebook import Casebook
from guazheng_lib.casebook.ledger.connect import open_engine

BATCH = ("opened", "verifying", "concluded", "measure")
FACTS = {
    "opened": {"county": "甲县"},
    "concluded": {"outcome": "confirmed", "reason": "属实", "violation": "其他违法违规行为"},
    "measure": {"measures": ["责令限期整改"]},
}
AT = datetime.fromisoformat("2024-11-30T09:00:00+08:00")


def say(word: str) -> None:
    os.write(1, f"{word}\n".encode())


def enter(address: str, name: str) -> None:
    """Enter a lead alone, then a whole decision together, by turns; say each when it is entered."""
    with Casebook(address, user="核查员甲", clock=lambda: AT) as book:
        for n in range(100_000):
            case = f"person:{name}x{n}"
            steps = BATCH if n % 2 else BATCH[:1]
            events = [
                {"case": case, "step": step, "facts": FACTS.get(step, {}), "key": f"{case}/{step}"}
                for step in steps
            ]
            book.append(events[0]) if len(events) == 1 else book.append_all(events)
            say(f"{case} {len(events)}")


def main() -> None:
    open_engine("sqlite://", create=True)  # loads what a child would load
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            enter(*line.split())
        say(f"pid {child}")
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
