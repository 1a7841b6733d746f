"""Where a city's casebook is (台账位置)."""

import os
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

from guazheng_lib.terms.errors import LedgerUnavailableError

FILE = "casebook.sqlite"
ENVIRONMENT = "GUAZHENG_CASEBOOK"

_FILES = "sqlite:///"
_IN_MEMORY = (":memory:", "sqlite://", "sqlite:///", "sqlite:///:memory:")


def casebook_url(data: Path, given: str | None = None) -> str:
    """Tell where the casebook is (位置): as given, else by the environment, else with the data.

    What is given may be an address, or simply a file.

    Raises:
        LedgerUnavailableError: where it would be kept in memory only, and lost.

    >>> casebook_url(Path("data"), "台账/案件.sqlite")
    'sqlite:///台账/案件.sqlite'
    """
    place = given or os.environ.get(ENVIRONMENT) or (data / FILE).as_posix()
    if place in _IN_MEMORY:
        raise LedgerUnavailableError(
            "台账的位置没有写文件名", remedy="写成 sqlite:///文件夹/casebook.sqlite"
        )
    return place if "://" in place else _FILES + _quoted(Path(place).expanduser().as_posix())


def file_of(url: str) -> Path | None:
    """Give the file of a casebook that is a file (台账文件); None for any other address.

    >>> file_of("sqlite:///a%3Fb.sqlite").as_posix(), file_of("postgresql+psycopg://u@h/x")
    ('a?b.sqlite', None)
    """
    if not url.startswith(_FILES) or "?" in url:
        return None
    return Path(unquote(url.removeprefix(_FILES)))


def casebook_exists(url: str) -> bool:
    """Tell whether there is a casebook yet; a server's counts as there (有没有台账).

    A program killed while it made one leaves a file without a table: that is none yet.
    """
    path = file_of(url)
    return path is None or (path.exists() and not _is_empty(path))


def _quoted(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3F")


def _is_empty(path: Path) -> bool:
    import sqlite3

    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as database:
            return database.execute("SELECT 1 FROM sqlite_master").fetchone() is None
    except sqlite3.Error:  # whoever opens it says what is wrong
        return False
