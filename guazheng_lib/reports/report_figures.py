"""The numbers of a report, counted once (报告数字): pages and documents draw on this one table."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from guazheng_lib.ads.judge import Verdict
from guazheng_lib.reports.tables import Table
from guazheng_lib.terms.catalogue import INDICATORS, LEVELS, Level
from guazheng_lib.terms.errors import DocumentError
from guazheng_lib.terms.tables import SourceKind

NOT_SUPPLIED = "未提供"
"""What stands for a number whose source was not supplied."""

_CONFIRMED = "confirmed"
_STATES: Mapping[str, str] = {
    "consistent": "未见不一致",
    "excluded": "排除",
    "rectified": "自查已整改",
    "confirmed": "经核查认定",
    "pending": "在办",
}
_STATE_OF_LEVEL: Mapping[str, str] = {
    Level.CONSISTENT: "consistent",
    Level.EXEMPT: "excluded",
    Level.RECTIFIED: "rectified",
    Level.PRIORITY: "pending",
    Level.REVIEW: "pending",
    Level.DATA_GAP: "pending",
}
_HEAVIEST_FIRST = ("confirmed", "pending", "rectified", "excluded", "consistent")
_ROWS = {
    "read": "读取行数",
    "accepted": "采用行数",
    "folded": "合并行数",
    "quarantined": "待改行数",
    "non_data": "非数据行数",
}


@dataclass(frozen=True)
class ReportFigures:
    """Named numbers with their Chinese names (报告数字); None: the source was not supplied."""

    numbers: Mapping[str, int | None]
    titles: Mapping[str, str]

    def __getitem__(self, name: str) -> int | None:
        return self.numbers[name]

    def said(self) -> dict[str, str]:
        """Give every number as a report writes it."""
        return {
            name: NOT_SUPPLIED if value is None else str(value)
            for name, value in self.numbers.items()
        }

    def table(self) -> Table:
        """Give the numbers as a table: the same on the page and in the document."""
        said = self.said()
        rows = [(title, said[name]) for name, title in self.titles.items()]
        return Table(pd.DataFrame(rows, columns=["项目", "数量"]), "总体情况", _BALANCE_NOTE)

    def check_balance(self) -> None:
        """See that the doubtful ones are all accounted for, certificates and people (平账).

        Raises:
            DocumentError: where 存疑 ≠ 排除 + 整改 + 认定 + 在办, or a total does not add up.
        """
        for suffix, total in (("", "registrations"), ("_people", "people")):
            parts = ("excluded", "rectified", "confirmed", "pending")
            doubtful = sum(self.numbers[part + suffix] or 0 for part in parts)
            self._agree(f"doubtful{suffix}", doubtful)
            self._agree(total, doubtful + (self.numbers[f"consistent{suffix}"] or 0))

    def _agree(self, name: str, expected: int) -> None:
        if self.numbers[name] != expected:
            raise DocumentError(
                f"{self.titles[name]}是 {self.numbers[name]}，各分项相加是 {expected}，账不平",
                remedy="重新运行该县区；仍不平时把 manifest.json 交给维护人员",
            )


_BALANCE_NOTE = "存疑 = 排除 + 自查已整改 + 经核查认定 + 在办；人数按人去重，取其最重的一条。"


def report_figures(
    screening: pd.DataFrame,
    reconciliation: pd.DataFrame,
    *,
    supplied: Collection[SourceKind],
    ads: pd.DataFrame | None = None,
    cases: pd.DataFrame | None = None,
    **further: int,
) -> ReportFigures:
    """Count everything that a report says (统计).

    Args:
        screening: the result of the screening, of one county or of all together.
        reconciliation: where the rows of every sheet went.
        supplied: the sources that were supplied; what only others could show is no number.
        ads: the advertisements as judged; None where none were supplied.
        cases: the confirmed cases (`form.case_columns`); None before the first decision.
        further: numbers of the city, such as `counties`.

    Raises:
        DocumentError: where the numbers do not balance.
    """
    state = _states(screening, cases)
    numbers: dict[str, int | None] = {
        "registrations": len(screening),
        "people": screening["person_id"].nunique(),
        "employers": screening["registered_employer"].nunique(),
        **_state_counts(state),
        **_state_counts(_by_person(screening, state), "_people"),
        **_lead_counts(screening[state == "pending"]),
        **_sign_counts(screening[state == "pending"], supplied),
        **_row_counts(reconciliation),
        **_ad_counts(ads),
        **further,
    }
    figures = ReportFigures(numbers, {name: _TITLES.get(name, name) for name in numbers})
    figures.check_balance()
    return figures


def _states(screening: pd.DataFrame, cases: pd.DataFrame | None) -> pd.Series:
    """Tell where each registration stands; a decision weighs more than a level."""
    state = screening["level"].map(_STATE_OF_LEVEL)
    if cases is None or cases.empty:
        return state
    decided = set(zip(cases["person_id"], cases["certificate_no"], strict=True))
    keys = zip(screening["person_id"], screening["certificate_no"], strict=True)
    return state.mask(pd.Series([key in decided for key in keys], index=state.index), _CONFIRMED)


def _by_person(screening: pd.DataFrame, state: pd.Series) -> pd.Series:
    """Count a person once, where the heaviest of the registrations stands (按人去重)."""
    weight = {name: place for place, name in enumerate(_HEAVIEST_FIRST)}
    heaviest = state.map(weight).groupby(screening["person_id"]).min()
    return heaviest.map(dict(enumerate(_HEAVIEST_FIRST)))


def _state_counts(state: pd.Series, suffix: str = "") -> dict[str, int | None]:
    counts = state.value_counts()
    counted: dict[str, int | None] = {name + suffix: int(counts.get(name, 0)) for name in _STATES}
    return counted | {f"doubtful{suffix}": int((state != "consistent").sum())}


def _lead_counts(pending: pd.DataFrame) -> dict[str, int | None]:
    levels = pending["level"].value_counts()
    return {
        **{str(level): int(levels.get(level, 0)) for level in Level if level.is_lead},
        "employers_with_leads": pending["registered_employer"].nunique(),
    }


def _sign_counts(pending: pd.DataFrame, supplied: Collection[SourceKind]) -> dict[str, int | None]:
    """Count the signs; a rule that did not run has no count, not a count of nought (未比对)."""
    from guazheng_lib.screening.rules import RULES, missing_sources

    signs = pending["indicators"].explode().value_counts()
    return {
        str(code): None if missing_sources(rule, supplied) else int(signs.get(code, 0))
        for code, rule in RULES.items()
    }


def _row_counts(reconciliation: pd.DataFrame) -> dict[str, int | None]:
    return {f"rows_{name}": int(reconciliation[name].sum()) for name in _ROWS}


def _ad_counts(ads: pd.DataFrame | None) -> dict[str, int | None]:
    flags = [verdict for verdict in Verdict if verdict is not Verdict.CLEAR]
    if ads is None:
        return dict.fromkeys(("ads", *(f"ads_{flag}" for flag in flags), "agencies_flagged"))
    return {
        "ads": len(ads),
        **{f"ads_{flag}": int(ads["verdict"].eq(flag).sum()) for flag in flags},
        "agencies_flagged": ads.loc[ads["verdict"].isin(flags), "agency"].nunique(),
    }


_TITLES: Mapping[str, str] = {
    "registrations": "注册条数",
    "people": "注册人数",
    "employers": "注册单位数",
    "doubtful": "存疑条数",
    "doubtful_people": "存疑人数",
    **{name: f"{title}条数" for name, title in _STATES.items()},
    **{f"{name}_people": f"{title}人数" for name, title in _STATES.items()},
    **{str(level): f"{term.title}条数" for level, term in LEVELS.items() if level.is_lead},
    **{str(code): f"线索：{term.title}" for code, term in INDICATORS.items()},
    "employers_with_leads": "有线索的注册单位数",
    **{f"rows_{name}": title for name, title in _ROWS.items()},
    "ads": "招聘信息条数",
    **{f"ads_{verdict}": f"招聘信息：{verdict.zh}" for verdict in Verdict},
    "agencies_flagged": "有可疑信息的机构数",
    "counties": "县区数",
    "counties_done": "完成排查的县区数",
    "counties_failed": "未完成的县区数",
}
