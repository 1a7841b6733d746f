"""The demonstration city's parameter files (参数文件); the project's own `params/` too."""

from pathlib import Path

from guazheng_lib.demo import bureaus, offices, places
from guazheng_lib.demo.layout import Layout

_CITY_SOURCES: dict[str, tuple[tuple[Layout, ...], str]] = {
    "social_insurance": (
        (
            bureaus.MONTHLY_2025,
            bureaus.MONTHLY_2026,
            bureaus.SPELLS,
            bureaus.CODED,
            bureaus.PUBLIC,
            bureaus.ALONE,
        ),
        "社会保险缴费，可以是几个文件：按月明细、起止月份、只有单位编号的都行",
    ),
    "employer_codes": ((bureaus.CODES,), "社保单位编号对照"),
    "housing_fund": ((bureaus.FUND,), "住房公积金缴存"),
    "safety_b": ((bureaus.SAFETY_B,), "安全员B证"),
    "enterprises": ((bureaus.ENTERPRISES,), "企业登记名录：曾用名、上级单位据此判断"),
    "job_ads": ((bureaus.JOB_ADS,), "网络招聘信息"),
    "hr_agencies": ((bureaus.AGENCIES,), "人力资源服务机构名录"),
    "complaints": ((bureaus.COMPLAINTS,), "投诉举报登记"),
}
_CITY_HEAD = f"""\
# 全市共用的参数，各县区文件继承，也可以改写。以下为演示数据：{places.CITY}是虚构的。
city: {places.CITY}
# 全市汇总表、报告和市里文书的落款
city_department: {places.CITY}住房和城乡建设局
# 比对哪些月份，首尾都算
window: {{from: {places.FIRST_MONTH}, to: {places.LAST_MONTH}}}
# 数据截止日；程序不读系统时间
as_of: {places.AS_OF}
# 自查自纠截止日：这一天（含）以前整改完成的，算及时整改
self_inspection_until: {places.SELF_INSPECTION_UNTIL}
# 县区报送截止日
report_due: {places.REPORT_DUE}
# 全市的来件，相对数据文件夹；没有的来源不写，报告会说明哪些比对没有做
sources:
"""


def write_params(folder: Path, prefix: str = "") -> list[Path]:
    """Write the city's and the counties' parameters, data paths beginning with `prefix`."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in params_texts(prefix).items():
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


def params_texts(prefix: str = "") -> dict[str, str]:
    """Give each parameter file's text by its name."""
    texts = {"_city.yml": _city_text(prefix)}
    for number, county in enumerate(places.COUNTIES):
        texts[f"{county.slug}.yml"] = _county_text(county, number, prefix)
    return texts


def _city_text(prefix: str) -> str:
    return _CITY_HEAD + "".join(
        f"  # {remark}\n{_source(kind, [prefix + layout.path for layout in layouts])}"
        for kind, (layouts, remark) in _CITY_SOURCES.items()
    )


def _county_text(county: places.County, number: int, prefix: str) -> str:
    sources = {
        "registrations": [layout.path for layout in offices.REGISTRATIONS[county.slug]],
        "exemption_evidence": [offices.evidence_layout(county.slug, number).path],
        "self_inspection": [offices.correction_layout(county.slug, number).path],
    }
    remarks = {}
    if county.slug == offices.FUND_COUNTY:
        sources["housing_fund"] = [bureaus.FUND_BRANCH.path]
        remarks["housing_fund"] = "本县公积金由管理部单独导出，代替全市文件"
    if county.slug in offices.POST_COUNTIES:
        sources["project_staff"] = [offices.post_layout(county.slug).path]
        sources["attendance"] = [offices.presence_layout(county.slug).path]
        remarks["project_staff"] = "在建项目关键岗位和考勤，用于到岗核查"
    lines = "".join(
        (f"  # {remarks[kind]}\n" if kind in remarks else "")
        + _source(kind, [prefix + path for path in paths])
        for kind, paths in sources.items()
    )
    head = (
        f"county: {county.name}\n# 汇总表“部门”一行\ndepartment: {county.department}\n"
        "# 本县区的来件；全市来件见 _city.yml\nsources:\n"
    )
    return head + lines + _columns(county.slug)


def _columns(slug: str) -> str:
    if slug != "songdui":
        return ""
    return (
        "# 表头认不出时，写明字段对应的列名\n"
        "columns:\n  registrations: {certificate_no: 编号, profession: 类别}\n"
    )


def _source(kind: str, paths: list[str]) -> str:
    if len(paths) == 1:
        return f"  {kind}: {paths[0]}\n"
    return f"  {kind}:\n" + "".join(f"    - {path}\n" for path in paths)
