"""How wording is read, and how far it counts (用语相似的读法): `scale.yml`."""

from functools import cache
from typing import NamedTuple

from pydantic import Field

from guazheng_lib.ads.data import read_data
from guazheng_lib.terms.data import Data


class Wording(NamedTuple):
    """How far the wording of a passage is that of brokers (用语相似).

    Attributes:
        log_odds: above 0 it is more like theirs than like anything else.
        start, end: the passage, in the folded text.
    """

    log_odds: float
    start: int
    end: int


class WordingRules(Data):
    """How wording is read (用语相似的读法): `scale.yml`."""

    about: tuple[str, ...] = Field(min_length=1)
    passage: int = Field(ge=40)
    step: int = Field(ge=20)
    around: int = Field(ge=0)
    alone_less: float = Field(ge=0)
    least_evidence: float = Field(gt=0)
    weight: float = Field(ge=0)
    more: float
    least: float = Field(lt=0)
    most: float = Field(gt=0)
    unlike: float = Field(lt=0)
    unlike_width: int = Field(ge=0)
    sure_from: float = Field(ge=0)


@cache
def rules() -> WordingRules:
    """Give how wording is read (读法)."""
    return WordingRules.model_validate(read_data("wording/scale"))


def with_wording(signs: float, found: Wording | None) -> float:
    """Add to the sum of signs what the wording says (用语计入), within bounds."""
    if found is None:
        return signs
    known = rules()
    counted = min(max(found.log_odds, known.least), known.most)
    return signs + known.weight * counted + known.more


def is_worded_alike(found: Wording | None) -> bool:
    """Tell whether the wording, too, is that of brokers (用语相符)."""
    return found is not None and found.log_odds >= rules().sure_from


def is_another_thing(found: Wording | None) -> bool:
    """Tell whether the wording is far from brokers' (另有所指); a few characters do not tell."""
    known = rules()
    if found is None or found.end - found.start < known.unlike_width:
        return False
    return found.log_odds <= known.unlike
