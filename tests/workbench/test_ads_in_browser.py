"""An analyst judges and corrects an advertisement in `ads.ipynb`, in a real browser."""

import csv
import shutil
from pathlib import Path

import pytest
from make import person_id

from guazheng_lib.ads.examples import EXAMPLES_FILE

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from workbench.lab import CHROMIUM, open_in_lab

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed"),
]

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks/explore/ads.ipynb"
NUMBER = person_id(3)
PASTED = f"<i>诚招</i>会计一名，到岗工作，月薪6000，双休，{NUMBER}，电话13800000000"


@pytest.fixture
def lab(tmp_path):
    (tmp_path / "data").mkdir()
    explore = tmp_path / "notebooks/explore"
    explore.mkdir(parents=True)
    shutil.copy(NOTEBOOK, explore)
    own = tmp_path / "own"
    own.mkdir()
    with open_in_lab(tmp_path / "notebooks", "explore/ads.ipynb", own) as lab:
        yield lab


def on_file(tmp_path):
    text = (tmp_path / "data" / EXAMPLES_FILE).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_an_analyst_pastes_sees_the_verdict_and_corrects_it(lab, tmp_path):
    lab.run_all()
    panel = lab.page.locator(".gz-panel.gz-ads")
    panel.get_by_role("heading", name="疑似挂证中介").wait_for(timeout=90_000)
    assert panel.locator("blockquote mark.raise").count() >= 2
    numbered = panel.locator("blockquote mark[data-n]").first
    assert numbered.evaluate("mark => getComputedStyle(mark, '::after').content") != "none"
    lab.page.screenshot(path=tmp_path / "verdict.png")

    text = panel.get_by_label("正文")
    text.fill(PASTED)
    text.press("Tab")
    panel.get_by_role("heading", name="未见异常").wait_for()
    assert NUMBER not in text.input_value() and "13800000000" not in text.input_value()
    assert panel.locator("blockquote").inner_text().startswith("<i>诚招<")

    panel.get_by_role("button", name="记下").click()
    panel.get_by_text("先选“应判”哪一种").wait_for()
    panel.get_by_label("应判").select_option(label="疑似虚假招聘")
    panel.get_by_label("说明").fill("=公司不存在")
    panel.get_by_label("标注人").fill("张三")
    panel.get_by_label("标注人").press("Tab")
    lab.page.keyboard.press("Enter")  # on the button that follows; JupyterLab lets it pass
    panel.get_by_text("已记下").wait_for()
    assert panel.get_by_text("人工已判").is_visible()
    (row,) = on_file(tmp_path)
    assert (row["应判"], row["原判"], row["标注人"], row["说明"]) == (
        *("疑似虚假招聘", "未见异常"),
        *("张三", "'=公司不存在"),
    )
    lab.page.screenshot(path=tmp_path / "corrected.png")

    (output,) = lab.run_cell("desk.examples")
    assert "疑似虚假招聘" in "".join(output["data"]["text/html"])
    lab.save()
    saved = (tmp_path / "notebooks/explore/ads.ipynb").read_text(encoding="utf-8")
    assert NUMBER not in saved and "13800000000" not in saved
    assert str(tmp_path) not in saved
    assert lab.foreign_requests == []
    assert lab.page_errors == []


def test_the_panel_fits_a_narrow_window(lab, tmp_path):
    lab.page.set_viewport_size({"width": 700, "height": 900})
    lab.run_all()
    panel = lab.page.locator(".gz-panel.gz-ads")
    panel.get_by_role("heading", name="疑似挂证中介").wait_for(timeout=90_000)
    lab.page.wait_for_timeout(1_000)  # JupyterLab goes on to the last cell by itself
    panel.get_by_role("button", name="判断").scroll_into_view_if_needed()
    lab.page.wait_for_timeout(1_000)
    assert panel.bounding_box()["width"] > 200
    lab.page.screenshot(path=tmp_path / "narrow.png")
    wide = "node => [...node.querySelectorAll('*')].filter(n => n.scrollWidth > n.clientWidth + 2"
    wide += " && getComputedStyle(n).overflowX === 'auto').map(n => n.className)"
    assert panel.evaluate(wide) == []
