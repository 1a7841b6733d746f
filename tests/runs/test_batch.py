"""The main job on a small city: outputs, skipping, failures that stay where they are, kills."""

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pandas as pd
import psutil
import pyarrow.parquet as pq
import pytest
from runs.toy_city import write_city

from guazheng_lib.runs.batch import run_all
from guazheng_lib.runs.folders import Folders
from guazheng_lib.runs.outcome import Outcome, Status
from guazheng_lib.runs.progress import Progress
from guazheng_lib.terms.catalogue import LEAD_IS_NO_FINDING
from guazheng_lib.terms.tables import RECONCILIATION_COLUMNS, Screening

COUNTY_FILES = {
    *("screening.parquet", "leads.xlsx", "units.parquet", "ads.parquet", "agencies.parquet"),
    *("reconciliation.csv", "quarantine.xlsx", "汇总表.xlsx", "总结报告.docx", "manifest.json"),
    "中介核查表.xlsx",
    *(
        f"{name}.{kind}"
        for name in ("screening", "intermediaries", "report")
        for kind in ("html", "ipynb")
    ),
}


def run(city: Path, *wanted: str, force: bool = False) -> tuple[Outcome, list[str]]:
    lines: list[str] = []
    folders = Folders(city / "params", city / "data", city / "outputs")
    return run_all(folders, wanted, force=force, progress=Progress(4, say=lines.append)), lines


def contents(outputs: Path) -> dict[str, bytes]:
    """Everything published, without the manifests, whose times differ."""
    return {
        path.relative_to(outputs).as_posix(): path.read_bytes()
        for path in sorted(outputs.rglob("*"))
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(outputs).parts)
        and path.name != "manifest.json"
    }


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome, list[str]]:
    """A city that was run once; tests that change anything copy it."""
    city = write_city(tmp_path_factory.mktemp("city"))
    outcome, lines = run(city)
    return city, outcome, lines


@pytest.fixture
def city(done: tuple[Path, Outcome, list[str]], tmp_path: Path) -> Path:
    shutil.copytree(done[0], tmp_path / "city")
    return tmp_path / "city"


def test_every_output_of_the_contract_is_there(done: tuple[Path, Outcome, list[str]]) -> None:
    city, outcome, lines = done
    assert outcome.is_complete, lines
    for county in ("jia", "yi"):
        names = {path.name for path in (city / "outputs" / county).iterdir()}
        assert names == COUNTY_FILES
    assert (city / "outputs/assets/plotly.min.js").exists()
    assert {"index.html", "manifest.json", "汇总表.xlsx", "总结报告.docx", "ads.parquet"} <= {
        path.name for path in (city / "outputs/city").iterdir()
    }


def test_screening_parquet_has_the_contracts_columns_and_types(
    done: tuple[Path, Outcome, list[str]],
) -> None:
    file = done[0] / "outputs/jia/screening.parquet"
    schema = pq.read_schema(file)
    assert schema.names == list(Screening.to_schema().columns)
    assert str(schema.field("indicators").type) == "list<element: string>"
    assert str(schema.field("evidence").type).startswith("list<element: struct<source: string")
    table = pd.read_parquet(file)
    assert len(table) == 4
    assert table.loc[table["level"] == "priority", "actual_employer"].tolist() == [
        "甲市乙丙建设有限公司"
    ]


def test_reconciliation_opens_in_excel_and_sums(done: tuple[Path, Outcome, list[str]]) -> None:
    file = done[0] / "outputs/jia/reconciliation.csv"
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    table = pd.read_csv(file, encoding="utf-8-sig")
    assert list(table.columns) == list(RECONCILIATION_COLUMNS)
    parts = table[["accepted", "folded", "quarantined", "non_data"]].sum(axis=1)
    assert (table["read"] == parts).all()


