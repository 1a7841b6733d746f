"""The city's summary, after the counties (全市汇总的运行)."""

import time
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from guazheng_lib.runs import manifest
from guazheng_lib.runs.cases import Cases
from guazheng_lib.runs.counties import County
from guazheng_lib.runs.folders import CITY, Folders
from guazheng_lib.runs.former import lay_down_former
from guazheng_lib.runs.outcome import CountyResult
from guazheng_lib.runs.pages import make_page
from guazheng_lib.runs.project import notebooks_folder
from guazheng_lib.runs.publish import is_current, publish, record_failure, stage, unstage
from guazheng_lib.runs.roll import Entry, city_params, make_roll, write_roll
from guazheng_lib.terms.errors import GuazhengError

NAME = "全市汇总"


class CityJob:
    """What is to be done for the city (全市任务)."""

    def __init__(
        self,
        folders: Folders,
        counties: list[County],
        results: list[CountyResult],
        cases: Cases,
    ) -> None:
        """Take the fingerprint of what the counties published and of who failed."""
        self.folders, self.cases = folders, cases
        self.roll = make_roll(counties, results, folders.outputs)
        self.params = city_params(counties)
        params = manifest.plain_params(self.params)
        spoken = {name: params[name] for name in ("city", "window", "as_of", "report_due")}
        # What is overdue depends on the day, as long as anything is due.
        day = cases.today.isoformat() if len(cases.due) else None
        self.basis = manifest.basis_of(
            [_basis(entry) for entry in self.roll], spoken, cases=[cases.digest(), day]
        )

    @property
    def published(self) -> Path:
        """The city's folder among the outputs."""
        return self.folders.outputs / CITY

    def is_current(self) -> bool:
        """Whether the outputs hold this very summary already, whole."""
        return is_current(self.published, self.basis["key"])

    def run(self) -> list[GuazhengError]:
        """Execute, render and publish the summary; give the problems that stood in the way."""
        began, start = datetime.now().astimezone(), time.monotonic()
        staged = stage(self.folders.outputs, CITY)
        try:
            write_roll(self.roll, staged)
            self.cases.lay_down(staged)
            lay_down_former(self.published, staged)
            closing = make_page(
                notebooks_folder() / "city" / "summary.ipynb",
                staged,
                self.folders.parameters(self.folders.params, staged),
                whose=NAME,
                page="index.html",
                area=self.params.city,
            )
            closing.pop("run")
            record = manifest.done(NAME, self.basis, closing)
            seconds = {"summary": time.monotonic() - start}
            publish(staged, self.published, manifest.timed(record, began, seconds))
        except GuazhengError as problem:
            record = manifest.failed(NAME, self.basis, [str(problem)])
            record_failure(self.published, manifest.timed(record, began, {}))
            return [problem]
        finally:
            unstage(self.folders.outputs, CITY)
        return []


def _basis(entry: Entry) -> dict[str, Any]:
    record = {key: value for key, value in asdict(entry).items() if key != "folder"}
    if entry.is_done:
        record |= {key: entry.manifest.get(key) for key in ("key", "outputs")}
    return record
