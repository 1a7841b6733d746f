"""The county's and the city's report as an official document (总结报告)."""

import io
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from guazheng_lib.reports.build_template import TEMPLATE
from guazheng_lib.reports.files import office_bytes, write_whole
from guazheng_lib.reports.layouts import read_data
from guazheng_lib.reports.report_figures import NOT_SUPPLIED, ReportFigures
from guazheng_lib.terms.catalogue import LEAD_IS_NO_FINDING
from guazheng_lib.terms.month import month_zh
from guazheng_lib.terms.tables import SourceKind


@dataclass(frozen=True)
class ReportScope:
    """What a report is about (报告范围).

    Attributes:
        area: the county, or the city.
        department: who reports.
        first_month: the first month compared.
        last_month: the last month compared.
        as_of: up to when the data reach.
        supplied: the sources that were supplied.
        is_city: whether it is the city's report.
        failed: the counties that did not finish; the city's report names them.
    """

    area: str
    department: str
    first_month: str
    last_month: str
    as_of: date
    supplied: Collection[SourceKind]
    is_city: bool = False
    failed: tuple[str, ...] = ()


def write_summary(figures: ReportFigures, scope: ReportScope, path: Path) -> Path:
    """Write the report (写总结报告); its numbers are those of `figures`, which must balance.

    Raises:
        DocumentError: where the numbers do not balance, or the file cannot be written.
    """
    import docxtpl

    figures.check_balance()
    document = docxtpl.DocxTemplate(TEMPLATE)
    document.render(_context(figures, scope), autoescape=True)
    written = io.BytesIO()
    document.save(written)
    return write_whole(path, office_bytes(written.getvalue()))


def report_blocks(figures: ReportFigures, scope: ReportScope) -> list[dict[str, str]]:
    """Give the report's headings and sentences with their numbers (报告文字)."""
    facts = _facts(figures, scope)
    audience = "city" if scope.is_city else "county"
    return [
        {kind: _fill(text, facts) for kind, text in block.items() if kind != "for"}
        for block in read_data("report.yml")["blocks"]
        if block.get("for", audience) == audience
    ]


def _context(figures: ReportFigures, scope: ReportScope) -> dict[str, Any]:
    said = figures.said()
    return {
        "title": _fill(read_data("report.yml")["title"], _facts(figures, scope)),
        "blocks": report_blocks(figures, scope),
        "rows": [{"title": title, "value": said[name]} for name, title in figures.titles.items()],
    }


def _facts(figures: ReportFigures, scope: ReportScope) -> dict[str, Any]:
    return {
        "n": figures.said(),
        "pieces": {name: _pieces(number) for name, number in figures.numbers.items()},
        "not_given": NOT_SUPPLIED,
        "area": scope.area,
        "department": scope.department or scope.area,
        "first_month": month_zh(scope.first_month),
        "last_month": month_zh(scope.last_month),
        "as_of": f"{scope.as_of.year}年{scope.as_of.month}月{scope.as_of.day}日",
        "supplied": _names(kind for kind in SourceKind if kind in scope.supplied),
        "not_supplied": _names(kind for kind in SourceKind if kind not in scope.supplied),
        "failed": "、".join(scope.failed),
        "fairness": LEAD_IS_NO_FINDING,
    }


def _pieces(number: int | None) -> str:
    return "（来源未提供，未比对）" if number is None else f"{number}条"


def _names(kinds: Iterable[SourceKind]) -> str:
    return "、".join(kind.zh for kind in kinds) or "无"


def _fill(text: str, facts: Mapping[str, Any]) -> str:
    from jinja2 import Environment, StrictUndefined

    # A name without a number must stop the report, not leave a gap in a sentence.
    plain = Environment(undefined=StrictUndefined, autoescape=False)
    return plain.from_string(text).render(facts)
