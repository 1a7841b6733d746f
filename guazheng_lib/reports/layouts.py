"""Layouts and word lists of the documents, read from the package's own data (版式与用词)."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from guazheng_lib.terms.catalogue import EXEMPTIONS

_HERE = Path(__file__).parent


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Choices(_Closed):
    """The words that an officer chooses from (选项)."""

    outcomes: tuple[str, ...]
    violations: tuple[str, ...]
    exclusions: tuple[str, ...]
    measures: tuple[str, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is, or is not, a violation: the six exemptions, other exclusions, violations."""
        exemptions = tuple(f"{code} {term.title}" for code, term in EXEMPTIONS.items())
        return exemptions + self.exclusions + self.violations


class LeadColumn(_Closed):
    """A column of the verification worksheet (核查表的一列)."""

    name: str
    title: str
    width: float
    choices: Literal["outcomes", "reasons", "measures"] | None = None
    strict: bool = False
    date: bool = False
    fill_in: bool = False
    hidden: bool = False

    @property
    def by_officer(self) -> bool:
        """Whether the officer fills it in."""
        return self.fill_in or self.date or self.choices is not None


class LeadLayout(_Closed):
    """The verification worksheet (核查表版式)."""

    title: str
    instruction: str
    columns: tuple[LeadColumn, ...]


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


@cache
def choices() -> Choices:
    """Read the words to choose from (选项)."""
    return Choices.model_validate(read_data("choices.yml"))


@cache
def lead_layout() -> LeadLayout:
    """Read the layout of the verification worksheet (核查表版式)."""
    return LeadLayout.model_validate(read_data("leads.yml"))


def read_data(name: str) -> Any:
    """Read one of this room's data files (读版式)."""
    return yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))
