"""What an analyst looks at right now (面板状态); knows no widget, so it is tested without one."""

from dataclasses import replace
from typing import Any

import pandas as pd

from guazheng_lib.terms.tables import Screening
from guazheng_lib.workbench.lead_filter import LeadFilter

PAGE_ROWS = 20
"""Rows shown at once: a list box of thousands of names freezes the browser."""


class LeadState:
    """The leads asked for, the page of them in view, and the person chosen (面板状态).

    Invariant: `chosen_row` is a row of the page in view, or None where the page is empty.
    """

    def __init__(self, screening: pd.DataFrame, conditions: LeadFilter) -> None:
        self.screening = screening.reset_index(drop=True)
        self._ask(conditions)

    def narrow(self, **conditions: Any) -> None:
        """Change conditions of the filter; the person in view stays where still among the leads."""
        self._ask(replace(self.conditions, **conditions), keep=self.chosen_row)

    def turn_to(self, page: int) -> None:
        """Show a page, counted from 0, and its first person; beyond the ends, the end."""
        self.page = max(0, min(page, self.pages - 1))
        self.chosen_row = next(iter(self.in_view.index), None)

    def choose(self, row: int | None) -> None:
        """Choose a row of the page in view, by its index."""
        if row is None or row in self.in_view.index:
            self.chosen_row = row

    @property
    def pages(self) -> int:
        """How many pages there are; an empty selection still is one."""
        return max(1, -(-len(self.selection) // PAGE_ROWS))

    @property
    def in_view(self) -> pd.DataFrame:
        """The leads of the page in view."""
        return self.selection.iloc[self.page * PAGE_ROWS : (self.page + 1) * PAGE_ROWS]

    @property
    def lead(self) -> pd.Series | None:
        """The lead chosen."""
        return None if self.chosen_row is None else self.screening.loc[self.chosen_row]

    @property
    def chosen(self) -> pd.DataFrame:
        """Every registration of the person chosen, leads or not."""
        lead = self.lead
        if lead is None:
            return self.screening.iloc[:0]
        same_person = self.screening[Screening.person_id] == lead[Screening.person_id]
        return self.screening.loc[list(same_person)]

    def _ask(self, conditions: LeadFilter, keep: int | None = None) -> None:
        self.conditions = conditions
        self.selection = conditions.apply(self.screening)
        still_there = keep is not None and keep in self.selection.index
        place = int((self.selection.index == keep).argmax()) if still_there else 0
        self.turn_to(place // PAGE_ROWS)
        if still_there:
            self.chosen_row = keep
