"""Which cases a notice may be written about, and how they are parted (选案件)."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from guazheng_lib.casebook.cases import short
from guazheng_lib.casebook.life import PENDING, life
from guazheng_lib.reports.notices.kinds import Kind, said_of
from guazheng_lib.terms.errors import DocumentError
from guazheng_lib.terms.frames import records
from guazheng_lib.terms.text import is_missing

if TYPE_CHECKING:
    import pandas as pd

State = Mapping[str, Any]
"""One case as `casebook.states.fold` reads it."""


def text_of(state: State, field: str) -> str:
    """Give a field of a case as text, empty where nobody said it (事项)."""
    value = state.get(field)
    if isinstance(value, list | tuple):
        return "、".join(str(each) for each in value)
    return "" if is_missing(value) else str(value)


def states_of(frame: "pd.DataFrame", area: str, *, is_city: bool) -> list[dict[str, Any]]:
    """Give the cases of a county, or all of the city's (本地案件)."""
    return [row for row in records(frame) if is_city or row["county"] == area]


def choose(kind: Kind, rows: Sequence[State], named: Sequence[str], area: str) -> list[State]:
    """Choose the cases that a notice is about (选案件).

    Args:
        kind: what is to be written.
        rows: the cases of the area.
        named: the numbers asked for; none: all that may stand in it and still owe it.
        area: the county, or the city.

    Raises:
        DocumentError: where a case asked for may not stand in it, or there is none at all.
    """
    if not kind.is_about_cases:
        if named:
            raise DocumentError(f"{kind.title}不针对案件", remedy="去掉案件编号")
        return []
    if named:
        by_number = {str(row["case"]): row for row in rows}
        for case in named:
            if case not in by_number:
                raise DocumentError(
                    f"{area}没有案件{short(case) or case}", remedy="核对县区和案件编号"
                )
        chosen = [by_number[case] for case in dict.fromkeys(named)]
        for row in chosen:
            _refuse(kind, row)
        return chosen
    if kind.optional_cases:
        return []
    if kind.by_hand:
        raise DocumentError(f"{kind.title}没有指定案件", remedy="写明选哪几件，程序不代选")
    chosen = [row for row in rows if not _objection(kind, row) and _still_owes(kind, row)]
    if not chosen:
        raise DocumentError(
            f"{area}没有可以写进{kind.title}的案件",
            remedy=f"{kind.title}用于{said_of(kind)[0]}；已经办过的要再写，请指定案件编号",
        )
    return chosen


def part(kind: Kind, chosen: Sequence[State]) -> dict[str, list[State]]:
    """Part the cases into documents, by whom or what each is about (分份)."""
    if kind.per in ("all", "area") or not chosen:
        return {"": list(chosen)}
    parts: dict[str, list[State]] = {}
    for row in chosen:
        parts.setdefault(_of(kind, row), []).append(row)
    return parts


def is_of_route(row: State, route: str) -> bool:
    """Tell whether a case goes another way than the common one (另行办理)."""
    return life().routes[route].is_for({name: text_of(row, name) for name in row})


def _of(kind: Kind, row: State) -> str:
    if kind.per == "case":
        return str(row["case"])
    if kind.per == "route":
        return next((each for each in kind.receivers if is_of_route(row, each)), "")
    return text_of(row, kind.per)


def _refuse(kind: Kind, row: State) -> None:
    objection = _objection(kind, row)
    if objection:
        what, remedy = objection
        raise DocumentError(f"案件{short(str(row['case']))}{what}", remedy=remedy)


def _objection(kind: Kind, row: State) -> tuple[str, str] | None:
    subject, status = str(row["subject"]), str(row["status"])
    if subject not in kind.subjects:
        whose = "、".join(life().subjects[each] for each in kind.subjects)
        return f"是{life().subjects[row['subject']]}，{kind.title}写的是{whose}", "换一个案件"
    if row["standing"] not in kind.standings:
        now = life().statuses[status].title
        remedy = "结论有变的，先重新核查"
        if row["standing"] == PENDING:
            remedy = "线索不公布、不通报、不移送；先核查并作出结论"
        return f"现在是“{now}”，{kind.title}只用于{said_of(kind)[0]}", remedy
    if kind.route and not is_of_route(row, kind.route):
        return f"不是{life().routes[kind.route].title}，不发{kind.title}", "核对存疑指标"
    missing = [name for name in kind.needs if not text_of(row, name)]
    if missing:
        names = "、".join(life().fields[name].title for name in missing)
        return f"没有写明{names}，不能写{kind.title}", f"先在台账里补上{names}"
    return None


def _still_owes(kind: Kind, row: State) -> bool:
    return kind.owed is None or not kind.owed.is_done(row)
