"""How much of a whole run is our own work, and how much is starting kernels and rendering.

    python benchmarks/whole_run.py PARAMS DATA

Runs every county of a city twice in one go: once through `guazheng run` (kernels, notebooks,
pages), once by calling what the notebooks call, in this process, from an empty cache. Prints wall
and CPU seconds, the peak memory of the largest process, and the ratio of the two.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from guazheng_lib.params import county_files, load_county
from guazheng_lib.runs.county import open_county
from guazheng_lib.runs.supply import Supplier, supplies


def whole_run(params: Path, data: Path, outputs: Path) -> tuple[float, float, float]:
    """Give wall seconds, CPU seconds and the peak MB of any process of `guazheng run`."""
    command = [sys.executable, "-m", "guazheng_lib", "run"]
    command += ["--params", str(params), "--data", str(data), "--outputs", str(outputs)]
    before, start = os.times(), time.monotonic()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    peak = [0.0]
    watch = threading.Thread(target=_watch, args=(psutil.Process(process.pid), peak))
    watch.start()
    if process.wait() != 0:
        raise SystemExit("guazheng run did not succeed")
    wall, after = time.monotonic() - start, os.times()
    watch.join()
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return wall, cpu, peak[0]


def own_work(params: Path, data: Path, folder: Path) -> tuple[float, float]:
    """Give wall and CPU seconds of reading, screening and writing every county, nothing else."""
    before, start = os.times(), time.monotonic()
    declared = [
        each for file in county_files(params) for each in supplies(load_county(file)).values()
    ]
    Supplier(data, folder / "cache").answers(dict.fromkeys(declared))
    for file in county_files(params):
        county = open_county(str(file), str(data), str(folder / file.stem), str(folder / "cache"))
        county.screen()
        county.save_screening()
        county.save_ads()
        county.save_documents()
    spent = sum(os.times()[:4]) - sum(before[:4])
    return time.monotonic() - start, spent


def _watch(parent: psutil.Process, peak: list[float]) -> None:
    while parent.is_running() and parent.status() != psutil.STATUS_ZOMBIE:
        for process in [parent, *parent.children(recursive=True)]:
            try:
                peak[0] = max(peak[0], process.memory_info().rss / 1e6)
            except psutil.NoSuchProcess:
                continue
        time.sleep(0.2)


def main(params: str, data: str) -> None:
    """Print both, and their ratio."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        wall, cpu, peak = whole_run(Path(params), Path(data), folder / "outputs")
        own_wall, own_cpu = own_work(Path(params), Path(data), folder / "own")
    print(f"guazheng run: {wall:.1f} s wall, {cpu:.1f} s CPU, largest process {peak:.0f} MB")
    print(f"own work:     {own_wall:.1f} s wall, {own_cpu:.1f} s CPU ({own_cpu / cpu:.0%})")


if __name__ == "__main__":
    main(*sys.argv[1:])
