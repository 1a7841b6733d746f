"""Legal persons as the business register lists them (名录单位), and what it says to a name."""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from guazheng_lib.terms.uscc import Uscc, tidy_uscc

_FORMER_SEPARATORS = r"[、;；,，|\n]+"


class How(StrEnum):
    """By what a name was found on the register (认定依据), the surest first."""

    USCC = "uscc"
    USCC_NAME_DIFFERS = "uscc_name_differs"
    NAME = "name"
    FORMER = "former"
    BRANCH = "branch"
    PARTS = "parts"
    SHORTENED = "shortened"
    SIMILAR = "similar"

    @property
    def zh(self) -> str:
        """The Chinese words."""
        return _HOW[self]

    @property
    def is_certain(self) -> bool:
        """Whether nothing was guessed."""
        return self not in (How.PARTS, How.SHORTENED, How.SIMILAR)


_HOW: dict[How, str] = {
    How.USCC: "信用代码一致",
    How.USCC_NAME_DIFFERS: "信用代码一致，名称不同",
    How.NAME: "与名录现名一致",
    How.FORMER: "与名录曾用名一致",
    How.BRANCH: "名录单位的分支机构",
    How.PARTS: "名称要素与名录单位一致",
    How.SHORTENED: "行业用语是名录单位的简称或漏写",
    How.SIMILAR: "与名录单位只差一个同音字或错别字",
}


@dataclass(frozen=True, slots=True)
class Entity:
    """A legal person on the register (名录单位)."""

    row: int
    name: str
    uscc: str | None
    former: tuple[str, ...]
    parent: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the register says to a name (认定结果).

    `rivals` are other legal persons that the name could stand for just as well.
    """

    entity: Entity | None = None
    how: How | None = None
    rivals: tuple[Entity, ...] = ()


def read_entities(enterprises: pd.DataFrame) -> list[Entity]:
    """Read the rows of the register; rows of one code are one legal person."""
    from guazheng_lib.terms.tables import Enterprises  # pandera: slow to load

    wanted = [
        Enterprises.employer,
        Enterprises.employer_uscc,
        Enterprises.former_names,
        Enterprises.parent,
        Enterprises.kind,
    ]
    table = enterprises.reindex(columns=wanted).astype("string")
    by_key: dict[str, Entity] = {}
    for row, values in enumerate(table.itertuples(index=False, name=None)):
        name, code, former, parent, kind = (_text(value) for value in values)
        if name is None:
            continue
        uscc = Uscc.parse(code) or tidy_uscc(code)
        names = _former_names(former)
        key = Uscc.parse(code) or name  # a code that fails its check joins nothing
        if key in by_key:
            first = by_key[key]
            names = tuple(dict.fromkeys((*first.former, *names, name)) - {first.name: None}.keys())
            by_key[key] = Entity(
                first.row, first.name, first.uscc, names, first.parent or parent, first.kind or kind
            )
        else:
            by_key[key] = Entity(row, name, uscc, names, parent, kind)
    return list(by_key.values())


def _former_names(text: str | None) -> tuple[str, ...]:
    if text is None:
        return ()
    parts = pd.Series([text]).str.split(_FORMER_SEPARATORS, regex=True)[0]
    return tuple(part.strip() for part in parts if part.strip())


def _text(value: object) -> str | None:
    return None if pd.isna(value) or not str(value).strip() else str(value).strip()  # type: ignore[call-overload]
