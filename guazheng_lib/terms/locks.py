"""One writer at a time (写入锁); the system lets go when the process dies."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from guazheng_lib.terms.errors import DocumentError, Place

_FAR = 1 << 20  # the locked byte lies behind the text, so that others can read who holds it
_PAUSE = 0.05


def take(file: IO[bytes]) -> bool:
    """Take the lock of an open file (取锁); tell whether it could be taken."""
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


@contextmanager
def one_writer(path: Path, *, patience: float = 10.0) -> Iterator[None]:
    """Let one program at a time read a file and write it again (独占写入).

    The lock lies beside the file, which itself is replaced by each writing.

    Raises:
        DocumentError: where the folder cannot be written, or another holds it all the time.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.with_name(f".{path.name}.lock").open("a+b")
    except OSError as problem:
        raise DocumentError(
            "文件夹写不进去", place=Place(path.name), remedy="确认文件夹可写、磁盘未满，再试"
        ) from problem
    until = time.monotonic() + patience
    with file:
        while not take(file):
            if time.monotonic() > until:
                raise DocumentError(
                    "另一个程序正在写这个文件", place=Place(path.name), remedy="稍后再试"
                )
            time.sleep(_PAUSE)
        yield
