"""The widgets of the advertisement panel (招聘信息面板的控件): built once, updated in place."""

from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.terms.catalogue import LEAD_IS_NO_FINDING
from guazheng_lib.workbench.keep_keys import PANEL, KeepKeys

if TYPE_CHECKING:
    from guazheng_lib.workbench.ads import AdPanel

_STYLE = """<style>
.gz-ads h3, .gz-ads p {margin: .2em 0; line-height: 1.5}
.gz-ads ul {margin: .2em 0}
.gz-ads table {border-collapse: collapse; width: 100%}
.gz-ads caption {text-align: left; font-weight: 600; padding: .3em 0}
.gz-ads td, .gz-ads th {border: 1px solid currentColor; padding: .2em .5em; text-align: left;
  font-weight: normal}
.gz-ads thead th {font-weight: 600; white-space: nowrap}
.gz-ads [role=status] {min-height: 1.5em; font-weight: 600}
</style>"""
_ADS = "gz-ads"
_CHOOSE = "（请选）"
_HINT = "把一条招聘信息的正文粘贴在这里，然后按“判断”"


class AdView:
    """What is on the screen (界面): a text goes to the panel, and the screen follows the panel.

    The text is taken over when the field is left, not at every key: what was typed only half is
    judged by nobody, and its numbers are masked before the notebook is saved.
    """

    def __init__(self, panel: "AdPanel") -> None:
        self._panel = panel
        self._following = False
        self._text = widgets.Textarea(
            description="正文", placeholder=_HINT, rows=6, continuous_update=False
        )
        self._judge = widgets.Button(description="判断", icon="search", button_style="primary")
        self._said, self._found = widgets.HTML(), widgets.HTML()
        options = [(_CHOOSE, ""), *((verdict.zh, str(verdict)) for verdict in Verdict)]
        self._verdict = widgets.Dropdown(description="应判", options=options, value="")
        self._note = widgets.Text(description="说明", placeholder="为什么，可以不写")
        self._person = widgets.Text(description="标注人", value=panel.person)
        self._keep = widgets.Button(description="记下", icon="save")
        self.root = self._arranged()
        self._listen()
        self.follow()

    def follow(self) -> None:
        """Show what the panel holds (刷新)."""
        reading = self._panel.reading
        self._following = True
        try:
            if reading is not None:
                self._text.value = reading.text
            self._found.value = "" if reading is None else reading._repr_html_()
            self._said.value = f"<p role='status'>{escape(self._panel.said)}</p>"
            self._keep.disabled = reading is None
        finally:
            self._following = False

    def _listen(self) -> None:
        self._text.observe(self._on_text, "value")
        self._judge.on_click(lambda _: self._read())
        self._person.observe(self._on_person, "value")
        self._keep.on_click(lambda _: self._on_keep())

    def _on_text(self, _: Any) -> None:
        if not self._following:
            self._read()

    def _read(self) -> None:
        """Judge the text, unless it is the one in view, whose numbers were masked."""
        reading = self._panel.reading
        if reading is None or reading.text != self._text.value:
            self._verdict.value, self._note.value = "", ""
            self._panel.paste(self._text.value)
        self.follow()

    def _on_person(self, change: Any) -> None:
        self._panel.person = change.new.strip()

    def _on_keep(self) -> None:
        chosen = self._verdict.value
        self._panel.correct(Verdict(chosen) if chosen else None, self._note.value)
        self.follow()

    def _arranged(self) -> widgets.VBox:
        for wide in (self._text, self._found, self._note):
            wide.layout.width = "auto"
        self._note.layout.flex = "1 1 auto"
        root = widgets.VBox(
            [
                widgets.HTML(f"{_STYLE}<p>{LEAD_IS_NO_FINDING}</p>"),
                self._text,
                _line(self._judge, self._said),
                self._found,
                widgets.HTML("<h3>判断得不对？</h3>"),
                _line(self._verdict, self._note, self._person, self._keep),
                KeepKeys(),
            ]
        )
        root.add_class(PANEL)
        root.add_class(_ADS)
        return root


def _line(*parts: widgets.Widget) -> widgets.HBox:
    return widgets.HBox(parts, layout={"flex_flow": "row wrap", "align_items": "center"})
