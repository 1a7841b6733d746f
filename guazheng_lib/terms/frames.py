"""One way to go through a frame's rows (逐行)."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def records(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """Give the rows of a frame by column name (逐行)."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
