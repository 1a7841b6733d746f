"""The whole city on a supervisor's page (全市): what the cells of its notebook call."""

from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from guazheng_lib.casebook.events import now
from guazheng_lib.params import CountyParams
from guazheng_lib.reports.pages.tables import Table
from guazheng_lib.runs import views
from guazheng_lib.runs.advertisements import Advertisements
from guazheng_lib.runs.cases import Cases
from guazheng_lib.runs.closing import close_notebook
from guazheng_lib.runs.counties import County, read_counties
from guazheng_lib.runs.county import FORM, RECONCILIATION, SCREENING
from guazheng_lib.runs.former import REPORT, former_report
from guazheng_lib.runs.project import project_path
from guazheng_lib.runs.publish import vouched
from guazheng_lib.runs.roll import Entry, city_params, read_roll
from guazheng_lib.runs.supply import Supplier, Supply, supplies
from guazheng_lib.sources.result import SourceResult, empty_reconciliation
from guazheng_lib.terms.tables import Screening, SourceKind

if TYPE_CHECKING:
    from guazheng_lib.employers import Registry
    from guazheng_lib.reports.figures.count import ReportFigures
    from guazheng_lib.reports.pages.ad_families import AdFamilies
    from guazheng_lib.reports.pages.charts import Chart
    from guazheng_lib.reports.pages.city import CountyEntry

_ADS = (SourceKind.JOB_ADS, SourceKind.HR_AGENCIES)


def open_city(params: str, data: str, outputs: str, work: str) -> "CityRun":
    """Open the city by its params folder (打开全市); relative paths count from the project.

    Raises:
        ParamsError: where no county's parameters can be used.
    """
    folder = project_path(outputs)
    counties = read_counties(project_path(params))
    roll = read_roll(folder, counties, folder.parent)
    folder.mkdir(parents=True, exist_ok=True)
    return CityRun(counties, roll, folder, Supplier(project_path(data), project_path(work)))


