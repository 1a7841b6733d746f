"""What an executed notebook may keep (清理): no folder of this machine, no clock, no widget state.

The same inputs give the same bytes, and a mailed notebook tells nothing about the office.
"""

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

_INJECTED = "injected-parameters"
_METADATA_KEPT = ("kernelspec", "language_info")


def published_notebook(executed: NotebookNode, parameters: Mapping[str, str]) -> NotebookNode:
    """Give an executed notebook as it is published (可发布的笔记本)."""
    notebook: NotebookNode = deepcopy(executed)
    kept = {key: value for key, value in executed.metadata.items() if key in _METADATA_KEPT}
    notebook.metadata = _node(kept)
    notebook.cells = [_cell(n, cell, parameters) for n, cell in enumerate(notebook.cells)]
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def parameter_source(parameters: Mapping[str, str]) -> str:
    """Write the parameters cell for readers: Chinese as Chinese, only the last name of a path.

    >>> print(parameter_source({"params": "/somewhere/海港.yml"}))
    # 本次运行的参数（文件夹只写末级名称）
    params = '海港.yml'
    """
    lines = [f"{name} = {Path(value).name!r}" for name, value in parameters.items()]
    return "\n".join(["# 本次运行的参数（文件夹只写末级名称）", *lines])


def _cell(order: int, cell: NotebookNode, parameters: Mapping[str, str]) -> NotebookNode:
    tags = list(cell.metadata.get("tags", []))
    if _INJECTED in tags:
        cell.id, cell.source = _INJECTED, parameter_source(parameters)
    cell.id = cell.get("id") or f"cell-{order}"
    cell.metadata = _node({"tags": tags} if tags else {})
    for output in cell.get("outputs", []):
        if "text/html" in output.get("data", {}):
            # The plain twin of a table is an address in memory, or whole rows with the numbers.
            output["data"].pop("text/plain", None)
    return cell


def _node(values: dict[str, Any]) -> NotebookNode:
    return NotebookNode(values)  # type: ignore[no-untyped-call]
