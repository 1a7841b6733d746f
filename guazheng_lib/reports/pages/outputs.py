"""The outputs of an executed notebook, made fit for a page (笔记本输出)."""

import base64
import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import nbformat
import pandas as pd
from nbformat import NotebookNode

from guazheng_lib.reports.pages.charts import PLOTLY_MIME
from guazheng_lib.reports.pages.tables import Table, hide_ids, table_html
from guazheng_lib.terms.catalogue import LEAD_IS_NO_FINDING
from guazheng_lib.terms.errors import DocumentError

_ANALYSTS_TAGS = frozenset(("parameters", "injected-parameters", "analyst"))
_WIDGET_MIME = "application/vnd.jupyter.widget-view+json"
_WIDGET_NOTE = '<p class="note">这里是可操作的面板，只在 JupyterLab 里打开笔记本时可用。</p>'
_MISSING = (
    '<p class="chart-missing">图没有显示：缺少与页面同时发布的 assets 文件夹。数字都在表里。</p>'
)
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_node: Any = nbformat.from_dict  # nbformat tells mypy that it is typed, but this is not
_MOST_ROWS, _MOST_COLUMNS = 12, 3  # a larger table stands below its chart, not beside it


def page_cells(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Give the cells that a page shows; sources, widgets, what is tagged `analyst` stay (页面内容).

    Raises:
        DocumentError: where a cell failed: an unfinished notebook is no page.
    """
    for cell in notebook.cells:
        if _ANALYSTS_TAGS & set(cell.metadata.get("tags", ())):
            continue
        shown = _node(cell)
        shown.metadata = _node({})
        if cell.cell_type == "markdown":
            shown.source = cell.source.replace(LEAD_IS_NO_FINDING, "")  # the page's frame says it
        if cell.cell_type == "code":
            shown.source = ""
            shown.outputs = [made for output in cell.outputs for made in _shown_output(output)]
        yield shown


def take_title(cells: list[NotebookNode]) -> str | None:
    """Take the first main heading out of the cells; lower every further one (取标题)."""
    title = None
    for cell in cells:
        if cell.cell_type != "markdown":
            continue
        lines, fenced = [], False
        for line in cell.source.splitlines():
            fenced ^= bool(_FENCE.match(line))
            if fenced or not line.startswith("# "):
                lines.append(line)
            elif title is None:
                title = line[2:].strip()
            else:
                lines.append(f"#{line}")
        cell.source = "\n".join(lines)
    return title


def count_charts(cells: list[NotebookNode]) -> int:
    """Count the figures that the page will draw (图数)."""
    return sum(
        output.get("data", {}).get("text/html", "").count('class="chart ')
        for cell in cells
        for output in cell.get("outputs", ())
    )


def _shown_output(output: NotebookNode) -> Iterator[NotebookNode]:
    if output.output_type == "error":
        raise DocumentError(
            f"笔记本有一格出错（{output.ename}）", remedy="先让笔记本完整跑完，再出页面"
        )
    if output.output_type == "stream" and output.name == "stderr":
        return
    data = output.get("data", {})
    if PLOTLY_MIME in data:
        yield _html_output(_exhibit(data[PLOTLY_MIME], data.get("text/html")))
    elif _WIDGET_MIME in data:
        yield _html_output(_WIDGET_NOTE)
    else:
        yield output


def _html_output(text: str) -> NotebookNode:
    made: NotebookNode = _node(
        {"output_type": "display_data", "metadata": {}, "data": {"text/html": text}}
    )
    return made


def _exhibit(figure: Mapping[str, Any], twin: str | None) -> str:
    label = _label(figure)
    table = twin or table_html(Table(figure_numbers(figure), label))
    is_large = table.count("<tr>") > _MOST_ROWS or table.count('scope="col"') > _MOST_COLUMNS
    shape = "exhibit large" if is_large else "exhibit"
    drawn = {"data": figure.get("data", []), "layout": figure.get("layout", {})}
    values = json.dumps(drawn, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return (
        f'<div class="{shape}"><figure><div class="chart chart-empty" role="img" '
        f'aria-label="{html.escape(label)}">{_MISSING}</div>'
        f'<script type="application/json">{values}</script></figure>{table}</div>'
    )


def _label(figure: Mapping[str, Any]) -> str:
    title = figure.get("layout", {}).get("title", "")
    text = title.get("text", "") if isinstance(title, Mapping) else title
    return re.sub(r"<[^>]*>", " ", str(text)).strip() or "图"


def figure_numbers(figure: Mapping[str, Any]) -> pd.DataFrame:
    """Read the numbers back out of a figure that came without a table (图中数据).

    >>> figure_numbers({"data": [{"type": "bar", "x": ["甲", "乙"], "y": [1, 2]}]}).values.tolist()
    [['', '甲', 1], ['', '乙', 2]]
    """
    rows = [
        (str(trace.get("name", "")), left, right)
        for trace in figure.get("data", [])
        for left, right in zip(*_sides(trace), strict=False)
    ]
    return pd.DataFrame(rows, columns=["系列", "项", "值"])


def _sides(trace: Mapping[str, Any]) -> tuple[list[Any], list[Any]]:
    if "labels" in trace:
        return _values(trace["labels"]), _values(trace.get("values", []))
    x, y = _values(trace.get("x", [])), _values(trace.get("y", []))
    return (y, x) if trace.get("orientation") == "h" else (x, y)


def _values(axis: Any) -> list[Any]:
    if isinstance(axis, Mapping) and "bdata" in axis:
        import numpy as np

        return list(np.frombuffer(base64.b64decode(axis["bdata"]), dtype=axis["dtype"]).tolist())
    return [hide_ids(value) if isinstance(value, str) else value for value in axis]
