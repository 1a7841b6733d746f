"""The leads panel (线索面板): filter the leads, choose a person, see the months of every source."""

from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from guazheng_lib.params import Window
from guazheng_lib.terms.identity import mask_id
from guazheng_lib.terms.tables import Screening
from guazheng_lib.workbench.attended import attended
from guazheng_lib.workbench.lead_filter import LeadFilter
from guazheng_lib.workbench.lead_state import LeadState
from guazheng_lib.workbench.lead_text import lead_chart, leads_table

if TYPE_CHECKING:
    from guazheng_lib.reports.pages.charts import Chart
    from guazheng_lib.reports.pages.tables import Table
    from guazheng_lib.workbench.lead_view import LeadView


class LeadsPanel:
    """A panel over one county's screening (线索面板).

    In JupyterLab the last line of a cell shows the widgets; run by papermill it shows a table of
    the first leads and the first timeline instead. What the analyst selects is a DataFrame in
    the next cell: `panel.selection`, `panel.chosen`.

    Identity numbers are masked there too, because a notebook keeps what its cells show. The
    index is the row's place in `screening`, whose numbers are whole.
    """

    def __init__(
        self,
        screening: pd.DataFrame,
        *,
        window: Window | None = None,
        conditions: LeadFilter | None = None,
        full_ids: bool = False,
    ) -> None:
        """Begin with `conditions`; `full_ids` leaves the numbers of the selection whole."""
        self.state = LeadState(screening, conditions or LeadFilter())
        self._window = window
        self._full_ids = full_ids

    @property
    def selection(self) -> pd.DataFrame:
        """All leads that the filter gives, in the panel's order (筛选结果)."""
        return self._shown(self.state.selection)

    @property
    def chosen(self) -> pd.DataFrame:
        """Every registration of the person chosen (所选人员的全部注册)."""
        return self._shown(self.state.chosen)

    def timeline(self) -> "Chart | None":
        """Draw the lead chosen, with its evidence (时间轴); None where nobody is chosen."""
        lead = self.state.lead
        return None if lead is None else lead_chart(lead, self._window)

    def twin(self) -> "list[Table | Chart]":
        """Give what is shown where nobody can click: the page in view, and the lead chosen."""
        listed, chart = self._shown(self.state.in_view), self.timeline()
        caption = f"线索（共 {len(self.state.selection)} 条，列出 {len(listed)} 条）"
        return [leads_table(listed, caption), *([chart] if chart else [])]

    @cached_property
    def view(self) -> "LeadView":
        """The widgets, built when first shown."""
        from guazheng_lib.workbench.lead_view import LeadView

        return LeadView(self.state, self.timeline)

    def _shown(self, rows: pd.DataFrame) -> pd.DataFrame:
        if self._full_ids:
            return rows.copy()
        return rows.assign(**{Screening.person_id: rows[Screening.person_id].map(mask_id)})

    def _ipython_display_(self) -> None:
        from IPython.display import display

        shown = [self.view.root] if attended() else self.twin()
        display(*shown)  # type: ignore[no-untyped-call]
