"""Where a county's results lie, and what was found there (核查结果)."""

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from guazheng_lib.params import Window
from guazheng_lib.terms.errors import InputError
from guazheng_lib.terms.tables import Screening

SCREENING_FILE = "screening.parquet"
MANIFEST_FILE = "manifest.json"

_PROJECT_FILE = "pyproject.toml"
_RUN_FIRST = "先运行 make run（或 guazheng run），或改笔记本开头的参数"


@dataclass(frozen=True, repr=False)
class CountyResults:
    """A county's results as an analyst opens them (县区核查结果).

    Its `repr` shows neither a row nor where the folder lies: a notebook keeps what it shows.
    """

    folder: Path
    screening: pd.DataFrame
    window: Window | None

    def __repr__(self) -> str:
        """Say what was opened, so that nobody looks at another county unawares."""
        return f"已打开「{self.folder.name}」：{len(self.screening)} 条注册"


def open_results(outputs: str | Path = "outputs", county: str = "") -> CountyResults:
    """Open a county's results (打开核查结果).

    Args:
        outputs: the outputs folder; a relative one is looked for from the current folder upward,
            so a notebook finds its project's `outputs/` from wherever it lies.
        county: the county's folder, named as its parameter file; empty takes the first one.

    Raises:
        InputError: where there is no such folder, or no county in it was screened.
    """
    folder = _county_folder(find_folder(outputs), county)
    screening = Screening.validate(pd.read_parquet(folder / SCREENING_FILE))
    return CountyResults(folder, screening, _window(folder / MANIFEST_FILE))


def find_folder(folder: str | Path) -> Path:
    """Find a folder from here upward, as far as the project's root (找文件夹).

    Raises:
        InputError: where there is none.
    """
    found = project_folder(folder)
    if found.is_dir():
        return found
    raise InputError("找不到结果文件夹", place=str(folder), remedy=_RUN_FIRST)


def project_folder(folder: str | Path) -> Path:
    """Say where a folder of the project is, from here upward (项目文件夹); it need not be there."""
    here = Path.cwd()
    for base in (here, *here.parents):
        if (base / folder).is_dir() or (base / _PROJECT_FILE).exists():
            return (base / folder).resolve()
    return (here / folder).resolve()


def _county_folder(outputs: Path, county: str) -> Path:
    screened = sorted(path.parent for path in outputs.glob(f"*/{SCREENING_FILE}"))
    for folder in screened:
        if county in ("", folder.name):
            return folder
    names = "、".join(folder.name for folder in screened) or "（无）"
    raise InputError(
        f"没有「{county}」的核查结果，已有：{names}", place=outputs.name, remedy=_RUN_FIRST
    )


def _window(manifest: Path) -> Window | None:
    """Read the months compared from the manifest; without one nothing is shaded."""
    if not manifest.exists():
        return None
    parameters = json.loads(manifest.read_text(encoding="utf-8")).get("parameters", {})
    window = parameters.get("window")
    return None if window is None else Window.model_validate(window)
