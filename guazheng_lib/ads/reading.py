"""Read advertisements whole (读招聘信息): judged, their templates, their contacts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from guazheng_lib.ads.contacts import Contact, contacts_in, distinct, phones_of
from guazheng_lib.ads.judge import Judgement, Span, judge_all
from guazheng_lib.ads.signs.lexicon import look_at
from guazheng_lib.ads.templates import template_in
from guazheng_lib.ads.text import fold


@dataclass(frozen=True)
class ReadAd:
    """What was made of an advertisement by itself (单条结果)."""

    judgement: Judgement
    template: str
    contacts: list[Contact]


class Ad(NamedTuple):
    """What is read of an advertisement (所读内容): its title, its text, its telephone column."""

    title: str
    text: str
    phone: object = None


def read_ads(ads: Sequence[Ad]) -> list[ReadAd]:
    """Read some advertisements, each together with its title and its telephone column.

    A title that the text does not repeat is judged with it. Spans point into the text alone; a
    contact that stands elsewhere has no place. Stage by stage, as `judge.judge_texts`.
    """
    before = [_heading(ad) for ad in ads]
    folded = [fold(heading + ad.text) for heading, ad in zip(before, ads, strict=True)]
    seen = [look_at(each.text) for each in folded]
    judged = judge_all(folded, seen)
    templates = [
        template_in(each.text.partition("\n")[2] if heading else each.text, each.patterns)
        for heading, each in zip(before, seen, strict=True)
    ]
    contacts = [
        [*contacts_in(each), *phones_of(ad.phone)] for each, ad in zip(folded, ads, strict=True)
    ]
    return list(map(_read, map(len, before), judged, templates, contacts))


def _heading(ad: Ad) -> str:
    """Give the title as a line of its own, where the text does not repeat it."""
    heading = " ".join(ad.title.split()).rstrip("…. ")
    return "" if not heading or heading in ad.text else f"{heading}\n"


def _read(before: int, judgement: Judgement, template: str, contacts: list[Contact]) -> ReadAd:
    if before:
        judgement = replace(judgement, spans=_in_text(judgement.spans, before))
        contacts = [_contact_in_text(contact, before) for contact in contacts]
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
