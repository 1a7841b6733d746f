"""One run at a time on one outputs folder (运行锁)."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from guazheng_lib.terms.errors import Place, RunError

_NAME = ".lock"
_FAR = 1 << 20  # the locked byte lies behind the text, so that others can read who holds it


@contextmanager
def only_run(outputs: Path) -> Iterator[None]:
    """Hold the outputs folder for this run; the system lets go when the process dies.

    Raises:
        RunError: where another run holds it, or the folder cannot be written.
    """
    try:
        outputs.mkdir(parents=True, exist_ok=True)
        file = (outputs / _NAME).open("a+b")
    except OSError as problem:
        raise RunError(
            "输出文件夹写不进去", place=Place(outputs.name), remedy="核对 --outputs 和文件夹权限"
        ) from problem
    with file:
        if not _take(file):
            file.seek(0)
            holder = file.read(64).decode("ascii", "replace").strip()
            raise RunError(
                f"另一个运行（进程 {holder or '不明'}）正在写这个输出文件夹",
                place=Place(outputs.name),
                remedy="等它结束后重跑，或换一个 --outputs",
            )
        file.truncate(0)
        file.write(f"{os.getpid()}\n".encode("ascii"))
        file.flush()
        yield


def _take(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            file.seek(0)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
