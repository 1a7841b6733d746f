"""Misses shown to a developer who asks, long numbers masked (漏判样例)."""

import re
from collections.abc import Sequence

_LONG_NUMBER = re.compile(r"\d{5,}")


def print_missed(title: str, missed: Sequence[str], count: int) -> None:
    """Print the first of what was misread, each on a line of its own."""
    for text in missed[:count]:
        print(title, "✗", _LONG_NUMBER.sub("…", " ".join(text.split()))[:160])