def test_ads_are_shown_in_the_county_of_their_agency(done: tuple[Path, Outcome, list[str]]) -> None:
    outputs = done[0] / "outputs"
    shown = {
        stem: pd.read_parquet(outputs / stem / "ads.parquet")["ad_id"].tolist()
        for stem in ("jia", "yi", "city")
    }
    assert shown == {"jia": ["A1"], "yi": ["A2"], "city": ["A1", "A2"]}


def test_pages_say_whose_they_are(done: tuple[Path, Outcome, list[str]]) -> None:
    outputs = done[0] / "outputs"
    for name, area in {"jia/report": "甲县", "yi/screening": "乙县", "city/index": "甲市"}.items():
        page = (outputs / f"{name}.html").read_text(encoding="utf-8")
        assert f"<h1>{area}" in page and f"<title>{area}" in page
        assert page.count(LEAD_IS_NO_FINDING) == 2
        assert "<h2>参数" not in page and "运行所有单元格" not in page


def test_every_link_of_a_page_leads_to_a_file(done: tuple[Path, Outcome, list[str]]) -> None:
    for page in (done[0] / "outputs").glob("*/*.html"):
        links = set(re.findall(r'<a href="([^"#]+)"', page.read_text(encoding="utf-8")))
        assert len(links) >= 2, page.name
        assert [link for link in links if not (page.parent / link).is_file()] == []


def test_the_form_holds_no_case(done: tuple[Path, Outcome, list[str]]) -> None:
    for county in ("jia", "city"):
        sheet = openpyxl.load_workbook(done[0] / "outputs" / county / "汇总表.xlsx").worksheets[0]
        text = "".join(str(cell.value or "") for row in sheet.iter_rows() for cell in row)
        assert "某1" not in text


def test_pages_and_notebooks_name_no_folder_and_no_number(
    done: tuple[Path, Outcome, list[str]],
) -> None:
    outputs = done[0] / "outputs"
    pages = [path for kind in ("html", "ipynb", "json") for path in outputs.glob(f"*/*.{kind}")]
    assert len(pages) > 12
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert str(done[0]) not in text
        assert not re.search(r"999999\d{11}[\dX]", text), page.name
        assert page.suffix == ".ipynb" or not re.search(r"https?://(?!www\.w3\.org)", text)


def test_the_index_links_to_every_county(done: tuple[Path, Outcome, list[str]]) -> None:
    index = (done[0] / "outputs/city/index.html").read_text(encoding="utf-8")
    for county in ("jia", "yi"):
        assert f'href="../{county}/screening.html"' in index


def test_the_manifest_says_what_went_in_and_came_out(done: tuple[Path, Outcome, list[str]]) -> None:
    manifest = json.loads((done[0] / "outputs/jia/manifest.json").read_text(encoding="utf-8"))
    assert manifest["status"] == "done"
    assert {each["file"] for each in manifest["inputs"]} >= {"jia/注册.csv", "city/社保.csv"}
    assert all(len(each["sha256"]) == 64 for each in manifest["inputs"])
    assert manifest["rows"]["registrations"]["accepted"] == 4
    assert manifest["registrations"] == sum(manifest["levels"].values()) == 4
    assert "SI_OTHER" in manifest["rules_run"]
    assert {each["code"] for each in manifest["rules_not_run"]} >= {"HF_OTHER", "SB_OTHER"}
    assert set(manifest["outputs"]) == COUNTY_FILES - {"manifest.json"}
    assert manifest["parameters"]["window"] == {"from": "2023-07", "to": "2024-06"}
    assert set(manifest["times"]["seconds"]) == {"reading", "screening", "intermediaries", "report"}


def test_progress_is_said_per_county(done: tuple[Path, Outcome, list[str]]) -> None:
    lines = done[2]
    assert any("全市共用的社会保险" in line for line in lines)
    assert any(
        re.match(r"\[\d/2，全部约剩 .+\] 甲县: 排查完成，本县区约剩", line) for line in lines
    )


