"""The largest families of suspicious advertisements, each with an example (成批的信息)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from guazheng_lib.reports.pages.mark_legend import MarkLegend
from guazheng_lib.reports.pages.marked_ads import ad_html, marked_text

SHOWN_FAMILIES = 5
_NAMED = 3


@dataclass(frozen=True)
class AdFamilies:
    """Advertisements of one source, joined by wording or contact (成批的信息).

    Attributes:
        ads: suspicious ones as `ads.tables.ScreenedAds`, worst first.
    """

    ads: pd.DataFrame = field(repr=False)  # a notebook keeps the repr of what it shows

    def _repr_html_(self) -> str:
        sizes = self.ads["family_id"].value_counts()
        large = sizes[sizes > 1]
        if large.empty:
            return '<p class="note">没有样式相同或联系方式相同的一批信息。</p>'
        rank = {name: (-size, name) for name, size in large.items()}
        shown = sorted(rank, key=rank.__getitem__)[:SHOWN_FAMILIES]
        families = [self.ads[self.ads["family_id"] == name] for name in shown]
        spans = (span for family in families for span in family["spans"].iloc[0])
        legend = MarkLegend(spans)
        items = "".join(f"<li>{_family_html(each, legend.numbers)}</li>" for each in families)
        more = f"，这里列最大的 {len(shown)} 批" if len(large) > len(shown) else ""
        note = f"共 {len(large)} 批{more}；文中的电话和证件号码已遮去。"
        return f'{legend.html()}<ol class="ads">{items}</ol><p class="note">{note}</p>'


def _family_html(ads: pd.DataFrame, numbers: Mapping[str, str]) -> str:
    names = ads["agency"].dropna().drop_duplicates()
    some = "、".join(names.head(_NAMED)) + (
        f"等 {len(names)} 家机构" if len(names) > _NAMED else ""
    )
    first, last = ads["published_on"].min(), ads["published_on"].max()
    when = "" if pd.isna(first) else f"，{first:%Y-%m-%d} 至 {last:%Y-%m-%d}"
    said = marked_text(f"{len(ads)} 条{when}；{some or '都没有写机构'}。例如：", (), {})
    return f"<p>{said}</p>{ad_html(ads.iloc[0].to_dict(), numbers)}"
