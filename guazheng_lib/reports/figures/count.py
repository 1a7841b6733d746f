"""The numbers of a report, counted once (报告数字): page, form and report draw on it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.casebook.life import PENDING
from guazheng_lib.reports.figures.balances import check_counties, check_numbers
from guazheng_lib.reports.figures.cases import Counts, case_counts, exclusion_counts, own_cases
from guazheng_lib.reports.figures.standings import (
    CONSISTENT,
    DOUBTFUL,
    by_county,
    heaviest,
    standings,
)
from guazheng_lib.reports.figures.titles import FORMER, KINDS, ROWS, TOTALS, Group, figure_groups
from guazheng_lib.reports.pages.tables import Table, hide_ids
from guazheng_lib.terms.catalogue import Level
from guazheng_lib.terms.tables import SourceKind

NOT_SUPPLIED = "未提供"
"""What stands for a number whose source was not supplied."""

_NOTE = (
    f"注册 + {FORMER} = 未见不一致 + 存疑；存疑 = 排除 + 自查已整改 + 认定 + 在办。"
    "人、注册单位各只计一次，取其最重的一条；注册单位按其人员计，不是对单位的认定。"
    "为 0 的处理措施和排除原因没有列出。"
)
_COUNTED_ONCE_BY = {"_people": "person_id", "_employers": "registered_employer"}


@dataclass(frozen=True)
class ReportFigures:
    """Named numbers with their Chinese names (报告数字); None: the source was not supplied.

    Attributes:
        numbers: every number by its name.
        groups: the names' titles, in the order of the table.
        counties: what each county adds to the certificates, where there are several.
    """

    numbers: Mapping[str, int | None]
    groups: tuple[Group, ...]
    counties: pd.DataFrame

    def __getitem__(self, name: str) -> int | None:
        return self.numbers[name]

    @property
    def titles(self) -> dict[str, str]:
        """The Chinese name of every number."""
        return {
            name: title
            for group in self.groups
            for name, title in group.titles.items()
            if name in self.numbers
        }

    def said(self) -> dict[str, str]:
        """Give every number as a report writes it."""
        return {
            name: NOT_SUPPLIED if value is None else str(value)
            for name, value in self.numbers.items()
        }

    def listed(self, prefix: str, unit: str) -> str:
        """Say those numbers of a kind that are not nought: 「变更注册2条、移送1条」 (列举)."""
        named = self.titles.items()
        said = [(title, self.numbers[name]) for name, title in named if name.startswith(prefix)]
        return "、".join(f"{title}{value}{unit}" for title, value in said if value)

    def table(self) -> Table:
        """Give the numbers as a table: the same on the page and in the document."""
        frame = pd.DataFrame(list(self._rows()), columns=["项目", "内容", "数量"])
        return Table(frame, "总体情况", _NOTE)

    def check_balance(self) -> None:
        """See that the doubtful ones are all accounted for (平账): certificates, people, employers.

        Raises:
            DocumentError: where a number is not the sum of its parts.
        """
        check_numbers(self.numbers, self.titles)
        check_counties(self.counties, self.numbers, self.titles)

    def _rows(self) -> Iterator[tuple[str, str, str]]:
        said = self.said()
        for group in self.groups:
            for name, title in group.titles.items():
                if name in said and not (group.sparse and self.numbers[name] == 0):
                    yield group.title, title, said[name]


def report_figures(
    screening: pd.DataFrame,
    reconciliation: pd.DataFrame,
    *,
    supplied: Collection[SourceKind],
    ads: pd.DataFrame | None = None,
    state: pd.DataFrame | None = None,
    county: str | None = None,
    **further: int,
) -> ReportFigures:
    """Count everything that a report says (统计).

    Args:
        screening: the result of the screening, of one county or of all together.
        reconciliation: where the rows of every sheet went.
        supplied: the sources that were supplied; what only others could show is no number.
        ads: the advertisements as judged; None where none were supplied.
        state: the cases (`casebook.states.fold`); None or empty before the first one.
        county: count only this county's cases, as its form does; None: all of them.
        further: numbers of the city, such as `counties`.

    Raises:
        DocumentError: where the numbers do not balance.
    """
    cases = own_cases(state, county)
    stands = standings(screening, cases[cases["subject"] == "person"])
    professions = screening["profession"].map(hide_ids).value_counts()
    numbers: Counts = {
        **_balanced_counts(stands),
        **{f"profession:{name}": int(count) for name, count in professions.items()},
        **_pending_counts(stands),
        **_sign_counts(screening[_is_pending(screening, stands)], supplied),
        **exclusion_counts(stands),
        **case_counts(cases),
        **_row_counts(reconciliation),
        **_ad_counts(ads),
        **further,
    }
    groups = figure_groups([str(name) for name in professions.index], further)
    figures = ReportFigures(numbers, groups, by_county(stands))
    figures.check_balance()
    return figures


def _balanced_counts(stands: pd.DataFrame) -> Counts:
    """Count certificates, people and employers by where they stand, each kind by itself."""
    counts: Counts = {}
    listed = stands[~stands["is_former"]]
    for suffix in KINDS:
        by = _COUNTED_ONCE_BY.get(suffix)
        each = heaviest(stands, by) if by else stands["standing"]
        total = listed[by].nunique() if by else len(listed)
        found = each.value_counts()
        counts[TOTALS[suffix]] = total
        counts[f"former{suffix}"] = len(each) - total
        counts[f"doubtful{suffix}"] = int((each != CONSISTENT).sum())
        for name in (CONSISTENT, *DOUBTFUL):
            counts[name + suffix] = int(found.get(name, 0))
    return counts


def _pending_counts(stands: pd.DataFrame) -> Counts:
    pending = stands[stands["standing"] == PENDING]
    level = pending["level"].mask(pending["is_former"])
    counts: Counts = {str(each): int((level == each).sum()) for each in Level if each.is_lead}
    listed = sum(count or 0 for count in counts.values())
    return counts | {
        "unlisted": len(pending) - listed,
        "unopened": int((pending["status"] == "").sum()),
        "employers_with_leads": pending["registered_employer"].nunique(),
    }


def _is_pending(screening: pd.DataFrame, stands: pd.DataFrame) -> pd.Series:
    listed = stands[~stands["is_former"]]["standing"]
    return pd.Series((listed == PENDING).to_numpy(), index=screening.index)


def _sign_counts(pending: pd.DataFrame, supplied: Collection[SourceKind]) -> Counts:
    """Count the signs; a rule that did not run has no count, not a count of nought (未比对)."""
    from guazheng_lib.screening.rules import RULES, missing_sources

    signs = pending["indicators"].explode().value_counts()
    return {
        str(code): None if missing_sources(rule, supplied) else int(signs.get(code, 0))
        for code, rule in RULES.items()
    }


def _row_counts(reconciliation: pd.DataFrame) -> Counts:
    return {f"rows_{name}": int(reconciliation[name].sum()) for name in ROWS}


def _ad_counts(ads: pd.DataFrame | None) -> Counts:
    flags = [verdict for verdict in Verdict if verdict is not Verdict.CLEAR]
    if ads is None:
        return dict.fromkeys(("ads", *(f"ads_{flag}" for flag in flags), "agencies_flagged"))
    return {
        "ads": len(ads),
        **{f"ads_{flag}": int(ads["verdict"].eq(flag).sum()) for flag in flags},
        "agencies_flagged": ads.loc[ads["verdict"].isin(flags), "agency"].nunique(),
    }
