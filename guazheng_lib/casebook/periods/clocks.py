"""The legal periods, and the duties without a day, as data (期限与不能漏办的事): `clocks.yml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import field_validator
from rapidfuzz import fuzz, process

from guazheng_lib.casebook.life import Subject, life
from guazheng_lib.casebook.periods.workdays import UNITS, Unit
from guazheng_lib.params import Casework
from guazheng_lib.terms.data import Data
from guazheng_lib.terms.errors import NotAllowedError, ParamsError

UNCERTAIN = "待核"
"""The mark on a period whose source nobody has read."""


class When(Data):
    """A step that starts or stops a clock (起算或终止的一步), if a fact has one of some values."""

    step: str
    fact: str = ""
    among: tuple[str, ...] = ()

    def fits(self, facts: Mapping[str, Any]) -> bool:
        """Tell whether an event of this step counts, by its facts."""
        if not self.fact:
            return True
        given = facts.get(self.fact) or ()
        return any(each in self.among for each in ((given,) if isinstance(given, str) else given))


class Clock(Data):
    """A period of handling (期限); see the head of `clocks.yml` for what each key means."""

    title: str
    subjects: tuple[Subject, ...]
    starts: tuple[When, ...] = ()
    from_fact: str = ""
    ends_on: str = ""
    stops: tuple[When, ...] = ()
    until: tuple[str, ...] = ()
    length: int | None = None
    unit: Unit = "days"
    basis: str
    certain: bool
    lapses: bool = False
    shown_before: int | None = None
    undated: str = ""
    note: str = ""

    @field_validator("starts", "stops", mode="before")
    @classmethod
    def _steps(cls, value: Any) -> Any:
        return [{"step": each} if isinstance(each, str) else each for each in value]

    @property
    def span(self) -> str:
        """Its length in words (期限长短)."""
        if self.length is None:
            return "以写明的日期为准" if self.ends_on else ""
        return f"{self.length}{UNITS[self.unit]}"


class Owed(Data):
    """One thing that has to be done (应办的一件事), and what shows that it was."""

    name: str
    field: str = ""
    says: str = ""
    measures: tuple[str, ...] = ()

    def is_done(self, state: Mapping[str, Any]) -> bool:
        """Tell whether a case shows it as done (已办)."""
        if any(name in self.measures for name in state["measures"]):
            return True
        said = state[self.field] if self.field else None
        texts = [said] if isinstance(said, str) else said or []
        return any(text and self.says in text for text in texts)


class Duty(Data):
    """What must be done without a period, and must not be forgotten (不能漏办的事)."""

    title: str
    subjects: tuple[Subject, ...]
    statuses: tuple[str, ...]
    basis: str
    route: str = ""
    field: str = ""
    said: tuple[str, ...] = ()
    owes: tuple[Owed, ...] = ()

    @property
    def owed(self) -> tuple[Owed, ...]:
        """What it asks for: its own list, or what its route owes (`life.yml`)."""
        if self.owes or not self.route:
            return self.owes
        return tuple(
            Owed(name=name, field=self.field, says=name) for name in life().routes[self.route].owes
        )


class Report(Data):
    """What the county hands in at the end of the campaign (报送)."""

    title: str
    basis: str


class Periods(Data):
    """The whole of `clocks.yml` (期限)."""

    clocks: dict[str, Clock]
    report: Report
    duties: dict[str, Duty]


@cache
def periods() -> Periods:
    """Read the periods as they are by default (读期限)."""
    return Periods.read(Path(__file__).with_name("clocks.yml"))


def clocks_of(office: Casework) -> dict[str, Clock]:
    """Give the periods with the office's own numbers (本单位的期限).

    Raises:
        ParamsError: where a name is no period, naming the nearest; or a number is none.
    """
    clocks = dict(periods().clocks)
    known = [name for name, clock in clocks.items() if clock.length is not None]
    for name, length in office.periods.items():
        if name not in known:
            nearest = process.extractOne(name, known, scorer=fuzz.ratio)[0]
            raise ParamsError(
                f"casework.periods 里没有期限「{name}」，最接近的是「{nearest}」",
                remedy="名称见 docs/periods.md",
            )
        if length < 1:
            raise ParamsError(f"casework.periods 的 {name} 应是 1 以上的整数", remedy="改正后重做")
        clocks[name] = clocks[name].model_copy(update={"length": length})
    return clocks


def extendable(word: str) -> str:
    """Give the name of the period to extend, by its name or its title (可延长的期限).

    The limit by which an act can be punished at all begins with no step, and nobody extends it.

    Raises:
        NotAllowedError: where there is none of that name.
    """
    titles = {name: clock.title for name, clock in periods().clocks.items() if clock.starts}
    for pair in titles.items():
        if word in pair:
            return pair[0]
    raise NotAllowedError(
        f"没有「{word}」这种可以延长的期限", remedy=f"从中选：{'、'.join(titles.values())}"
    )
