"""What an agency is checked for, and by which law, as data (核查事项)."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import model_validator

from guazheng_lib.terms.data import Data

UNCHECKED = "（待核）"

When = Literal["always", "broker", "fake_job", "unnamed"]


class Basis(Data):
    """A law or document (依据); `checked` is false where nobody has compared its wording."""

    text: str
    checked: bool = True

    @property
    def shown(self) -> str:
        """As the sheet prints it."""
        return self.text if self.checked else self.text + UNCHECKED


class Check(Data):
    """One matter to verify (核查事项), with what to look at."""

    name: str
    title: str
    look_at: str
    when: When
    basis: tuple[str, ...]


class Headings(Data):
    """The headings of a sheet's parts (分节标题)."""

    agency: str
    why: str
    ads: str
    links: str
    checks: str
    opinion: str


class SheetPlan(Data):
    """Everything fixed on the sheets (核查表版式); see `sheet.yml`."""

    title: str
    contents: str
    unnamed: str
    most_agencies: int
    most_ads: int
    longest_ad: int
    notes: tuple[str, ...]
    headings: Headings
    no_links: str
    results: tuple[str, ...]
    opinions: tuple[str, ...]
    statement: str
    taken: str
    inspectors: str
    checks: tuple[Check, ...]
    bases: dict[str, Basis]

    @model_validator(mode="after")
    def _every_basis_is_known(self) -> "SheetPlan":
        missing = {name for check in self.checks for name in check.basis} - set(self.bases)
        if missing:
            raise ValueError(f"no such basis: {sorted(missing)}")
        return self

    def basis_of(self, check: Check) -> str:
        """Give the law that a check rests on, as the sheet prints it (依据)."""
        return "；".join(self.bases[name].shown for name in check.basis)


@cache
def sheet_plan() -> SheetPlan:
    """Read what is fixed on the sheets (核查表版式)."""
    return SheetPlan.read(Path(__file__).with_name("sheet.yml"))
