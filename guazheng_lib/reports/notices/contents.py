"""What stands in a notice (文书内容): masked where the kind masks, so no template can show more."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from guazheng_lib.casebook.life import CONFIRMED, life
from guazheng_lib.params import Casework
from guazheng_lib.reports.notices.choose import State, text_of
from guazheng_lib.reports.notices.kinds import Kind, field_of, notices, unless_given
from guazheng_lib.reports.notices.masking import (
    anonymous_unit,
    clean_text,
    looks_like_id,
    surname_only,
)
from guazheng_lib.reports.notices.progress import standing_now, this_week
from guazheng_lib.terms.catalogue import EXEMPTIONS, LEAD_IS_NO_FINDING, Indicator
from guazheng_lib.terms.identity import mask_id, show_certificate

_UNITS = ("registered_employer", "actual_employer", "name")
_TENS = "零一二三四五六七八九十"


@dataclass(frozen=True)
class Order:
    """What is asked for (要写什么).

    Attributes:
        kind: the kind of notice.
        area: the county, or the city.
        department: who writes.
        on: the date of the document.
        rows: every case of the area.
        given: what the officer gives with it.
        figures: the numbers of the report, as it says them.
        office: the office's rules, for its periods.
        overdue: the cases with a period overdue; None where nobody counted.
        show_ids: whether a masked notice shows the first six and last two of an id.
    """

    kind: Kind
    area: str
    department: str
    on: date
    rows: Sequence[State]
    given: Mapping[str, str]
    figures: Mapping[str, str] = field(default_factory=dict)
    office: Casework = field(default_factory=Casework)
    overdue: Collection[str] | None = None
    show_ids: bool = False


def contents(order: Order, receiver: str, chosen: Sequence[State]) -> dict[str, Any]:
    """Give a document's values by placeholder (占位符的值).

    Args:
        order: what is asked for.
        receiver: the unit, the case or the route that this part is about.
        chosen: its cases.
    """
    kind = order.kind
    said = {
        **unless_given(kind, order.office),
        **{name: text for name, text in order.given.items() if text},
    }
    route = receiver if kind.per == "route" else ""
    values: dict[str, Any] = {
        "部门": order.department,
        "县区": order.area,
        "成文日期": day(order.on),
        "依据": _basis(kind, route),
        "件数": len(chosen),
        "注意": LEAD_IS_NO_FINDING,
        "收件单位": _receiver(kind, receiver, said),
        "名单": _rows(order, chosen),
        "材料": _papers(kind),
        "数字": dict(order.figures),
        "本周": this_week(order.rows, order.on),
        "台账": standing_now(order.rows, order.overdue),
    }
    return {name: _printable(value) for name, value in (said | values).items()}


def day(on: date) -> str:
    """Write a date as an official document does (成文日期)."""
    return f"{on.year}年{on.month}月{on.day}日"


def numeral(number: int) -> str:
    """Write a number below a hundred in Chinese (中文数字), a greater one in figures.

    >>> [numeral(number) for number in (1, 10, 12, 20, 35)]
    ['一', '十', '十二', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    head = ("" if tens == 1 else _TENS[tens]) + "十" if tens else ""
    return head + (_TENS[ones] if ones else "")


def hidden_words(kind: Kind, row: State) -> dict[str, str]:
    """Give the names that a kind hides in any text, and what stands for them (应隐去的名称)."""
    hidden: dict[str, str] = {}
    if "names" in kind.masks:
        hidden[text_of(row, "person_name")] = "当事人"
    if "units" in kind.masks:
        units = (text_of(row, name) for name in _UNITS)
        hidden |= {unit: anonymous_unit(unit) for unit in units}
    return {name: instead for name, instead in hidden.items() if len(name) > 1}


def without_id(name: str) -> str:
    """Give a name as written; of one with an identity number in it, what may be shown (名称)."""
    return clean_text(name) if looks_like_id(name) else name


def _rows(order: Order, chosen: Sequence[State]) -> list[dict[str, Any]]:
    people = _people_by_link(order.rows)
    return [
        _row(order, row, _computed(row, number, people))
        for number, row in enumerate(chosen, start=1)
    ]


def _row(order: Order, row: State, computed: Mapping[str, Any]) -> dict[str, Any]:
    hidden = hidden_words(order.kind, row)
    return {
        title: computed[title] if title in computed else _shown(order, row, field_of(title), hidden)
        for title in order.kind.shows
    }


def _shown(order: Order, row: State, name: str, hidden: Mapping[str, str]) -> str:
    kind, text = order.kind, text_of(row, name)
    masks_names = "names" in kind.masks
    if name == "person_id":
        return "" if masks_names and not order.show_ids else mask_id(text)
    if name == "person_name":
        return surname_only(text) if masks_names else without_id(text)
    if name == "certificate_no":
        return mask_id(text) if masks_names else show_certificate(text)
    if name in _UNITS:
        return anonymous_unit(text) if "units" in kind.masks else without_id(text)
    if name == "indicators":
        return "、".join(Indicator(code).zh for code in text.split() if code in _CODES)
    if name == "measures":
        return _measures(kind, row)
    return text if name in ("uscc", "actual_uscc", "registered_uscc") else clean_text(text, hidden)


def _measures(kind: Kind, row: State) -> str:
    names = [name for name in row.get("measures") or [] if name not in kind.leaves_out]
    if not kind.public:
        return "、".join(names) or notices().nothing_public
    open_ones = [name for name in names if name not in notices().internal_measures]
    return "、".join(open_ones) or notices().nothing_public


def _people_by_link(rows: Sequence[State]) -> dict[str, set[str]]:
    """Tell whose confirmed registrations are linked to each unit's or agency's case (人数)."""
    people: dict[str, set[str]] = {}
    for row in rows:
        if row["subject"] == "person" and row["standing"] == CONFIRMED:
            for case in row.get("links") or ():
                people.setdefault(case, set()).add(text_of(row, "person_id"))
    return people


def _computed(row: State, number: int, people: Mapping[str, set[str]]) -> dict[str, Any]:
    return {
        "序号": number,
        "中文序号": numeral(number),
        "对象": life().subjects[row["subject"]],
        "人数": len(people.get(str(row["case"]), ())),
    }


_CODES = frozenset(str(code) for code in Indicator)


def _basis(kind: Kind, route: str) -> str:
    names = kind.basis_by_route.get(route, kind.basis)
    return "、".join(str(notices().basis[name]) for name in names)


def _receiver(kind: Kind, receiver: str, said: Mapping[str, str]) -> str:
    if kind.per == "route":
        return kind.receivers.get(receiver) or said["主送"]
    return without_id(receiver) if kind.per in _UNITS else ""


def _papers(kind: Kind) -> list[dict[str, Any]]:
    """List what must be handed in: for a deregistration, or with the answer of a firm (材料)."""
    papers: list[tuple[str, str]] = []
    if kind.name == "deregistration":
        papers = list(notices().deregistration_papers.items())
    elif kind.name == "self_check":
        papers = [(name, "") for name in notices().self_check_papers]
        papers += [(term.title, term.documents) for term in EXEMPTIONS.values()]
    return [
        {"序号": number, "名称": name, "说明": what}
        for number, (name, what) in enumerate(papers, start=1)
    ]


def _printable(value: Any) -> Any:
    """Drop what Word cannot hold, and the marks that docxtpl makes layout of (可打印字符)."""
    if isinstance(value, str):
        return "".join(mark if mark.isprintable() or mark == "\u3000" else " " for mark in value)
    if isinstance(value, dict):
        return {name: _printable(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_printable(each) for each in value]
    return value
