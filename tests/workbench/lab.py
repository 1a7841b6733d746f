"""A JupyterLab of the test's own, and a browser before it; both are gone afterwards."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_FOLDERS = (
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "IPYTHONDIR",
)
_NO_NEWS = "@jupyterlab/apputils-extension/notification.jupyterlab-settings"


@dataclass
class Lab:
    """A notebook open in JupyterLab; everything goes through JupyterLab's own commands."""

    page: Page
    foreign_requests: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)

    def run_all(self) -> None:
        self.page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")

    def run_cell(self, source: str) -> list[dict[str, Any]]:
        """Run the cell with this source; give its outputs."""
        return self.page.evaluate(
            """async source => {
                const notebook = jupyterapp.shell.currentWidget.content;
                const texts = notebook.widgets.map(cell => cell.model.sharedModel.getSource());
                notebook.activeCellIndex = texts.indexOf(source);
                await jupyterapp.commands.execute('notebook:run-cell');
                return notebook.activeCell.model.outputs.toJSON();
            }""",
            source,
        )

    def save(self) -> None:
        self.page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")


@contextmanager
def open_in_lab(root: Path, notebook: str, own: Path) -> Iterator[Lab]:
    """Serve `root` with folders of its own under `own`, and open a notebook in Chromium."""
    token = secrets.token_hex(16)
    with _server(root, token, own) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        try:
            lab = Lab(browser.new_page(viewport={"width": 1360, "height": 1500}))
            lab.page.on("request", lambda request: _note_foreign(lab, request.url))
            lab.page.on("pageerror", lambda error: lab.page_errors.append(str(error)))
            lab.page.goto(f"{address}/lab/tree/{notebook}?token={token}")
            lab.page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.content")
            lab.page.evaluate(
                """async () => {
                    const session = jupyterapp.shell.currentWidget.sessionContext;
                    await session.ready;
                    await session.session.kernel.info;
                }"""
            )
            yield lab
        finally:
            browser.close()


@contextmanager
def _server(root: Path, token: str, own: Path) -> Iterator[str]:
    settings = own / "JUPYTERLAB_SETTINGS_DIR" / _NO_NEWS
    settings.parent.mkdir(parents=True)
    settings.write_text(
        json.dumps({"fetchNews": "false", "checkForUpdates": False}), encoding="utf-8"
    )
    port = _free_port()
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"),
        *(f"--port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}"),
        *(f"--ServerApp.root_dir={root}", "--LabApp.expose_app_in_browser=True"),
        "--LabApp.extension_manager=readonly",
    ]
    environment = os.environ | {name: str(own / name) for name in _FOLDERS}
    with (own / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            _await(f"{address}/api?token={token}", server)
            yield address
        finally:
            server.terminate()  # JupyterLab takes its kernels with it
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _await(address: str, server: "subprocess.Popen[bytes]", seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError("JupyterLab did not start; see server.log")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _note_foreign(lab: Lab, url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
        lab.foreign_requests.append(url)
