"""A firm as parts of an answer (单位、机构答复): its people, its advertisements, its cases."""

from collections.abc import Iterator, Sequence
from datetime import date

from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.casebook.cases import person_case
from guazheng_lib.runs.ask.answer import Part
from guazheng_lib.runs.ask.book import Book, Case
from guazheng_lib.runs.ask.case_parts import cases_parts, complaints_part, status_of
from guazheng_lib.runs.ask.published import Published, Registered, Row
from guazheng_lib.terms.catalogue import Level
from guazheng_lib.terms.errors import Place
from guazheng_lib.terms.identity import mask_id

MOST_PEOPLE = 60
MOST_ADS = 20
"""How many rows an answer shows; it says how many more there are."""

_PEOPLE = ("姓名", "身份证号", "县区", "职业资格类别", "证书编号", "级别", "另一单位", "案件")
_ADS = ("信息编号", "机构", "发布日期", "判断", "理由", "原文片段", "出处")
_WORST_FIRST = {str(level): place for place, level in enumerate(Level)}


def firm_parts(
    names: Sequence[str], published: Published, book: Book, today: date
) -> Iterator[Part]:
    """Tell all that is known of a firm, as employer and as agency (单位).

    Args:
        names: the firm's name, in every spelling found.
        published: the outputs.
        book: the casebook.
        today: the day of asking.
    """
    registered = [row for row in published.registrations if row.registered_employer in names]
    working = [
        row
        for row in published.registrations
        if row.actual_employer in names and row.registered_employer not in names
    ]
    yield from (_unit_part(row) for row in published.units(names))
    if registered:
        yield _people_part("注册在该单位的人员", registered, book, actual=True)
    if working:
        yield _people_part("疑似在该单位工作、注册在别处的人员", working, book, actual=False)
    yield from (_agency_part(row) for row in published.agencies if row["agency"] in names)
    yield from _ads_parts(names, published)
    cases = [case for case in book.saying(names) if case.says("name") in names]
    yield from cases_parts(cases, book, today)
    yield complaints_part(_complaints(names, cases, book))


def _unit_part(row: Row) -> Part:
    counts = "、".join(f"{level.zh} {row[str(level)]}" for level in Level if row[str(level)])
    facts = [
        ("统一社会信用代码", row["registered_uscc"] or ""),
        ("注册人数", str(row["people"])),
        ("注册条数", str(row["registrations"])),
        ("级别", counts),
        ("线索占比", f"{row['share']:.0%}"),
        ("到岗履职排查", "建议" if row["needs_duty_check"] else "未达到建议的条件"),
    ]
    return Part.facts(f"{row['registered_employer']}在{row['county']}", facts)


def _people_part(title: str, rows: Sequence[Registered], book: Book, *, actual: bool) -> Part:
    ordered = sorted(rows, key=lambda row: (_WORST_FIRST[row.level], row.person_name))
    shown = tuple(
        (
            row.person_name,
            mask_id(row.person_id),
            row.county,
            row.profession,
            row.certificate_no,
            Level(row.level).zh,
            (row.actual_employer if actual else row.registered_employer) or "",
            _standing(row, book),
        )
        for row in ordered[:MOST_PEOPLE]
    )
    return Part(f"{title}（{len(rows)} 条）", _PEOPLE, shown, _more(len(rows), MOST_PEOPLE))


def _standing(row: Registered, book: Book) -> str:
    parts = (row.county, row.person_id, row.profession, row.certificate_no)
    case = book.case(person_case(*parts))
    return f"案件: {status_of(case)}" if case else ""


def _agency_part(row: Row) -> Part:
    listed = {True: "在名录内", False: "不在名录内"}.get(row["licensed"], "没有提供名录")
    flagged = "、".join(
        f"{verdict.zh} {row[str(verdict)]}"
        for verdict in Verdict
        if verdict is not Verdict.CLEAR and row[str(verdict)]
    )
    facts = [
        ("统一社会信用代码", row["agency_uscc"] or ""),
        ("许可名录", listed),
        ("许可证编号", row["licence_no"] or ""),
        ("所属县区", row["county"] or ""),
        ("招聘信息", f"{row['ads']} 条，可疑占 {row['share']:.0%}"),
        ("可疑信息", flagged),
        ("涉及证书", "、".join(row["certificates"] or ())),
    ]
    return Part.facts(f"{row['agency']}（人力资源服务机构）", facts)


def _ads_parts(names: Sequence[str], published: Published) -> Iterator[Part]:
    own = published.ads_of(names)
    if own:
        yield _ads_part("该机构发布的招聘信息", own)
    known = {row["ad_id"] for row in own}
    naming = [row for name in names for row in published.ads_naming(name)]
    others = {row["ad_id"]: row for row in naming if row["ad_id"] not in known}
    if others:
        yield _ads_part("写有该单位名称的招聘信息", list(others.values()))


def _ads_part(title: str, ads: Sequence[Row]) -> Part:
    rows = tuple(_ad_row(row) for row in ads[:MOST_ADS])
    return Part(f"{title}（{len(ads)} 条）", _ADS, rows, _more(len(ads), MOST_ADS))


def _ad_row(row: Row) -> tuple[str, ...]:
    published_on = row["published_on"]
    spans = [row["text"][span["start"] : span["end"]] for span in row["spans"] or ()]
    return (
        row["ad_id"],
        row["agency"] or "",
        f"{published_on:%Y-%m-%d}" if published_on else "",
        Verdict(row["verdict"]).zh,
        "；".join(row["reasons"] or ()),
        "".join(f"「{text}」" for text in dict.fromkeys(spans)),
        str(Place(row["file"], row["sheet"], row["row"])),
    )


def _complaints(names: Sequence[str], cases: Sequence[Case], book: Book) -> list[Case]:
    own = {case.number for case in cases}
    said = [case for case in book.saying([*names, *own]) if case.subject == "complaint"]
    return [
        case
        for case in said
        if own.intersection(case.state.get("links") or ())
        or any(
            name in (case.says("employer"), case.says("agency")) or name in case.says("content")
            for name in names
        )
    ]


def _more(count: int, most: int) -> str:
    return f"这里列前 {most} 条，共 {count} 条。" if count > most else ""
