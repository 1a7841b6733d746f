"""How much a file may cost before it is refused (读入上限)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The bounds of the reader process (读入上限); a file beyond them is refused, the rest is read.

    Attributes:
        memory_mb: address space of the reader process.
        seconds: time for one file.
        expanded_mb: size of a workbook once unpacked.
        ratio: how many times a workbook may grow when unpacked, once it is larger than a few MB.
        cells: rows × columns of one sheet, from A1 to its last cell.
    """

    memory_mb: int = 4096
    seconds: float = 300.0
    expanded_mb: int = 1500
    ratio: int = 100
    cells: int = 40_000_000
