"""Complaints at an officer's desk (投诉举报): what the `casebook complaint` commands do."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from guazheng_lib.casebook import complaints
from guazheng_lib.casebook.casebook import Casebook
from guazheng_lib.casebook.cases import complaint_case, short
from guazheng_lib.casebook.complaints.answers import complaint_results, unanswered
from guazheng_lib.casebook.complaints.duplicates import suggest_merges
from guazheng_lib.casebook.complaints.links import suggest_links
from guazheng_lib.casebook.decisions import Hand
from guazheng_lib.casebook.events import Event
from guazheng_lib.casebook.life import life
from guazheng_lib.params import own_sources
from guazheng_lib.runs.case_lines import case_line
from guazheng_lib.runs.counties import County
from guazheng_lib.runs.desk import Desk
from guazheng_lib.runs.desk_words import day_typed
from guazheng_lib.runs.supply import Supplier, supplies
from guazheng_lib.terms.errors import NotAllowedError
from guazheng_lib.terms.tables import SourceKind

if TYPE_CHECKING:
    import pandas as pd


def register(desk: Desk, counties: Sequence[str]) -> list[str]:
    """Enter the complaints that the parameters declare: a county's own, and the city's (登记)."""
    supplier = Supplier(desk.data.resolve(), desk.outputs.resolve() / ".cache")
    said, done = [], set()
    with desk.book(create=True) as book:
        for county in desk.counties(counties):
            supply = supplies(county.params).get(SourceKind.COMPLAINTS) if county.params else None
            if supply is None or supply in done:
                continue
            done.add(supply)
            read, problems = supplier.read([supply])
            for problem in problems:
                raise problem
            whose, table = _whose(county), read[SourceKind.COMPLAINTS].table
            hand = Hand(desk.who(), desk.at)
            events = complaints.register(table, book.state(), hand, county=whose)
            made = sum(entry is not None for entry in book.append_all(events))
            said.append(f"{whose}: 收到 {len(table)} 件，新登记或更正 {made} 件")
    return said or ["参数里没有投诉举报（complaints）的来件，没有可登记的"]


def list_complaints(desk: Desk) -> list[str]:
    """List every complaint, its answer and result, and what may belong together (列投诉举报)."""
    state = desk.cases()
    results = complaint_results(state)
    parts = ("county", "name", "status", "result")
    said = [
        " · ".join([short(row["case"]), *(str(row[part]) for part in parts if row[part])])
        for row in results.to_dict("records")
    ]
    open_ones = unanswered(state, desk.today)
    said.append(f"共 {len(results)} 件，没有答复的 {len(open_ones)} 件")
    return said + _suggestions(state)


def add(desk: Desk, county: str, said: Mapping[str, str]) -> list[str]:
    """Enter one complaint as it comes in, by telephone or at the counter (登记一件)."""
    (chosen,) = desk.counties([county])
    facts = {name: text for name, text in said.items() if text.strip()} | {"county": chosen.name}
    if "content" not in facts:
        raise NotAllowedError("登记没有写明内容", remedy="用 --content 写上反映的内容")
    received_on = facts.get("received_on") or desk.today.isoformat()
    facts["received_on"] = day_typed(life().fields["received_on"].title, received_on)
    parts = (facts.get("complaint_id", ""), facts["received_on"], facts["content"])
    case = complaint_case(chosen.name, *parts)
    with desk.book(create=True) as book:
        book.append(Hand(desk.who(), desk.at).event(case, "received", facts))
        return [case_line(book.case(case))]


def merge(desk: Desk, prefix: str, into: str) -> list[str]:
    """Handle a complaint under another one (并案)."""
    return _enter(
        desk, prefix, lambda book, case, hand: complaints.merge(case, book.find(into), hand)
    )


def link(desk: Desk, prefix: str, targets: Sequence[str]) -> list[str]:
    """Tie a complaint to the cases that it is about (关联)."""
    return _enter(
        desk,
        prefix,
        lambda book, case, hand: complaints.link(case, [book.find(each) for each in targets], hand),
    )


def refer(desk: Desk, prefix: str, to: str, due_on: str) -> list[str]:
    """Hand a complaint on to whoever verifies it (转办)."""
    day = day_typed(life().fields["due_on"].title, due_on) if due_on else ""
    return _enter(desk, prefix, lambda _, case, hand: complaints.refer(case, to, hand, due_on=day))


def answer(desk: Desk, prefix: str, text: str, document_no: str) -> list[str]:
    """Answer a complaint, and with it those merged into it (答复)."""
    return _enter(
        desk,
        prefix,
        lambda _, case, hand: complaints.answer(case, text, hand, document_no=document_no),
    )


def _enter(desk: Desk, prefix: str, make: Callable[[Casebook, str, Hand], Event]) -> list[str]:
    with desk.book() as book:
        case = book.find(prefix)
        book.append(make(book, case, Hand(desk.who(), desk.at)))
        return [case_line(book.case(case))]


def _whose(county: County) -> str:
    """Say whose register it is: the county's, or the city's where the county only inherits it."""
    if county.params and SourceKind.COMPLAINTS not in own_sources(county.file):
        return county.params.city or county.name
    return county.name


def _suggestions(state: "pd.DataFrame") -> list[str]:
    merges, links = suggest_merges(state), suggest_links(state)
    said = [
        f"可能是同一件：{short(row['case'])} 与 {short(row['into'])}（{row['reasons']}）"
        for row in merges.to_dict("records")
    ]
    if not links.empty:
        said.append("以下核对后用 guazheng casebook complaint link 投诉编号 案件编号 关联：")
    return said + [
        f"可能涉及：{short(row['case'])} 与案件 {short(row['to'])}（{row['reasons']}）"
        for row in links.to_dict("records")
    ]
