"""The city's form on paper, with what has to be settled beside it (全市汇总表与合并核对)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from guazheng_lib.reports.form.merge import Conflict, MergedForm
from guazheng_lib.reports.form.write import write_form
from guazheng_lib.reports.layouts import form_layout
from guazheng_lib.reports.sheets import (
    FONT,
    first_sheet,
    new_workbook,
    print_on_a4,
    put_text,
    row_height,
    save,
    set_widths,
    thin_border,
)
from guazheng_lib.sources.blame import masked

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FORM_FILE, CHECK_FILE = "汇总表.xlsx", "合并核对.xlsx"
"""Two workbooks: the annex itself has one sheet and no more."""


@dataclass(frozen=True)
class _Table:
    title: str
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True)
class MergedFiles:
    """What a merge wrote (合并结果): the city's form, and what has to be settled beside it."""

    merged: MergedForm
    form: Path
    check: Path

    def lines(self) -> list[str]:
        """Say what was merged and where it is (结果)."""
        where = f"已写出 {self.form.name}；冲突、没有收到的和待核对的列在 {self.check.name}"
        return [*self.merged.lines(), where]


def write_merged(
    merged: MergedForm, folder: Path, *, department: str, filed_on: date | None = None
) -> MergedFiles:
    """Write the city's form, and beside it what has to be settled (写全市汇总表).

    Args:
        merged: the counties' forms together.
        folder: where both workbooks go; no full number is in the one beside the form.
        department: after 部门.
        filed_on: after 申报时间.

    Raises:
        DocumentError: where a file cannot be written.
    """
    check = write_check(merged, folder / CHECK_FILE)
    form = write_form(merged.rows, folder / FORM_FILE, department=department, filed_on=filed_on)
    return MergedFiles(merged, form, check)


def write_check(merged: MergedForm, path: Path) -> Path:
    """Write what has to be settled after a merge (写合并核对).

    Raises:
        DocumentError: where it cannot be written.
    """
    workbook = new_workbook()
    for number, table in enumerate(_tables(merged)):
        if number == 0:
            _fill(first_sheet(workbook, table.title), table)
        else:
            _fill(_further(workbook, table.title), table)
    return save(workbook, path)


def _tables(merged: MergedForm) -> list[_Table]:
    counts = merged.counts
    notes = [("没有收到", county) for county in merged.missing]
    notes += [("相同合并", f"{again} 与 {first}") for again, first in merged.folded]
    notes += [("待核对", problem) for problem in merged.problems]
    return [
        _Table(
            "冲突",
            ("冲突", "汇总表序号", "当事人或单位", "上报部门和行", "不一致的列", "这一行怎么写"),
            (7, 11, 22, 34, 22, 60),
            list(_differing(merged.conflicts)),
        ),
        _Table(
            "各县区", tuple(counts.columns), (40, 34, 9, 9, 9, 9, 9), counts.to_numpy().tolist()
        ),
        _Table("其他", ("事项", "内容"), (12, 120), notes),
    ]


def _differing(conflicts: Iterable[Conflict]) -> Iterable[Sequence[object]]:
    for number, conflict in enumerate(conflicts, start=1):
        titles = "、".join(form_layout().full_title(name) for name in conflict.columns)
        for version, place in zip(conflict.versions, conflict.numbers, strict=True):
            told = [_told(name, version.cells[name]) for name in conflict.columns]
            yield (number, place, conflict.whose, str(version), titles, "\n".join(told))


def _told(name: str, text: str) -> str:
    shown = masked(text, is_id=name == "person_id")
    return f"{form_layout().full_title(name)}：{shown or '（空）'}"


def _further(workbook: "Workbook", title: str) -> "Worksheet":
    sheet: Worksheet = workbook.create_sheet(title)
    return sheet


def _fill(sheet: "Worksheet", table: _Table) -> None:
    from openpyxl.styles import Alignment, Font

    fonts = {is_heading: Font(name=FONT, size=10.5, bold=is_heading) for is_heading in (0, 1)}
    alignment, border = Alignment(vertical="center", wrap_text=True), thin_border()
    for number, row in enumerate([table.headings, *(table.rows or [("（没有）",)])], start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            if isinstance(value, int):
                cell.value = value
            else:
                put_text(cell, str(value))
            cell.font, cell.alignment, cell.border = fonts[number == 1], alignment, border
        texts = [str(value) for value in row]
        sheet.row_dimensions[number].height = row_height(texts, table.widths[: len(texts)])
    set_widths(sheet, table.widths)
    print_on_a4(sheet, heading=(1, 1))
    sheet.freeze_panes = "A2"
