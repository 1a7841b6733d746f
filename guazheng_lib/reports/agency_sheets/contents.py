"""What stands on an agency's sheet (核查表内容)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from guazheng_lib.ads.contacts import ContactKind
from guazheng_lib.ads.judge import Span
from guazheng_lib.ads.signs.entries import Role
from guazheng_lib.ads.signs.lexicon import concepts
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.reports.agency_sheets.plan import Check, sheet_plan
from guazheng_lib.terms.hidden_numbers import hide_identities

Row = Mapping[str, Any]

_MOST_CONTACTS = 8
_SHORT = {Verdict.SUSPECT: "存疑"}


@dataclass(frozen=True)
class AgencyFile:
    """What is known of one agency (一家机构的材料).

    Attributes:
        agency: its row of `ads.tables.RankedAgencies`.
        ads: its advertisements that are not clear, by score (`ads.tables.ScreenedAds`).
        links: where it meets people and units of the screening; as
            `ads.agencies.links.agency_links` gives it.
        status: how far its case has come; empty where there is none.
    """

    agency: Row
    ads: pd.DataFrame
    links: pd.DataFrame
    status: str = ""

    @property
    def name(self) -> str:
        """Its name, or what stands for those that name none (机构名称)."""
        return hide_identities(_said(self.agency["agency"])) or sheet_plan().unnamed

    @property
    def is_named(self) -> bool:
        """Whether the advertisements say whose they are."""
        return bool(_said(self.agency["agency"]))

    @property
    def licence(self) -> str:
        """What the list of licensed agencies says of it (许可情况)."""
        licensed = self.agency["licensed"]
        if pd.isna(licensed):
            return "未提供许可名录" if self.is_named else "无从查对"
        return "在许可名录内" if licensed else "不在许可名录内"

    @property
    def case(self) -> str:
        """How far its case has come (案件)."""
        return f"已立案件：{self.status}" if self.status else "没有立案件"

    @cached_property
    def facts(self) -> list[tuple[str, str]]:
        """What the sheet says of the agency itself (机构情况)."""
        return [
            ("机构名称", self.name),
            ("统一社会信用代码", _said(self.agency["agency_uscc"]) or "未写"),
            ("许可名录", self.licence),
            ("许可证编号", _said(self.agency["licence_no"]) or "—"),
            ("所属县区", _said(self.agency["county"]) or "—"),
            ("案件", self.case),
        ]

    @cached_property
    def reasons(self) -> list[tuple[str, str]]:
        """Why the agency is on the list (缘由)."""
        return [
            ("缘由", _said(self.agency["why"])),
            ("可疑的占", f"{float(self.agency['share']):.0%}"),
            ("发布时间", _period(self.agency["first_on"], self.agency["last_on"])),
            ("涉及证书", _listed(self.agency["certificates"])),
            ("所留联系方式", self.contacts),
        ]

    @property
    def counts(self) -> str:
        """How many of its advertisements are not clear (可疑条数)."""
        flags = [flag for flag in Verdict if flag is not Verdict.CLEAR]
        counts = [(_SHORT.get(flag, flag.zh), int(self.agency[flag])) for flag in flags]
        told = "、".join(f"{title} {count} 条" for title, count in counts if count)
        return f"发布 {int(self.agency['ads'])} 条，其中{told or '没有可疑的'}"

    @property
    def contacts(self) -> str:
        """By what the suspicious ones are answered, the most frequent first (所留联系方式)."""
        given = Counter(
            f"{ContactKind(contact['kind']).zh} {contact['value']}"
            for contacts in self.ads.get("contacts", ())
            for contact in contacts
        )
        told = [f"{contact}（{count} 条）" for contact, count in given.most_common(_MOST_CONTACTS)]
        more = f"等 {len(given)} 个" if len(given) > _MOST_CONTACTS else ""
        return hide_identities("、".join(told) + more) or "没有写"

    @property
    def checks(self) -> list[Check]:
        """Which matters are to be verified (核查事项)."""
        suspects = self.ads[self.ads["verdict"] == Verdict.SUSPECT]
        traded = [_speaks_of_trade(spans) for spans in suspects["spans"]]
        asked = {
            "always": self.is_named,
            "broker": int(self.agency[Verdict.BROKER]) > 0 or any(traded),
            "fake_job": int(self.agency[Verdict.FAKE_JOB]) > 0 or not all(traded),
            "unnamed": not self.is_named,
        }
        return [check for check in sheet_plan().checks if asked[check.when]]


def _speaks_of_trade(spans: Sequence[Span]) -> bool:
    """Tell of a doubtful one whether certificates are its subject (说的是证书)."""
    roles = {concepts()[span["code"]].role for span in spans}
    return not roles.isdisjoint((Role.RAISE, Role.WORDING))


def _said(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


def _listed(values: Sequence[str]) -> str:
    return "、".join(values) or "—"


def _period(first: Any, last: Any) -> str:
    if pd.isna(first):
        return "没有写日期"
    days = f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"
    return days[0] if days[0] == days[1] else f"{days[0]} 至 {days[1]}"
