"""A figure and its table twin, as one value (图与表)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from guazheng_lib.reports.pages.tables import Table, table_html

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

PLOTLY_MIME = "application/vnd.plotly.v1+json"
"""How JupyterLab and our pages recognise a figure."""

FONTS = (
    '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", '
    '"WenQuanYi Micro Hei", SimHei, sans-serif'
)
"""Chinese fonts of Windows, macOS and Linux; nothing is fetched."""


@dataclass(frozen=True)
class Chart:
    """A figure with the table that holds the same numbers (图与表).

    JupyterLab draws the figure; a page draws it and puts the table beside it, so a page that
    lost its `assets/` still tells every number.
    """

    figure: "Figure"
    table: Table

    def _repr_mimebundle_(self, **_: Any) -> Mapping[str, Any]:
        return {
            PLOTLY_MIME: json.loads(self.figure.to_json()),
            "text/html": table_html(self.table),
            "text/plain": f"{self.table.caption}（图）",
        }
