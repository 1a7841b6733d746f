"""Names of a room that are loaded when they are first asked for (用到才装载)."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def late(room: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """Make a room's ``__getattr__``: a point check must not wait for pandas (延迟装载).

    Args:
        room: the package.
        modules: which module of it holds each public name.
    """

    def find(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        return getattr(import_module(f"{room}.{modules[name]}"), name)

    return find
