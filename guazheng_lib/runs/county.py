"""One county on an analyst's desk (一个县区): what the cells of its notebooks call.

The batch gives `outputs` as a staging folder; by hand it is any folder. What a notebook shows are
values of `reports`, what it writes are the outputs of the contract.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guazheng_lib.casebook.events import now
from guazheng_lib.params import CountyParams, load_county, own_sources
from guazheng_lib.runs import views
from guazheng_lib.runs.closing import close_notebook
from guazheng_lib.runs.former import REPORT, former_report
from guazheng_lib.runs.project import project_path
from guazheng_lib.runs.supply import Supplier, supplies
from guazheng_lib.sources.result import SourceResult
from guazheng_lib.terms.tables import SourceKind

if TYPE_CHECKING:
    import pandas as pd

    from guazheng_lib.reports.figures.count import ReportFigures
    from guazheng_lib.reports.pages.ad_families import AdFamilies
    from guazheng_lib.reports.pages.charts import Chart
    from guazheng_lib.reports.pages.marked_ads import MarkedAds
    from guazheng_lib.reports.pages.tables import Table
    from guazheng_lib.runs.advertisements import Advertisements
    from guazheng_lib.runs.cases import Cases

SCREENING, UNITS, ADS = "screening.parquet", "units.parquet", "ads.parquet"
RECONCILIATION, FORM = "reconciliation.csv", "汇总表.xlsx"
AGENCY_SHEETS = "中介核查表.xlsx"


def open_county(params: str, data: str, outputs: str, work: str) -> "CountyRun":
    """Open a county by its parameter file (打开县区); relative paths count from the project.

    Raises:
        ParamsError: where the parameters cannot be used.
    """
    file, folder = project_path(params), project_path(outputs)
    supplier = Supplier(project_path(data), project_path(work))
    opened = CountyRun(file, load_county(file), folder, supplier)
    folder.mkdir(parents=True, exist_ok=True)
    return opened


class CountyRun:
    """A county's sources, screening and documents, each made when first asked for."""

    def __init__(self, file: Path, params: CountyParams, folder: Path, supplier: Supplier) -> None:
        """Take the county as `open_county` opens it."""
        self.file, self.params, self.folder, self.supplier = file, params, folder, supplier
        self._record: dict[str, Any] = {}

    @cached_property
    def sources(self) -> dict[SourceKind, SourceResult]:
        """Every source that the county declares, read (各来源).

        Raises:
            InputError: where one cannot be read: else everybody would look uninsured.
        """
        read, problems = self.supplier.read(supplies(self.params).values())
        for problem in problems:
            raise problem
        return read

    @cached_property
    def cases(self) -> "Cases":
        """The county's cases as they stand in the casebook (案件)."""
        from guazheng_lib.runs.cases import Cases

        office, today = self.params.casework, now().date()
        return Cases.of_folder(self.folder, self.supplier.data, office, today).of(
            self.params.county
        )

    def with_cases(self, cases: "Cases") -> "CountyRun":
        """Give it the city's cases, of which it takes its own (案件快照)."""
        self.cases = cases.of(self.params.county)
        return self

    @cached_property
    def screening(self) -> "pd.DataFrame":
        """The result of the screening: as the screening notebook saved it, or made now."""
        import pandas as pd

        saved = self.folder / SCREENING
        return pd.read_parquet(saved) if saved.exists() else self.screen()

    def screen(self) -> "pd.DataFrame":
        """Compare every registration with every source (比对)."""
        from guazheng_lib.screening import screen

        given = {str(kind): source for kind, source in self.sources.items()}
        self.screening = screen(given, self.params)
        return self.screening

    @cached_property
    def advertisements(self) -> "Advertisements":
        """The city's advertisements as judged, as far as they are this county's (招聘信息)."""
        from guazheng_lib.runs.advertisements import Advertisements

        own = own_sources(self.file)
        is_own = SourceKind.JOB_ADS in own
        # A register of this county alone says nothing of employers elsewhere in the city.
        without = set() if is_own else own & {SourceKind.ENTERPRISES}
        given = {kind: read for kind, read in self.sources.items() if kind not in without}
        city = Advertisements.of_city(given, self.supplier.work)
        return city.of_county(self.params.county, is_own=is_own)

    @cached_property
    def reconciled(self) -> "pd.DataFrame":
        """Where the rows of every sheet went: as the screening notebook saved it, or read now."""
        import pandas as pd

        saved = self.folder / RECONCILIATION
        if saved.exists():
            return pd.read_csv(saved, dtype={"sheet": "str"})
        return views.reconciled(self.sources)

    def _judged_ads(self) -> "pd.DataFrame | None":
        import pandas as pd

        if SourceKind.JOB_ADS not in self.params.sources:
            return None
        saved = self.folder / ADS
        return pd.read_parquet(saved) if saved.exists() else self.advertisements.ads

    @property
    def parameters(self) -> "Table":
        """What was compared, up to when (比对依据)."""
        return views.parameters(self.params)

    @property
    def reconciliation(self) -> "Chart":
        """Where every row of every file went (来件核对)."""
        from guazheng_lib.reports.pages.county_tables import reconciliation_chart
        from guazheng_lib.runs.mending import rows_mended

        mended = sum(rows_mended(source.mended) for source in self.sources.values())
        return reconciliation_chart(self.reconciled, mended=mended)

    @property
    def set_aside(self) -> "Table":
        """The rows set aside, by reason (待改的行)."""
        from guazheng_lib.reports.pages.county_tables import set_aside_table

        return set_aside_table(views.quarantined(self.sources))

    @property
    def rules(self) -> "Table":
        """The rules run and not run (规则运行情况)."""
        from guazheng_lib.reports.pages.county_tables import rules_table
        from guazheng_lib.screening import list_rules

        return rules_table(list_rules(self.sources))

    @property
    def levels(self) -> "Chart":
        """How many registrations are at each level (线索级别)."""
        from guazheng_lib.reports.pages.county_charts import level_counts

        return level_counts(self.screening)

    @property
    def indicators(self) -> "Chart":
        """How many leads show each indicator (存疑指标)."""
        from guazheng_lib.reports.pages.county_charts import indicator_counts

        return indicator_counts(self.screening)

    @property
    def most_urgent(self) -> "Table":
        """The first leads (最急的线索)."""
        from guazheng_lib.reports.pages.county_tables import urgent_table

        return urgent_table(self.screening)

    @property
    def units(self) -> "Chart":
        """The employers with the most leads (线索集中的单位)."""
        from guazheng_lib.reports.pages.county_charts import unit_leads
        from guazheng_lib.screening import units

        return unit_leads(units(self.screening))

    @cached_property
    def figures(self) -> "ReportFigures":
        """The numbers of the report; the page and the document say the same (报告数字)."""
        from guazheng_lib.reports.figures.count import report_figures

        return report_figures(
            self.screening,
            self.reconciled,
            supplied=list(self.params.sources),
            ads=self._judged_ads(),
            state=self.cases.state,
            county=self.params.county,
        )

    @property
    def supply(self) -> "Table":
        """Which sources were supplied (数据来源)."""
        from guazheng_lib.reports.pages.county_tables import supply_table

        accepted = self.reconciled.groupby("source")["accepted"].sum()
        supplied = {kind: int(accepted.get(str(kind), 0)) for kind in self.params.sources}
        return supply_table(supplied, SourceKind)

    @property
    def summary(self) -> "Table":
        """How many registrations are at each level; the report's first figure (总体情况)."""
        return self.figures.table()

    @property
    def casework(self) -> "Chart":
        """How far the doubtful registrations have come (案件办理)."""
        from guazheng_lib.reports.pages.casework import casework_chart, staged

        return casework_chart(staged(self.screening, self.cases.state))

    @property
    def measures(self) -> "Table":
        """The measures taken (处理措施)."""
        from guazheng_lib.reports.pages.casework import measures_table

        return measures_table(self.cases.state)

    @property
    def cased_units(self) -> "Table":
        """The units that confirmed people's certificates belong to (用证单位)."""
        from guazheng_lib.reports.pages.casework import units_table

        return units_table(self.cases.state)

    @property
    def cased_agencies(self) -> "Table":
        """The agencies that brokered them (中介机构)."""
        from guazheng_lib.reports.pages.casework import agencies_table

        return agencies_table(self.cases.state)

    @property
    def professions(self) -> "Chart":
        """The leads of each profession (按职业资格类别)."""
        from guazheng_lib.reports.pages.county_charts import profession_levels

        return profession_levels(self.screening)

    @property
    def cleared(self) -> "Table":
        """What is in principle no 挂证, and what was corrected in time (不作为线索的)."""
        from guazheng_lib.reports.pages.county_tables import cleared_table

        return cleared_table(self.screening)

    @property
    def gaps(self) -> "Table":
        """What was not supplied, and how many leads wait for data (数据缺口)."""
        from guazheng_lib.reports.pages.county_tables import gaps_table

        return gaps_table(self.screening)

    @property
    def ads_received(self) -> "Table":
        """How many advertisements came in (收到的信息)."""
        return views.received(self.advertisements)

    @property
    def verdicts(self) -> "Chart | Table":
        """How many advertisements have which verdict (判断结果)."""
        from guazheng_lib.reports.pages.ad_charts import verdict_counts

        return views.no_ads(self.advertisements) or verdict_counts(self.advertisements.ads)

    @property
    def suspicious_ads(self) -> "MarkedAds":
        """The worst agencies' suspicious ones, with the words they are judged by (可疑的信息)."""
        from guazheng_lib.reports.pages.marked_ads import MarkedAds

        return MarkedAds(self.advertisements.suspicious, self.advertisements.agencies)

    @property
    def ad_families(self) -> "AdFamilies":
        """The largest batches of suspicious ones from one source (成批的信息)."""
        from guazheng_lib.reports.pages.ad_families import AdFamilies

        return AdFamilies(self.advertisements.suspicious)

    @property
    def agencies(self) -> "Chart | Table":
        """The agencies behind them (涉及的机构)."""
        from guazheng_lib.reports.pages.ad_charts import agency_leads

        return views.no_ads(self.advertisements) or agency_leads(self.advertisements.agencies)

    @property
    def agency_reasons(self) -> "Table":
        """Why each agency stands where it stands (机构说明)."""
        from guazheng_lib.reports.pages.ad_charts import agency_reasons

        return agency_reasons(self.advertisements.agencies)

    @property
    def agency_links(self) -> "Table":
        """Where they meet leads and registered employers of the screening (与注册核查的关联)."""
        from guazheng_lib.reports.pages.ad_links import links_table

        return links_table(self._agency_links)

    @cached_property
    def _agency_links(self) -> "pd.DataFrame":
        from guazheng_lib.runs.agency_files import links_of

        return links_of(self.advertisements, self.screening)

    def save_screening(self) -> "Table":
        """Write the screening, the units, the worksheet and what was set aside (写排查结果)."""
        from guazheng_lib.reports.leads import write_leads
        from guazheng_lib.reports.quarantine import write_quarantine
        from guazheng_lib.runs.parquet import write_csv, write_screening, write_table
        from guazheng_lib.screening import list_rules, units

        county, as_of = self.params.county, self.params.as_of
        set_aside = [source.quarantine for source in self.sources.values()]
        write_screening(self.screening, self.folder / SCREENING)
        write_table(units(self.screening), self.folder / UNITS)
        sheet, state = self.folder / "leads.xlsx", self.cases.state
        write_leads(self.screening, sheet, county=county, as_of=as_of, cases=state)
        write_csv(views.reconciled(self.sources), self.folder / RECONCILIATION)
        write_quarantine(
            set_aside, self.folder / "quarantine.xlsx", mended=self._mended(), county=county
        )
        self._record = views.counted(self.screening, list_rules(self.sources))
        names = ["leads.xlsx", "quarantine.xlsx", RECONCILIATION, SCREENING, UNITS]
        return views.written(names)

    def _mended(self) -> "list[pd.DataFrame]":
        from guazheng_lib.runs.mending import unplaced_lines
        from guazheng_lib.sources.mend import unplaced_table

        nowhere = unplaced_table(unplaced_lines(self.params, self.supplier.data))
        return [*(source.mended for source in self.sources.values()), nowhere]

    def save_ads(self) -> "Table":
        """Write the county's advertisements and agencies (写招聘信息结果)."""
        from guazheng_lib.runs.parquet import write_table

        found = self.advertisements
        found.write(self.folder / ADS)
        write_table(found.agencies, self.folder / "agencies.parquet")
        self._record = {"ads": len(found.ads), "agencies": len(found.agencies)}
        return views.written([ADS, "agencies.parquet"])

    def save_agency_sheets(self) -> "Table":
        """Write a verification sheet for each agency with suspicious ones (写中介核查表)."""
        from guazheng_lib.reports.agency_sheets.write import write_agency_sheets
        from guazheng_lib.runs.agency_files import agency_files

        county, as_of = self.params.county, self.params.as_of
        agencies = agency_files(self.advertisements, self._agency_links, self.cases.state)
        write_agency_sheets(agencies, self.folder / AGENCY_SHEETS, county=county, as_of=as_of)
        return views.written([AGENCY_SHEETS])

    def save_documents(self) -> "Table":
        """Write the official form and the report (写文书)."""
        from guazheng_lib.reports.form.from_casebook import casebook_form

        form = casebook_form(
            self.cases.state,
            self.folder / FORM,
            self.params.county,
            department=self.params.form_department,
        )
        said = [*form.lines(), *self.save_report()]
        return views.written([FORM, REPORT], said)

    def save_report(self) -> list[str]:
        """Write the report; give what is to be said of the former one's words (写总结报告)."""
        from guazheng_lib.reports.summary.write import write_summary

        scope = views.scope(self.params, self.params.sources)
        former = former_report(self.folder)
        return write_summary(self.figures, scope, self.folder / REPORT, previous=former).lines()

    def close(self, notebook: str) -> None:
        """Write a notebook's closing record: the proof that it ran to its end (收尾)."""
        close_notebook(self.folder, notebook, **self._record)
