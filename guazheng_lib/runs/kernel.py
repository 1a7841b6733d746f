"""A kernel for a county's notebooks: short socket paths, an owned process, a hard clock (内核).

A papermill engine instead of its own, for four reasons: two kernels started by two threads must
not share a socket name, a kernel must be the interpreter that runs us whatever is installed under
the name `python3`, a notebook that hangs anywhere must be ended from outside, and a county's
notebooks share one process, because starting it and importing costs more than they do. A notebook
finds no name of the one before.
"""

import asyncio
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path
from threading import Timer
from typing import Any

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_event_loop, run_sync
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.log import logger as papermill_logger

log = logging.getLogger(__name__)

ENGINE = "guazheng"
KERNEL_NAME = "python3"

_FORGET = "get_ipython().reset(new_session=True)"
_START_SECONDS = 180
_IOPUB_SECONDS = 60


class OwnInterpreter(AsyncKernelManager):
    """A kernel of this very interpreter, whatever kernelspecs the machine has."""

    @property
    def kernel_spec(self) -> KernelSpec:
        """The specification that ipykernel would install for `sys.executable`."""
        return KernelSpec(**get_kernel_dict())


class Kernel:
    """A kernel process that runs one notebook after another (内核进程)."""

    def __init__(self) -> None:
        """Prepare a folder for the connection file and the sockets."""
        self.has_run = False
        # A socket's path may have no more than 107 bytes: never below the outputs folder.
        self._folder = Path(tempfile.mkdtemp(prefix="gz-"))
        self.manager = OwnInterpreter(
            kernel_name=KERNEL_NAME,
            connection_file=str(self._folder / "k.json"),
            **_transport(self._folder),
        )

    def __enter__(self) -> "Kernel":
        """Give the kernel; its process starts with the first notebook."""
        ensure_event_loop().set_exception_handler(_note)
        return self

    def __exit__(self, *_: object) -> None:
        """Leave no process and no folder behind."""
        self.kill()
        if self.manager.has_kernel:
            run_sync(self.manager.shutdown_kernel)(now=True)  # waits for the process it started
        _close_loop()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def environment(self) -> dict[str, str]:
        """The process's own environment.

        Sets print in the order of their hashes; a start-up script or history of the user's own
        IPython profile must not change what a batch gives.
        """
        own = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "IPYTHONDIR": str(self._folder)}
        return os.environ | own | {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}

    def kill(self) -> None:
        """End the process with everything that it started; harmless when it has ended."""
        process = getattr(self.manager.provisioner, "process", None)
        if process is not None and process.poll() is None:
            _kill_tree(process.pid)


class _Client(PapermillNotebookClient):  # type: ignore[misc]
    """Papermill's client on a kernel that may have run a notebook before."""

    kernel: Kernel

    def papermill_execute_cells(self) -> None:
        """Forget the notebook before, then run the cells."""
        if self.kernel.has_run:
            self.wait_for_reply(self.kc.execute(_FORGET, silent=True))
        self.kernel.has_run = True
        super().papermill_execute_cells()


class Session:
    """One notebook on a kernel, and what became of it (一次执行).

    Attributes:
        executed: the notebook as far as it got, kept because papermill gives none on failure.
        out_of_time: whether the hard clock ended the kernel.
    """

    def __init__(self, kernel: Kernel, *, cell_seconds: float, notebook_seconds: float) -> None:
        """Prepare the two clocks."""
        self.executed: NotebookNode | None = None
        self.out_of_time = False
        self._kernel = kernel
        self._cell_seconds = cell_seconds
        self._clock = Timer(notebook_seconds, self._end)
        self._clock.daemon = True

    def __enter__(self) -> "Session":
        """Start the hard clock."""
        self._clock.start()
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        """Stop the clock; a kernel whose notebook failed is not to be trusted with another."""
        self._clock.cancel()
        if failed:
            self._kernel.kill()

    def execute(self, nb_man: Any) -> NotebookNode:
        """Run the cells through papermill's own client (运行各单元格)."""
        self.executed = nb_man.nb
        client = _Client(
            nb_man,
            km=self._kernel.manager,
            kernel_name=KERNEL_NAME,
            timeout=int(self._cell_seconds),
            startup_timeout=_START_SECONDS,
            iopub_timeout=_IOPUB_SECONDS,
            log=papermill_logger,
        )
        client.kernel = self._kernel
        try:
            done: NotebookNode = client.execute(env=self._kernel.environment)
        finally:
            if client.kc is not None:
                client.kc.stop_channels()
        return done

    def _end(self) -> None:
        self.out_of_time = True
        self._kernel.kill()


class SessionEngine(NBClientEngine):  # type: ignore[misc]
    """Papermill's engine with the kernel of a `Session`."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, session: Session, **_: object
    ) -> NotebookNode:
        """Let the session run the notebook."""
        return session.execute(nb_man)


papermill_engines.register(ENGINE, SessionEngine)


def _transport(folder: Path) -> dict[str, str]:
    if sys.platform == "win32":
        return {"transport": "tcp", "transport_encryption": "auto"}
    return {"transport": "ipc", "ip": str(folder / "s")}


def _note(_: object, context: dict[str, Any]) -> None:
    """Keep what a killed kernel leaves unread off the screen: the notebook has failed aloud."""
    log.debug("event loop: %s", context["message"])


def _close_loop() -> None:
    # The client leaves this thread's event loop open, sockets and all, until the thread ends.
    loop = ensure_event_loop()
    if loop.is_running():
        return
    waiting = asyncio.all_tasks(loop)
    for task in waiting:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*waiting, return_exceptions=True))
    loop.close()
    asyncio.set_event_loop(None)


def _kill_tree(pid: int) -> None:
    import psutil

    try:
        kernel = psutil.Process(pid)
        family = [*kernel.children(recursive=True), kernel]
    except psutil.NoSuchProcess:
        return
    for process in family:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
