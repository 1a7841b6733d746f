"""Any office file → canonical table, quarantine and reconciliation (读入来件).

The names are loaded when first used: the reader process imports this package and must not pay for
pandas, and a notebook pays only for what it calls.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guazheng_lib.sources.limits import Limits
    from guazheng_lib.sources.mended import MendedBooks
    from guazheng_lib.sources.read import (
        SourceJob,
        normalise,
        read_source,
        read_sources,
        read_workbooks,
    )
    from guazheng_lib.sources.result import SourceResult

__all__ = [
    "Limits",
    "MendedBooks",
    "SourceJob",
    "SourceResult",
    "normalise",
    "read_source",
    "read_sources",
    "read_workbooks",
]

_HOMES = {
    "Limits": "limits",
    "MendedBooks": "mended",
    "SourceJob": "read",
    "SourceResult": "result",
    "normalise": "read",
    "read_source": "read",
    "read_sources": "read",
    "read_workbooks": "read",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
