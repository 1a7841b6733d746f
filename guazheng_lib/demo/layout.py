"""What a file looks like (表式): a layout is data, `writers` puts any rows into it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

NUMBERING = "#"
"""The field that holds nothing but the running number (序号)."""


@dataclass(frozen=True)
class Layout:
    """The look of one office's file (表式).

    Attributes:
        path: the file below the data folder; its ending says the form.
        headings: the heading of each field, in the order of the columns.
        titles: lines above the heading.
        footers: lines below the rows.
        groups: the heading over the headings, for two merged rows of headings.
        numbers: ways of writing an identity number, drawn for each row.
        months: the way of writing a month.
        days: the way of writing a day.
        encoding: of a text file.
        cover: the text of a cover sheet, where the workbook has one.
        sheets_by: the field by which rows are spread over sheets.
        merged: the field whose cells are merged down, with a subtotal after each group.
        repeat_every: every how many rows one is entered twice; 0 for never.
    """

    path: str
    headings: Mapping[str, str]
    titles: tuple[str, ...] = ()
    footers: tuple[tuple[str, ...], ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    numbers: tuple[str, ...] = ("plain",)
    months: str = "dash"
    days: str = "cell"
    encoding: str = "utf-8"
    cover: str = ""
    sheets_by: str = ""
    merged: str = ""
    repeat_every: int = 0
