"""One county's run (一个县区的运行), in a staging folder until everything is there."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guazheng_lib.params import CountyParams
from guazheng_lib.runs import manifest
from guazheng_lib.runs.cases import Cases
from guazheng_lib.runs.counties import County
from guazheng_lib.runs.folders import Folders
from guazheng_lib.runs.former import lay_down_former
from guazheng_lib.runs.mending import rows_mended, unplaced_lines
from guazheng_lib.runs.pages import make_page
from guazheng_lib.runs.progress import Progress
from guazheng_lib.runs.project import notebooks_folder
from guazheng_lib.runs.publish import is_current, publish, record_failure, stage, unstage
from guazheng_lib.runs.supply import Supplier, list_inputs, list_mended, supplies
from guazheng_lib.sources.result import SourceResult
from guazheng_lib.terms.errors import GuazhengError
from guazheng_lib.terms.tables import SourceKind

if TYPE_CHECKING:
    from guazheng_lib.runs.kernel import Kernel

NOTEBOOKS = {"screening": "排查", "intermediaries": "中介信息", "report": "报告"}
STEPS = 1 + len(NOTEBOOKS)
"""Reading, then a notebook each."""
UNPLACED = "mended"
"""The source of mended lines that are for no file of the county."""


@dataclass
class Job:
    """What is to be done for one county (县区任务)."""

    county: County
    params: CountyParams
    folders: Folders
    cases: Cases
    seconds: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take the fingerprint of everything that the result depends on."""
        self.supplies = supplies(self.params)
        self.began = datetime.now().astimezone()
        entries = list_inputs(self.supplies.values(), self.folders.data)
        entries += list_mended(unplaced_lines(self.params, self.folders.data), UNPLACED)
        self.cases = self.cases.of(self.params.county)
        self.basis = manifest.basis_of(
            entries, manifest.plain_params(self.params), cases=self.cases.digest()
        )

    @property
    def published(self) -> Path:
        """The county's folder among the outputs."""
        return self.folders.outputs / self.county.stem

    def is_current(self) -> bool:
        """Whether the outputs hold this very result already, whole."""
        return is_current(self.published, self.basis["key"])

    def run(self, supplier: Supplier, progress: Progress) -> list[GuazhengError]:
        """Read, execute, render and publish; give the problems that stood in the way."""
        name = self.county.name
        progress.start(name)
        with self._timed("reading"):
            read, problems = supplier.read(self.supplies.values())
        if problems:
            return problems
        progress.step(name, "读入")
        from guazheng_lib.runs.kernel import Kernel

        staged = stage(self.folders.outputs, self.county.stem)
        try:
            counts = {"rows": _rows(read), "mended": _mended(read)}
            self.cases.lay_down(staged)
            lay_down_former(self.published, staged)
            with Kernel() as kernel:
                for notebook, title in NOTEBOOKS.items():
                    counts |= self._make(notebook, staged, kernel)
                    progress.step(name, title)
            record = manifest.done(name, self.basis, counts)
            record = manifest.timed(record, self.began, self.seconds)
            for kept in publish(staged, self.published, record):
                progress.say(f"{name}: 有人改过的表另存为 {kept.name}，没有覆盖")
        except GuazhengError as problem:
            return [problem]
        finally:
            unstage(self.folders.outputs, self.county.stem)
        return []

    def record_failure(self, problems: list[GuazhengError]) -> None:
        """Say in the manifest that the county failed; its former outputs stand."""
        record = manifest.failed(self.county.name, self.basis, [str(each) for each in problems])
        record_failure(self.published, manifest.timed(record, self.began, self.seconds))

    def _make(self, notebook: str, staged: Path, kernel: "Kernel") -> dict[str, Any]:
        with self._timed(notebook):
            closing = make_page(
                notebooks_folder() / "county" / f"{notebook}.ipynb",
                staged,
                self.folders.parameters(self.county.file, staged),
                whose=self.county.name,
                page=f"{notebook}.html",
                kernel=kernel,
            )
        return {key: value for key, value in closing.items() if key != "run"}

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        start = time.monotonic()
        try:
            yield
        finally:
            self.seconds[step] = time.monotonic() - start


def _mended(read: Mapping[SourceKind, SourceResult]) -> dict[str, int]:
    return {str(kind): rows_mended(source.mended) for kind, source in read.items()}


def _rows(read: Mapping[SourceKind, SourceResult]) -> dict[str, dict[str, int]]:
    counted = ("read", "accepted", "folded", "quarantined", "non_data")
    return {
        str(kind): {name: int(source.reconciliation[name].sum()) for name in counted}
        for kind, source in read.items()
    }
