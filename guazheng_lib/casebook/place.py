"""Where a city's casebook is (台账位置)."""

import os
from contextlib import closing
from pathlib import Path

FILE = "casebook.sqlite"
ENVIRONMENT = "GUAZHENG_CASEBOOK"


def casebook_url(data: Path, given: str | None = None) -> str:
    """Tell where the casebook is (位置): as given, else by the environment, else with the data.

    What is given may be an address, or simply a file.

    >>> casebook_url(Path("data"), "台账/案件.sqlite")
    'sqlite:///台账/案件.sqlite'
    """
    place = given or os.environ.get(ENVIRONMENT) or (data / FILE).as_posix()
    return place if "://" in place else f"sqlite:///{Path(place).as_posix()}"


def casebook_exists(url: str) -> bool:
    """Tell whether there is a casebook yet; a server's counts as there (有没有台账).

    A program killed while it made one leaves a file without a table: that is none yet.
    """
    scheme, _, path = url.partition(":///")
    return scheme != "sqlite" or (Path(path).exists() and not _is_empty(Path(path)))


def _is_empty(path: Path) -> bool:
    import sqlite3

    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as database:
            return database.execute("SELECT 1 FROM sqlite_master").fetchone() is None
    except sqlite3.Error:  # whoever opens it says what is wrong
        return False
