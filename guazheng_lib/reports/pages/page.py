"""An executed notebook as a page for offline office computers (页面)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat

from guazheng_lib.reports.pages.leaks import page_problems
from guazheng_lib.reports.pages.outputs import count_charts, page_cells, take_title
from guazheng_lib.terms.catalogue import LEAD_IS_NO_FINDING
from guazheng_lib.terms.errors import DocumentError, Place
from guazheng_lib.terms.files import write_whole

ASSETS = "assets"
"""The folder beside the counties' that holds what all pages share."""

_NBFORMAT: Any = nbformat  # it tells mypy that it is typed, but its functions are not
_PLOTLY = "plotly.min.js"
_TEMPLATES = Path(__file__).parents[1] / "template"


@dataclass(frozen=True)
class PageFrame:
    """What stands around a page's content (页眉页脚)."""

    title: str
    origin: str
    assets: str
    charts: int
    fairness: str = LEAD_IS_NO_FINDING


def render_page(
    notebook: Path, page: Path, assets: str = "../assets", *, area: str = "", origin: str = ""
) -> Path:
    """Render an executed notebook as a page; asks no network and shows no source (出页面).

    Args:
        notebook: the executed notebook; it stays as it is.
        page: where the page goes; written whole or not at all.
        assets: the way from the page's folder to the shared one.
        area: the county or city, put before the notebook's own first heading.
        origin: the line in the page's foot that says what it was made from.

    Raises:
        DocumentError: where a cell failed, or the page would show what it must not.
    """
    cells = list(page_cells(_NBFORMAT.read(notebook, as_version=4)))
    heading = take_title(cells)
    frame = PageFrame(
        title=f"{area}{heading or notebook.stem}",
        origin=origin or f"本页由笔记本 {notebook.name} 生成。",
        assets=assets.rstrip("/"),
        charts=count_charts(cells),
    )
    text = _render(cells, frame)
    _refuse(page_problems(text, folder=page.resolve().parent), page)
    return write_whole(page, text.encode("utf-8"))


def write_assets(outputs: Path) -> Path:
    """Put plotly.js beside the pages, once for all counties (公用文件)."""
    import plotly

    source = Path(plotly.__file__).parent / "package_data" / _PLOTLY
    target = outputs / ASSETS / _PLOTLY
    content = source.read_bytes()
    if target.exists() and target.read_bytes() == content:
        return target
    return write_whole(target, content)


def _render(cells: list[nbformat.NotebookNode], frame: PageFrame) -> str:
    nb = _NBFORMAT.v4.new_notebook(cells=cells)
    text, _ = _exporter().from_notebook_node(nb, resources={"page": frame})
    return str(text)


@cache
def _exporter() -> Any:
    import nbconvert

    exporter: Any = nbconvert.HTMLExporter
    return exporter(
        template_name="page",
        extra_template_basedirs=[str(_TEMPLATES)],
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
        language_code="zh-CN",
    )


def _refuse(problems: list[str], page: Path) -> None:
    if problems:
        raise DocumentError(
            "；".join(problems),
            place=Place(page.name),
            remedy="页面没有写出；改正笔记本里引出该内容的那一格再跑",
        )
