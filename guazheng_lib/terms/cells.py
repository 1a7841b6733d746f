"""How a text goes into a workbook's cell (按文本写入)."""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

LONGEST = 32_000
"""Characters that a cell may have; Excel holds 32 767."""

_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def put_text(cell: Any, text: str) -> "Cell":
    """Write what came from outside so that no program computes with it (按文本写入).

    A text beginning with ``= + - @`` would be a formula, 18 digits a rounded number.
    """
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    clean = _NO_XML.sub("", ILLEGAL_CHARACTERS_RE.sub("", text))
    short = clean if len(clean) <= LONGEST else f"{clean[:LONGEST]}……（过长，已截断）"
    cell.value = _LIKE_AN_ESCAPE.sub("_x005F_", short)  # Excel reads _x000D_ as a character
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = True
    return cell  # type: ignore[no-any-return]
