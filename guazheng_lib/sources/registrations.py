"""What is particular to registrations (注册人员): hints, specialties joined, certificates shared.

A registration is person × profession × certificate number. Where one certificate stands at two
employers, the row registered last holds; where the dates do not tell which, the further rows are
set aside, for nobody can be registered with one certificate at two employers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from guazheng_lib.sources.blame import Blame
from guazheng_lib.sources.blocks import Block
from guazheng_lib.sources.cells import is_number, shown
from guazheng_lib.sources.fields import by_distinct
from guazheng_lib.sources.words import load
from guazheng_lib.terms.mending import MENDED_NOTE
from guazheng_lib.terms.text import fold_width

_DATES = {"registered_on": "注册日期", "valid_until": "有效期至"}
_NO_END = re.compile(r"长期|永久|无固定|^[-—/无]+$")
_SLACK_DAYS = 45


@dataclass(frozen=True)
class Folded:
    """What folding gives: one row a registration, the rows set aside, the rows folded away.

    Attributes:
        table: one row a registration.
        refused: positions of the rows set aside, with the field and the reason.
        folded: positions of the rows that went into another.
    """

    table: pd.DataFrame
    refused: Mapping[int, tuple[str, str]]
    folded: tuple[int, ...]


def lay_notes(block: Block, values: dict[str, pd.Series], blame: Blame) -> None:
    """Note what is unusual about a number, a term or a date (提示); none of it is a fault."""
    cells = block.cells
    notes = [
        _number_notes(cells["certificate_no"], values),
        *(_date_notes(cells[f], values[f], t) for f, t in _DATES.items() if f in cells),
        _term_notes(values),
        [MENDED_NOTE if position in block.mended else None for position in cells.index],
    ]
    joined = ["；".join(note for note in some if note) or None for some in zip(*notes, strict=True)]
    values["notes"] = pd.Series(joined, index=cells.index, dtype="str")


def certificate_key(number: str) -> str:
    """Fold a certificate number for comparing (证书编号比对): width, case and kind of brackets.

    >>> certificate_key("建【造】11214400007044") == certificate_key("建[造]11214400007044")
    True
    """
    folded = fold_width(number).upper()
    return folded.translate(str.maketrans("【】〔〕()（）", "[][][][]"))


def fold(table: pd.DataFrame) -> Folded:
    """Bring the rows of one certificate together (同一证书合并)."""
    keyed = table.assign(
        _no=table["certificate_no"].map(certificate_key), _of=table["profession"].map(fold_width)
    )
    refused = _of_two_persons(keyed)
    own = keyed.drop(index=list(refused))
    kept: dict[int, dict[str, Any]] = {}
    folded: list[int] = []
    for _, rows in own[own.duplicated(["person_id", "_of", "_no"], keep=False)].groupby(
        ["person_id", "_of", "_no"], sort=False
    ):
        position, change, away, contradicting = _one_registration(rows)
        kept[position] = change
        folded += away
        refused |= contradicting
    result = table.drop(index=[*refused, *folded])
    for position, change in kept.items():
        for name, value in change.items():
            result.loc[position, name] = value
    return Folded(result, refused, tuple(folded))


def _of_two_persons(keyed: pd.DataFrame) -> dict[int, tuple[str, str]]:
    persons = keyed.groupby(["_no", "_of"])["person_id"].transform("nunique")
    reason = "同一证书编号对应不同的人，无法判断是谁的证书"
    return {int(position): ("certificate_no", reason) for position in keyed.index[persons > 1]}


def _one_registration(
    rows: pd.DataFrame,
) -> tuple[int, dict[str, Any], list[int], dict[int, tuple[str, str]]]:
    employers = rows["registered_employer"].map(fold_width)
    dates = rows["registered_on"]
    newest = rows.index[dates == dates.max()] if dates.notna().any() else rows.index
    holds = int(newest[0])
    here = employers == employers[holds]
    certain = dates.notna().all() and len(set(employers[newest])) == 1
    elsewhere = [int(position) for position in rows.index[~here]]
    first = int(rows.index[here][0])
    change: dict[str, Any] = {"specialty": _joined(rows.loc[here, "specialty"])}
    if first != holds:
        change |= {name: rows.loc[holds, name] for name in ("registered_on", "valid_until")}
    if elsewhere:
        others = "、".join(dict.fromkeys(rows.loc[elsewhere, "registered_employer"]))
        change["notes"] = _joined(
            pd.Series([rows.loc[first, "notes"], f"同一证书另有单位「{others}」的记录"]), "；"
        )
    away = [int(position) for position in rows.index[here] if position != first]
    if certain:
        return first, change, away + elsewhere, {}
    reason = "同一证书登记了两个注册单位，且分不清先后"
    return first, change, away, dict.fromkeys(elsewhere, ("registered_employer", reason))


def _joined(texts: pd.Series, mark: str = "、") -> str | None:
    parts = (
        [part for text in texts.dropna() for part in re.split(r"[、,，;；]", text)]
        if mark == "、"
        else list(texts.dropna())
    )
    return mark.join(dict.fromkeys(part.strip() for part in parts if part.strip())) or None


def _number_notes(cells: pd.Series, values: dict[str, pd.Series]) -> list[str | None]:
    lost = cells.map(lambda cell: isinstance(cell, str) and is_number(cell) and len(cell) > 15)
    told = values["profession"].fillna("") + "\x1f" + values["certificate_no"].fillna("")
    unusual = by_distinct(told, lambda text: _unusual_number(*text.split("\x1f")))
    tail = "证书编号按数字存放，末几位可能已丢失"
    return [tail if gone else note for gone, note in zip(lost, unusual, strict=True)]


@cache
def _usual(profession: str) -> Mapping[str, Any] | None:
    entries = load("certificates.yml")
    return next((e for e in entries if re.search(e["words"], profession)), None)


def _unusual_number(profession: str, number: str) -> str | None:
    usual = _usual(profession)
    if usual is None or not number:
        return None
    folded = certificate_key(number).replace("[临]", "(临)")
    return None if re.fullmatch(usual["numbers"], folded) else "证书编号不是常见写法，请核对"


def _date_notes(cells: pd.Series, days: pd.Series, name: str) -> list[str | None]:
    notes: list[str | None] = []
    for cell, day in zip(cells, days, strict=True):
        unread = isinstance(cell, str) and pd.isna(day) and not _NO_END.search(shown(cell))
        notes.append(f"{name}读不出来" if unread else None)
    return notes


def _term_notes(values: dict[str, pd.Series]) -> list[str | None]:
    columns = (values["profession"], values["registered_on"], values["valid_until"])
    return [_term_note(*row) for row in zip(*columns, strict=True)]


def _term_note(profession: object, start: Any, end: Any) -> str | None:
    if pd.isna(start) or pd.isna(end) or not isinstance(profession, str):
        return None
    if end < start:
        return "有效期至早于注册日期"
    usual = _usual(profession)
    if usual is None or _is_term(start.date(), end.date(), int(usual["years"])):
        return None
    return f"注册有效期不是通常的 {usual['years']} 年"


def _is_term(start: date, end: date, years: int) -> bool:
    return abs((end - start).days - years * 365.25) <= _SLACK_DAYS
