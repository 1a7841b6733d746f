"""The advertisement panel (招聘信息面板): paste a text, see the verdict, correct it for good."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from guazheng_lib.ads.examples import Example
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.casebook.events import now
from guazheng_lib.terms.errors import GuazhengError
from guazheng_lib.workbench.ad_desk import AdDesk
from guazheng_lib.workbench.ad_reading import AdReading
from guazheng_lib.workbench.attended import attended
from guazheng_lib.workbench.problem_line import problem_line

if TYPE_CHECKING:
    from guazheng_lib.workbench.ad_view import AdView


class AdPanel:
    """A panel over one advertisement at a time (招聘信息面板).

    In JupyterLab the last line of a cell shows the widgets; run by papermill it shows the first
    text's verdict instead. What the panel holds is a value in the next cell: `panel.reading`.

    Neither the panel nor what a notebook keeps of it holds a telephone or an identity number:
    both are masked as soon as a text was read.
    """

    def __init__(
        self, desk: AdDesk, text: str = "", *, person: str = "", clock: Callable[[], datetime] = now
    ) -> None:
        """Begin with a text; `person` is who judges, `clock` says when."""
        self.desk, self.person = desk, person
        self._clock = clock
        self.reading: AdReading | None = None
        self.said = ""
        if text:
            self.paste(text)

    def paste(self, text: str) -> None:
        """Judge what was pasted (判断); what cannot be judged is said in `said`."""
        self.reading, self.said = None, ""
        try:
            self.reading = self.desk.read(text)
        except GuazhengError as problem:
            self.said = problem_line(problem)

    def correct(self, verdict: Verdict | None, note: str = "") -> bool:
        """Put on file what the text should be judged (记下); tell whether it is there."""
        if self.reading is None:
            self.said = "还没有判断过的正文：先粘贴一条信息。"
        elif verdict is None:
            self.said = "先选“应判”哪一种，再记下。"
        else:
            return self._keep(self.reading, verdict, note)
        return False

    def _keep(self, reading: AdReading, verdict: Verdict, note: str) -> bool:
        at = f"{self._clock():%Y-%m-%d %H:%M}"
        judged = reading.judgement.verdict
        example = Example(reading.text, verdict, judged, self.person, at, note)
        try:
            kept = self.desk.keep(example)
            count = len(self.desk.examples)
        except GuazhengError as problem:
            self.said = problem_line(problem)
            return False
        self.reading = reading.judged_by(kept)
        self.said = f"已记下：应判“{verdict.zh}”，存在 {self.desk.place}，共 {count} 条标注。"
        return True

    @cached_property
    def view(self) -> "AdView":
        """The widgets, built when first shown."""
        from guazheng_lib.workbench.ad_view import AdView

        return AdView(self)

    def _ipython_display_(self) -> None:
        from IPython.display import display

        shown = [self.view.root] if attended() else [self.reading or self.said or "没有正文。"]
        display(*shown)  # type: ignore[no-untyped-call]
