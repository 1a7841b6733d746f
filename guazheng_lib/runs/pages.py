"""Notebook in, executed notebook and page out (笔记本与页面)."""

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from guazheng_lib.runs.notebooks import run_notebook

if TYPE_CHECKING:
    from guazheng_lib.runs.kernel import Kernel

_RENDERING = Lock()  # nbconvert's exporter is one object and keeps state while it renders


def make_page(
    source: Path,
    folder: Path,
    parameters: dict[str, str],
    *,
    whose: str,
    page: str,
    area: str = "",
    kernel: "Kernel | None" = None,
) -> dict[str, Any]:
    """Execute a notebook in a staging folder and render its page there; give its closing record.

    The page is headed by the area, which is `whose` unless it is given.

    Raises:
        RunError: where the notebook did not run to its end.
        DocumentError: where the page would show what it must not.
    """
    from guazheng_lib.reports.pages.page import render_page

    closing = run_notebook(source, folder, parameters, whose=whose, kernel=kernel)
    with _RENDERING:
        render_page(folder / source.name, folder / page, area=area or whose)
    return closing
