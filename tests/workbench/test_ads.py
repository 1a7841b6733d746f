"""The advertisement panel without a front end, and its widgets without a browser."""

import shutil
from datetime import datetime
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from make import person_id

from guazheng_lib.ads import screen_ads
from guazheng_lib.ads.examples import EXAMPLES_FILE
from guazheng_lib.ads.verdicts import Verdict
from guazheng_lib.runs.parquet import write_table
from guazheng_lib.terms.errors import InputError
from guazheng_lib.terms.tables import JobAds
from guazheng_lib.workbench.ad_desk import LONGEST_PASTE, AdDesk
from guazheng_lib.workbench.ads import AdPanel

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks/explore/ads.ipynb"
BROKER = "急聘一级建造师，证书挂靠，不用坐班，3万/年"
HONEST = "招二级建造师，到岗工作，月薪8000，双休"
NUMBER = "13800000000"


def job_ads(*texts):
    """Make advertisements of the city, each from another agency."""
    rows = [
        {"ad_id": f"A{n}", "text": text, "agency": f"机构{n}", "file": "a.csv", "row": n + 1}
        for n, text in enumerate(texts, 1)
    ]
    columns = list(JobAds.to_schema().columns)
    return JobAds.validate(pd.DataFrame(rows).reindex(columns=columns))


@pytest.fixture
def outputs(tmp_path):
    texts = [
        f"{BROKER}，电话13911112222",
        BROKER.replace("3万", "5万").replace("一级", "二级"),
        f"诚招厨师，包吃住，电话{NUMBER}",
        HONEST,
    ]
    folder = tmp_path / "outputs/city"
    folder.mkdir(parents=True)
    write_table(screen_ads(job_ads(*texts)), folder / "ads.parquet")
    return tmp_path / "outputs"


@pytest.fixture
def desk(tmp_path, outputs):
    return AdDesk(outputs, tmp_path / "data" / EXAMPLES_FILE)


@pytest.fixture
def panel(desk):
    return AdPanel(desk, person="张三", clock=lambda: datetime(2026, 11, 23, 14, 30))  # noqa: DTZ001


def widgets_of(panel):
    """Give the widgets by what a person sees of them."""
    found, waiting = {}, [panel.view.root]
    while waiting:
        widget = waiting.pop()
        waiting += getattr(widget, "children", ())
        found[getattr(widget, "description", "") or type(widget).__name__] = widget
    return found


def test_a_text_is_judged_with_its_reasons_and_marks(desk):
    reading = desk.read(f"{BROKER}，电话{NUMBER}")
    assert reading.judgement.verdict is Verdict.BROKER
    shown = reading._repr_html_()
    assert "疑似挂证中介" in shown and "一级建造师" in shown
    assert "<mark" in shown and "标注图例" in shown
    assert NUMBER not in shown + repr(reading)
    assert reading.contacts == ("电话 13*******00",)


def test_disguised_words_are_shown_as_they_are_read(desk):
    assert desk.read("一建 扌圭✖️靠 三万").read_as.startswith("一建挂靠")
    assert desk.read(HONEST).read_as == ""


def test_similar_ones_are_found_by_wording_and_by_contact(desk):
    similar = desk.read(f"{BROKER}，联系{NUMBER}").similar
    assert dict(zip(similar["信息编号"], similar["怎样相似"], strict=True)) == {
        "A1": "样式相同",
        "A2": "样式相同",
        "A3": "联系方式相同",
    }
    assert not similar["正文"].str.contains("13911112222").any()


def test_nothing_similar_is_no_error(desk):
    reading = desk.read("求购二手挖掘机一台，价格面议，个人勿扰")
    assert reading.similar.empty
    assert "没有相似的" in reading._repr_html_()


def test_without_results_it_says_what_to_run(tmp_path):
    reading = AdDesk(tmp_path / "outputs", tmp_path / EXAMPLES_FILE).read(BROKER)
    assert reading.similar is None
    assert "guazheng run" in reading._repr_html_()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "没有可读的文字", id="空"),
        pytest.param(" \n\u200b\u3000", "没有可读的文字", id="空白"),
        pytest.param("\ud83d\udfff", "没有可读的文字", id="单个代理字符"),
        pytest.param("挂" * 1_000_000, "太长", id="一兆"),
        pytest.param("<!DOCTYPE html><p>挂靠</p>", "网页源代码", id="网页"),
    ],
)
def test_what_is_no_advertisement_is_one_plain_line(desk, panel, text, said):
    with pytest.raises(InputError, match=said):
        desk.read(text)
    panel.paste(text)
    assert panel.reading is None
    assert said in panel.said and "\n" not in panel.said
    assert said in widgets_of(panel)["VBox"].children[2].children[1].value


