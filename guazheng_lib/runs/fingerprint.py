"""What a result depends on (指纹): the inputs, the parameters, the code, the versions."""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

_CODE = frozenset((".py", ".yml", ".j2", ".css", ".js", ".json", ".docx", ".html", ".csv"))
_PACKAGES = ("duckdb", "ibis-framework", "nbconvert", "openpyxl", "pandas", "plotly", "pyarrow")


def sha256(path: Path) -> str:
    """Hash a file's content (文件指纹)."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest(values: Any) -> str:
    """Hash values that JSON can hold, whatever the order of their keys (值的指纹)."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@cache
def code_hash(notebooks: Path) -> str:
    """Hash the library and the notebooks: what they say, not how they were saved (代码指纹)."""
    package = Path(__file__).parents[1]
    files = sorted(
        path
        for path in package.rglob("*")
        if path.suffix in _CODE and "__pycache__" not in path.parts
    )
    parts = {path.relative_to(package).as_posix(): sha256(path) for path in files}
    for notebook in sorted(notebooks.rglob("*.ipynb")):
        if ".ipynb_checkpoints" not in notebook.parts:
            parts[notebook.relative_to(notebooks).as_posix()] = _sources_hash(notebook)
    return digest(parts)


@cache
def versions() -> Mapping[str, str]:
    """Name the versions that can change a result (版本)."""
    found = {name: version(name) for name in _PACKAGES}
    return {"python": platform.python_version(), "guazheng": _own_version(), **found}


def _own_version() -> str:
    from guazheng_lib import __version__

    return __version__


def _sources_hash(notebook: Path) -> str:
    # Opening a notebook in JupyterLab and saving it changes the file, not what it does.
    try:
        cells: Iterable[Mapping[str, Any]] = json.loads(notebook.read_text("utf-8"))["cells"]
    except (ValueError, KeyError, TypeError):
        return sha256(notebook)
    return digest([(cell.get("cell_type"), cell.get("source")) for cell in cells])
