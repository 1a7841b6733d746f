"""What the program knows as data (数据文件): YAML beside the code, checked when it is read."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict


class Data(BaseModel):
    """A part of a data file: what it has no name for is an error, and nobody changes it (数据)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the whole of a file (读数据文件)."""
        import yaml

        return cls.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
