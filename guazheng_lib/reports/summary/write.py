"""The county's and the city's report as an official document (总结报告)."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guazheng_lib.reports.figures.count import ReportFigures
from guazheng_lib.reports.official_tables import set_widths
from guazheng_lib.reports.summary.build_template import TEMPLATE
from guazheng_lib.reports.summary.carry_over import (
    Carried,
    Item,
    Kind,
    carry_over,
    excerpt,
    mark_item,
)
from guazheng_lib.reports.summary.marks import digest, find_marks, squeeze, text_of
from guazheng_lib.reports.summary.previous import (
    Previous,
    edited_bytes,
    read_previous,
    sealed_bytes,
)
from guazheng_lib.reports.summary.text import (
    ReportScope,
    county_table,
    grouped_numbers,
    report_blocks,
    report_title,
    words,
)
from guazheng_lib.terms.errors import DocumentError, Place
from guazheng_lib.terms.files import write_whole

__all__ = ["ReportScope", "SummaryOutcome", "write_summary"]

_TITLE = "title"
_COUNTY_WIDTHS = (18, 13, 17, *(12,) * 6, 36)  # millimetres of 156


@dataclass(frozen=True)
class SummaryOutcome:
    """What became of the report (写报告的结果).

    Attributes:
        path: the report.
        kept: the beginnings of what the officer wrote or changed, which is still there.
        notes: what the officer should look at.
        beside: the previous version, where something of it could not be kept in the new one.
    """

    path: Path
    kept: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    beside: Path | None = None

    def lines(self) -> list[str]:
        """Say it for the console (结果)."""
        lines = [f"已写 {self.path.name}"]
        if self.kept:
            lines.append(f"保留本单位填写和改动的 {len(self.kept)} 处：{'、'.join(self.kept)}")
        lines += self.notes
        if self.beside is not None:
            lines.append(f"上一版留在 {self.beside.name}，请核对后再删")
        return lines


def write_summary(
    figures: ReportFigures, scope: ReportScope, path: Path, *, previous: Path | None = None
) -> SummaryOutcome:
    """Write the report (写总结报告); its numbers are those of `figures`, which must balance.

    What an officer wrote into the previous version stays (`carry_over`); the same numbers and the
    same previous version give the same bytes.

    Args:
        figures: the numbers.
        scope: what the report is about.
        path: where it goes.
        previous: the version handed in or edited before; `path` itself where it exists.

    Raises:
        DocumentError: where the numbers do not balance, the previous version cannot be read or is
            not this report, or the file cannot be written; nothing is overwritten.
    """
    figures.check_balance()
    fresh = _render(figures, scope)
    items = list(_items(fresh, figures, scope))
    for item in items:
        mark_item(item.element, item.name, item.text)
    former = previous or path
    old = read_previous(former, name=path.name) if former.exists() else None
    if old is None or old.is_untouched:
        return SummaryOutcome(write_whole(path, sealed_bytes(fresh)))
    _check_own(old, items[0])
    if not find_marks(old.document.element.body):
        beside = old.keep_beside(path)
        note = "上一版认不出哪些是本单位填写的，没有并入新报告，请自行移过来"
        return SummaryOutcome(write_whole(path, sealed_bytes(fresh)), notes=(note,), beside=beside)
    return _carry(old, items, path)


def _carry(old: Previous, items: list[Item], path: Path) -> SummaryOutcome:
    carried: Carried = carry_over(old.document.element.body, items, edited=words()["edited"])
    beside = old.keep_beside(path) if carried.replaced else None
    write_whole(path, edited_bytes(old.document))
    return SummaryOutcome(path, tuple(carried.kept), tuple(carried.notes), beside)


def _check_own(old: Previous, title: Item) -> None:
    """See that the previous version is this very report, of this county (是不是本报告)."""
    mark = find_marks(old.document.element.body).get(_TITLE)
    said = text_of(mark.paragraph) if mark else ""
    is_others = mark is not None and digest(said) == mark.digest != digest(title.text)
    if is_others or (mark is None and not old.is_ours):
        raise DocumentError(
            f"是另一份报告（{excerpt(said)}）" if is_others else "不是本程序写的总结报告",
            place=Place(old.name),
            remedy="把它改名另存，再重新生成；原文件没有改动",
        )


def _render(figures: ReportFigures, scope: ReportScope) -> Any:
    """Fill the template (套模板)."""
    import docx
    import docxtpl

    counties = county_table(figures, scope)
    template = docxtpl.DocxTemplate(TEMPLATE)
    context = {
        "title": report_title(scope),
        "blocks": report_blocks(figures, scope),
        "groups": grouped_numbers(figures),
        "captions": words()["tables"],
        "note": figures.table().note,
        "county_columns": list(counties.columns),
        "county_rows": counties.to_numpy().tolist(),
    }
    template.render(context, autoescape=True)
    written = io.BytesIO()
    template.save(written)
    document = docx.Document(written)
    if scope.is_city:
        set_widths(document.tables[0], _COUNTY_WIDTHS)
    return document


def _items(document: Any, figures: ReportFigures, scope: ReportScope) -> Iterator[Item]:
    """Find in the filled template what the program wrote, in order, each with its name."""
    elements = (each._element for each in document.iter_inner_content())
    for name, kind, text in _wanted(figures, scope):
        if kind == "table":
            element = next(each for each in elements if each.tag.endswith("}tbl"))
            yield Item(name, kind, text_of(element), element)
        else:
            found = (each for each in elements if squeeze(text_of(each)) == squeeze(text))
            yield Item(name, kind, text, next(found))


def _wanted(figures: ReportFigures, scope: ReportScope) -> Iterator[tuple[str, Kind, str]]:
    yield _TITLE, "title", report_title(scope)
    for block in report_blocks(figures, scope):
        fixed = block.kind in ("heading", "subheading")
        yield block.name, "slot" if block.is_slot else "heading" if fixed else "text", block.text
    captions = words()["tables"]
    if scope.is_city:
        yield "counties_caption", "heading", captions["counties_caption"]
        yield "counties_table", "table", ""
    yield "numbers_caption", "heading", captions["caption"]
    yield "numbers_note", "text", figures.table().note
    yield "numbers_table", "table", ""
