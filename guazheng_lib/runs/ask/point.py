"""The point check (查一个): one person, certificate, unit, agency or case, with the sources."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from guazheng_lib.casebook.cases import short
from guazheng_lib.casebook.place import casebook_url as the_casebook
from guazheng_lib.runs.ask.answer import Answer, Part
from guazheng_lib.runs.ask.book import Book
from guazheng_lib.runs.ask.case_parts import case_parts, complaints_part
from guazheng_lib.runs.ask.find import Found, find, firm_names
from guazheng_lib.runs.ask.firm_parts import firm_parts
from guazheng_lib.runs.ask.near import near_firms, near_people
from guazheng_lib.runs.ask.person_parts import gaps, person_parts
from guazheng_lib.runs.ask.published import Published
from guazheng_lib.runs.ask.question import Question
from guazheng_lib.terms.catalogue import LEAD_IS_NO_FINDING, Level
from guazheng_lib.terms.errors import RunError
from guazheng_lib.terms.identity import mask_id
from guazheng_lib.terms.sources import SourceKind

MOST_LISTED = 20
_LIST = ("所指", "号码", "在哪里")
_NARROW = "写得再具体些：姓名加身份证末四位（用空格隔开），或证书编号、单位全称、案件编号。"


def ask(
    query: str, *, outputs: Path, casebook_url: str | None = None, data: Path, today: date
) -> Answer:
    """Tell all that is known of one person, certificate, unit, agency or case (查一个).

    Args:
        query: a name, an identity number (whole, masked, or its last four), a certificate number,
            a credit code, or the beginning of a case number; a name may be narrowed by a further
            word.
        outputs: what the runs published.
        casebook_url: the casebook; by default the one beside the data.
        data: the data folder.
        today: the day of asking.

    Raises:
        RunError: where nothing is asked for.
    """
    text = " ".join(query.split())
    if not text:
        raise RunError("没有写要查什么", remedy="写上姓名、证书编号、单位名称或案件编号")
    published, book = Published(outputs), Book.open(the_casebook(data, casebook_url))
    try:
        answer = _answer(text, published, book, today)
        remarks = (*answer.remarks, *_unread(published, book), LEAD_IS_NO_FINDING)
        return replace(answer, remarks=remarks).cleaned(_other_numbers(published))
    finally:
        book.close()


def _answer(text: str, published: Published, book: Book, today: date) -> Answer:
    if found := find(text, published, book):
        return _told(found, published, book, today)
    question = Question(text)
    meant, maybe = near_firms(question, firm_names(published))
    people = near_people(question, _people(published))
    if len(meant) == 1 and not people:
        told = _told(Found(firms=meant), published, book, today)
        heading = f"没有「{question.shown}」，按名称相近的查。{told.heading}"
        return replace(told, heading=heading)
    near = Found(people=people, firms=list(dict.fromkeys([*meant, *maybe])))
    return _nothing(question, near, published, book)


def _told(found: Found, published: Published, book: Book, today: date) -> Answer:
    """Tell of the one that was found, or list the several."""
    if len(found.people) + bool(found.firms) + len(found.complaints) > 1 or _several(found):
        count = len(found.people) + len(found.firms) + len(found.complaints)
        several = _list("查到的", found, published)
        return Answer(f"查到 {count} 个，{_NARROW}", (several,), found=count)
    for number, name in found.people.items():
        return _of_person(number, name, published, book, today)
    if found.firms:
        parts = tuple(firm_parts(found.firms, published, book, today))
        remarks = tuple(_firm_gaps(published))
        return Answer(f"{'、'.join(found.firms)}:", parts, remarks, 1)
    (complaint,) = found.complaints
    listed = (complaints_part([complaint]), *case_parts(complaint, book, today))
    return Answer(f"投诉举报 {short(complaint.number)}:", listed, found=1)


def _of_person(number: str, name: str, published: Published, book: Book, today: date) -> Answer:
    rows = published.details(number)
    parts = tuple(person_parts(number, name, rows, book, today))
    counties = "、".join(dict.fromkeys(row["county"] for row in rows)) or "排查结果里没有"
    heading = f"{name}（{mask_id(number)}）: {len(rows)} 条注册，{counties}"
    return Answer(heading, parts, tuple(gaps(rows, published)), 1)


def _several(found: Found) -> bool:
    """Whether the names found are several firms, not one firm in several spellings."""
    from guazheng_lib.employers.names import parse_name

    return len({parse_name(name).full for name in found.firms}) > 1


def _list(title: str, found: Found, published: Published) -> Part:
    """List what may be meant, briefly, with what tells them apart."""
    rows = [
        (name, mask_id(number), _where(number, published)) for number, name in found.people.items()
    ]
    rows += [(name, "", "单位") for name in found.firms]
    rows += [
        (case.says("complaint_id"), short(case.number), f"{case.says('county')}的投诉举报")
        for case in found.complaints
    ]
    more = f"还有 {len(rows) - MOST_LISTED} 个没有列出。" if len(rows) > MOST_LISTED else ""
    return Part(title, _LIST, tuple(rows[:MOST_LISTED]), more)


def _where(number: str, published: Published) -> str:
    own = [row for row in published.registrations if row.person_id == number]
    return "；".join(
        f"{row.county} {row.profession} {row.registered_employer} {Level(row.level).zh}"
        for row in own
    )


def _nothing(question: Question, near: Found, published: Published, book: Book) -> Answer:
    searched = [shelf.county for shelf in published.shelves if shelf.has_results]
    said = [f"{question.misread_id}，请核对。"] if question.misread_id else []
    if searched:
        said.append(f"已查 {len(searched)} 个县区的排查结果：{'、'.join(searched)}。")
    if book.ledger is not None:
        said.append("案件台账里也没有。")
    parts = (_list("相近的", near, published),) if near else ()
    return Answer(f"查无「{question.shown}」。", parts, tuple(said))


def _firm_gaps(published: Published) -> Iterator[str]:
    """Say which counties have no list of agencies or advertisements (未提供)."""
    for kind in (SourceKind.JOB_ADS, SourceKind.HR_AGENCIES, SourceKind.ENTERPRISES):
        without = [s.county for s in published.shelves if kind not in s.supplied and s.has_results]
        if without:
            yield f"未提供: {kind.zh}（{'、'.join(without)}）。"


def _unread(published: Published, book: Book) -> Iterator[str]:
    """Say what could not be looked into (没有查到的地方)."""
    if not published.shelves:
        yield f"还没有排查结果：{published.outputs.name} 里没有县区，先运行 guazheng run。"
    for shelf in published.shelves:
        if not shelf.has_results:
            yield f"没有查: {shelf.county}还没有排查结果，先运行成功。"
        elif shelf.record.get("status") == "failed":
            yield f"注意: {shelf.county}最近一次运行没有完成，这里是以前的结果。"
    yield from (f"没有查: {problem}。" for problem in published.problems)
    if book.trouble:
        yield f"{book.trouble}。"


def _people(published: Published) -> Iterator[tuple[str, str]]:
    return ((row.person_id, row.person_name) for row in published.registrations)


def _other_numbers(published: Published) -> Iterator[str]:
    """Give the numbers that no pattern finds in a text: passports and permits (其他证件号码)."""
    numbers = {row.person_id for row in published.registrations}
    return (number for number in numbers if len(number) not in (15, 18))
