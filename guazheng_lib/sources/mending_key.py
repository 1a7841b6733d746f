"""The key by which a mended line finds its row again (待改清单的读回键).

It says which source, field and row, and proves the rest by digests: which file, and what the row
held when the list was written. The proof takes in every required field, not only the cell at
fault: an empty number at row 17 of a new file is another person's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from guazheng_lib.terms.tables import SOURCES, SourceKind

_SHAPE = re.compile(
    r"(?P<kind>[a-z_]+):(?P<field>[a-z_]+):(?P<row>\d{1,9}):(?P<file>[0-9a-f]{12}):[0-9a-f]{24}"
)


@dataclass(frozen=True)
class MendingKey:
    """A key taken apart (读回键): the source, the field at fault, the row, the file's digest."""

    kind: SourceKind
    field: str
    row: int
    file: str

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Take a key apart; None where it is none of ours."""
        found = _SHAPE.fullmatch(text)
        if found is None or found["kind"] not in set(SourceKind):
            return None
        return cls(SourceKind(found["kind"]), found["field"], int(found["row"]), found["file"])


def file_digest(kind: SourceKind, file: str) -> str:
    """Digest which file of which source it is (文件摘要)."""
    return _digest(str(kind), file)[:12]


def key_of_cell(
    kind: SourceKind,
    place: tuple[str, str | None, int],
    field: str,
    cells: Mapping[str, object],
) -> str:
    """Make the key of a cell at fault (读回键); no number can be read from it.

    Args:
        kind: the source.
        place: file, sheet, row.
        field: the field at fault.
        cells: the row's cells by field.
    """
    file, sheet, row = place
    required = {name for group in SOURCES[kind].required for name in group}
    told = [f"{name}={cells[name]}" for name in sorted(required | {field}) if _told(cells, name)]
    proof = _digest(str(kind), file, sheet or "", str(row), field, *told)[:24]
    return f"{kind}:{field}:{row}:{file_digest(kind, file)}:{proof}"


def _told(cells: Mapping[str, object], name: str) -> bool:
    return isinstance(cells.get(name), str)


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8")).hexdigest()
