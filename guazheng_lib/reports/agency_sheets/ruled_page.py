"""A sheet of ruled rows, written from the top (逐行写的表)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guazheng_lib.reports.sheets import FONT, put_text, row_height, thin_border

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEADING, _FILL_IN = "E3E8EE", "FFF8DC"


@dataclass
class RuledPage:
    """A sheet filled from the top (逐行写).

    Attributes:
        sheet: an empty one.
        widths: of its columns, in characters.
        row: the last that was written.
    """

    sheet: "Worksheet"
    widths: Sequence[float]
    row: int = 0

    def line(self, text: str, *, size: int = 11, bold: bool = False, height: float = 0) -> None:
        """Write a text over the whole width."""
        from openpyxl.styles import Alignment, Font

        self.row += 1
        cell = put_text(self.sheet.cell(self.row, 1), text)
        cell.font = Font(FONT, size, bold=bold or size > 11)
        cell.alignment = Alignment("left", "center", wrap_text=True)
        self.sheet.merge_cells(None, self.row, 1, self.row, len(self.widths))
        fitted = row_height([text], [sum(self.widths)])
        self.sheet.row_dimensions[self.row].height = height or max(20.0, fitted)

    def heading(self, titles: Sequence[str | None]) -> None:
        """Write the headings of a table; None runs on from the one before."""
        spans: dict[tuple[int, int], str] = {}
        for place, title in enumerate(titles, start=1):
            last = place
            while last < len(titles) and titles[last] is None:
                last += 1
            if title is not None:
                spans[place, last] = title
        self.cells(spans, labels=tuple(start for start, _ in spans))

    def cells(
        self,
        texts: dict[tuple[int, int], str],
        labels: Sequence[int] = (),
        *,
        fill_in: Sequence[int] = (),
        height: float = 0,
    ) -> None:
        """Write a ruled row.

        Args:
            texts: each goes over the columns from its first to its last, counted from 1.
            labels: the first columns of those that are headings.
            fill_in: the first columns of those that officers fill in.
            height: in points; 0 fits the row to its texts.
        """
        from openpyxl.styles import Alignment, Font, PatternFill

        self.row += 1
        for (first, last), text in texts.items():
            for place in range(first, last + 1):
                self.sheet.cell(self.row, place).border = thin_border()
            cell = put_text(self.sheet.cell(self.row, first), text)
            cell.font = Font(FONT, 10, bold=first in labels)
            cell.alignment = Alignment("left", "top", wrap_text=True)
            if first in labels or first in fill_in:
                color = _FILL_IN if first in fill_in else _HEADING
                cell.fill = PatternFill("solid", fgColor=color)
            if last > first:
                self.sheet.merge_cells(None, self.row, first, self.row, last)
        widths = [sum(self.widths[first - 1 : last]) for first, last in texts]
        fitted = row_height(texts.values(), widths)
        self.sheet.row_dimensions[self.row].height = height or fitted

    def choose(self, column: str, first: int, last: int, options: Sequence[str]) -> None:
        """Offer a drop-down in the rows from first to last."""
        from openpyxl.worksheet.datavalidation import DataValidation

        listed = ",".join(option.replace(",", "，") for option in options)
        rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
        rule.errorTitle, rule.error, rule.showErrorMessage = "核查表", "请从下拉里选。", True
        rule.add(f"{column}{first}:{column}{last}")
        self.sheet.add_data_validation(rule)
