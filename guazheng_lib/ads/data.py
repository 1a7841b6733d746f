"""What advertisements are read by (词表、尺度), as data beside the modules that use it."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# The parser in C, where the wheel has it, is ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read_data(name: str) -> Any:
    """Read one file (读取词表), named by its path in this room without its ending."""
    text = files(__package__).joinpath(f"{name}.yml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)
