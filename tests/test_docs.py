"""The pages say what the program says."""

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
AT_THE_TOP = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md")
PAGES = [*sorted(DOCS.glob("*.md")), *(ROOT / name for name in AT_THE_TOP)]


def load_generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_docs", DOCS / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = load_generator()


@pytest.mark.parametrize("name", GENERATOR.PAGES)
def test_generated_page_is_up_to_date(name):
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == GENERATOR.PAGES[name](), "make docs"


def test_every_dependency_has_its_reason():
    text = (DOCS / "dependencies.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `([^`]+)` \| \S", text, re.MULTILINE))
    lines = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    assert told == {Requirement(line).name for line in lines}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_inside_the_project_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_architecture_names_every_room_and_fits_on_two_pages():
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    rooms = [
        path.stem
        for path in (ROOT / "guazheng_lib").iterdir()
        if not path.name.startswith(("_", ".")) and path.suffix in ("", ".py")
    ]
    assert [room for room in rooms if f"`{room}" not in text] == []
    assert len(text.splitlines()) <= 110


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_readme_tells_the_two_commands_and_the_windows_ways(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    for said in ("make run", "make test", "conda env create", "py -m venv", "outputs/city/index"):
        assert said in text
