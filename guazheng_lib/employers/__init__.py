"""Take Chinese employer names apart, compare two, search a register (单位名称).

A name is loaded when it is first asked for: a point check compares names without pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guazheng_lib.employers.index import EmployerIndex
    from guazheng_lib.employers.kinds import EmployerKind, employer_kind, employer_kinds
    from guazheng_lib.employers.pairs import compare_pairs
    from guazheng_lib.employers.register import Registry

__all__ = [
    "EmployerIndex",
    "EmployerKind",
    "Registry",
    "compare_pairs",
    "employer_kind",
    "employer_kinds",
]

_MODULES = {
    "EmployerIndex": "index",
    "EmployerKind": "kinds",
    "Registry": "register",
    "compare_pairs": "pairs",
    "employer_kind": "kinds",
    "employer_kinds": "kinds",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
