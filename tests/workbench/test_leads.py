"""The panel without a front end, and its widgets without a browser."""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from make import evidence, person_id, screened

from guazheng_lib.reports.pages.charts import PLOTLY_MIME, Chart
from guazheng_lib.reports.pages.tables import Table
from guazheng_lib.terms.catalogue import Level
from guazheng_lib.workbench.attended import attended
from guazheng_lib.workbench.lead_filter import LeadFilter
from guazheng_lib.workbench.leads import LeadsPanel

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks/explore/leads.ipynb"


def leads(count=25):
    return screened(
        *(
            {
                "level": "priority" if n % 2 else "review",
                "score": float(100 - n),
                "indicators": ["SI_OTHER"] if n % 2 else [],
                "evidence": [evidence(employer=f"乙市第{n + 1}设计院")],
            }
            for n in range(count)
        )
    )


@pytest.fixture
def panel():
    return LeadsPanel(leads())


def widgets_of(panel):
    """Give the widgets by what a person sees of them."""
    found, waiting = {}, [panel.view.root]
    while waiting:
        widget = waiting.pop()
        waiting += getattr(widget, "children", ())
        found[getattr(widget, "description", "") or type(widget).__name__] = widget
    return found


def test_the_selection_holds_all_leads_with_numbers_masked(panel):
    assert len(panel.selection) == 25
    assert panel.selection["person_id"].str.contains("*", regex=False).all()
    assert panel.chosen["person_id"].str.contains("*", regex=False).all()


def test_the_index_leads_back_to_the_whole_numbers():
    screening = leads()
    panel = LeadsPanel(screening)
    rows = screening.iloc[panel.selection.index]
    assert list(rows["certificate_no"]) == list(panel.selection["certificate_no"])


def test_whole_numbers_only_when_asked_for():
    assert person_id(1) in set(LeadsPanel(leads(), full_ids=True).selection["person_id"])


def test_the_twin_lists_a_page_and_draws_the_first(panel):
    listed, drawn = panel.twin()
    assert isinstance(listed, Table)
    assert len(listed.frame) == 20
    assert isinstance(drawn, Chart)
    assert drawn.figure.data[0].y[0].endswith("乙市第2设计院")
    assert not [n for n in range(30) if person_id(n) in listed._repr_html_() + repr(listed)]


def test_nobody_to_show_is_no_error():
    panel = LeadsPanel(screened({"level": "consistent"}))
    (listed,) = panel.twin()
    assert "没有记录" in listed._repr_html_()
    assert panel.timeline() is None
    assert "放宽条件" in "".join(str(part.value) for part in panel.view.root.children[5:6])


def test_outside_a_kernel_nobody_is_there():
    assert not attended()


def test_widgets_come_only_when_shown():
    code = (
        "import sys, guazheng_lib.workbench.leads;"
        "sys.exit(bool({'ipywidgets', 'plotly', 'anywidget', 'IPython'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_box_unticked_narrows_the_list_and_the_selection(panel):
    widgets = widgets_of(panel)
    widgets["一般核查 13"].value = False
    assert set(panel.selection["level"]) == {"priority"}
    assert len(widgets["线索"].options) == 12
    assert panel.state.conditions.levels == {Level.PRIORITY, Level.DATA_GAP}


def test_choosing_redraws_in_the_same_widgets(panel):
    widgets = widgets_of(panel)
    people, output = widgets["线索"], widgets["Output"]
    before = output.outputs
    people.value = people.options[3][1]
    assert widgets_of(panel)["Output"] is output
    assert output.outputs != before
    (shown,) = output.outputs
    assert set(shown["data"]) == {PLOTLY_MIME, "text/plain"}
    assert list(panel.chosen["certificate_no"]) == [panel.state.lead["certificate_no"]]


def test_turning_the_page_goes_to_its_first_person(panel):
    widgets = widgets_of(panel)
    widgets["下一页"].click()
    assert len(widgets["线索"].options) == 5
    assert widgets["线索"].value == panel.state.chosen_row == panel.selection.index[20]
    assert widgets["下一页"].disabled
    assert not widgets["上一页"].disabled


def test_filtering_everybody_away_empties_the_panel(panel):
    widgets = widgets_of(panel)
    widgets["单位名称"].value = "没有这家单位"
    assert widgets["线索"].options == ()
    assert widgets["Output"].outputs == ()
    widgets["单位名称"].value = ""
    assert len(widgets["线索"].options) == 20


def test_an_indicator_chosen_and_all_again(panel):
    indicator = widgets_of(panel)["存疑指标"]
    indicator.label = "社保在其他单位 12"
    assert len(panel.selection) == 12
    indicator.label = "全部"
    assert len(panel.selection) == 25
    assert indicator.label == "全部"


def test_the_panel_begins_with_the_conditions_given():
    panel = LeadsPanel(leads(), conditions=LeadFilter(employer="丁戊", levels={Level.REVIEW}))
    widgets = widgets_of(panel)
    assert widgets["单位名称"].value == "丁戊"
    assert [widgets["一般核查 13"].value, widgets["重点核查 12"].value] == [True, False]


def test_run_by_nobody_the_notebook_shows_the_twin(tmp_path, monkeypatch):
    from nbclient import NotebookClient

    (tmp_path / "outputs/jia").mkdir(parents=True)
    leads().to_parquet(tmp_path / "outputs/jia/screening.parquet")
    shutil.copy(NOTEBOOK, tmp_path)
    notebook = nbformat.read(tmp_path / NOTEBOOK.name, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    kinds = [set(output.data) for output in outputs if "data" in output]
    assert not [each for each in kinds if "application/vnd.jupyter.widget-view+json" in each]
    assert len([each for each in kinds if PLOTLY_MIME in each]) == 2  # the twin, and the last cell
    written = nbformat.writes(notebook)
    assert not [n for n in range(30) if person_id(n) in written]
    assert "widgets" not in notebook.metadata
