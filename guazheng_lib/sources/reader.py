"""The guarded reader process seen from outside (受护读入).

A 5 kB workbook can make a parser take all memory and abort, so no file is parsed in the process of
the run. One reader process serves many files; where it dies or takes too long, the file is refused
and the next file gets a new process.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa

from guazheng_lib.sources.grid import Grid
from guazheng_lib.sources.limits import Limits
from guazheng_lib.terms.errors import Place, UnreadableFileError

_PACKAGE_ROOT = Path(__file__).resolve().parents[2]
_SPLIT = "检查原文件；数据很多的，拆成几个文件后重交"


class Reader:
    """A reader process for as many files as wanted (读入进程); started when first needed."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def read(self, path: Path, name: str) -> list[Grid]:
        """Read every sheet of a file as cells (读出单元格).

        Raises:
            UnreadableFileError: where the file is refused; the reader lives on.
        """
        with tempfile.TemporaryDirectory(prefix="guazheng-") as folder:
            job = {"path": str(path), "folder": folder, "limits": asdict(self._limits)}
            answer = self._ask(job, name)
            if "what" in answer:
                raise UnreadableFileError(
                    answer["what"], place=Place(name), remedy=answer["remedy"]
                )
            return [_grid(name, Path(folder), sheet) for sheet in answer["sheets"]]

    def _ask(self, job: dict[str, Any], name: str) -> dict[str, Any]:
        process = self._started()
        assert process.stdin is not None and process.stdout is not None
        watch = _Watch(process, self._limits)
        line = ""
        with watch, contextlib.suppress(BrokenPipeError, OSError):
            process.stdin.write(json.dumps(job) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        if line.endswith("\n"):
            answer: dict[str, Any] = json.loads(line)
            return answer
        self._stop()
        what = watch.reason or "文件让读入程序中止（内容异常或过大），已拒读"
        raise UnreadableFileError(what, place=Place(name), remedy=_SPLIT)

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            paths = [str(_PACKAGE_ROOT), os.environ.get("PYTHONPATH", "")]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "guazheng_lib.sources.child", str(self._limits.memory_mb)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="ascii",
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))},
            )
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


class _Watch:
    """Ends the reader process that takes too long, or too much where no limit can be set."""

    def __init__(self, process: subprocess.Popen[str], limits: Limits) -> None:
        self.reason = ""
        self._process = process
        self._limits = limits
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        until = time.monotonic() + self._limits.seconds
        while not self._done.wait(0.2):
            if time.monotonic() > until:
                self.reason = f"读了 {self._limits.seconds:.0f} 秒还没读完，已拒读"
            elif sys.platform == "win32" and self._memory_mb() > self._limits.memory_mb:
                self.reason = "文件太大，超出内存上限，已拒读"
            if self.reason:
                self._process.kill()
                return

    def _memory_mb(self) -> int:
        import psutil

        try:
            return int(psutil.Process(self._process.pid).memory_info().rss) >> 20
        except psutil.NoSuchProcess:
            return 0


def _grid(file: str, folder: Path, sheet: dict[str, Any]) -> Grid:
    with pa.OSFile(str(folder / sheet["cells"])) as source, pa.ipc.open_file(source) as stored:
        frame = stored.read_all().to_pandas()
    rows = frame.pop("row")
    return Grid(file, sheet["name"], frame, rows, [tuple(area) for area in sheet["merged"]])