def test_the_second_run_skips_everything_and_says_so(city: Path) -> None:
    before = contents(city / "outputs")
    outcome, lines = run(city)
    assert [each.status for each in outcome.counties] == [Status.SKIPPED, Status.SKIPPED]
    assert outcome.city is not None
    assert outcome.city.status is Status.SKIPPED
    assert "甲县: 输入和程序都没有变化，跳过" in lines
    assert outcome.lines()[0] == "没有变化，跳过 2 个县区。"
    assert contents(city / "outputs") == before


def test_a_county_that_fails_spoils_no_other(city: Path) -> None:
    (city / "data/yi/注册.csv").write_text("姓名,身份证号\n", encoding="utf-8")
    before = contents(city / "outputs")
    outcome, lines = run(city)
    assert [each.status for each in outcome.counties] == [Status.SKIPPED, Status.FAILED]
    assert not outcome.is_complete
    assert sum("[E20" in line for line in lines) == 1
    after = contents(city / "outputs")
    assert {name for name in after if before.get(name) != after[name]} <= {
        name for name in after if name.startswith("city/")
    }
    manifest = json.loads((city / "outputs/yi/manifest.json").read_text(encoding="utf-8"))
    assert manifest["status"] == "failed"
    assert manifest["last_good"]["status"] == "done"
    index = (city / "outputs/city/index.html").read_text(encoding="utf-8")
    assert index.index("没有完成") < index.index("完成</td>")


def test_a_shared_source_that_cannot_be_read_is_said_once(city: Path) -> None:
    (city / "data/city/社保.csv").unlink()
    outcome, lines = run(city)
    assert [each.status for each in outcome.counties] == [Status.FAILED, Status.FAILED]
    assert len([line for line in lines if "社保.csv" in line and "[E201]" in line]) == 1


def test_bad_parameters_fail_one_county(city: Path) -> None:
    bad = city / "params/yi.yml"
    bad.write_text(bad.read_text(encoding="utf-8") + "windo: {from: 2023-07}\n", encoding="utf-8")
    outcome, lines = run(city)
    assert [each.status for each in outcome.counties] == [Status.SKIPPED, Status.FAILED]
    assert any("最接近的是「window」" in line for line in lines)


@pytest.mark.parametrize("harm", ["删掉", "改动", "半截"])
def test_harmed_outputs_are_made_again(city: Path, harm: str) -> None:
    before = contents(city / "outputs")
    target = city / "outputs/jia/units.parquet"
    target.write_bytes(target.read_bytes()[:50] if harm == "半截" else b"x")
    if harm == "删掉":
        target.unlink()
    outcome, _ = run(city, "jia")
    assert outcome.counties[0].status is Status.DONE
    assert outcome.city is None
    assert contents(city / "outputs") == before


@pytest.mark.slow
def test_a_forced_run_in_another_place_gives_the_same_bytes(city: Path, tmp_path: Path) -> None:
    before = contents(city / "outputs")
    elsewhere = tmp_path / "别 处"
    for folder in ("data", "params"):
        shutil.copytree(city / folder, elsewhere / folder)
    run(elsewhere)
    assert contents(elsewhere / "outputs") == before


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [1, 4, 7, 10, 13, 17])
def test_a_killed_run_leaves_whole_files_and_can_be_repeated(city: Path, seconds: int) -> None:
    before = contents(city / "outputs")
    command = [sys.executable, "-m", "guazheng_lib", "run", "--force"]
    folders = [f"--{name}={city / name}" for name in ("params", "data", "outputs")]
    with subprocess.Popen([*command, *folders], stderr=subprocess.DEVNULL) as killed:
        time.sleep(seconds)
        orphans = psutil.Process(killed.pid).children(recursive=True)
        killed.kill()
    assert {name: before[name] for name in contents(city / "outputs")} == contents(city / "outputs")
    outcome, _ = run(city)
    assert outcome.is_complete
    assert contents(city / "outputs") == before
    # The kernel of a killed run notices late on a busy machine, and writes until then.
    assert psutil.wait_procs(orphans, timeout=20)[1] == []
    run(city)
    assert not list((city / "outputs").glob(".staging/*"))
