import json

import pytest
from make import person_id, screened

from guazheng_lib.terms.errors import InputError
from guazheng_lib.workbench.results import find_folder, open_results


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Two counties screened and one that failed; we stand where the notebook lies."""
    for county in ("jia", "yi"):
        (tmp_path / "outputs" / county).mkdir(parents=True)
        screened({"county": county}).to_parquet(tmp_path / f"outputs/{county}/screening.parquet")
    (tmp_path / "outputs/failed").mkdir()
    explore = tmp_path / "notebooks/explore"
    explore.mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(explore)
    return tmp_path


@pytest.mark.parametrize(
    ("county", "opened"),
    [pytest.param("yi", "yi", id="指明县区"), pytest.param("", "jia", id="不写取第一个")],
)
def test_opens_a_county_from_where_the_notebook_lies(project, county, opened):
    results = open_results("outputs", county)
    assert list(results.screening["county"]) == [opened]
    assert opened in repr(results)
    assert results.window is None


def test_reads_the_window_from_the_manifest(project):
    record = {"parameters": {"window": {"from": "2023-07", "to": "2024-11"}}}
    (project / "outputs/jia/manifest.json").write_text(json.dumps(record), encoding="utf-8")
    window = open_results("outputs", "jia").window
    assert (window.first, window.last) == ("2023-07", "2024-11")


@pytest.mark.parametrize(
    ("outputs", "county", "said"),
    [
        pytest.param("outputs", "failed", "已有：jia、yi", id="该县区没有结果"),
        pytest.param("没有", "", "找不到结果文件夹", id="没有结果文件夹"),
    ],
)
def test_what_is_missing_is_said_with_what_to_do(project, outputs, county, said):
    with pytest.raises(InputError, match=said) as caught:
        open_results(outputs, county)
    assert "make run" in caught.value.remedy


def test_what_a_notebook_shows_of_it_holds_no_number_and_no_path(project):
    shown = repr(open_results("outputs", "jia"))
    assert person_id(1) not in shown
    assert str(project) not in shown


def test_does_not_look_beyond_the_project(tmp_path, monkeypatch):
    (tmp_path / "outputs").mkdir()
    inner = tmp_path / "project/notebooks"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert find_folder("outputs") == (tmp_path / "outputs").resolve()
    (tmp_path / "project/pyproject.toml").touch()
    with pytest.raises(InputError):
        find_folder("outputs")


def test_an_absolute_folder_is_taken_as_it_is(project):
    assert find_folder(project / "outputs") == (project / "outputs").resolve()
