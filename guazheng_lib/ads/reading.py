"""Read one advertisement whole (读一条招聘信息): judged, its template, its contacts."""

from dataclasses import dataclass, replace

from guazheng_lib.ads.contacts import Contact, contacts_in, distinct, phones_of
from guazheng_lib.ads.judge import Judgement, Span, judge_all
from guazheng_lib.ads.lexicon import look_at
from guazheng_lib.ads.templates import template_in
from guazheng_lib.ads.text import fold


@dataclass(frozen=True)
class ReadAd:
    """What was made of an advertisement by itself (单条结果)."""

    judgement: Judgement
    template: str
    contacts: list[Contact]


def read_ad(title: str, text: str, phone: object = None) -> ReadAd:
    """Read an advertisement together with its title and its telephone column.

    A title that the text does not repeat is judged with it. Spans point into the text alone; a
    contact that stands elsewhere has no place.
    """
    heading = " ".join(title.split()).rstrip("…. ")
    before = "" if not heading or heading in text else f"{heading}\n"
    whole = before + text
    folded = fold(whole)
    (judgement,) = judge_all([folded])
    body = folded.text.partition("\n")[2] if before else folded.text
    template = template_in(body, look_at(folded.text).patterns)
    contacts = [*contacts_in(folded), *phones_of(phone)]
    if before:
        judgement = replace(judgement, spans=_in_text(judgement.spans, len(before)))
        contacts = [_contact_in_text(contact, len(before)) for contact in contacts]
    return ReadAd(judgement, template, distinct(contacts))


def _in_text(spans: list[Span], before: int) -> list[Span]:
    return [
        Span(start=span["start"] - before, end=span["end"] - before, code=span["code"])
        for span in spans
        if span["start"] >= before
    ]


def _contact_in_text(contact: Contact, before: int) -> Contact:
    if contact.start is None or contact.end is None or contact.start < before:
        return Contact(contact.kind, contact.value)
    return contact._replace(start=contact.start - before, end=contact.end - before)
