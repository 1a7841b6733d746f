"""A case as parts of an answer (案件答复): where it stands, its history, what it is linked to."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from guazheng_lib.casebook.cases import short
from guazheng_lib.casebook.events import Entry
from guazheng_lib.casebook.life import life, subject_of
from guazheng_lib.runs.ask.answer import Part
from guazheng_lib.runs.ask.book import Book, Case
from guazheng_lib.runs.case_lines import fact_texts, measures_now

MOST_CASES = 12
"""How many cases are told with their history; of the others only where they stand."""

_STATE = (
    *("assigned_to", "asked", "reason", "violation", "measures", "deregistration_paper"),
    *("document_no", "published", "told", "transferred", "verified_by", "verified_on"),
    *("endorsed_by", "remark"),
)
_HISTORY = ("时间", "经办", "步骤", "事由", "依据", "内容")
_OTHERS = ("编号", "名称", "办理状态")
_COMPLAINTS = ("受理编号", "收到日期", "渠道", "县区", "内容", "办理状态", "答复")
_UNSAID = ("listed", "indicators")
_OPENING = ("opened", "relisted", "received")


def cases_parts(cases: Sequence[Case], book: Book, today: date) -> Iterator[Part]:
    """Tell of several cases; of very many the first, and how many more there are (几个案件)."""
    for case in cases[:MOST_CASES]:
        yield from case_parts(case, book, today)
    if len(cases) > MOST_CASES:
        rows = tuple((short(case.number), name_of(case), status_of(case)) for case in cases)
        yield Part(f"其余 {len(cases) - MOST_CASES} 个案件", _OTHERS, rows[MOST_CASES:])


def case_parts(case: Case, book: Book, today: date) -> Iterator[Part]:
    """Tell of a case: where it stands, and who did what, when and why (案件)."""
    title = f"案件 {short(case.number)}（{life().subjects[subject_of(case.number)]}）"
    yield Part.facts(title, [*_facts(case, today), ("关联案件", _links(case, book))])
    rows = tuple(_event_row(entry) for entry in case.entries)
    yield Part(f"案件 {short(case.number)} 的办理经过", _HISTORY, rows)


def complaints_part(cases: Iterable[Case]) -> Part:
    """List complaints with what became of them (投诉举报)."""
    rows = tuple(
        (
            case.says("complaint_id") or short(case.number),
            *(case.says(name) for name in ("received_on", "channel", "county", "content")),
            status_of(case),
            case.says("answer"),
        )
        for case in cases
    )
    return Part("投诉举报", _COMPLAINTS, rows, nothing="台账里没有提到的投诉举报")


def status_of(case: Case | None) -> str:
    """Say where a case stands (办理状态); empty where there is none."""
    return life().statuses[str(case.state["status"])].title if case else ""


def name_of(case: Case) -> str:
    """Say whom or what a case is about (名称)."""
    return case.says("person_name") or case.says("name") or case.says("complaint_id")


def _facts(case: Case, today: date) -> Iterator[tuple[str, str]]:
    titles = life().fields
    yield "演示", case.says("demo") and "演示数据，不是真实案件"
    yield "办理状态", status_of(case)
    yield titles["county"].title, case.says("county")
    yield "最近一步", f"{_day(str(case.state['changed_at']))} {case.says('by')}"
    if case.state["standing"] == "pending":
        yield titles["due_on"].title, _until(case.says("due_on"), today)
    for name in _STATE:
        said = "、".join(measures_now(case.state)) if name == "measures" else case.says(name)
        yield titles[name].title, said


def _until(due: str, today: date) -> str:
    try:
        left = (date.fromisoformat(due) - today).days
    except ValueError:  # written in words
        return due
    return f"{due}（{f'还有 {left} 天' if left >= 0 else f'已逾期 {-left} 天'}）"


def _links(case: Case, book: Book) -> str:
    """Name the cases that this one is tied to, and those that are tied to it (关联案件)."""
    back = [other.number for other in book.saying([case.number]) if other.number != case.number]
    numbers = dict.fromkeys([*(case.state.get("links") or ()), *back])
    linked = [(number, book.case(number)) for number in numbers]
    return "；".join(
        f"{short(number)} {name_of(other)}（{status_of(other)}）" if other else short(number)
        for number, other in linked
    )


def _event_row(entry: Entry) -> tuple[str, ...]:
    step = life().steps[entry.step].title
    return (_day(entry.at), entry.by, step, entry.why, entry.basis, _said(entry))


def _said(entry: Entry) -> str:
    """Say what an event said of the case; an opening repeats what stands above."""
    if entry.step in _OPENING:
        return ""
    facts = fact_texts(json.loads(entry.facts), unsaid=_UNSAID)
    return "；".join(f"{title}：{text}" for title, text in facts)


def _day(at: str) -> str:
    return at[:16].replace("T", " ")
