"""The main job: every county, each on its own feet, then the city (批量运行)."""

import logging
import os
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Lock

from guazheng_lib.casebook.events import now
from guazheng_lib.casebook.place import casebook_url
from guazheng_lib.params import load_casework
from guazheng_lib.runs import manifest
from guazheng_lib.runs.cases import Cases
from guazheng_lib.runs.city_job import NAME as CITY_NAME
from guazheng_lib.runs.city_job import CityJob
from guazheng_lib.runs.counties import County, areas, choose, read_counties, report_days
from guazheng_lib.runs.folders import CITY, Folders
from guazheng_lib.runs.job import STEPS, Job
from guazheng_lib.runs.lock import only_run
from guazheng_lib.runs.mending import problems_of, said, stray_lines
from guazheng_lib.runs.outcome import CountyResult, Outcome, Status
from guazheng_lib.runs.progress import Progress
from guazheng_lib.runs.publish import clear_staging, record_failure
from guazheng_lib.runs.supply import Supplier, supplies
from guazheng_lib.sources.mend import unplaced_table
from guazheng_lib.terms.errors import GuazhengError, RunError

log = logging.getLogger(__name__)


def run_all(
    folders: Folders,
    wanted: Iterable[str] = (),
    *,
    jobs: int | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Run the counties asked for, or all of them and then the city's summary.

    Args:
        folders: parameters, data and outputs.
        wanted: counties by file stem or Chinese name; none means all.
        jobs: how many counties at a time; by default as many as processors, two at most.
        force: do again what has not changed, too.
        progress: where to say how far it is; standard error by default.

    Raises:
        ParamsError: where there is no such folder or county.
        LedgerUnavailableError: where there is a casebook that cannot be read.
        RunError: where another run holds the outputs.
    """
    asked = list(wanted)
    absolute = folders.resolved()
    counties = read_counties(absolute.params)
    chosen = choose(counties, asked)
    folders.check_data()
    cases = _read_cases(absolute, counties)
    with only_run(absolute.outputs):
        clear_staging(absolute.outputs)
        batch = Batch(absolute, force, progress or Progress(STEPS), cases)
        problems = batch.look_at_mended(counties, chosen)
        results = batch.run_counties(chosen, jobs or min(2, os.cpu_count() or 1))
        city = None if asked else batch.run_city(counties, results)
        if not asked:
            known = [supplies(county.params) for county in counties if county.params]
            batch.supplier.prune(each for declared in known for each in declared.values())
        clear_staging(absolute.outputs)
        return Outcome(folders.outputs, tuple(results), city, problems)


def _read_cases(folders: Folders, counties: list[County]) -> Cases:
    url = casebook_url(folders.data, folders.casebook)
    today = folders.today or now().date()
    read = Cases.read(url, load_casework(folders.params), today, report_days(counties))
    return read.among(areas(counties))


@dataclass
class Batch:
    """A run over several counties (一批县区)."""

    folders: Folders
    force: bool
    progress: Progress
    cases: Cases
    _is_stopped: bool = False
    _said: set[str] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        """Share what is read among the counties."""
        self.supplier = Supplier(self.folders.data, self.folders.work)

    def look_at_mended(
        self, counties: list[County], chosen: list[County]
    ) -> tuple[GuazhengError, ...]:
        """Say which workbooks that came back cannot be used, and which lines fit no county."""
        known = [county.params for county in counties if county.params]
        problems = problems_of((each.params for each in chosen if each.params), self.folders.data)
        for problem in problems:
            self._say_once(problem)
        for line in said(unplaced_table(stray_lines(known, self.folders.data))):
            self.progress.say(line)
        return problems

    def run_counties(self, counties: list[County], jobs: int) -> list[CountyResult]:
        """Run the counties, `jobs` at a time; the results in the order of the counties."""
        results = {county.stem: self._refuse(county) for county in counties if county.problem}
        todo = []
        for county in counties:
            if county.params is None:
                continue
            job = Job(county, county.params, self.folders, self.cases)
            if not self.force and job.is_current():
                self.progress.say(f"{county.name}: 输入和程序都没有变化，跳过")
                results[county.stem] = CountyResult(county.stem, county.name, Status.SKIPPED)
            else:
                todo.append(job)
        self.progress.expect([job.county.name for job in todo])
        self._prepare(todo)
        with ThreadPoolExecutor(jobs, thread_name_prefix="county") as pool:
            running = [pool.submit(self._run_one, job) for job in todo]
            try:
                done = [each.result() for each in running]
            except BaseException:
                self._stop(running)
                raise
        results |= {result.stem: result for result in done}
        return [results[county.stem] for county in counties]

    def run_city(self, counties: list[County], results: list[CountyResult]) -> CountyResult:
        """Run the city's summary over what the counties have published."""
        try:
            job = CityJob(self.folders, counties, results, self.cases)
            if not self.force and job.is_current():
                self.progress.say(f"{CITY_NAME}: 没有变化，跳过")
                return CountyResult(CITY, CITY_NAME, Status.SKIPPED)
            problems = job.run()
        except GuazhengError as problem:
            problems = [problem]
        except Exception as bug:  # the counties' outputs stand, whatever the summary does
            problems = [self._bug(CITY_NAME, bug)]
        if problems:
            return self._fail(CITY, CITY_NAME, problems)
        self.progress.say(f"{CITY_NAME}: 完成")
        return CountyResult(CITY, CITY_NAME, Status.DONE)

    def _prepare(self, jobs: list[Job]) -> None:
        """Read every source once, with one reader process, before any county starts."""
        if not jobs:
            return
        from guazheng_lib.reports.pages.page import write_assets

        write_assets(self.folders.outputs)
        declared = Counter(supply for job in jobs for supply in job.supplies.values())
        for supply, answer in zip(declared, self.supplier.answers(declared), strict=True):
            if isinstance(answer, GuazhengError):
                self._say_once(answer)
                continue
            for line in said(answer.mended):
                self.progress.say(line)
            if declared[supply] > 1:
                rows = answer.reconciliation["accepted"].sum()
                self.progress.say(f"全市共用的{supply.kind.zh}: 采用 {rows} 行")

    def _run_one(self, job: Job) -> CountyResult:
        try:
            problems = job.run(self.supplier, self.progress)
        except Exception as bug:  # a county that fails must not spoil the others
            problems = [self._bug(job.county.name, bug)]
        if self._is_stopped:
            return CountyResult(job.county.stem, job.county.name, Status.FAILED, tuple(problems))
        if problems:
            job.record_failure(problems)
            return self._fail(job.county.stem, job.county.name, problems)
        self.progress.finish(job.county.name, "完成")
        return CountyResult(job.county.stem, job.county.name, Status.DONE)

    def _stop(self, running: list[Future[CountyResult]]) -> None:
        """Wait for no notebook: end the kernels, say nothing of the counties that this spoils."""
        from guazheng_lib.runs.children import end_children

        self._is_stopped = True
        for each in running:
            each.cancel()
        while wait(running, timeout=0.1).not_done:
            end_children()

    def _refuse(self, county: County) -> CountyResult:
        problems = [county.problem] if county.problem else []
        record = manifest.failed(county.name, {}, [str(each) for each in problems])
        record_failure(self.folders.outputs / county.stem, record)
        return self._fail(county.stem, county.name, problems)

    def _fail(self, stem: str, name: str, problems: list[GuazhengError]) -> CountyResult:
        for problem in problems:
            self._say_once(problem)
        self.progress.finish(name, "没有完成")
        return CountyResult(stem, name, Status.FAILED, tuple(problems))

    def _bug(self, name: str, bug: Exception) -> GuazhengError:
        log.debug("traceback", exc_info=bug)
        return RunError(
            f"程序内部出错（{type(bug).__name__}）",
            place=name,
            remedy="加 --debug 重跑，把结果告知维护人",
        )

    def _say_once(self, problem: GuazhengError) -> None:
        with self._lock:
            is_new = str(problem) not in self._said
            self._said.add(str(problem))
        if is_new:
            self.progress.say(str(problem))
