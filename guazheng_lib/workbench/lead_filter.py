"""Which leads an analyst wants to see, and in which order (筛选条件); knows no widget."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import pandas as pd

from guazheng_lib.terms.catalogue import Indicator, Level
from guazheng_lib.terms.tables import Screening
from guazheng_lib.terms.text import fold_width

LEAD_LEVELS = frozenset(level for level in Level if level.is_lead)


class Order(StrEnum):
    """In which order the leads are listed (排序)."""

    URGENCY = "urgency"
    MONTHS = "months"
    EMPLOYER = "employer"

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return {"urgency": "先查的在前", "months": "不一致月数多的在前", "employer": "按注册单位"}[
            self
        ]


_URGENCY = {str(level): place for place, level in enumerate(Level)}
_SORT_KEYS: Mapping[Order, Mapping[str, bool]] = {
    Order.URGENCY: {Screening.level: True, Screening.score: False},
    Order.MONTHS: {Screening.months_elsewhere: False, Screening.score: False},
    Order.EMPLOYER: {Screening.registered_employer: True, Screening.level: True},
}
_TIE_BREAKERS = {Screening.person_id: True, Screening.certificate_no: True}


@dataclass(frozen=True)
class LeadFilter:
    """What is asked for (筛选条件); an empty condition asks for everything.

    Attributes:
        levels: levels wanted (线索级别).
        indicator: an indicator that the lead must have (存疑指标).
        employer: part of the registered or the actual employer's name (单位名称), in any width.
        order: how the leads are listed (排序).
    """

    levels: Collection[Level] = LEAD_LEVELS
    indicator: Indicator | None = None
    employer: str = ""
    order: Order = Order.URGENCY

    def apply(self, screening: pd.DataFrame) -> pd.DataFrame:
        """Give the registrations asked for, in order; the index is kept."""
        wanted = pd.Series(True, index=screening.index)
        if self.levels:
            wanted &= screening[Screening.level].isin({str(level) for level in self.levels})
        if self.indicator is not None:
            code = str(self.indicator)
            wanted &= pd.Series(
                [code in codes for codes in screening[Screening.indicators]],
                index=screening.index,
                dtype=bool,
            )
        if fold_width(self.employer):
            wanted &= self._names_employer(screening)
        return _sorted(screening[wanted], self.order)

    def _names_employer(self, screening: pd.DataFrame) -> pd.Series:
        part = _folded(self.employer)
        return _holds(screening[Screening.registered_employer], part) | _holds(
            screening[Screening.actual_employer], part
        )


def _holds(names: pd.Series, part: str) -> pd.Series:
    holding = {name for name in names.dropna().unique() if part in _folded(name)}
    return names.isin(holding)


@lru_cache(maxsize=200_000)
def _folded(name: str) -> str:
    return fold_width(name).casefold()


def _sorted(leads: pd.DataFrame, order: Order) -> pd.DataFrame:
    keys = {**_SORT_KEYS[order], **_TIE_BREAKERS}
    return leads.sort_values(
        list(keys),
        ascending=list(keys.values()),
        key=lambda column: column.map(_URGENCY) if column.name == Screening.level else column,
    )
