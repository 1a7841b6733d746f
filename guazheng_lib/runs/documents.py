"""The documents again from the casebook, without a new run (重出文书)."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from guazheng_lib.runs.counties import County, choose, read_counties
from guazheng_lib.runs.county import FORM, CountyRun
from guazheng_lib.runs.desk import Desk
from guazheng_lib.runs.folders import CITY
from guazheng_lib.runs.former import REPORT
from guazheng_lib.runs.publish import vouch_for, vouched
from guazheng_lib.runs.supply import Supplier
from guazheng_lib.terms.errors import RunError


def write_forms(desk: Desk, counties: Sequence[str]) -> list[str]:
    """Write the forms of the counties asked for, or of all and the city's (重出汇总表)."""
    from guazheng_lib.reports.casebook_form import casebook_form

    state = desk.cases()
    said = []
    chosen = choose(read_counties(desk.params), list(counties))
    known = [county.params for county in chosen if county.params]
    for county in chosen:
        if county.params:
            said += casebook_form(
                state,
                desk.outputs / county.stem / FORM,
                county=county.name,
                department=county.params.form_department,
            ).lines()
            vouch_for(desk.outputs / county.stem, [FORM])
    if not counties and known:
        path = desk.outputs / CITY / FORM
        said += casebook_form(state, path, department=known[0].city).lines()
        vouch_for(desk.outputs / CITY, [FORM])
    return said


def write_reports(desk: Desk, counties: Sequence[str]) -> list[str]:
    """Write the reports of the counties asked for, or of all and the city's (重出总结报告)."""
    from guazheng_lib.runs.city import open_city

    cases = desk.snapshot()
    said = []
    for run in _published(desk, counties):
        run.cases = cases.of(run.params.county)
        said += [f"{run.params.county}: {line}" for line in run.save_report()]
        vouch_for(run.folder, [REPORT])
    if not counties:
        folders = (desk.params, desk.data, desk.outputs / CITY, desk.outputs / ".cache")
        city = open_city(*(str(folder.resolve()) for folder in folders))
        city.cases = cases
        said += [f"全市: {line}" for line in city.save_report()]
        vouch_for(city.folder, [REPORT])
    return said


def merge_folder(desk: Desk, folder: Path) -> tuple[list[str], bool]:
    """Merge the forms that counties handed in into the city's (合并各县区汇总表)."""
    from guazheng_lib.reports.form_merge import merge_forms
    from guazheng_lib.reports.form_merged import write_merged
    from guazheng_lib.reports.form_reader import read_forms

    files = [path for path in sorted(folder.glob("*.xlsx")) if not path.name.startswith("~$")]
    if not files:
        raise RunError("文件夹里没有 .xlsx 汇总表", place=str(folder), remedy="核对 --merge")
    known = [county.params for county in read_counties(desk.params) if county.params]
    expected = {params.county: params.form_department for params in known}
    merged = merge_forms(read_forms(files), expected)
    written = write_merged(
        merged, desk.outputs / CITY / "合并", department=known[0].city if known else ""
    )
    return written.lines(), not merged.conflicts


def list_notices() -> list[str]:
    """List the notices and letters that can be written (文书种类)."""
    from guazheng_lib.reports.notices import KINDS

    return [f"{kind.title}：{kind.purpose}" for kind in KINDS.values()]


def export_notice_templates(folder: Path) -> list[str]:
    """Write the templates out for the office to edit (导出模板)."""
    from guazheng_lib.reports.notices import export_templates

    return [str(path) for path in export_templates(folder)]


def write_notices(
    desk: Desk,
    kind: str,
    counties: Sequence[str],
    cases: Sequence[str],
    folder: Path,
    templates: Path | None,
) -> list[str]:
    """Write notices and letters of one kind (出文书)."""
    from guazheng_lib.reports.notices import write_notice

    own = desk.data / "templates"
    with desk.book() as book:
        chosen = [book.find(prefix) for prefix in cases]
    said = []
    for county in choose(read_counties(desk.params), list(counties)):
        if county.params is None:
            continue
        made = write_notice(
            kind,
            state=desk.cases([county.stem]),
            cases=chosen,
            area=county.name,
            department=county.params.form_department,
            on=desk.today,
            folder=folder,
            templates=templates or (own if own.is_dir() else None),
        )
        said += [str(path) for path in made]
    return said


def _published(desk: Desk, counties: Sequence[str]) -> Iterator[CountyRun]:
    supplier = Supplier(desk.data, desk.outputs / ".cache")
    for county in choose(read_counties(desk.params), list(counties)):
        yield _open(county, desk.outputs / county.stem, supplier)


def _open(county: County, folder: Path, supplier: Supplier) -> CountyRun:
    if county.params is None or not vouched(folder):
        raise RunError("还没有排查结果", place=county.name, remedy="先运行 guazheng run")
    return CountyRun(county.file, county.params, folder, supplier)
