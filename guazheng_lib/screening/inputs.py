"""What the screening is given (排查输入): every source as a canonical table."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from guazheng_lib.params import CountyParams, load_county
from guazheng_lib.sources.result import SourceResult
from guazheng_lib.terms.errors import EmptySourceError
from guazheng_lib.terms.month import month_of, month_ordinal
from guazheng_lib.terms.tables import SOURCES, SourceKind

CONTRIBUTIONS = (SourceKind.SOCIAL_INSURANCE, SourceKind.HOUSING_FUND)
"""The sources that pay by the month."""


@dataclass(frozen=True)
class Inputs:
    """The sources of one county's screening, with its parameters (排查输入)."""

    sources: Mapping[SourceKind, SourceResult]
    params: CountyParams

    def has(self, kind: SourceKind) -> bool:
        """Tell whether the source was supplied; a file without rows is supplied too."""
        return kind in self.sources

    def table(self, kind: SourceKind) -> pd.DataFrame:
        """Give a source's canonical table; without rows where it was not supplied."""
        if kind in self.sources:
            return self.sources[kind].table
        return pd.DataFrame(columns=list(SOURCES[kind].table.to_schema().columns))


def as_inputs(
    sources: Mapping[str, SourceResult | pd.DataFrame],
    params: CountyParams | Path | str,
) -> Inputs:
    """Take sources as read, or as plain tables with the contract's columns.

    Raises:
        EmptySourceError: where there is no registration to screen.
        InputError: where a plain table lacks a required column.
    """
    taken = {
        SourceKind(kind): _as_result(SourceKind(kind), source)
        for kind, source in sources.items()
        if source is not None
    }
    registrations = taken.get(SourceKind.REGISTRATIONS)
    if registrations is None or registrations.table.empty:
        raise EmptySourceError("注册人员名单是空的", remedy="核对文件后重跑")
    closed = params if isinstance(params, CountyParams) else load_county(Path(params))
    return Inputs(taken, closed)


def _as_result(kind: SourceKind, source: SourceResult | pd.DataFrame) -> SourceResult:
    if isinstance(source, SourceResult):
        return source
    from guazheng_lib.sources import normalise

    return normalise(kind, source)


def held_registrations(inputs: Inputs) -> pd.DataFrame:
    """Number the registrations and give the months held against each (比对月份).

    A month counts from `lag_months` after the month of registration up to the last month of the
    window, of the registration's validity and of the data. Adds `reg`, `employer_key`, whether the
    date of registration is missing (`is_undated`), and the month ordinals `held_from`, `held_to`;
    where nothing can be compared, `held_to < held_from`.
    """
    params = inputs.params
    table = inputs.table(SourceKind.REGISTRATIONS).reset_index(drop=True)
    first, last = month_ordinal(params.window.first), month_ordinal(params.window.last)
    last = min(last, month_ordinal(month_of(params.as_of)))
    registered = month_ordinals(table["registered_on"]) + params.thresholds.lag_months + 1
    valid = month_ordinals(table["valid_until"])
    return table.assign(
        reg=range(len(table)),
        employer_key=employer_keys(
            table["registered_employer"],
            proven_uscc(table["registered_uscc"], table["registered_uscc_valid"]),
        ),
        is_undated=registered.isna().astype(bool),
        held_from=registered.clip(lower=first).fillna(first).astype("int64"),
        held_to=valid.clip(upper=last).fillna(last).astype("int64"),
    )


def employer_keys(names: pd.Series, usccs: pd.Series) -> list[str]:
    """Join what names an employer into one text, so that each is looked at once."""
    written = zip(names.fillna(""), usccs.fillna(""), strict=True)
    return [f"{name}|{uscc}" for name, uscc in written]


def proven_uscc(usccs: pd.Series, valid: pd.Series) -> pd.Series:
    """Keep the credit codes whose check digit holds; the others prove nothing."""
    return usccs.astype("string").where(valid.astype("boolean").fillna(False))


def month_ordinals(days: pd.Series) -> pd.Series:
    """Give the month ordinal of each day (月序号); NA where there is none."""
    dates = pd.to_datetime(days)
    return (dates.dt.year * 12 + dates.dt.month - 1).astype("Int64")
