"""The documents again from the casebook, without a new run (重出文书)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from guazheng_lib.params import load_casework
from guazheng_lib.runs.cases import Cases
from guazheng_lib.runs.counties import County, read_counties
from guazheng_lib.runs.county import FORM, CountyRun
from guazheng_lib.runs.desk import Desk
from guazheng_lib.runs.folders import CITY
from guazheng_lib.runs.former import REPORT
from guazheng_lib.runs.publish import vouch_for, vouched
from guazheng_lib.runs.roll import city_params
from guazheng_lib.runs.supply import Supplier
from guazheng_lib.terms.errors import DocumentError, RunError

if TYPE_CHECKING:
    from guazheng_lib.runs.city import CityRun


def write_forms(desk: Desk, counties: Sequence[str], filed_on: date | None = None) -> list[str]:
    """Write the forms of the counties asked for, or of all and the city's (重出汇总表)."""
    from guazheng_lib.reports.form.from_casebook import casebook_form

    state, said = desk.cases(), []
    for name, county, department in _filers(desk, counties):
        folder = desk.outputs / name
        form = casebook_form(state, folder / FORM, county, department=department, filed_on=filed_on)
        said += _of(county or "全市", form.lines())
        vouch_for(folder, [FORM])
    return said


def _filers(desk: Desk, counties: Sequence[str]) -> Iterator[tuple[str, str | None, str]]:
    """Give who files a form: the folder, the county or None for the city, the department."""
    known = [county for county in desk.counties(counties) if county.params]
    for county in known:
        if county.params:
            yield county.stem, county.name, county.params.form_department
    if known and not counties:
        yield CITY, None, city_params(known).city_form_department


def write_reports(desk: Desk, counties: Sequence[str]) -> list[str]:
    """Write the reports of the counties asked for, or of all and the city's (重出总结报告)."""
    cases = desk.snapshot()
    said = []
    for county in desk.counties(counties):
        run = _open(county, desk).with_cases(cases)
        said += _of(run.params.county, run.save_report())
        vouch_for(run.folder, [REPORT])
    if not counties:
        city = _open_city(desk, cases)
        said += _of("全市", city.save_report())
        vouch_for(city.folder, [REPORT])
    return said


def merge_folder(desk: Desk, folder: Path) -> tuple[list[str], bool]:
    """Merge the forms that counties handed in into the city's (合并各县区汇总表)."""
    from guazheng_lib.reports.form.city_form import write_merged
    from guazheng_lib.reports.form.merge import merge_forms
    from guazheng_lib.reports.form.read import read_forms

    files = [path for path in sorted(folder.glob("*.xlsx")) if not path.name.startswith("~$")]
    if not files:
        raise RunError("文件夹里没有 .xlsx 汇总表", place=str(folder), remedy="核对 --merge")
    known = [county.params for county in read_counties(desk.params) if county.params]
    expected = {params.county: params.form_department for params in known}
    merged = merge_forms(read_forms(files), expected)
    written = write_merged(
        merged,
        desk.outputs / CITY / "合并",
        department=known[0].city_form_department if known else "",
    )
    return written.lines(), not (merged.conflicts or merged.missing)


def list_notices() -> list[str]:
    """List the notices and letters that can be written (文书种类)."""
    from guazheng_lib.reports.notices import notices

    return [f"{kind.title}：{kind.about}" for kind in notices().kinds]


def export_notice_templates(folder: Path) -> list[str]:
    """Write the templates out for the office to edit (导出模板)."""
    from guazheng_lib.reports.notices import export_templates

    return [str(path) for path in export_templates(folder)]


@dataclass(frozen=True)
class NoticeOrder:
    """What an officer asks of a notice (文书要求): kind, cases by prefix, what else it says."""

    kind: str
    folder: Path
    cases: Sequence[str] = ()
    templates: Path | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    show_ids: bool = False
    is_city: bool = False


def write_notices(
    desk: Desk, order: NoticeOrder, counties: Sequence[str]
) -> tuple[list[str], bool]:
    """Write notices and letters of one kind, for the counties asked for or each (出文书).

    Returns:
        The lines to print; whether any was written.
    """
    from guazheng_lib.reports.notices import kind_of, result_lines

    kind_of(order.kind)  # one that there is not is said once, not for each county
    with desk.book() as book:
        chosen = [book.find(prefix) for prefix in order.cases]
    cases = desk.snapshot()
    said: list[str] = []
    problems: list[str] = []
    for county in [None] if order.is_city else _of_cases(desk, counties, chosen, cases):
        try:
            said += result_lines(_write(desk, order, county, chosen, cases))
        except DocumentError as problem:
            if counties or chosen or county is None:
                raise
            problems.append(f"{county.name}: {problem}")
    return [*said, *problems], bool(said)


def _write(
    desk: Desk, order: NoticeOrder, county: County | None, chosen: Sequence[str], cases: Cases
) -> list[Path]:
    """Write one area's notice: a county's, or the city's (一个县区或全市的文书)."""
    from guazheng_lib.reports.notices import kind_of, templates_folder, write_notice

    kind, whole = kind_of(order.kind), city_params(read_counties(desk.params))
    params = county.params if county and county.params else whole
    if kind.from_city and county is None:
        raise DocumentError(f"{kind.title}没有写明县区", remedy="写明县区，不用 --city")
    is_theirs = county is not None and not kind.from_city
    return write_notice(
        kind.name,
        state=cases.state,
        cases=chosen,
        area=county.name if county else whole.city,
        department=params.form_department if is_theirs else whole.city_form_department,
        is_city=county is None,
        on=desk.today,
        folder=order.folder,
        templates=templates_folder(desk.data, order.templates),
        figures=_figures(desk, county, cases) if kind.uses_figures else None,
        extra={**(kind.city_fill_in if county is None else {}), **order.extra},
        office=load_casework(desk.params),
        due=cases.due,
        show_ids=order.show_ids,
    )


def _of(area: str, lines: Iterable[str]) -> list[str]:
    return [f"{area}: {line}" for line in lines]


def _figures(desk: Desk, county: County | None, cases: Cases) -> Mapping[str, str]:
    run = _open_city(desk, cases) if county is None else _open(county, desk).with_cases(cases)
    return run.figures.said()


def _of_cases(
    desk: Desk, counties: Sequence[str], chosen: Sequence[str], cases: Cases
) -> list[County]:
    """Choose the counties: those asked for, else those of the cases, else all."""
    known = desk.counties(counties)
    if counties or not chosen:
        return known
    theirs = set(cases.state.loc[cases.state["case"].isin(chosen), "county"])
    return [county for county in known if county.name in theirs] or known[:1]


def _open_city(desk: Desk, cases: Cases) -> "CityRun":
    from guazheng_lib.runs.city import open_city

    folders = (desk.params, desk.data, desk.outputs / CITY, desk.outputs / ".cache")
    city = open_city(*(str(folder.resolve()) for folder in folders))
    city.cases = cases
    return city


def _open(county: County, desk: Desk) -> CountyRun:
    folder = desk.outputs / county.stem
    if county.params is None or not vouched(folder):
        raise RunError("还没有排查结果", place=county.name, remedy="先运行 guazheng run")
    supplier = Supplier(desk.data, desk.outputs / ".cache")
    return CountyRun(county.file, county.params, folder, supplier)
