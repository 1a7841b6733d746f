"""The house as agreed: its folders, its contracts, what may be in the repository at all."""

import ast
import importlib
import pkgutil
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import guazheng_lib
from guazheng_lib.terms import errors
from guazheng_lib.terms.identity import IdType, ParsedId, check_character, parse_person_id

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

TOP_LEVEL = {
    *("notebooks", "guazheng_lib", "params", "data", "outputs", "tests", "benchmarks", "docs"),
    *("environment.yml", "pyproject.toml", "requirements.lock", "Makefile", "README.md"),
    *("README.zh-CN.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", ".ci"),
}
KEPT_BY_TOOLS = {".gitignore", ".gitattributes", ".pre-commit-config.yaml"}
LARGEST_FILE = 500_000
BINARY = {".docx", ".xlsx", ".xls", ".parquet", ".png", ".woff2"}

STANDARD_SPECIMEN = "11010519491231002X"
"""The specimen number printed in GB 11643-1999 itself."""
NEVER_ISSUED = "999999"
"""An area that was never given out: what `tests/make.py` builds numbers from."""

CONDA_NAMES = {
    "python-duckdb": "duckdb",
    "ibis-duckdb": "ibis-framework",
    "pandera-pandas": "pandera",
}


def tracked() -> list[Path]:
    """List the files that git holds or would take, whatever the folder is called."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: which files belong to the project is not known")
    paths = (ROOT / name for name in listed.stdout.decode("utf-8").split("\0") if name)
    return [path for path in paths if path.is_file()]


def texts() -> Iterator[tuple[str, str]]:
    for path in tracked():
        if path.suffix not in BINARY:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def modules() -> list[str]:
    found = pkgutil.walk_packages(guazheng_lib.__path__, "guazheng_lib.")
    return ["guazheng_lib", *(module.name for module in found)]


def syntax(module: str) -> ast.Module:
    path = ROOT.joinpath(*module.split("."))
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.parse(source.read_text(encoding="utf-8"))


def test_top_level_is_the_agreed_one():
    found = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert found - KEPT_BY_TOOLS == TOP_LEVEL


def test_ci_is_executable():
    listed = subprocess.run(
        ["git", "ls-files", "--stage", ".ci/run"], cwd=ROOT, capture_output=True, check=False
    )
    if not listed.stdout:
        pytest.skip("not a git checkout: the mode of .ci/run is not known")
    assert listed.stdout.startswith(b"100755")


def test_no_file_is_too_large():
    assert [str(path) for path in tracked() if path.stat().st_size > LARGEST_FILE] == []


def test_no_machine_path_and_no_index_host():
    machine = re.compile(r"(?<![\w.])/(?:work|root|farm)/")
    index = re.compile(r"index-url|pypi\.org|files\.pythonhosted|mirrors?\.\w+\.\w+")
    own = "tests/test_house.py"
    found = [name for name, text in texts() if name != own and machine.search(text)]
    found += [name for name, text in texts() if name != own and index.search(text)]
    assert found == []


@pytest.mark.parametrize(
    "name", ["requirements.lock", "pyproject.toml", "environment.yml", "Makefile", ".ci/run"]
)
def test_installation_names_no_address(name):
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


def test_no_identity_number_of_a_possible_person():
    shape = re.compile(r"(?<![0-9A-Za-z.])\d{17}[\dXx](?![0-9A-Za-z])")
    found = [
        f"{name}, character {match.start()}"
        for name, text in texts()
        for match in shape.finditer(text)
        if is_possible_person(match.group())
    ]
    assert found == []


def is_possible_person(digits: str) -> bool:
    if digits.upper() == STANDARD_SPECIMEN or digits.startswith(NEVER_ISSUED):
        return False
    parsed = parse_person_id(digits)
    return isinstance(parsed, ParsedId) and parsed.type is not IdType.MASKED


@pytest.mark.parametrize(
    ("digits", "found"),
    [
        pytest.param("110105" + "19491231001", True, id="能是某人的号码"),
        pytest.param(NEVER_ISSUED + "19491231001", False, id="从未启用的地区"),
        pytest.param("110105" + "19491331001", False, id="月份不存在"),
    ],
)
def test_the_search_for_identity_numbers(digits, found):
    assert is_possible_person(digits + check_character(digits)) is found
    assert is_possible_person(STANDARD_SPECIMEN) is False


def test_every_module_says_what_it_is_for():
    assert [name for name in modules() if not ast.get_docstring(syntax(name))] == []


def test_every_public_name_of_a_room_exists():
    for name in modules():
        if name.endswith("__main__"):
            continue
        module = importlib.import_module(name)
        assert [word for word in getattr(module, "__all__", ()) if not hasattr(module, word)] == []


def test_the_layers_name_every_room():
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    (contract,) = (each for each in contracts if each["containers"] == ["guazheng_lib"])
    layers = {room for layer in contract["layers"] for room in layer.split(" : ")}
    rooms = {name.split(".")[1] for name in modules() if name.count(".") == 1}
    assert contract["exhaustive"] is True
    assert layers == rooms - set(contract["exhaustive_ignores"])


def subclasses(base: type) -> Iterator[type]:
    for child in base.__subclasses__():
        yield child
        yield from subclasses(child)


def test_every_error_has_its_own_code_and_stands_on_the_map():
    kinds = [errors.GuazhengError, *subclasses(errors.GuazhengError)]
    own = [kind for kind in kinds if kind.__module__ == errors.__name__]
    assert len({kind.code for kind in own}) == len(own)
    assert errors.__doc__ is not None
    assert [kind.__name__ for kind in own if kind.__name__ not in errors.__doc__] == []
    assert [kind.__name__ for kind in kinds if not kind.__doc__] == []


def requirements(extra: str | None = None) -> dict[str, Requirement]:
    project = PYPROJECT["project"]
    lines = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return {canonicalize_name((found := Requirement(line)).name): found for line in lines}


def conda() -> dict[str, Requirement]:
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    lines = [line for line in listed if isinstance(line, str)]
    lines += [line for entry in listed if isinstance(entry, dict) for line in entry["pip"]]
    found = (Requirement(line) for line in lines)
    return {canonicalize_name(CONDA_NAMES.get(line.name, line.name)): line for line in found}


def locked() -> dict[str, list[tuple[str, str]]]:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins: dict[str, list[tuple[str, str]]] = {}
    for name, version, marker in re.findall(
        r"^([\w.-]+)==([^\s;]+)(?: ; (.+))?$", text, re.MULTILINE
    ):
        pins.setdefault(canonicalize_name(name), []).append((version, marker))
    return pins


def test_conda_environment_says_the_same_as_pyproject():
    said = {name: str(found.specifier) for name, found in conda().items()}
    house = {name: said.pop(name) for name in ("python", "pip", "setuptools")}
    wanted = {name: str(found.specifier) for name, found in requirements().items()}
    assert said == wanted
    assert house["python"] == PYPROJECT["project"]["requires-python"]
    assert house["setuptools"] == str(requirements("dev")["setuptools"].specifier)


@pytest.mark.parametrize("extra", [None, "dev"])
def test_lock_satisfies_pyproject(extra):
    pins = locked()
    for name, wanted in requirements(extra).items():
        assert name in pins, f"{name} is not locked: make lock"
        for version, _ in pins[name]:
            assert wanted.specifier.contains(version), f"{name} {version}: make lock"


def test_lock_serves_windows_too():
    pins = locked()
    assert ("win32" in pins["colorama"][0][1]) and ("nt" in pins["pywinpty"][0][1])
    assert "win32" in pins["pexpect"][0][1]


def test_a_wheel_holds_every_word_list_and_template(tmp_path):
    project = tmp_path / "project"
    shutil.copytree(
        ROOT / "guazheng_lib", project / "guazheng_lib", ignore=shutil.ignore_patterns("*.pyc")
    )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, project / name)
    build = "from setuptools.build_meta import build_wheel; build_wheel('..')"
    subprocess.run([sys.executable, "-c", build], cwd=project, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    ours = {name for name, _ in texts() if name.startswith("guazheng_lib/")}
    assert ours - held == set()


def test_changelog_opens_with_what_is_coming():
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    headings = [line for line in lines if line.startswith("## ")]
    assert headings[0] == "## 未发布"


def notebooks() -> list[Path]:
    return sorted(
        path
        for path in (ROOT / "notebooks").rglob("*.ipynb")
        if ".ipynb_checkpoints" not in path.parts
    )


HEAVY = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Try, ast.Lambda)
MOST_LINES, MOST_CELLS = 8, 12


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_notebook_is_stripped_and_thin(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert "widgets" not in notebook.metadata
    assert len(code) <= MOST_CELLS
    for cell in code:
        assert not cell.outputs and cell.execution_count is None
        assert len(cell.source.splitlines()) <= MOST_LINES, cell.source
        tree = ast.parse(cell.source)
        assert not [node for node in ast.walk(tree) if isinstance(node, HEAVY)], cell.source
    assert notebook.cells[0].cell_type == "markdown"


def test_the_four_notebooks_of_a_run_are_there():
    found = {path.relative_to(ROOT / "notebooks").as_posix() for path in notebooks()}
    assert {
        "county/screening.ipynb",
        "county/intermediaries.ipynb",
        "county/report.ipynb",
        "city/summary.ipynb",
    } <= found
