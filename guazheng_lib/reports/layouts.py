"""Layouts of the documents, read from the package's own data (版式)."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

_HERE = Path(__file__).parent


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FormColumn(_Closed):
    """A column of the official form (汇总表的一列); `heading` is how a filed form may write it."""

    name: str
    title: str
    width: float
    heading: str


class FormGroup(_Closed):
    """A heading of the form's upper row and the columns under it (表头分组)."""

    title: str
    columns: tuple[FormColumn, ...]

    @property
    def is_single(self) -> bool:
        """Whether the heading runs down both rows."""
        return len(self.columns) == 1


class FormLayout(_Closed):
    """The official form as annexed to the plan (汇总表版式)."""

    sheet: str
    title: str
    department: str
    seal: str
    filed_on: str
    blank_rows: int
    groups: tuple[FormGroup, ...]

    @property
    def columns(self) -> tuple[FormColumn, ...]:
        """Every column, from left to right."""
        return tuple(column for group in self.groups for column in group.columns)

    def full_title(self, name: str) -> str:
        """Name a column so that the two 单位名称 are told apart (列名).

        >>> form_layout().full_title("using_uscc"), form_layout().full_title("person_name")
        ('买卖租借证书单位统一信用代码', '姓名')
        """
        for group in self.groups:
            for column in group.columns:
                if column.name == name:
                    twice = sum(other.title == column.title for other in self.columns) > 1
                    return group.title + column.title if twice else column.title
        return name


@cache
def form_layout() -> FormLayout:
    """Read the layout of the official form (汇总表版式)."""
    return FormLayout.model_validate(read_data("form.yml"))


def read_data(name: str) -> Any:
    """Read one of this room's data files (读版式)."""
    return yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))
