"""The widgets of the leads panel (线索面板的控件): built once, updated in place."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from guazheng_lib.reports.pages.charts import PLOTLY_MIME, Chart
from guazheng_lib.reports.pages.tables import table_html
from guazheng_lib.terms.catalogue import LEAD_IS_NO_FINDING, Indicator, Level
from guazheng_lib.terms.tables import Screening
from guazheng_lib.workbench.keep_keys import PANEL, KeepKeys
from guazheng_lib.workbench.lead_filter import Order
from guazheng_lib.workbench.lead_state import LeadState
from guazheng_lib.workbench.lead_text import lead_html, lead_label

_STYLE = """<style>
.gz-leads h3, .gz-leads p {margin: .2em 0; line-height: 1.5}
.gz-leads .facts span {display: inline-block; margin-right: 1.5em}
.gz-leads table {border-collapse: collapse; width: 100%}
.gz-leads caption {text-align: left; font-weight: 600; padding: .3em 0}
.gz-leads td, .gz-leads th {border: 1px solid currentColor; padding: .2em .5em; text-align: left;
  font-weight: normal}
.gz-leads thead th {font-weight: 600}
</style>"""
_LEADS = "gz-leads"
_ALL = "全部"
_NOBODY = "<p>没有符合条件的线索，请放宽条件。</p>"


class LeadView:
    """What is on the screen (界面): a change goes to the state, and the screen follows the state.

    The figure is plain plotly data in the one Output widget and not a FigureWidget, which would
    put five megabytes of script into every notebook saved with its widgets.
    """

    def __init__(self, state: LeadState, chart: Callable[[], Chart | None]) -> None:
        self._state, self._chart = state, chart
        self._following = False
        self._levels = _level_boxes(state)
        self._indicator = _indicator_choice(state)
        self._employer = widgets.Text(
            description="单位名称",
            value=state.conditions.employer,
            placeholder="注册单位或实际单位的一部分",
        )
        self._order = widgets.Dropdown(
            description="排序",
            options=[(order.zh, order) for order in Order],
            value=state.conditions.order,
        )
        self._people = widgets.Select(description="线索", rows=10)
        self._before = widgets.Button(description="上一页", icon="chevron-left")
        self._after = widgets.Button(description="下一页", icon="chevron-right")
        self._count, self._detail = widgets.HTML(), widgets.HTML()
        self._figure, self._evidence = widgets.Output(), widgets.HTML()
        self.root = self._arranged()
        self._listen()
        self.follow()

    def follow(self) -> None:
        """Show what the state holds (刷新)."""
        self._following = True
        try:
            self._follow_list()
            self._follow_lead()
        finally:
            self._following = False

    def _follow_list(self) -> None:
        state = self._state
        leads = state.in_view.to_dict(orient="index")
        options = [(lead_label(lead), row) for row, lead in leads.items()]
        if list(self._people.options) != options:
            self._people.options = options
        self._people.value = state.chosen_row
        people = state.selection[Screening.person_id].nunique()
        self._count.value = (
            f"<span role='status'>共 {len(state.selection)} 条，{people} 人 · "
            f"第 {state.page + 1}/{state.pages} 页</span>"
        )
        self._before.disabled = state.page == 0
        self._after.disabled = state.page == state.pages - 1

    def _follow_lead(self) -> None:
        lead, chart = self._state.lead, self._chart()
        self._detail.value = _NOBODY if lead is None else lead_html(lead)
        self._figure.outputs = () if chart is None else (_output(chart),)
        self._evidence.value = "" if chart is None else table_html(chart.table)

    def _listen(self) -> None:
        for box in self._levels.values():
            box.observe(self._on_levels, "value")
        self._indicator.observe(lambda change: self._narrow(indicator=change.new or None), "value")
        self._employer.observe(lambda change: self._narrow(employer=change.new), "value")
        self._order.observe(lambda change: self._narrow(order=change.new), "value")
        self._people.observe(self._on_person, "value")
        self._before.on_click(lambda _: self._turn(-1))
        self._after.on_click(lambda _: self._turn(+1))

    def _on_levels(self, _: Any) -> None:
        self._narrow(levels={level for level, box in self._levels.items() if box.value})

    def _on_person(self, change: Any) -> None:
        if not self._following:
            self._state.choose(change.new)
            self._follow_lead()

    def _narrow(self, **conditions: Any) -> None:
        self._state.narrow(**conditions)
        self.follow()

    def _turn(self, pages: int) -> None:
        self._state.turn_to(self._state.page + pages)
        self.follow()

    def _arranged(self) -> widgets.VBox:
        for wide in (self._people, self._detail, self._figure, self._evidence, self._employer):
            wide.layout.width = "auto"
        self._employer.layout.flex = "1 1 auto"
        lines = [
            widgets.HTML(f"{_STYLE}<p>{LEAD_IS_NO_FINDING}</p>"),
            _line(widgets.Label("线索级别（都不选即全部）"), *self._levels.values()),
            _line(self._indicator, self._employer, self._order),
            self._people,
            _line(self._before, self._after, self._count),
            self._detail,
            self._figure,
            self._evidence,
            KeepKeys(),
        ]
        root = widgets.VBox(lines)
        root.add_class(PANEL)
        root.add_class(_LEADS)
        return root


def _level_boxes(state: LeadState) -> dict[Level, widgets.Checkbox]:
    count = Counter(state.screening[Screening.level])
    return {
        level: widgets.Checkbox(
            value=level in state.conditions.levels,
            description=f"{level.zh} {count[str(level)]}",
            indent=False,
            layout={"width": "auto"},
        )
        for level in Level
    }


def _indicator_choice(state: LeadState) -> widgets.Dropdown:
    count = Counter(code for codes in state.screening[Screening.indicators] for code in codes)
    asked = state.conditions.indicator
    offered = [one for one in Indicator if count[one] or one == asked]
    options = [(_ALL, ""), *((f"{one.zh} {count[one]}", one) for one in offered)]  # None: blank
    return widgets.Dropdown(description="存疑指标", options=options, value=asked or "")


def _line(*parts: widgets.Widget) -> widgets.HBox:
    return widgets.HBox(parts, layout={"flex_flow": "row wrap", "align_items": "center"})


def _output(chart: Chart) -> dict[str, Any]:
    bundle = chart._repr_mimebundle_()
    shown = {kind: bundle[kind] for kind in (PLOTLY_MIME, "text/plain")}
    return {"output_type": "display_data", "data": shown, "metadata": {}}
