"""A PostgreSQL server of our own for the time of the tests, started as nobody when we are root."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import URL, NullPool, create_engine

USER, PASSWORD = "keeper", "secret-of-the-tests"


def program(name: str) -> str:
    """Find one of the server's programs; Debian keeps them off the PATH."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = shutil.which(name) or (str(kept[-1]) if kept else None)
    if found is None:
        pytest.fail(f"{name} is not installed: make test-all installs it")
    return found


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass(frozen=True)
class Server:
    """A running server: its address, and what stops and starts it."""

    url: URL
    stop_at_once: Callable[[], None]
    start: Callable[[], None]


@contextmanager
def running(**settings: str) -> Iterator[Server]:
    """Start a server in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="guazheng-pg-"))
    as_whom = {}
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # the server refuses to be run by root
        as_whom = {"user": "nobody", "group": "nogroup"}
        shutil.chown(folder, **as_whom)

    def run(*command: str) -> None:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, **as_whom
        )
        assert done.returncode == 0, done.stdout + done.stderr

    pwfile, data, port = folder / "password", folder / "data", free_port()
    pwfile.write_text(PASSWORD, encoding="utf-8")
    pwfile.chmod(0o644)
    options = {"port": str(port), "listen_addresses": "127.0.0.1"} | settings
    options["unix_socket_directories"] = str(folder)
    said = " ".join(f"-c {name}={value}" for name, value in options.items())
    control = (program("pg_ctl"), "--pgdata", str(data), "-w", "--log", str(folder / "log"))

    def start() -> None:
        run(*control, "-o", said, "start")

    def stop_at_once() -> None:
        run(*control, "-m", "immediate", "stop")

    try:
        run(
            *(program("initdb"), "--pgdata", str(data), "--username", USER),
            *("--auth", "scram-sha-256", "--pwfile", str(pwfile), "--no-locale", "-E", "UTF8"),
        )
        start()
        url = URL.create("postgresql+psycopg", USER, PASSWORD, "127.0.0.1", port, "postgres")
        yield Server(url, stop_at_once, start)
    finally:
        if (data / "postmaster.pid").exists():
            stop_at_once()
        shutil.rmtree(folder, ignore_errors=True)


def empty_database(server: URL) -> str:
    """Make a database on the server; give its address."""
    name = f"office_{secrets.token_hex(6)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    return server.set(database=name).render_as_string(hide_password=False)
