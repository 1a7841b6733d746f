"""The sums that a report's numbers must keep (平账), or it is not written."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from guazheng_lib.reports.figures.standings import CONSISTENT, DOUBTFUL
from guazheng_lib.reports.figures.titles import (
    KINDS,
    ROWS,
    TOTALS,
    exclusion_names,
    open_statuses,
    statuses_of,
)
from guazheng_lib.terms.catalogue import Level
from guazheng_lib.terms.errors import DocumentError

Names = Sequence[str]
Numbers = Mapping[str, int | None]


def check_numbers(numbers: Numbers, titles: Mapping[str, str]) -> None:
    """See that every sum holds: certificates, people, employers, cases, rows (平账).

    Raises:
        DocumentError: names both sides of the first that does not.
    """
    for whole, parts in _sums():
        left, right = _sum(numbers, whole), _sum(numbers, parts)
        if left != right:
            named = [f"{titles[name]} {numbers[name]}" for name in parts]
            raise _unbalanced(
                f"{' + '.join(titles[name] for name in whole)}是 {left}，"
                f"各分项（{'、'.join(named)}）相加是 {right}"
            )


def check_counties(counties: pd.DataFrame, numbers: Numbers, titles: Mapping[str, str]) -> None:
    """See that the counties add up to the whole (各县区合计).

    Raises:
        DocumentError: where they do not.
    """
    for name in counties.columns.drop("county"):
        total = int(counties[name].sum())
        if total != numbers[name]:
            raise _unbalanced(f"{titles[name]}是 {numbers[name]}，各县区相加是 {total}")


def _sums() -> Iterator[tuple[Names, Names]]:
    for suffix in KINDS:
        parts = [f"{name}{suffix}" for name in DOUBTFUL]
        doubtful = f"doubtful{suffix}"
        yield [TOTALS[suffix], f"former{suffix}"], [f"{CONSISTENT}{suffix}", doubtful]
        yield [doubtful], parts
    leads = [str(level) for level in Level if level.is_lead]
    yield ["pending"], [*leads, "unlisted"]
    yield ["pending"], ["unopened", *open_statuses("person")]
    yield ["excluded"], [f"exclusion:{name}" for name in exclusion_names()]
    for name in ("units", "agencies"):
        yield [name], [f"{name}_{standing}" for standing in DOUBTFUL]
    yield ["complaints"], [f"complaints_{name}" for name in statuses_of("complaint")]
    yield ["rows_read"], [f"rows_{name}" for name in ROWS if name != "read"]


def _sum(numbers: Numbers, names: Names) -> int:
    return sum(numbers[name] or 0 for name in names)


def _unbalanced(what: str) -> DocumentError:
    return DocumentError(
        f"{what}，账不平",
        remedy="先用 guazheng casebook verify 核对台账，再重新运行该县区；仍不平时交维护人员",
    )
