"""What a database's driver reports, as one line for the officer (数据库问题).

Only the driver's code is told, never its text: that may hold values, and a password.
"""

from typing import TYPE_CHECKING

from guazheng_lib.terms.errors import LedgerUnavailableError

if TYPE_CHECKING:
    import sqlalchemy as sa

_BUSY = ("台账正被别人占用", "稍后重做；一直如此的，关闭其他打开台账的程序")
_READ_ONLY = ("台账只能读、不能写", "检查磁盘和文件是否只读、有没有写入权限")
_UNFITTING = (
    "新账页和台账末尾接不上，台账可能被改动过",
    "用 guazheng casebook verify 验证；验证不过的从备份恢复",
)
_LOST = (
    "和数据库服务器的连接断了，正在记的这一笔不知记上没有",
    "恢复后先用 guazheng casebook history 查看，没有的重做",
)
_FULL = ("磁盘写满了", "腾出空间后重做")
_NOT_OURS = ("这个文件不是案件台账", "核对 --casebook 写的位置")
_DAMAGED = ("台账文件已损坏", "从备份恢复，再用 guazheng casebook verify 验证")
_NO_OPEN = ("台账打不开", "检查位置是否写对、文件夹能否写入")
_DISK = ("磁盘读写出错，可能写满了", "腾出空间，检查磁盘后重做")
_REFUSED = ("用户名或密码不对，或没有权限", "核对 --casebook 里的用户名和密码")
_NO_DATABASE = ("服务器上没有这个数据库", "请管理员先建库，或核对库名")
_UNREACHABLE = ("连不上数据库服务器", "检查服务器是否开着、地址和端口是否写对、网络是否通")

_CODES = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_FULL": _FULL,
    "SQLITE_NOTADB": _NOT_OURS,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_CANTOPEN": _NO_OPEN,
    "SQLITE_IOERR": _DISK,
    "SQLITE_CONSTRAINT": _UNFITTING,
    # PostgreSQL's codes, or the classes that they begin with.
    "55P03": _BUSY,
    "40P01": _BUSY,
    "57014": _BUSY,
    "25006": _READ_ONLY,
    "42501": _REFUSED,
    "28": _REFUSED,
    "3D000": _NO_DATABASE,
    "53100": _FULL,
    "23505": _UNFITTING,
    "P0001": _UNFITTING,
    "08": _UNREACHABLE,
    "57P": _UNREACHABLE,
}

# libpq gives no code for what happens before a session stands.
_SPOKEN = {
    "password": _REFUSED,
    "authentication": _REFUSED,
    "no pg_hba.conf entry": _REFUSED,
    "role": _REFUSED,
    "database": _NO_DATABASE,
}


def unavailable(engine: "sa.Engine", problem: Exception, *, lost: bool = False) -> Exception:
    """Say in the officer's words what the database's driver raised (说人话).

    Args:
        engine: the database.
        problem: what was raised.
        lost: whether an open connection is gone, so that nobody knows what the server still did.

    Returns:
        A `LedgerUnavailableError`; the problem itself where it is a defect of the program.
    """
    driver = getattr(problem, "orig", None) or problem
    if isinstance(driver, engine.dialect.loaded_dbapi.ProgrammingError) and not _code(driver):
        return problem
    what, remedy = _LOST if lost else known_trouble(driver)
    return LedgerUnavailableError(what, remedy=remedy, place=where(engine.url))


def where(url: "sa.URL") -> str:
    """Say where a ledger is, without user and password (位置)."""
    if url.get_backend_name() == "sqlite":
        return url.database or "内存"
    return f"{url.host or '本机'}:{url.port or 5432}/{url.database or ''}"


def known_trouble(driver: BaseException) -> tuple[str, str]:
    """Say what a driver's error is, and what to do (毛病和办法)."""
    code, text = _code(driver), str(driver)
    if not code:
        return next((said for word, said in _SPOKEN.items() if word in text), _UNREACHABLE)
    known = next((said for begin, said in _CODES.items() if code.startswith(begin)), None)
    return known or (f"数据库报错（{code}）", "重做一次；仍不行的，用备份恢复或请管理员查看")


def _code(driver: BaseException) -> str:
    name = getattr(driver, "sqlite_errorname", None) or getattr(driver, "sqlstate", None)
    return str(name or "")
