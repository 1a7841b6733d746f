"""Where a city's casebook is (台账位置)."""

import os
from pathlib import Path

FILE = "casebook.sqlite"
ENVIRONMENT = "GUAZHENG_CASEBOOK"


def casebook_url(data: Path, given: str | None = None) -> str:
    """Tell where the casebook is (位置): as given, else by the environment, else with the data."""
    return given or os.environ.get(ENVIRONMENT) or f"sqlite:///{(data / FILE).as_posix()}"