def test_a_few_tags_and_broken_characters_are_read_over(desk):
    text = "<b>一建</b>挂靠<img src=x onerror=alert(1)>3万\ud83d"
    reading = desk.read(text[: LONGEST_PASTE - 1])
    assert reading.judgement.verdict is not Verdict.CLEAR
    assert reading.read_as == "一建挂靠3万"
    assert "<img" not in reading._repr_html_()


def test_a_correction_is_a_row_on_file_and_shown_the_next_time(desk, panel):
    number = person_id(3)
    panel.paste(f"{HONEST} {number}")
    assert panel.correct(Verdict.SUSPECT, "公司查无此人")
    assert "已记下" in panel.said and "data/招聘信息标注.csv" in panel.said
    (row,) = desk.examples.to_dict("records")
    assert (row["应判"], row["原判"], row["标注人"], row["标注时间"], row["说明"]) == (
        *("存疑，需人工看", "未见异常", "张三"),
        *("2026-11-23 14:30", "公司查无此人"),
    )
    assert number not in desk.examples_file.read_text(encoding="utf-8-sig")
    shown = desk.read(f"{HONEST}  {number}")._repr_html_()
    assert "人工已判" in shown and "存疑，需人工看（张三，2026-11-23 14:30，公司查无此人）" in shown


def test_a_file_of_others_is_one_line_and_stays(desk, panel):
    desk.examples_file.parent.mkdir(parents=True)
    panel.paste(BROKER)
    desk.examples_file.write_text("姓名,电话\n", encoding="utf-8")
    assert not panel.correct(Verdict.CLEAR)
    assert "不是招聘信息标注表" in panel.said
    assert desk.examples_file.read_text(encoding="utf-8") == "姓名,电话\n"


def test_nothing_is_kept_without_a_text_or_a_choice(desk, panel):
    assert not panel.correct(Verdict.BROKER) and "先粘贴" in panel.said
    panel.paste(BROKER)
    assert not panel.correct(None) and "应判" in panel.said
    assert not desk.examples_file.exists()


def test_the_widgets_read_what_is_pasted_and_hide_its_numbers(panel):
    widgets = widgets_of(panel)
    widgets["正文"].value = f"{BROKER} {NUMBER}"
    assert panel.reading.judgement.verdict is Verdict.BROKER
    assert NUMBER not in widgets["正文"].value
    before = panel.reading
    widgets["判断"].click()
    assert panel.reading is before


def test_the_widgets_keep_a_correction(panel, desk):
    widgets = widgets_of(panel)
    assert widgets["记下"].disabled
    widgets["正文"].value = HONEST
    widgets["应判"].label = "疑似虚假招聘"
    widgets["标注人"].value = " 李四 "
    widgets["记下"].click()
    assert list(desk.examples["应判"]) == ["疑似虚假招聘"]
    assert list(desk.examples["标注人"]) == ["李四"]
    widgets["正文"].value = BROKER
    assert widgets["应判"].value == ""


def test_run_by_nobody_the_notebook_shows_the_verdict(tmp_path, outputs):
    from nbclient import NotebookClient

    (tmp_path / "data").mkdir()
    shutil.copy(NOTEBOOK, tmp_path)
    notebook = nbformat.read(tmp_path / NOTEBOOK.name, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}).execute()
    written = nbformat.writes(notebook)
    assert "疑似挂证中介" in written and "widget-view" not in written
    assert str(tmp_path) not in written
    assert "widgets" not in notebook.metadata


@pytest.mark.parametrize(
    "content", ["姓名,电话\n", f"正文,应判\n{HONEST},挂靠\n"], ids=["别的表", "错字"]
)
def test_labels_that_cannot_be_read_stop_no_judgement(desk, panel, content):
    desk.examples_file.parent.mkdir()
    desk.examples_file.write_text(content, encoding="utf-8")
    panel.paste(BROKER)
    assert panel.reading.judgement.verdict is Verdict.BROKER
    assert "人工标注没有读出" in panel.reading._repr_html_()
