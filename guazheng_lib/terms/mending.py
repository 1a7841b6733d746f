"""The words of the quarantine workbook, which leaves mended and comes back (待改清单的往返).

`reports` writes it, `sources` takes it back; both must mean the same sheet, heading and format.
"""

from collections.abc import Mapping
from enum import StrEnum

FORMAT = "guazheng-quarantine"
VERSION = 1
"""Raised when a workbook of before can no longer be taken back."""

LIST_SHEET = "待改清单"
GUIDE_SHEET = "怎样填写"
META_SHEET = "说明"
UNUSED_SHEET = "未认出的改正"

MENDED_NOTE = "已按待改清单改正"

OFFICER_COLUMNS: Mapping[str, str] = {
    "mended": "改正为",
    "other": "改正列",
    "by": "改正人",
    "remark": "备注",
}
"""What the office that sent the data fills in; `other` only where another cell is to be mended."""


class Mended(StrEnum):
    """What became of a mended line (改正结果)."""

    TAKEN = "taken"
    STILL_WRONG = "still_wrong"
    REFUSED = "refused"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return _OUTCOMES[self]

    @property
    def is_used(self) -> bool:
        """Whether the line replaced a cell."""
        return self in (Mended.TAKEN, Mended.STILL_WRONG)


_OUTCOMES = {
    Mended.TAKEN: "已采用",
    Mended.STILL_WRONG: "已采用，该行仍需改正",
    Mended.REFUSED: "填写的值不能用，未采用",
    Mended.CONFLICT: "改法不一致，未采用",
    Mended.UNKNOWN: "未认出，未采用",
}

MENDED_COLUMNS: Mapping[str, str] = {
    "workbook": "改正文件",
    "workbook_row": "改正文件行号",
    "source": "数据来源",
    "file": "文件",
    "sheet": "工作表",
    "row": "行号",
    "field": "字段",
    "value": "改正为",
    "by": "改正人",
    "outcome": "结果",
    "reason": "原因",
    "remedy": "处理办法",
}
"""One row a mended line: where it stands, the cell that it is for, what became of it."""
