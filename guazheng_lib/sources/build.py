"""Data rows → rows of the canonical table, and what is wrong with the others (规范化)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from guazheng_lib.sources import fields as read
from guazheng_lib.sources.blame import Blame, quarantine, title
from guazheng_lib.sources.blocks import Block
from guazheng_lib.sources.months import Spell, Unread, is_zero_padded, read_last_month, read_months
from guazheng_lib.sources.registrations import lay_notes
from guazheng_lib.sources.standing import insured_as, is_no_employer, payment
from guazheng_lib.terms.identity import IdProblem, ParsedId
from guazheng_lib.terms.tables import SOURCES, SourceKind

_CONTRIBUTIONS = (SourceKind.SOCIAL_INSURANCE, SourceKind.HOUSING_FUND)
_ENDS = frozenset({"valid_until", "to_date"})
_NAMES = frozenset({"person_name", "employer", "registered_employer", "agency", "name"})
_LONG = frozenset({"text", "content"})
_READERS: Mapping[str, Callable[[str], object]] = {
    "person_name": read.read_person_name,
    "employer": read.read_employer,
    "registered_employer": read.read_employer,
    "former_names": read.read_names,
}


_PAYER_AND_MONTH = (("employer", "employer_code"), ("month", "from_month"))
_ASKED_ELSEWHERE: Mapping[SourceKind, tuple[tuple[str, ...], ...]] = {
    **dict.fromkeys(_CONTRIBUTIONS, _PAYER_AND_MONTH),
    SourceKind.ATTENDANCE: (("date", "month"),),
    SourceKind.SELF_INSPECTION: (("completed_on",),),
}
"""Required groups with a rule of their own: a flexible worker has no employer."""


@dataclass(frozen=True)
class Built:
    """What a block gives (规范化结果): usable rows, and those set aside.

    `table` has the contract's columns and the file's place; `quarantine` as in the contract.
    """

    table: pd.DataFrame
    quarantine: pd.DataFrame


def build(block: Block) -> Built:
    """Turn the data rows of a block into rows of its canonical table (规范化)."""
    columns = SOURCES[block.kind].table.to_schema().columns
    blame = Blame(block.cells.index)
    values = {"file": _constant(block, block.file), "sheet": _constant(block, block.sheet)}
    values["row"] = block.rows
    for name, column in columns.items():
        if name not in values:
            values[name] = _values(block, str(name), str(column.dtype))
    _read_ids(block, values, blame)
    _names_unread(block, blame)
    _FURTHER.get(block.kind, _no_further)(block, values, blame)
    _require(block, values, blame)
    table = pd.DataFrame({name: values[name] for name in columns}, index=block.cells.index)
    return Built(table[blame.free], quarantine(block, blame))


def _constant(block: Block, value: str | None) -> pd.Series:
    return pd.Series(value, index=block.cells.index, dtype="str")


def _values(block: Block, field: str, dtype: str) -> pd.Series:
    """Read a column as its contract types it."""
    if dtype == "boolean":
        return _values(block, field.removesuffix("_valid"), "str")
    if field not in block.cells:
        empty: object = pd.NaT if "datetime" in dtype else None
        kind = "datetime64[ns]" if "datetime" in dtype else "float64" if "float" in dtype else "str"
        return pd.Series(empty, index=block.cells.index, dtype=kind)
    cells = block.cells[field]
    if "datetime" in dtype:
        reader = read.read_end if field in _ENDS else read.read_start
        return read.timestamps(read.by_distinct(cells, reader))
    if "float" in dtype:
        return read.by_distinct(cells, read.read_amount).astype("float64")
    if field.endswith("_uscc"):
        return read.texts(read.by_distinct(cells, read.read_code))
    usual = read.read_long_text if field in _LONG else read.read_optional
    return read.texts(read.by_distinct(cells, _READERS.get(field, usual)))


def _read_ids(block: Block, values: dict[str, pd.Series], blame: Blame) -> None:
    for name in values:
        if name.endswith("_uscc_valid"):
            codes = values[name.removesuffix("_valid")]
            values[name] = read.by_distinct(codes, read.is_valid_code).astype("boolean")
    if block.ids is None:
        return
    ids = block.ids
    known = [isinstance(found, ParsedId) for found in ids]
    values["person_id"] = _told(ids, known, lambda found: str(found.number))
    values["id_type"] = _told(ids, known, lambda found: str(found.type))
    reasons = pd.Series(
        [f.reason if isinstance(f, IdProblem) else "证件号码为空" for f in ids],
        ids.index,
        dtype=object,
    )
    blame.lay(~pd.Series(known, index=ids.index, dtype=bool), "person_id", reasons)


def _names_unread(block: Block, blame: Blame) -> None:
    """Blame the rows of which a name has lost characters: it can be compared with nothing."""
    for field in block.cells:
        if field in _NAMES:
            lost = block.cells[field].fillna("").str.contains("\ufffd", regex=False)
            blame.lay(lost.astype(bool), field, f"{title(block.kind, field)}有认不出的字（乱码）")


def _told(ids: pd.Series, known: list[bool], tell: Callable[[ParsedId], str]) -> pd.Series:
    told = [tell(found) if use else None for found, use in zip(ids, known, strict=True)]
    return pd.Series(told, index=ids.index, dtype="str")


def _require(block: Block, values: dict[str, pd.Series], blame: Blame) -> None:
    """Blame the rows that lack what their table needs."""
    for group in SOURCES[block.kind].required:
        told = [field for field in group if field in values]
        if not told or group in _ASKED_ELSEWHERE.get(block.kind, ()):
            continue
        filled = pd.concat([values[field].notna() for field in told], axis=1).any(axis=1)
        names = "、".join(title(block.kind, field) for field in told)
        cells = block.cells.get(told[0], pd.Series(None, index=filled.index, dtype="str"))
        unread = cells.notna() & ("datetime" in str(values[told[0]].dtype))
        blame.lay(~filled & unread, told[0], f"{names}读不出来")
        blame.lay(~filled, told[0], f"{names}为空")


def _contributions(block: Block, values: dict[str, pd.Series], blame: Blame) -> None:
    _spells(block, values, blame)
    fund = block.kind is SourceKind.HOUSING_FUND
    status, employer = values["status"].fillna(""), values["employer"].fillna("")
    scheme = values["scheme"].fillna("") if not fund else status.where(status == "", "")
    paid = read.by_distinct(status, lambda text: str(payment(text, housing_fund=fund)))
    values["payment"] = read.texts(paid)
    told = scheme + "\x1f" + status + "\x1f" + employer
    standing = read.texts(read.by_distinct(told, lambda text: str(insured_as(*text.split("\x1f")))))
    if not fund:
        values["insured_as"] = standing
    nobody = read.by_distinct(employer, is_no_employer).astype(bool)
    values["employer"] = values["employer"].mask(nobody)
    lacking = values["employer"].isna() & values["employer_code"].isna()
    blame.lay(lacking & standing.isin(["employee", "public"]), "employer", "缴费单位为空")


def _spells(block: Block, values: dict[str, pd.Series], blame: Blame) -> None:
    """Read the month of a row, or the spell where it has none."""
    empty = pd.Series(None, index=block.cells.index, dtype="str")
    month, start, end = (block.cells.get(n, empty) for n in ("month", "from_month", "to_month"))
    padded = any(
        by.dropna().map(is_zero_padded).any()
        for by in (month.drop_duplicates(), start.drop_duplicates())
    )
    months = read.by_distinct(month, lambda cell: read_months(cell, padded=padded))
    starts = read.by_distinct(start, lambda cell: read_months(cell, padded=padded))
    lasts = read.by_distinct(end, lambda cell: read_last_month(cell, padded=padded))
    spells = months.where(month.notna(), starts)
    by_month = month.notna()
    first = [s.first if isinstance(s, Spell) else None for s in spells]
    one_cell = by_month | spells.map(_is_closed_spell)
    own_last = pd.Series(
        [s.last if isinstance(s, Spell) else None for s in spells], spells.index, dtype=object
    )
    given_last = lasts.map(lambda last: last if isinstance(last, str) else None)
    values["from_month"] = pd.Series(first, index=spells.index, dtype="str")
    values["to_month"] = read.texts(own_last.where(one_cell, given_last))
    _blame_months(spells, lasts.where(~one_cell, None), values, blame)


def _is_closed_spell(spell: object) -> bool:
    """Whether a cell under 起始年月 holds a whole spell."""
    return isinstance(spell, Spell) and spell.first != spell.last


def _blame_months(
    spells: pd.Series, lasts: pd.Series, values: dict[str, pd.Series], blame: Blame
) -> None:
    for field, told in (("from_month", spells), ("to_month", lasts)):
        unread = told.map(lambda found: isinstance(found, Unread)).astype(bool)
        reasons = told.map(lambda found: found.reason if isinstance(found, Unread) else None)
        blame.lay(unread, field, reasons)
    blame.lay(values["from_month"].isna(), "from_month", "缴费月份为空")
    backwards = (values["to_month"] < values["from_month"]) & values["to_month"].notna()
    blame.lay(backwards.astype(bool), "to_month", "截止月份早于起始月份")


def _attendance(block: Block, values: dict[str, pd.Series], blame: Blame) -> None:
    empty = pd.Series(None, index=block.cells.index, dtype="str")
    spells = read.by_distinct(block.cells.get("month", empty), read_months)
    months = spells.map(lambda s: s.first if isinstance(s, Spell) and s.first == s.last else None)
    days = values["date"]
    of_day = days.dt.strftime("%Y-%m").astype("str").where(days.notna())
    values["month"] = read.texts(of_day.where(days.notna(), months))
    blame.lay(
        values["month"].isna(), "date" if "date" in block.cells else "month", "日期或月份读不出来"
    )


def _completed(block: Block, values: dict[str, pd.Series], blame: Blame) -> None:
    """An empty day, or words without a digit, say that it is not completed yet."""
    cells = block.cells["completed_on"]
    dated = cells.fillna("").str.contains(r"\d")
    blame.lay(dated & values["completed_on"].isna(), "completed_on", "整改完成日期读不出来")


def _no_further(block: Block, values: dict[str, pd.Series], blame: Blame) -> None:
    """Most kinds need no more."""


_FURTHER: Mapping[SourceKind, Callable[[Block, dict[str, pd.Series], Blame], None]] = {
    **dict.fromkeys(_CONTRIBUTIONS, _contributions),
    SourceKind.ATTENDANCE: _attendance,
    SourceKind.SELF_INSPECTION: _completed,
    SourceKind.REGISTRATIONS: lay_notes,
}
