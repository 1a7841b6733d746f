"""A person as parts of an answer (人员答复): registrations, evidence, cases, what is unknown."""

from collections.abc import Iterator, Sequence
from datetime import date

from guazheng_lib.casebook.cases import person_case
from guazheng_lib.casebook.life import life
from guazheng_lib.reports.pieces import read_pieces
from guazheng_lib.runs.ask.answer import Part
from guazheng_lib.runs.ask.book import Book, Case
from guazheng_lib.runs.ask.case_parts import cases_parts, complaints_part
from guazheng_lib.runs.ask.published import Published, Row
from guazheng_lib.terms.catalogue import Exemption, Indicator, Level
from guazheng_lib.terms.identity import mask_id
from guazheng_lib.terms.sources import EVIDENCE_FIELDS, SourceKind

_OWN = ("county", "profession", "specialty", "certificate_no", "registered_employer")
_EVIDENCE = (
    *(EVIDENCE_FIELDS[each] for each in ("source", "employer", "relation")),
    "月份",
    "出处",
)
_OF_PEOPLE = (
    *(SourceKind.SOCIAL_INSURANCE, SourceKind.HOUSING_FUND, SourceKind.SAFETY_B),
    *(SourceKind.EXEMPTION_EVIDENCE, SourceKind.SELF_INSPECTION),
    *(SourceKind.PROJECT_STAFF, SourceKind.ATTENDANCE),
)
"""The sources in which a person can be found; attendance speaks only of those on a key post."""


def person_parts(
    number: str, name: str, rows: Sequence[Row], book: Book, today: date
) -> Iterator[Part]:
    """Tell all that is known of a person (人员).

    Args:
        number: the identity number.
        name: the name.
        rows: the person's registrations as screened.
        book: the casebook.
        today: the day of asking.
    """
    for place, row in enumerate(rows, start=1):
        yield registration_part(row, f"注册 {place}")
        yield _evidence_part(row, f"注册 {place} 的依据")
    yield from cases_parts(person_cases(number, rows, book), book, today)
    yield complaints_part(_complaints(number, name, rows, book))


def registration_part(row: Row, title: str) -> Part:
    """Tell what the screening says of a registration (注册)."""
    titles = {name: field.title for name, field in life().fields.items()}
    level = Level(row["level"])
    codes = [Indicator(code).zh for code in row["indicators"] or ()]
    exemption = row["exemption"]
    facts = [(titles[name], str(row[name] or "")) for name in _OWN]
    facts += [
        (titles["person_id"], mask_id(row["person_id"])),
        (titles["registered_uscc"], row["registered_uscc"] or ""),
        (titles["level"], level.zh),
        (titles["indicators"], "、".join(codes)),
        (titles["exemption"], f"{exemption} {Exemption(exemption).zh}" if exemption else ""),
        ("疑似实际工作单位", row["actual_employer"] or ""),
        ("月数", f"比对 {row['months_compared']}，不一致 {row['months_elsewhere']}"),
        (titles["explanation"], row["explanation"]),
    ]
    return Part.facts(title, facts)


def person_cases(number: str, rows: Sequence[Row], book: Book) -> list[Case]:
    """Read a person's cases: of the registrations listed, and of former ones (人员案件)."""
    parts = ("county", "person_id", "profession", "certificate_no")
    numbers = [person_case(*(str(row[name] or "") for name in parts)) for row in rows]
    cases = [case for each in numbers if (case := book.case(each))]
    former = [case for case in book.saying([number]) if case.says("person_id") == number]
    return list({case.number: case for case in [*cases, *former]}.values())


def gaps(rows: Sequence[Row], published: Published) -> list[str]:
    """Say what was not found and what was not supplied (查无与未提供)."""
    counties = {row["county"] for row in rows}
    said = []
    for shelf in published.shelves:
        if shelf.county not in counties:
            continue
        missing = [kind.zh for kind in _OF_PEOPLE if kind not in shelf.supplied]
        here = [row for row in rows if row["county"] == shelf.county]
        seen = {piece["source"] for row in here for piece in row["evidence"] or ()}
        unseen = [
            kind.zh for kind in _OF_PEOPLE[:-1] if kind in shelf.supplied and str(kind) not in seen
        ]
        if unseen:
            said.append(f"查无: {shelf.county}已提供、其中没有此人的来源：{'、'.join(unseen)}。")
        if missing:
            said.append(f"未提供: {shelf.county}没有提供、没有参加比对：{'、'.join(missing)}。")
    others = [s.county for s in published.shelves if s.has_results and s.county not in counties]
    if others:
        said.append(f"查无: 没有此人注册的县区：{'、'.join(others)}。")
    return said


def _evidence_part(row: Row, title: str) -> Part:
    rows = tuple(
        (
            piece.source_zh,
            piece.employer or "未写",
            piece.relation_zh,
            piece.months_zh,
            piece.where,
        )
        for piece in read_pieces(row["evidence"] or ())
    )
    return Part(title, _EVIDENCE, rows)


def _complaints(number: str, name: str, rows: Sequence[Row], book: Book) -> list[Case]:
    """Read the complaints that name the person, or are tied to one of the cases (投诉举报)."""
    own = {case.number for case in person_cases(number, rows, book)}
    said = [case for case in book.saying([name, number, *own]) if case.subject == "complaint"]
    return [
        case
        for case in said
        if case.says("person_name") == name
        or case.says("person_id") == number
        or name in case.says("content")
        or own.intersection(case.state.get("links") or ())
    ]
