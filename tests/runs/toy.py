"""Toy notebooks: each does one thing that a notebook may do wrong."""

from pathlib import Path

import nbformat

CLOSE = (
    "from pathlib import Path\n"
    "from guazheng_lib.runs.closing import close_notebook\n"
    "close_notebook(Path(outputs), 'toy', rows=3)"
)


def write_notebook(
    path: Path,
    *cells: str,
    parameters: str = "outputs = ''",
    close: bool = True,
    kernel: str = "python3",
    language: bool = True,
) -> Path:
    """Write a notebook: title, parameters, the given cells under 「动手」, the closing cell."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"name": kernel, "display_name": kernel}
    if language:
        notebook.metadata["language_info"] = {"name": "python"}
    declared = nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})
    notebook.cells = [nbformat.v4.new_markdown_cell("# 玩具"), declared]
    notebook.cells.append(nbformat.v4.new_markdown_cell("## 动手\n\n说明一句。"))
    notebook.cells += [nbformat.v4.new_code_cell(cell) for cell in cells]
    if close:
        notebook.cells += [
            nbformat.v4.new_markdown_cell("## 收尾"),
            nbformat.v4.new_code_cell(CLOSE),
        ]
    for order, cell in enumerate(notebook.cells):
        cell.id = f"toy-{order}"
    nbformat.write(notebook, path)
    return path