class CityRun:
    """What the counties published, taken together; counties that failed are named, not counted."""

    def __init__(
        self, counties: list[County], roll: list[Entry], folder: Path, supplier: Supplier
    ) -> None:
        """Take the city as `open_city` opens it."""
        self.roll, self.folder, self.supplier = roll, folder, supplier
        self.all_params = [county.params for county in counties if county.params]
        self.params: CountyParams = city_params(counties)
        self._record: dict[str, Any] = {}

    @cached_property
    def cases(self) -> Cases:
        """The cases of the whole city as they stand in the casebook (全市案件)."""
        office, today = self.params.casework, now().date()
        return Cases.of_folder(self.folder, self.supplier.data, office, today)

    @cached_property
    def screening(self) -> pd.DataFrame:
        """The results of all counties that are done, under each other (全市排查结果)."""
        folders = [entry.folder for entry in self.roll if entry.is_done]
        tables = [pd.read_parquet(folder / SCREENING) for folder in folders]
        return pd.concat(tables, ignore_index=True) if tables else _nobody()

    @cached_property
    def advertisements(self) -> Advertisements:
        """All advertisements of the city, judged once (全市招聘信息)."""
        return Advertisements.merged(
            [
                Advertisements.of_city(read, self.supplier.work)
                for read in self._read_advertisements()
            ]
        )

    @cached_property
    def figures(self) -> "ReportFigures":
        """The numbers of the city's report (全市报告数字)."""
        from guazheng_lib.reports.figures.count import report_figures

        done = sum(entry.is_done for entry in self.roll)
        found = self.advertisements
        return report_figures(
            self.screening,
            self.reconciliation,
            supplied=views.city_scope(self.params, self.all_params, ()).supplied,
            ads=None if found.received is None else found.ads,
            state=self.cases.state,
            counties=len(self.roll),
            counties_done=done,
            counties_failed=len(self.roll) - done,
        )

    @cached_property
    def reconciliation(self) -> pd.DataFrame:
        """Where the rows of every sheet went; a sheet that counties share counts once."""
        files = [entry.folder / RECONCILIATION for entry in self.roll if entry.is_done]
        tables = [pd.read_csv(file, dtype={"sheet": "str"}) for file in files]
        return pd.concat([empty_reconciliation(), *tables], ignore_index=True).drop_duplicates()

    @property
    def summary(self) -> Table:
        """The numbers of the city's report (总体情况)."""
        return self.figures.table()

    @property
    def parameters(self) -> Table:
        """What was compared, up to when (汇总依据)."""
        return views.city_parameters(self.params, self.roll)

    @property
    def unfinished(self) -> Table:
        """The counties that failed, and why (没有完成的县区)."""
        from guazheng_lib.reports.pages.city import failures_table

        return failures_table(self._entries)

    @property
    def counties(self) -> Table:
        """Every county with links to its files, those that failed first (各县区一览)."""
        from guazheng_lib.reports.pages.city import counties_table

        return counties_table(self._entries)

    @property
    def levels(self) -> "Chart":
        """The leads of each county (各县区的线索)."""
        from guazheng_lib.reports.pages.city import county_levels

        return county_levels(self._entries)

    @property
    def progress(self) -> Table:
        """The counties' casework side by side, with denominators (核查进度)."""
        from guazheng_lib.reports.pages.city_casework import progress_table

        days = {each.county: each.report_due for each in self.all_params if each.report_due}
        return progress_table(
            self._entries,
            self._staged,
            self.cases.due,
            self._unanswered,
            report_due=days,
            today=self.cases.today,
        )

    @property
    def stages(self) -> "Chart":
        """How far each county's doubtful registrations have come (各县区办到哪一步)."""
        from guazheng_lib.reports.pages.city_casework import progress_chart

        return progress_chart(self._entries, self._staged)

    @property
    def urging(self) -> Table:
        """Which counties to remind, to supervise, to call in; a suggestion (督促建议)."""
        from guazheng_lib.casebook.urging import suggest_urging
        from guazheng_lib.reports.pages.city_casework import urging_figures, urging_table

        figures = urging_figures(self._entries)
        return urging_table(suggest_urging(self.cases.state, self.cases.due, figures))

    @property
    def overdue(self) -> Table:
        """What is overdue in any county (逾期)."""
        from guazheng_lib.reports.pages.casework import overdue_table

        return overdue_table(self.cases.due)

    @property
    def unanswered(self) -> Table:
        """The complaints without an answer (未答复的投诉举报)."""
        from guazheng_lib.reports.pages.casework import unanswered_table

        return unanswered_table(self._unanswered)

    @property
    def compared(self) -> Table:
        """What each county could compare, and what it found (各来源的不一致)."""
        from guazheng_lib.reports.pages.city_casework import compared_table

        return compared_table(self._entries, self.screening)

    @property
    def coverage(self) -> Table:
        """Which sources each county supplied (数据是否齐全)."""
        from guazheng_lib.reports.pages.city import coverage_table

        return coverage_table(self._entries)

    @property
    def across(self) -> Table:
        """Who is registered in several counties at several employers (跨县区多处注册)."""
        from guazheng_lib.reports.pages.across import across_table, registered_across

        return across_table(registered_across(self.screening, self._registry()))

    @property
    def units(self) -> "Chart":
        """The employers with the most leads (线索集中的单位)."""
        from guazheng_lib.reports.pages.county_charts import unit_leads
        from guazheng_lib.screening import units

        return unit_leads(units(self.screening))

    @property
    def agencies(self) -> "Chart | Table":
        """The agencies with the most suspicious advertisements (人力资源服务机构)."""
        from guazheng_lib.reports.pages.ad_charts import agency_leads

        return views.no_ads(self.advertisements) or agency_leads(self.advertisements.agencies)

    @property
    def agency_reasons(self) -> Table:
        """Why each agency stands where it stands (机构说明)."""
        from guazheng_lib.reports.pages.ad_charts import agency_reasons

        return agency_reasons(self.advertisements.agencies)

    @property
    def ad_families(self) -> "AdFamilies":
        """The largest batches of suspicious advertisements from one source (成批的信息)."""
        from guazheng_lib.reports.pages.ad_families import AdFamilies

        return AdFamilies(self.advertisements.suspicious)

    def save_documents(self) -> Table:
        """Write the merged form and report, the advertisements and agencies (写全市文书)."""
        from guazheng_lib.reports.form.from_casebook import casebook_form
        from guazheng_lib.runs.parquet import write_table

        found = self.advertisements
        found.write(self.folder / "ads.parquet")
        write_table(found.agencies, self.folder / "agencies.parquet")
        form = casebook_form(
            self.cases.state, self.folder / FORM, department=self.params.city_form_department
        )
        said = [form.lines()[0], *self.save_report()]
        self._record = {
            "counties_done": sum(entry.is_done for entry in self.roll),
            "counties": len(self.roll),
            "registrations": len(self.screening),
            "ads": len(found.ads),
        }
        return views.written([FORM, REPORT, "ads.parquet", "agencies.parquet"], said)

    def save_report(self) -> list[str]:
        """Write the city's report; give what is to be said of the former one's words."""
        from guazheng_lib.reports.summary.write import write_summary

        failed = tuple(entry.county for entry in self.roll if not entry.is_done)
        scope = views.city_scope(self.params, self.all_params, failed)
        former = former_report(self.folder)
        return write_summary(self.figures, scope, self.folder / REPORT, previous=former).lines()

    def close(self, notebook: str) -> None:
        """Write the notebook's closing record (收尾)."""
        close_notebook(self.folder, notebook, **self._record)

    @cached_property
    def _entries(self) -> "list[CountyEntry]":
        return [_county(entry) for entry in self.roll]

    @cached_property
    def _staged(self) -> pd.DataFrame:
        from guazheng_lib.reports.pages.casework import staged

        return staged(self.screening, self.cases.state)

    @cached_property
    def _unanswered(self) -> pd.DataFrame:
        from guazheng_lib.casebook.complaints.answers import unanswered

        return unanswered(self.cases.state, self.cases.today)

    def _registry(self) -> "Registry | None":
        from guazheng_lib.employers import Registry

        declared = [supplies(params).get(SourceKind.ENTERPRISES) for params in self.all_params]
        answers = self.supplier.answers(dict.fromkeys(each for each in declared if each))
        tables = [each.table for each in answers if isinstance(each, SourceResult)]
        return Registry(pd.concat(tables, ignore_index=True)) if tables else None

    def _read_advertisements(self) -> list[dict[SourceKind, Any]]:
        declared = [supplies(params) for params in self.all_params]
        registers: dict[tuple[Supply | None, ...], Counter[Supply | None]] = {}
        for county in declared:
            pair = tuple(county.get(kind) for kind in _ADS)
            registers.setdefault(pair, Counter())[county.get(SourceKind.ENTERPRISES)] += 1
        # The register that most counties share is the city's; one may have brought its own.
        wanted = [(*pair, found.most_common(1)[0][0]) for pair, found in registers.items()]
        # What cannot be read has failed its counties already; the summary does without.
        return [self.supplier.read(supply for supply in each if supply)[0] for each in wanted]


def _nobody() -> pd.DataFrame:
    return pd.DataFrame(columns=list(Screening.to_schema().columns))


def _county(entry: Entry) -> "CountyEntry":
    """Sum up a county from what it published."""
    from guazheng_lib.reports.pages.city import CountyEntry

    files = vouched(entry.folder)
    if not entry.is_done:
        return CountyEntry(entry.stem, entry.county, problems=entry.problems, files=files)
    rows = entry.manifest.get("rows", {})
    return CountyEntry(
        entry.stem,
        entry.county,
        levels=entry.manifest.get("levels", {}),
        supplied={SourceKind(kind): counts["accepted"] for kind, counts in rows.items()},
        quarantined=sum(counts["quarantined"] for counts in rows.values()),
        files=files,
    )
