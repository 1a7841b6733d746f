"""Opening the database of a ledger (打开台账): SQLite by default, PostgreSQL by URL."""

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool, StaticPool

from guazheng_lib.casebook.ledger import migrations
from guazheng_lib.casebook.ledger.driver_errors import unavailable, where
from guazheng_lib.casebook.ledger.names import REVISION
from guazheng_lib.casebook.ledger.schema import ENTRIES, VERSION
from guazheng_lib.terms.errors import LedgerUnavailableError

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

PATIENCE = 20.0
"""How many seconds to wait for another writer (等待秒数)."""

_ALONE = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT pg_advisory_xact_lock(7305202)"}
"""What lets only one program at a time make or upgrade a ledger."""

_NONE_YET = "核对 --data 和 --casebook；先收入线索才有台账"
_KNOWN = ("sqlite", "postgresql+psycopg")


def open_engine(address: str, *, create: bool) -> sa.Engine:
    """Open a ledger's database at the newest version of its schema (打开).

    Raises:
        LedgerUnavailableError: where it cannot be opened, is not ours or of a newer version.
    """
    url = _parsed(address)
    is_file = url.get_backend_name() == "sqlite"
    if is_file:
        _see_to_file(url, create)
    engine = _engine(url, is_file)
    try:
        _see_to_schema(engine, create)
    except DBAPIError as problem:
        raise unavailable(engine, problem) from problem
    return engine


def is_network_share(path: PurePath) -> bool:
    r"""Tell whether a path lies on a Windows share: ``\\server\folder`` (网络共享)."""
    return path.drive.startswith("\\\\")


def _parsed(address: str) -> sa.URL:
    try:
        url = sa.make_url(address)
    except (ArgumentError, ValueError):  # its text repeats the address, password and all
        url = None
    if url is None or url.drivername not in _KNOWN or _has_options(url):
        raise LedgerUnavailableError(
            "台账的位置写法不对",
            remedy="写成 sqlite:///文件夹/casebook.sqlite "
            "或 postgresql+psycopg://用户:密码@服务器/库名",
        ) from None
    return url


def _has_options(url: sa.URL) -> bool:
    return bool(url.query) and url.get_backend_name() == "sqlite"


def _see_to_file(url: sa.URL, create: bool) -> None:
    if _is_in_memory(url) or str(url.database).startswith("file:"):
        return
    path, place = Path(str(url.database)), where(url)
    if is_network_share(path):
        raise LedgerUnavailableError(
            "台账不能放在网络共享文件夹里",
            place=place,
            remedy="放在本机硬盘；几台电脑同用一本台账的用 PostgreSQL",
        )
    if not create and not path.is_file():
        raise LedgerUnavailableError("还没有台账", place=place, remedy=_NONE_YET)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise LedgerUnavailableError(
            "台账所在的文件夹建不了", place=place, remedy="检查位置是否写对、有没有写入权限"
        ) from problem


def _is_in_memory(url: sa.URL) -> bool:
    return url.database in (None, "", ":memory:")


def _engine(url: sa.URL, is_file: bool) -> sa.Engine:
    options: dict[str, Any]
    if is_file:
        options = {"timeout": PATIENCE, "check_same_thread": False, "isolation_level": None}
        pool = StaticPool if _is_in_memory(url) else NullPool  # there it lives in its connection
        engine = sa.create_engine(url, poolclass=pool, connect_args=options)
        sa.event.listen(engine, "connect", _set_sqlite)
        return engine
    try:
        options = {
            "connect_timeout": int(PATIENCE),
            "options": f"-c lock_timeout={int(PATIENCE * 1000)} -c synchronous_commit=on",
        }
        return sa.create_engine(url, poolclass=NullPool, paramstyle="format", connect_args=options)
    except ImportError as problem:
        raise LedgerUnavailableError(
            "没有安装 PostgreSQL 的连接程序", remedy="运行 pip install .[postgresql]"
        ) from problem


def _set_sqlite(connection: "DBAPIConnection", record: "ConnectionPoolEntry") -> None:
    cursor = connection.cursor()
    # FULL: an entry that was acknowledged survives a power cut, not only the end of the program.
    cursor.execute("PRAGMA synchronous = FULL")
    # A log that stays short is soon written over in place: while it grows, every commit must also
    # make its new length durable, which costs as much again.
    cursor.execute("PRAGMA wal_autocheckpoint = 200")
    cursor.close()


def _see_to_schema(engine: sa.Engine, create: bool) -> None:
    with engine.connect() as connection:
        if _is_current(connection, create):
            return
        connection.rollback()
        if engine.name == "sqlite":
            # The driver is told not to begin transactions, so this is outside of any, as it must.
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        connection.exec_driver_sql(_ALONE[engine.name])
        migrations.upgrade(connection)
        connection.commit()


def _is_current(connection: sa.Connection, create: bool) -> bool:
    url = connection.engine.url
    tables = set(sa.inspect(connection).get_table_names())
    if VERSION.name in tables:
        revision = connection.scalar(sa.select(VERSION.c.version_num))
        if revision != REVISION:
            _refuse_newer(url, revision)
        return revision == REVISION
    if tables and (url.get_backend_name() == "sqlite" or ENTRIES.name in tables):
        raise LedgerUnavailableError(
            "这个文件不是案件台账", place=where(url), remedy="核对 --casebook 写的位置"
        )
    if not create:
        raise LedgerUnavailableError("还没有台账", place=where(url), remedy=_NONE_YET)
    return False


def _refuse_newer(url: sa.URL, revision: str | None) -> None:
    if revision is None or not migrations.knows(revision):
        raise LedgerUnavailableError(
            "台账由更新的版本写成，本程序不认得",
            place=where(url),
            remedy="升级本程序后再打开",
        )
