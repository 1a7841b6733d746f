"""One advertisement, read for an analyst (一条招聘信息的判断): a value that shows itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from html import escape

import pandas as pd

from guazheng_lib.ads.examples import Example
from guazheng_lib.ads.judge import Judgement
from guazheng_lib.reports.pages.mark_legend import MarkLegend
from guazheng_lib.reports.pages.marked_ads import marked_text
from guazheng_lib.reports.pages.tables import Table, table_html

LONGEST_SHOWN, SHOWN_SIMILAR = 3_000, 10
NUMBERS_HIDDEN = "正文里的证件号码和电话已遮去，记下的也是遮去以后的。"
VERDICT_IS_NO_FINDING = "判断只看文字，是线索不是结论。"


@dataclass(frozen=True)
class AdReading:
    """What was made of a text (判断), and what an officer once made of it.

    Attributes:
        text: as pasted, identity numbers and telephones masked; spans point into it.
        judgement: verdict, score, reasons, spans, certificates.
        read_as: the text as it was understood, where that differs from what is written.
        contacts: what it gives to be reached by, telephones masked.
        past: what an officer judged the same text.
        unread: why the labels on file could not be read.
        similar: advertisements of the city that are like it; none where there are no results.
    """

    text: str
    judgement: Judgement
    read_as: str = ""
    contacts: tuple[str, ...] = ()
    past: Example | None = None
    unread: str = ""
    similar: pd.DataFrame | None = field(default=None, repr=False)

    def judged_by(self, past: Example) -> "AdReading":
        """Give the same reading with what an officer judged (人工已判)."""
        return replace(self, past=past)

    def _repr_html_(self) -> str:
        legend = MarkLegend(self.judgement.spans)
        marked = marked_text(self.text, self.judgement.spans, legend.numbers, longest=LONGEST_SHOWN)
        parts = [
            f"<h3>{self._verdict()}</h3>",
            _paragraph("人工已判", _past(self.past), strong=True),
            _paragraph("人工标注没有读出", self.unread),
            _listed(self.judgement.reasons),
            f"<blockquote>{marked}</blockquote>{legend.html()}",
            _paragraph("按此读", self.read_as),
            _paragraph("涉及证书", "、".join(self.judgement.certificates)),
            _paragraph("联系方式", "、".join(self.contacts)),
            similar_html(self.similar),
            f'<p class="note">{VERDICT_IS_NO_FINDING}{NUMBERS_HIDDEN}</p>',
        ]
        return f'<div class="ads">{"".join(parts)}</div>'

    def _verdict(self) -> str:
        score = f"（排序分 {self.judgement.score:.0f}，满分 100）"
        return escape(self.judgement.verdict.zh + score)


def similar_html(similar: pd.DataFrame | None) -> str:
    """List the first advertisements that are like it (相似的信息)."""
    if similar is None:
        return "<p>没有全市的排查结果：先运行 guazheng run，才能找相似的信息。</p>"
    if similar.empty:
        return "<p>全市收到的信息里没有相似的。</p>"
    rest = len(similar) - SHOWN_SIMILAR
    note = f"这里列前 {SHOWN_SIMILAR} 条。" if rest > 0 else ""
    caption = f"全市相似的信息（{len(similar)} 条）"
    return table_html(Table(similar.head(SHOWN_SIMILAR), caption, note))


def _past(example: Example | None) -> str:
    if example is None:
        return ""
    told = "，".join(part for part in (example.by, example.at, example.note) if part)
    return f"{example.verdict.zh}（{told}）" if told else example.verdict.zh


def _paragraph(title: str, text: str, *, strong: bool = False) -> str:
    if not text:
        return ""
    words = marked_text(text, (), {}, longest=LONGEST_SHOWN)
    return f"<p><b>{title}</b>：{f'<strong>{words}</strong>' if strong else words}</p>"


def _listed(reasons: Iterable[str]) -> str:
    items = "".join(f"<li>{marked_text(reason, (), {})}</li>" for reason in reasons)
    return f"<ul>{items}</ul>" if items else "<p>没有看到可疑的说法。</p>"
