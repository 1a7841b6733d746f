"""From the staging folder to the outputs, file by file, the manifest last (发布).

Everything is made in a staging folder on the same disk and then renamed, so a run that is killed
at any moment leaves each output whole, old or new. While the files change, the old manifest does
not fit them, so the next run does the county again.
"""

import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from guazheng_lib.reports.summary.previous import KEPT
from guazheng_lib.runs.fingerprint import sha256
from guazheng_lib.runs.former import keep_changed
from guazheng_lib.terms.errors import Place, RunError
from guazheng_lib.terms.files import write_whole

MANIFEST = "manifest.json"
_STAGING = ".staging"
_LOCKS_OPEN_FILES = os.name == "nt"
_PAUSES = (0.2, 0.5, 1.0)


def clear_staging(outputs: Path) -> None:
    """Remove what dead runs left behind (清理残留); only while the outputs folder is held.

    The kernel of a run that was killed notices it within a second, and writes until then.
    """
    for pause in (0.0, *_PAUSES):
        time.sleep(pause)
        shutil.rmtree(outputs / _STAGING, ignore_errors=True)
        if not (outputs / _STAGING).exists():
            break
    for folder in (path for path in outputs.iterdir() if path.is_dir()):
        for part in folder.glob(".*.part"):
            with _said_of(part):
                part.unlink(missing_ok=True)


def stage(outputs: Path, stem: str) -> Path:
    """Make an empty staging folder for a county (暂存文件夹)."""
    folder = outputs / _STAGING / stem
    shutil.rmtree(folder, ignore_errors=True)
    with _said_of(folder):
        folder.mkdir(parents=True)
    return folder


def unstage(outputs: Path, stem: str) -> None:
    """Remove a county's staging folder."""
    shutil.rmtree(outputs / _STAGING / stem, ignore_errors=True)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read a folder's manifest (读运行记录); empty where there is none that can be read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def is_current(folder: Path, key: str) -> bool:
    """Whether a folder holds, whole, the result that this key stands for (是否无需重跑)."""
    manifest = read_manifest(folder)
    if manifest.get("status") != "done" or manifest.get("key") != key:
        return False
    outputs: dict[str, str] = manifest.get("outputs", {})
    return all(_holds(folder / name, content) for name, content in outputs.items())


def publish(staged: Path, folder: Path, manifest: dict[str, Any]) -> list[Path]:
    """Move every staged file to its place, remove what is no longer made, then say so.

    Returns:
        Where a workbook that somebody filled in or changed is kept, if there was one.

    Raises:
        RunError: where a file cannot be replaced, as one that is open in Excel on Windows.
    """
    names = sorted(path.name for path in staged.iterdir() if not path.name.startswith("."))
    outputs = {name: sha256(staged / name) for name in names}
    former, kept = vouched(folder), []
    gone = sorted(set(former) - set(names))
    with _said_of(folder):
        folder.mkdir(parents=True, exist_ok=True)
    if _LOCKS_OPEN_FILES:
        _refuse_while_open(folder, [*names, *gone])
    for name in names:
        with _said_of(folder / name):
            kept.append(keep_changed(folder / name, former.get(name), outputs[name]))
            _move(staged / name, folder / name)
    for name in gone:
        with _said_of(folder / name):
            (folder / name).unlink(missing_ok=True)
    lasting = {name: content for name, content in outputs.items() if KEPT not in name}
    write_manifest(folder, {**manifest, "outputs": lasting})
    return [path for path in kept if path]


def vouch_for(folder: Path, names: Iterable[str]) -> None:
    """Note in the manifest what was written again after the run (记入运行记录)."""
    record = read_manifest(folder)
    if "outputs" in record:
        written = {name: sha256(folder / name) for name in names}
        write_manifest(folder, {**record, "outputs": record["outputs"] | written})


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    """Write a folder's manifest (写运行记录)."""
    text = json.dumps(manifest, ensure_ascii=False, indent=1, default=str)
    write_whole(folder / MANIFEST, (text + "\n").encode("utf-8"))


def record_failure(folder: Path, manifest: dict[str, Any]) -> None:
    """Write that a county failed; the record of the outputs that stand is kept inside it."""
    former = read_manifest(folder)
    last_good = former if former.get("status") == "done" else former.get("last_good")
    write_manifest(folder, {**manifest, "last_good": last_good})


def vouched(folder: Path) -> dict[str, str]:
    """List the outputs that a folder's manifest vouches for, also after a failed run."""
    manifest = read_manifest(folder)
    good = manifest if manifest.get("status") == "done" else manifest.get("last_good") or {}
    return dict(good.get("outputs", {}))


def _holds(path: Path, content: str) -> bool:
    return path.is_file() and sha256(path) == content


def _refuse_while_open(folder: Path, names: Iterable[str]) -> None:
    """Change no file as long as one of them cannot be changed: old and new do not mix."""
    for path in (folder / name for name in names):
        if path.exists():
            with _said_of(path), path.open("rb+"):
                continue


def _move(staged: Path, target: Path) -> None:
    with staged.open("rb+") as file:
        os.fsync(file.fileno())
    for pause in _PAUSES:
        try:
            staged.replace(target)
        except PermissionError:  # a virus scanner or a synchronised folder holds it for a moment
            time.sleep(pause)
        else:
            return
    staged.replace(target)


@contextmanager
def _said_of(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        is_held = isinstance(problem, PermissionError)
        raise RunError(
            "文件被占用，换不上新的" if is_held else "文件换不上新的",
            place=Place(f"{path.parent.name}/{path.name}"),
            remedy="关闭正打开它的程序（如 Excel、WPS）后重跑"
            if is_held
            else "确认磁盘未满、文件夹可写，再重跑",
        ) from problem
