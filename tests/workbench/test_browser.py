"""An analyst's first minutes with `leads.ipynb`, in a real browser."""

import json
import re
import shutil
import time
from pathlib import Path

import pytest
from make import evidence, person_id, screened

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from workbench.lab import CHROMIUM, Lab, open_in_lab

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed"),
]

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks/explore/leads.ipynb"
PLOT = ".gz-leads .js-plotly-plot"
BARS = f"document.querySelector('{PLOT}')?.data?.map(bar => [bar.name, bar.y, bar.base, bar.x])"
PRIORITY, REVIEW = 23, 7


def leads():
    """Priority leads paid elsewhere since another month each, and some for review."""
    return screened(
        *(
            {
                "level": "priority",
                "score": float(100 - n),
                "indicators": ["SI_OTHER"],
                "actual_employer": f"乙市第{n + 1}设计院有限公司",
                "months_elsewhere": 17 - n % 12,
                "explanation": "注册后社保一直由其他单位缴纳。",
                "evidence": [
                    evidence(
                        source="registrations",
                        relation="registered",
                        employer="甲市丁戊建筑工程有限公司",
                        file="甲县/注册人员.xlsx",
                        sheet="在册",
                        row=n + 4,
                        from_month="2022-05",
                        to_month="2026-05",
                    ),
                    evidence(
                        employer=f"乙市第{n + 1}设计院有限公司", from_month=f"2023-{n % 12 + 1:02d}"
                    ),
                    evidence(
                        source="housing_fund",
                        relation="unknown",
                        file="city/公积金.xlsx",
                        sheet="缴存",
                        employer="乙市设计集团",
                        from_month="2024-01",
                        to_month=None,
                    ),
                ],
            }
            for n in range(PRIORITY)
        ),
        *({"level": "review", "indicators": ["SI_AGENCY"]} for _ in range(REVIEW)),
        *({"level": "consistent"} for _ in range(40)),
    )


@pytest.fixture
def lab(tmp_path):
    county = tmp_path / "outputs/jiaxian"
    county.mkdir(parents=True)
    leads().to_parquet(county / "screening.parquet")
    window = {"parameters": {"window": {"from": "2023-07", "to": "2024-11"}}}
    (county / "manifest.json").write_text(json.dumps(window), encoding="utf-8")
    explore = tmp_path / "notebooks/explore"
    explore.mkdir(parents=True)
    shutil.copy(NOTEBOOK, explore)
    own = tmp_path / "own"
    own.mkdir()
    with open_in_lab(tmp_path / "notebooks", "explore/leads.ipynb", own) as lab:
        yield lab


def drawn(lab: Lab):
    return lab.page.evaluate(f"() => {BARS}")


def wait_until_redrawn(lab: Lab, before) -> float:
    start = time.perf_counter()
    lab.page.wait_for_function(
        f"before => {{const now = {BARS}; return now && JSON.stringify(now) !== before}}",
        arg=json.dumps(before, ensure_ascii=False, separators=(",", ":")),
        timeout=20_000,
    )
    return time.perf_counter() - start


def rows_shown(outputs):
    (html,) = [output["data"]["text/html"] for output in outputs]
    return "".join(html).count("<tr") - 1


def test_an_analyst_filters_chooses_and_goes_on_in_the_next_cell(lab, tmp_path):
    lab.run_all()
    lab.page.locator(PLOT).first.wait_for(timeout=90_000)
    panel = lab.page.locator(".gz-leads")
    assert panel.get_by_text(f"共 {PRIORITY + REVIEW} 条").is_visible()
    indicator = panel.get_by_label("存疑指标")
    assert indicator.locator("option:checked").inner_text() == "全部"
    indicator.select_option(label=f"人力资源机构参保 {REVIEW}")
    panel.get_by_text(f"共 {REVIEW} 条").wait_for()
    indicator.select_option(label="全部")
    panel.get_by_text(f"共 {PRIORITY + REVIEW} 条").wait_for()
    assert indicator.locator("option:checked").inner_text() == "全部"

    panel.get_by_role("checkbox", name=re.compile("一般核查")).uncheck()
    panel.get_by_text(f"共 {PRIORITY} 条").wait_for()
    assert rows_shown(lab.run_cell("panel.selection")) == PRIORITY

    people = panel.get_by_label("线索", exact=True)
    assert people.locator("option").count() == 20
    before = drawn(lab)
    people.select_option(index=5)
    assert wait_until_redrawn(lab, before) < 5  # 0.1–0.3 s on an idle machine
    assert "乙市第6设计院有限公司" in json.dumps(drawn(lab), ensure_ascii=False)
    assert panel.get_by_text("city/公积金.xlsx · 工作表「缴存」 · 第 2 行").is_visible()
    lab.page.screenshot(path=tmp_path / "panel.png")

    before = drawn(lab)
    people.press("ArrowDown")  # which JupyterLab would take for itself
    wait_until_redrawn(lab, before)

    panel.get_by_label("单位名称").fill("第２２设计院")
    panel.get_by_text("共 1 条").wait_for()
    assert rows_shown(lab.run_cell("panel.selection")) == 1
    assert rows_shown(lab.run_cell("panel.chosen")) == 1

    lab.save()
    saved = (tmp_path / "notebooks/explore/leads.ipynb").read_text(encoding="utf-8")
    assert not [n for n in range(80) if person_id(n) in saved]
    assert len(saved) < 200_000
    assert lab.foreign_requests == []
    assert lab.page_errors == []
