"""One run at a time on one outputs folder (运行锁)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guazheng_lib.terms.errors import Place, RunError
from guazheng_lib.terms.locks import take

_NAME = ".lock"


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
        if not take(file):
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
