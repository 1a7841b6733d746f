"""The processes that this run has started: readers, kernels and their children (子进程)."""

import psutil


def end_children() -> None:
    """End every process that this one has started (结束子进程); harmless where there is none."""
    for process in psutil.Process().children(recursive=True):
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
