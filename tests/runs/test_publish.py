"""Publishing is whole or not at all, and says only what is true."""

from pathlib import Path

import pytest

from guazheng_lib.runs import publish as publishing
from guazheng_lib.runs.publish import (
    MANIFEST,
    clear_staging,
    is_current,
    publish,
    read_manifest,
    record_failure,
    stage,
    vouched,
)
from guazheng_lib.terms.errors import RunError

DONE = {"status": "done", "key": "k1"}


def published(outputs: Path, files: dict[str, str], record: dict[str, str] = DONE) -> Path:
    staged = stage(outputs, "haigang")
    for name, content in files.items():
        (staged / name).write_text(content, encoding="utf-8")
    publish(staged, outputs / "haigang", dict(record))
    return outputs / "haigang"


def test_a_published_folder_is_current_for_its_key_alone(tmp_path: Path) -> None:
    folder = published(tmp_path, {"a.csv": "1", "汇总表.xlsx": "2"})
    assert is_current(folder, "k1")
    assert not is_current(folder, "k2")


@pytest.mark.parametrize("harm", ["changed", "removed", "unreadable manifest", "no manifest"])
def test_harmed_outputs_are_not_current(tmp_path: Path, harm: str) -> None:
    folder = published(tmp_path, {"a.csv": "1"})
    match harm:
        case "changed":
            (folder / "a.csv").write_text("2", encoding="utf-8")
        case "removed":
            (folder / "a.csv").unlink()
        case "unreadable manifest":
            (folder / MANIFEST).write_text("{", encoding="utf-8")
        case _:
            (folder / MANIFEST).unlink()
    assert not is_current(folder, "k1")


def test_what_is_no_longer_made_goes(tmp_path: Path) -> None:
    published(tmp_path, {"a.csv": "1", "ads.parquet": "2"})
    folder = published(tmp_path, {"a.csv": "1"})
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", MANIFEST]


def test_what_others_put_there_stays(tmp_path: Path) -> None:
    folder = published(tmp_path, {"a.csv": "1"})
    (folder / "填好的核查表.xlsx").write_text("x", encoding="utf-8")
    published(tmp_path, {"b.csv": "1"})
    assert sorted(path.name for path in folder.iterdir()) == [
        "b.csv",
        MANIFEST,
        "填好的核查表.xlsx",
    ]


def test_hidden_files_are_not_published(tmp_path: Path) -> None:
    assert list(vouched(published(tmp_path, {".run": "1", "a.csv": "1"}))) == ["a.csv"]


def test_a_failure_keeps_the_record_of_what_stands(tmp_path: Path) -> None:
    folder = published(tmp_path, {"a.csv": "1"})
    for _ in range(2):
        record_failure(folder, {"status": "failed", "key": "k2", "problems": ["坏了"]})
    assert read_manifest(folder)["status"] == "failed"
    assert vouched(folder) == read_manifest(folder)["last_good"]["outputs"]
    assert not is_current(folder, "k1")
    assert not is_current(folder, "k2")


def test_a_first_failure_has_nothing_to_keep(tmp_path: Path) -> None:
    (tmp_path / "haigang").mkdir()
    record_failure(tmp_path / "haigang", {"status": "failed"})
    assert vouched(tmp_path / "haigang") == {}


def test_leftovers_of_dead_runs_go(tmp_path: Path) -> None:
    folder = published(tmp_path, {"a.csv": "1"})
    (folder / ".leads.xlsx.123.part").write_text("half", encoding="utf-8")
    (stage(tmp_path, "funing") / "half.parquet").write_text("half", encoding="utf-8")
    clear_staging(tmp_path)
    assert not (tmp_path / ".staging").exists()
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", MANIFEST]


def test_staging_is_empty_and_beside_the_outputs(tmp_path: Path) -> None:
    (stage(tmp_path, "haigang") / "old").write_text("x", encoding="utf-8")
    staged = stage(tmp_path, "haigang")
    assert list(staged.iterdir()) == []
    assert staged.is_relative_to(tmp_path)


def test_a_file_that_is_open_changes_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = published(tmp_path, {"a.csv": "旧", "leads.xlsx": "旧"})
    (folder / "leads.xlsx").unlink()
    (folder / "leads.xlsx").mkdir()  # like an open file on Windows: neither written nor replaced
    monkeypatch.setattr(publishing, "_LOCKS_OPEN_FILES", True)
    with pytest.raises(RunError, match=r"haigang/leads\.xlsx"):
        published(tmp_path, {"a.csv": "新", "leads.xlsx": "新"}, {"status": "done", "key": "k2"})
    assert (folder / "a.csv").read_text(encoding="utf-8") == "旧"
    assert read_manifest(folder)["key"] == "k1"


@pytest.mark.parametrize(("times", "comes_through"), [(2, True), (99, False)])
def test_a_file_held_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, comes_through: bool
) -> None:
    replace, refused = Path.replace, []

    def held(self: Path, target: Path) -> Path:
        if target.name == "leads.xlsx" and len(refused) < times:
            refused.append(target)
            raise PermissionError(13, "sharing violation")
        return replace(self, target)

    monkeypatch.setattr(publishing, "_PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr(Path, "replace", held)
    if comes_through:
        assert is_current(published(tmp_path, {"leads.xlsx": "新"}), "k1")
        return
    with pytest.raises(RunError, match=r"被占用.*关闭正打开它的程序（如 Excel、WPS）后重跑"):
        published(tmp_path, {"leads.xlsx": "新"})
