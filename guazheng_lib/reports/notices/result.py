"""What an officer is told of the notices written (写出的文书)."""

from collections.abc import Sequence
from pathlib import Path

from guazheng_lib.reports.notices.checks import document_text
from guazheng_lib.reports.notices.kinds import UNCHECKED

_TO_FILL_IN = ("（请填写", "（请补充")


def result_lines(paths: Sequence[Path]) -> list[str]:
    """Say of each document what is left for the officer: to fill in, to check (待办)."""
    return [_line(path) for path in paths]


def _line(path: Path) -> str:
    text = document_text(path.read_bytes())
    empty = sum(text.count(words) for words in _TO_FILL_IN)
    left = [f"待填写 {empty} 处"] * bool(empty)
    left += [f"待核 {text.count(UNCHECKED)} 处"] * (UNCHECKED in text)
    return "，".join([f"写出 {path.name}", *left])
