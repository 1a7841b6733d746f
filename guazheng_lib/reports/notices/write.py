"""Notices and letters, written from the ledger's states (写文书).

Writing a notice records nothing: that it was published, sent or handed over is an event, which
only an officer enters.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from guazheng_lib.casebook.cases import unit_case
from guazheng_lib.params import Casework
from guazheng_lib.reports.notices.checks import check_document, rules_for
from guazheng_lib.reports.notices.choose import State, choose, part, states_of, text_of
from guazheng_lib.reports.notices.contents import Order, contents
from guazheng_lib.reports.notices.finish import finish
from guazheng_lib.reports.notices.kinds import Kind, kind_of, nearest, notices
from guazheng_lib.reports.notices.templates import open_template, render
from guazheng_lib.reports.official import document_bytes
from guazheng_lib.terms.errors import DocumentError
from guazheng_lib.terms.files import write_whole

if TYPE_CHECKING:
    import pandas as pd

_UNSAFE = re.compile(r"[^\w\u4e00-\u9fff（）-]+|\d{6,}")
_LONGEST = 40
_NUMBER = 12
_NOTHING: Mapping[str, str] = MappingProxyType({})


def write_notice(
    kind: str,
    *,
    state: "pd.DataFrame",
    area: str,
    department: str,
    on: date,
    folder: Path,
    cases: Sequence[str] = (),
    is_city: bool = False,
    templates: Path | None = None,
    figures: Mapping[str, str] | None = None,
    extra: Mapping[str, str] = _NOTHING,
    office: Casework | None = None,
    due: "pd.DataFrame | None" = None,
    show_ids: bool = False,
) -> list[Path]:
    """Write a notice or letter: one document, or one for each unit, case or route (写文书).

    Args:
        kind: its name or title (`notices.yml`).
        state: the cases as they stand (`casebook.states.fold`).
        area: the county, or the city.
        department: who writes.
        on: the date of the document.
        folder: where it goes.
        cases: the cases it is about; none: all of the area that may stand in it and are not done.
        is_city: whether the area is the city, whose notices draw on every county.
        templates: the office's own templates (`templates.templates_folder`).
        figures: the report's numbers as it says them (`ReportFigures.said`); the weekly needs them.
        extra: what the officer gives with it, by placeholder: 联系人, 约谈时间.
        office: the office's rules, for its periods.
        due: what is due (`casebook.periods.due.due_list`), for the numbers of what is overdue.
        show_ids: let a masked notice show the first six and last two of an identity number.

    Returns:
        The files written. A file that is there with other words stays: an officer may have filled
        it in; the new one gets a number.

    Raises:
        DocumentError: where a case may not stand in it, something that it needs was not given, a
            template is wrong, or what must be hidden would stand in it. Nothing is written then.
    """
    wanted = kind_of(kind)
    _check_given(wanted, extra)
    numbers = _checked(wanted, figures)
    rows = states_of(state, area, is_city=is_city)
    order = Order(
        kind=wanted,
        area=area,
        department=department,
        on=on,
        rows=rows,
        given=extra,
        figures=numbers,
        office=office or Casework(),
        overdue=None if due is None else set(due.loc[due["is_overdue"].astype(bool), "case"]),
        show_ids=show_ids,
    )
    template = open_template(wanted, templates)
    parts = part(wanted, choose(wanted, rows, cases, area))
    ready = {
        _file_name(order, receiver, chosen): _document(order, template, receiver, chosen)
        for receiver, chosen in parts.items()
    }
    return [write_whole(_free(folder, name, content), content) for name, content in ready.items()]


def _free(folder: Path, name: str, content: bytes) -> Path:
    """Give the place of a document that takes no other's (不覆盖)."""
    path, number = folder / f"{name}.docx", 1
    while path.exists() and not _holds(path, content):
        number += 1
        path = folder / f"{name}（{number}）.docx"
    return path


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False  # open elsewhere: not ours to take


def _document(order: Order, template: bytes, receiver: str, chosen: Sequence[State]) -> bytes:
    document = render(order.kind, template, contents(order, receiver, chosen))
    finish(document, is_demo=any(text_of(row, "demo") for row in chosen or order.rows))
    content = document_bytes(document)
    check_document(content, rules_for(order, chosen), order.kind.template)
    return content


def _check_given(kind: Kind, extra: Mapping[str, str]) -> None:
    for name in extra:
        if name not in kind.given:
            raise DocumentError(
                f"{kind.title}没有「{name}」这一项{nearest(name, list(kind.given))}",
                remedy="可以写明的有：" + "、".join(kind.given or ("（无）",)),
            )
    missing = [name for name in kind.must if not extra.get(name, "").strip()]
    if missing:
        raise DocumentError(
            f"{kind.title}没有写明{'、'.join(missing)}",
            remedy="用 --set " + " --set ".join(f"{name}=…" for name in missing) + " 写明",
        )


def _checked(kind: Kind, figures: Mapping[str, str] | None) -> Mapping[str, str]:
    """See that the numbers that a kind says are there and balance (平账)."""
    if not kind.uses_figures:
        return {}
    given = figures or {}
    missing = [name for name in notices().figures if name not in given]
    if missing:
        raise DocumentError(
            f"{kind.title}缺少数字：{'、'.join(missing)}",
            remedy="先用 guazheng run 跑完该县区，再写快报",
        )
    for suffix in ("", "_people"):
        parts = ("excluded", "rectified", "confirmed", "pending")
        if all(given[name + suffix].isdigit() for name in ("doubtful", *parts)):
            total = sum(int(given[name + suffix]) for name in parts)
            if total != int(given[f"doubtful{suffix}"]):
                raise DocumentError(
                    f"存疑是 {given[f'doubtful{suffix}']}，各分项相加是 {total}，账不平",
                    remedy="重新运行该县区后再写快报",
                )
    return given


def _file_name(order: Order, receiver: str, chosen: Sequence[State]) -> str:
    kind, whose = order.kind, order.area
    if kind.per == "case" and receiver:
        whose = _number(receiver)
    elif kind.per == "route":
        whose = kind.receivers.get(receiver, order.area)
    elif receiver:
        # Long names may be cut alike: the number tells them apart, and is the same every time.
        number = _number(unit_case(text_of(chosen[0], "county"), receiver))
        whose = "-".join(part for part in (_safe(receiver), number) if part)
    else:
        whose = _safe(whose)
    return f"{kind.title}-{order.on:%Y%m%d}-{whose}"


def _safe(name: str) -> str:
    return _UNSAFE.sub("", name)[:_LONGEST]


def _number(case: str) -> str:
    return case.partition(":")[2][:_NUMBER]
