"""What people decided about circumstances (情形尺度): `scale.yml`."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from guazheng_lib.terms.data import Data


class Sign(Data):
    """One sign outside the wording (情形)."""

    title: str
    points: float = Field(gt=0)
    least: int = Field(ge=1)
    least_of_one_agency: int = Field(default=1, ge=1)
    only_ranks: bool = False
    reason: str
    source: str


class Scale(Data):
    """The signs, and what binds them all (情形尺度)."""

    suspect_from: float = Field(gt=0)
    names_compared: int = Field(ge=2)
    most_names: int = Field(ge=2)
    shortest_text: int = Field(ge=0)
    signs: dict[str, Sign]


class Circumstance(NamedTuple):
    """A sign outside the wording (其他情形), its number told in the reason.

    Attributes:
        points: what it adds to the log-odds.
        number: how many employers or advertisements share it.
    """

    code: str
    title: str
    reason: str
    points: float
    number: int


@cache
def scale() -> Scale:
    """Give the decided scale (情形尺度)."""
    return Scale.read(Path(__file__).with_name("scale.yml"))


def told(code: str, count: int, *, share: float = 1.0, place: str = "") -> Circumstance:
    """Put a sign into words (说明情形).

    Args:
        code: the sign.
        count: how many; names beyond those compared were not counted.
        share: what part of its points it has here.
        place: the place it speaks of.
    """
    sign = scale().signs[code]
    counts_names = code.startswith("SHARED") and count >= scale().names_compared
    shown = f"至少 {count}" if counts_names else f" {count}"
    reason = sign.reason.format(count=shown, place=place)
    return Circumstance(code, sign.title, reason, round(sign.points * share, 3), count)
