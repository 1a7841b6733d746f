"""Advertisements with the words they are judged by, and nobody's number (原文标注)."""

import html
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

SHOWN_ADS = 15
_GAP = r"[\s\-—–_.·]?"
_NUMBERS = re.compile(
    rf"(?<!\d)(?:\d(?:{_GAP}\d){{16}}{_GAP}[\dXxＸｘ]|\d{{15}}"  # identity numbers
    rf"|[1１](?:{_GAP}\d){{10}}"  # mobile telephones
    r"|[(（]?[0０]\d{2,3}[)）]?[\s\-—–]?\d{7,8}"  # others, by their area code
    r"|(?<=电话|座机)[:：]?\s?\d{7,8})(?!\d)"  # or by the word before them
)
_KEPT = 2


@dataclass(frozen=True)
class MarkedAds:
    """The first suspicious advertisements with the words that they are judged by (原文标注)."""

    ads: pd.DataFrame

    def _repr_html_(self) -> str:
        if self.ads.empty:
            return '<p class="note">没有可疑的信息。</p>'
        shown = self.ads.head(SHOWN_ADS)
        items = [_item(row) for row in shown.to_dict("records")]
        more = f"，这里列前 {len(shown)} 条" if len(self.ads) > len(shown) else ""
        note = f'<p class="note">共 {len(self.ads)} 条{more}；文中的电话和证件号码已遮去。</p>'
        return f'<ol class="ads">{"".join(items)}</ol>{note}'


def hide_numbers(text: str) -> str:
    """Mask identity numbers and telephones in a text, character by character (文内号码脱敏).

    The text keeps its length, so what points into it still does. A year, a sum of money or a range
    of either stays.

    >>> hide_numbers("月薪8000-12000元，电话 138 0000 0000")
    '月薪8000-12000元，电话 13* **** **00'
    """
    return _NUMBERS.sub(lambda found: _masked(found.group()), text)


def _masked(number: str) -> str:
    inner = "".join("*" if sign.isalnum() else sign for sign in number[_KEPT:-_KEPT])
    return f"{number[:_KEPT]}{inner}{number[-_KEPT:]}"


def _item(row: Mapping[Hashable, Any]) -> str:
    from guazheng_lib.ads import marked_html

    agency = row["agency"] if isinstance(row["agency"], str) else "未写机构"
    heading = hide_numbers(f"{row['ad_id']} · {agency}")
    reasons = hide_numbers("；".join(row["reasons"]))
    text = marked_html(hide_numbers(row["text"]), row["spans"])
    return (
        f"<li><p>{html.escape(heading)}</p><blockquote>{text}</blockquote>"
        f"<p>{html.escape(reasons)}</p></li>"
    )
