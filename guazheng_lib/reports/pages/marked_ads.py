"""Advertisements with the words they are judged by, and nobody's number (原文标注)."""

import html
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from guazheng_lib.ads.agencies.names import folded_name
from guazheng_lib.ads.marks import marked_html
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.reports.ad_excerpt import excerpt
from guazheng_lib.reports.pages.mark_legend import MarkLegend
from guazheng_lib.terms.hidden_numbers import hide_numbers as hide_numbers

SHOWN_AGENCIES, SHOWN_ADS = 10, 3
LONGEST_AD = 500
"""Characters of an advertisement that a page shows; the table of results has it whole."""

UNNAMED = "未写机构"

_GRAVITY = {str(verdict): place for place, verdict in enumerate(Verdict)}


@dataclass(frozen=True)
class MarkedAds:
    """The worst agencies' suspicious advertisements, the words in question marked (原文标注).

    Attributes:
        ads: suspicious ones as `ads.tables.ScreenedAds`, worst first.
        agencies: who publishes them, as `ads.tables.RankedAgencies`, worst first.
        nothing: what is said where there are none.
    """

    ads: pd.DataFrame = field(repr=False)  # a notebook keeps the repr of what it shows
    agencies: pd.DataFrame = field(repr=False)
    nothing: str = "没有可疑的信息。"

    def _repr_html_(self) -> str:
        if self.ads.empty:
            return f'<p class="note">{html.escape(self.nothing)}</p>'
        groups = self._by_agency()[:SHOWN_AGENCIES]
        shown = pd.concat([_examples(group) for group in groups])
        legend = MarkLegend(span for spans in shown["spans"] for span in spans)
        parts = [_agency_html(group, legend.numbers) for group in groups]
        return f"{legend.html()}{''.join(parts)}{self._note(len(shown))}"

    def _by_agency(self) -> list[pd.DataFrame]:
        places = _places(self.agencies)
        where = [places.get(folded_name(name), len(self.agencies)) for name in self.ads["agency"]]
        return [group for _, group in self.ads.groupby(where, sort=True)]

    def _note(self, shown: int) -> str:
        total = len(self.ads)
        more = f"，这里列 {shown} 条，更多见中介核查表，全部在 ads.parquet" if shown < total else ""
        return (
            f'<p class="note">共 {total} 条{more}；文中的电话和证件号码已遮去，'
            "过长的只摘标注前后。</p>"
        )


def _places(agencies: pd.DataFrame) -> dict[str, int]:
    """Give every spelling of an agency's name the agency's rank (名次)."""
    spelt = zip(agencies["agency"], agencies["other_names"], strict=True)
    return {
        folded_name(name): place
        for place, (usual, others) in enumerate(spelt)
        for name in (usual, *others)
    }


def ad_html(row: Mapping[Hashable, Any], numbers: Mapping[str, str]) -> str:
    """Show one advertisement: what it is, its words marked, why (一条信息)."""
    verdict = Verdict(row["verdict"]).zh
    published = row.get("published_on")
    when = "" if published is None or pd.isna(published) else f" · {published:%Y-%m-%d}"
    reasons = "；".join(row["reasons"])
    return (
        f"<p>{_said(row['ad_id'])}{when} · <strong>{verdict}</strong></p>"
        f"<blockquote>{marked_text(row['text'], row['spans'], numbers)}</blockquote>"
        f"<p>{_said(reasons)}</p>"
    )


def marked_text(
    text: str, spans: Iterable[Any], numbers: Mapping[str, str], *, longest: int = LONGEST_AD
) -> str:
    """Mark a text's words for a page: numbers masked, what is long shortened (标注的正文)."""
    short = excerpt(hide_numbers(text), list(spans), longest)
    return marked_html(short.text, short.spans, numbers=numbers)


def _agency_html(ads: pd.DataFrame, numbers: Mapping[str, str]) -> str:
    name = ads["agency"].iloc[0]
    agency = name if isinstance(name, str) else UNNAMED
    alike = ads["group_id"].value_counts()
    items = []
    for row in _examples(ads).to_dict("records"):
        others = int(alike[row["group_id"]]) - 1
        more = f'<p class="note">样式相同的另有 {others} 条。</p>' if others else ""
        items.append(f"<li>{ad_html(row, numbers)}{more}</li>")
    return f'<h3>{_said(agency)}（{len(ads)} 条）</h3><ol class="ads">{"".join(items)}</ol>'


def _examples(ads: pd.DataFrame) -> pd.DataFrame:
    """Choose one advertisement of a template, the gravest verdict first; the rest say the same."""
    graver = ads.sort_values("verdict", key=lambda verdicts: verdicts.map(_GRAVITY), kind="stable")
    return graver.drop_duplicates("group_id").head(SHOWN_ADS)


def _said(text: str) -> str:
    return marked_text(str(text), (), {})
