"""A rendered page in a real browser: charts drawn, nothing asked of the network."""

import shutil
from pathlib import Path

import nbformat
import pytest
from make import screened
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from guazheng_lib.reports.pages.county_charts import indicator_counts, level_counts
from guazheng_lib.reports.pages.page import render_page, write_assets

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="没有 Chromium，make test-all 会安装"),
]


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS.split())
        yield opened
        opened.close()


@pytest.fixture
def page_file(tmp_path):
    frame = screened(
        {"level": "priority", "indicators": ["SI_OTHER"]}, {"level": "review", "indicators": []}
    )
    charts = [level_counts(frame), indicator_counts(frame)]
    cells = [
        new_code_cell("x", outputs=[new_output("display_data", data=dict(c._repr_mimebundle_()))])
        for c in charts
    ]
    notebook = tmp_path / "outputs" / "甲县" / "screening.ipynb"
    notebook.parent.mkdir(parents=True)
    nbformat.write(new_notebook(cells=[new_markdown_cell("# 甲县"), *cells]), notebook)
    write_assets(tmp_path / "outputs")
    return render_page(notebook, notebook.with_suffix(".html"))


@pytest.fixture
def visit(browser):
    opened = []

    def _visit(file, **options):
        page = browser.new_page(**options)
        opened.append(page)
        seen = {"requests": [], "errors": []}
        page.on("request", lambda request: seen["requests"].append(request.url))
        page.on("pageerror", lambda error: seen["errors"].append(str(error)))
        page.goto(file.as_uri())
        return page, seen

    yield _visit
    for page in opened:
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"], ids=["浅色", "深色"])
def test_charts_are_drawn_without_the_network(visit, page_file, scheme):
    page, seen = visit(page_file, color_scheme=scheme)
    page.wait_for_selector(".chart >> nth=1 >> .barlayer .point path")
    assert page.locator(".chart").count() == 2
    assert page.locator(".chart-missing").count() == 0
    assert "重点核查" in page.locator(".chart").first.text_content()
    assert all(url.startswith(("file:", "data:", "blob:")) for url in seen["requests"])
    assert seen["errors"] == []
    ink = page.evaluate("getComputedStyle(document.body).color")
    drawn = page.locator(".chart .ytick text").first
    assert drawn.evaluate("tick => getComputedStyle(tick).fill") == ink


def test_a_page_mailed_alone_still_shows_every_number(visit, page_file, tmp_path):
    alone = Path(shutil.copy(page_file, tmp_path / "寄出.html"))
    page, seen = visit(alone)
    assert page.locator(".chart-missing").count() == 2
    assert "assets" in page.locator(".chart-missing").first.inner_text()
    assert page.locator("table").first.inner_text().count("重点核查") == 1
    assert seen["errors"] == []


def test_the_keyboard_reaches_the_text_first(visit, page_file):
    page, _ = visit(page_file)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_charts_fit_the_sheet_when_printed_and_the_window_after(visit, page_file):
    page, _ = visit(page_file, viewport={"width": 1800, "height": 900})
    page.wait_for_selector(".chart >> nth=1 >> .barlayer .point path")
    widths = "[...document.querySelectorAll('.chart .main-svg')].map(s => s.clientWidth)"
    before = page.evaluate(widths)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.wait_for_function(f"Math.max(...{widths}) <= 680")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.wait_for_function(f"Math.max(...{widths}) === {max(before)}")
