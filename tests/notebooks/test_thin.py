"""Notebooks stay thin: each cell a sentence that calls the library, nothing saved with them."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(path for path in ROOT.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
BATCH = [path for path in NOTEBOOKS if path.parent.name in ("county", "city")]
PARAMETERS = ["params", "data", "outputs", "work"]

FEWEST, MOST, LINES = 5, 12, 8
HEAVY = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda),
    *(ast.For, ast.AsyncFor, ast.While, ast.Try, ast.With),
)
COLUMNS = re.compile(r"\[\s*['\"]")

of_each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
of_each_in_the_batch = pytest.mark.parametrize("path", BATCH, ids=lambda path: path.stem)


def load(path: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    return [cell for cell in load(path)["cells"] if cell["cell_type"] == kind]


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def test_the_notebooks_of_the_batch_are_there() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in BATCH}
    assert names == {
        "county/screening.ipynb",
        "county/intermediaries.ipynb",
        "county/report.ipynb",
        "city/summary.ipynb",
    }


@of_each
def test_few_and_short_cells(path: Path) -> None:
    code = cells(path, "code")
    assert FEWEST <= len(code) <= MOST
    assert [source(cell) for cell in code if len(source(cell).splitlines()) > LINES] == []
    assert [source(cell) for cell in code if not source(cell).strip()] == []


@of_each
def test_no_logic_in_a_cell(path: Path) -> None:
    for cell in cells(path, "code"):
        tree = ast.parse(source(cell))
        assert [type(node).__name__ for node in ast.walk(tree) if isinstance(node, HEAVY)] == []
        assert not COLUMNS.search(source(cell)), "a column is named by the library"
        assert not source(cell).lstrip().startswith(("%", "!"))


@of_each
def test_only_the_library_is_imported(path: Path) -> None:
    for cell in cells(path, "code"):
        for node in ast.walk(ast.parse(source(cell))):
            if isinstance(node, ast.Import):
                assert [name.name for name in node.names] == []
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] == "guazheng_lib"


@of_each
def test_nothing_is_saved_with_it(path: Path) -> None:
    notebook = load(path)
    assert "widgets" not in notebook["metadata"]
    assert "papermill" not in notebook["metadata"]
    for cell in cells(path, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


@of_each
def test_cells_are_known_by_fixed_names(path: Path) -> None:
    ids = [cell["id"] for cell in load(path)["cells"]]
    assert len(set(ids)) == len(ids)
    assert load(path)["nbformat_minor"] >= 5


@of_each
def test_it_reads_as_a_page(path: Path) -> None:
    text = [source(cell) for cell in cells(path, "markdown")]
    headings = [line for cell in text for line in cell.splitlines() if line.startswith("# ")]
    assert len(headings) == 1
    assert text[0].startswith("# ")
    assert all(re.search(r"[\u4e00-\u9fff]", cell) for cell in text)
    bare = [cell for cell in text if len(cell.split("\n\n")) < 2]
    assert bare == [], "every section says in a sentence what it shows"


@of_each
def test_every_step_stands_under_a_heading(path: Path) -> None:
    kinds = [cell["cell_type"] for cell in load(path)["cells"]]
    assert kinds[0] == "markdown"
    titles = [source(cell) for cell in cells(path, "markdown")]
    assert sum(title.startswith("## ") for title in titles) >= FEWEST - 2


@of_each_in_the_batch
def test_the_first_code_cell_declares_the_runs_parameters(path: Path) -> None:
    first = cells(path, "code")[0]
    assert first["metadata"]["tags"] == ["parameters"]
    assigned = [node for node in ast.parse(source(first)).body if isinstance(node, ast.Assign)]
    assert [node.targets[0].id for node in assigned if isinstance(node.targets[0], ast.Name)] == (
        PARAMETERS
    )
    for node in assigned:
        assert isinstance(node.value, ast.Constant)
        assert isinstance(node.value.value, str)
        assert not Path(node.value.value).is_absolute()


@of_each_in_the_batch
def test_the_last_code_cell_closes_under_the_notebooks_name(path: Path) -> None:
    last = source(cells(path, "code")[-1])
    assert f'.close("{path.stem}")' in last.splitlines()[-1]
