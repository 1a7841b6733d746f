"""How far a run is, in lines that also read well in a log file (进度)."""

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from threading import Lock


def to_stderr(line: str) -> None:
    """Write one line where progress and problems go."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


class Progress:
    """Counts the steps of every county and says the time left, per county and overall (进度).

    The time left is the mean time of the steps done so far, times the steps still to do: steps are
    alike (a notebook each), and nothing better is known before the first run.
    """

    def __init__(
        self,
        steps_each: int,
        *,
        say: Callable[[str], None] = to_stderr,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start with nobody expected yet."""
        self._steps_each, self._say, self._clock = steps_each, say, clock
        self._lock = Lock()
        self._expected: list[str] = []
        self._done: dict[str, int] = defaultdict(int)
        self._started: dict[str, float] = {}
        self._begin = clock()

    def expect(self, names: list[str]) -> None:
        """Say who is going to be worked on."""
        self._expected, self._begin = list(names), self._clock()

    def say(self, line: str) -> None:
        """Say a line as it is."""
        with self._lock:
            self._say(line)

    def start(self, name: str) -> None:
        """A county's work begins."""
        with self._lock:
            self._started[name] = self._clock()

    def step(self, name: str, what: str) -> None:
        """One step of a county is done."""
        with self._lock:
            self._done[name] += 1
            left = self._steps_each - self._done[name]
            self._say(f"{self._overall()} {name}: {what}完成{self._left_of(name, left)}")

    def finish(self, name: str, how: str) -> None:
        """A county's work has ended, well or not; its remaining steps are no longer expected."""
        with self._lock:
            self._done[name] = self._steps_each
            spent = self._clock() - self._started.pop(name, self._clock())
            self._say(f"{self._overall()} {name}: {how}，用时 {duration(spent)}")

    def _overall(self) -> str:
        total = self._steps_each * len(self._expected)
        done = sum(self._done[name] for name in self._expected)
        finished = sum(self._done[name] >= self._steps_each for name in self._expected)
        spent = self._clock() - self._begin
        left = f"，全部约剩 {duration(spent / done * (total - done))}" if 0 < done < total else ""
        return f"[{finished}/{len(self._expected)}{left}]"

    def _left_of(self, name: str, steps: int) -> str:
        if steps <= 0 or name not in self._started:
            return ""
        spent = self._clock() - self._started[name]
        return f"，本县区约剩 {duration(spent / self._done[name] * steps)}"


def duration(seconds: float) -> str:
    """Say a length of time (时长).

    >>> duration(4.2), duration(75), duration(7300)
    ('4 秒', '1 分 15 秒', '2 小时 1 分')
    """
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} 秒"
    if whole < 3600:
        return f"{whole // 60} 分 {whole % 60} 秒"
    return f"{whole // 3600} 小时 {whole % 3600 // 60} 分"
