"""Who or what is meant (查找): exactly as typed first, then without regard to width and blanks."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from guazheng_lib.runs.ask.book import Book, Case
from guazheng_lib.runs.ask.published import Published, Registered
from guazheng_lib.runs.ask.question import Question


@dataclass
class Found:
    """Whom and what a question may mean (查到的).

    Attributes:
        people: by identity number, with the name.
        firms: names of employers and agencies as written; one firm may be written in several ways.
        complaints: complaints asked for by their own number.
    """

    people: dict[str, str] = field(default_factory=dict)
    firms: list[str] = field(default_factory=list)
    complaints: list[Case] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything was found."""
        return bool(self.people or self.firms or self.complaints)


def find(text: str, published: Published, book: Book) -> Found:
    """Find whom or what a text means (查找)."""
    for loosely in (False, True):
        if found := _find(Question(text, loosely), published, book):
            return found
    for word, others in Question(text).narrowed():
        if found := _narrow(_find(word, published, book), others, published):
            return found
    return Found()


def firm_names(published: Published) -> list[str]:
    """List every employer and agency as written (单位名称)."""
    names = [each.registered_employer for each in published.registrations]
    names += [each.actual_employer or "" for each in published.registrations]
    names += [str(each["agency"] or "") for each in published.agencies]
    return [name for name in dict.fromkeys(names) if name]


def _find(question: Question, published: Published, book: Book) -> Found:
    found = Found()
    for row in published.registrations:
        if _is_person(row, question):
            found.people[row.person_id] = row.person_name
    found.firms = list(dict.fromkeys(_firms(question, published)))
    for case in [*book.about(question), *book.numbered(question)]:
        _add(found, case, question)
    return found


def _is_person(row: Registered, question: Question) -> bool:
    return (
        question.is_person_id(row.person_id)
        or question.is_name(row.person_name)
        or question.is_name(row.certificate_no)
    )


def _firms(question: Question, published: Published) -> Iterable[str]:
    for row in published.registrations:
        if question.is_name(row.registered_employer) or question.is_code(row.registered_uscc):
            yield row.registered_employer
        if question.is_name(row.actual_employer) or question.is_code(row.actual_uscc):
            yield row.actual_employer or ""
    for agency in published.agencies:
        if question.is_name(agency["agency"]) or question.is_code(agency["agency_uscc"]):
            yield agency["agency"] or ""


def _add(found: Found, case: Case, question: Question) -> None:
    """Add what a case is about, where the case itself was asked for, not one linked to it."""
    is_numbered = bool(question.case) and question.case in case.number
    said = [case.says(name) for name in ("person_name", "certificate_no")]
    if case.subject == "person" and (
        is_numbered
        or question.is_person_id(case.says("person_id"))
        or any(question.is_name(each) for each in said)
    ):
        found.people.setdefault(case.says("person_id"), case.says("person_name"))
    elif case.subject in ("unit", "agency"):
        name = case.says("name")
        asked = is_numbered or question.is_name(name) or question.is_code(case.says("uscc"))
        if asked and name not in found.firms:
            found.firms.append(name)
    elif case.subject == "complaint" and (
        is_numbered or question.is_name(case.says("complaint_id"))
    ):
        found.complaints.append(case)


def _narrow(found: Found, words: tuple[Question, ...], published: Published) -> Found:
    people = {
        number: name
        for number, name in found.people.items()
        if any(_fits(row, words) for row in published.registrations if row.person_id == number)
    }
    return Found(people=people)


def _fits(row: Registered, words: tuple[Question, ...]) -> bool:
    held = (row.county, row.profession, row.certificate_no, row.registered_employer)
    return all(
        word.is_name(row.person_name)
        or word.is_person_id(row.person_id)
        or any(word.is_in(each) for each in held)
        for word in words
    )
