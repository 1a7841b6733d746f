"""Ended at any moment, by whatever signal: whole files, no process left, the rerun the same."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from runs.toy_city import write_city

MARK = "GUAZHENG_KILL_TEST"
MOMENTS = [
    pytest.param(name, seconds, id=f"{name}-{seconds}")
    for name, moments in {
        "SIGINT": (2.0, 9.0),
        "SIGTERM": (0.7, 6.0),
        "SIGKILL": (3.0, 7.0, 11.0),
    }.items()
    for seconds in moments
]


def command(city: Path) -> list[str]:
    folders = [f"--{name}={city / name}" for name in ("params", "data", "outputs")]
    return [sys.executable, "-m", "guazheng_lib", "run", *folders]


def contents(outputs: Path) -> dict[str, bytes]:
    """Everything published, without the manifests, whose times differ."""
    return {
        path.relative_to(outputs).as_posix(): path.read_bytes()
        for path in sorted(outputs.rglob("*"))
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(outputs).parts)
        and path.name != "manifest.json"
    }


def change(city: Path) -> None:
    """Let the outputs of every county and the city's differ from the former ones."""
    for path in (city / "data/city/社保.csv", city / "data/city/招聘.csv"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("2024-06", "2024-05").replace("A2", "A7"), encoding="utf-8")


@pytest.fixture(autouse=True)
def _ctrl_c_reaches_children() -> None:
    # A test run in the background ignores Ctrl-C, and its children would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same city before and after a change, both run undisturbed."""
    before = write_city(tmp_path_factory.mktemp("前") / "城")
    after = tmp_path_factory.mktemp("后") / "城"
    shutil.copytree(before, after)
    change(after)
    for city in (before, after):
        subprocess.run(command(city), check=True, capture_output=True)
    return before, after


def descendants(mark: str) -> list[psutil.Process]:
    """Every process of the run that was started with this mark, orphans too."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == mark:
                found.append(process)
        except psutil.Error:  # gone meanwhile, or not ours
            continue
    return found


def wait_until_gone(mark: str, seconds: float = 20) -> list[psutil.Process]:
    until = time.monotonic() + seconds
    while (left := descendants(mark)) and time.monotonic() < until:
        time.sleep(0.2)
    return left


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows 没有这些信号")
@pytest.mark.parametrize(("ended_by", "seconds"), MOMENTS)
def test_ended_at_any_moment(
    cities: tuple[Path, Path], tmp_path: Path, ended_by: str, seconds: float
) -> None:
    before, after = (contents(city / "outputs") for city in cities)
    city = tmp_path / "城"
    shutil.copytree(cities[0], city)
    shutil.copytree(cities[1] / "data", city / "data", dirs_exist_ok=True)
    mark = str(tmp_path)
    with subprocess.Popen(
        command(city),
        env=os.environ | {MARK: mark, "TMPDIR": mark},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as running:
        time.sleep(seconds)
        running.send_signal(signal.Signals[ended_by])
        said = running.communicate(timeout=60)[1]
    assert wait_until_gone(mark) == []
    assert "Traceback" not in said
    if running.returncode == 1:
        assert said.splitlines()[-1] == "已中断；已完成的输出仍然完整，重跑即接着做"
    for name, content in contents(city / "outputs").items():
        assert content in (before.get(name), after.get(name)), name
    subprocess.run(command(city), check=True, capture_output=True)
    assert contents(city / "outputs") == after
    left = [path.name for path in (city / "outputs").rglob("*") if path.suffix == ".part"]
    assert left == []
    assert list((city / "outputs/.staging").glob("*")) == []
