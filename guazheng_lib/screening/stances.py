"""What a payer is to the registered employer, for the screening (缴费单位的立场)."""

from enum import StrEnum
from typing import TYPE_CHECKING

import pandas as pd

from guazheng_lib.screening.inputs import Inputs, proven_uscc
from guazheng_lib.terms.catalogue import Relation
from guazheng_lib.terms.tables import SourceKind
from guazheng_lib.terms.text import fold_width

if TYPE_CHECKING:
    from guazheng_lib.employers import Registry


class Stance(StrEnum):
    """How a payment stands to the registration (缴费立场)."""

    SAME = "same"
    AFFILIATED = "affiliated"
    PARENT_BODY = "parent_body"
    AGENCY = "agency"
    PUBLIC = "public"
    DIFFERENT = "different"
    UNKNOWN = "unknown"
    OWN_ACCOUNT = "own_account"

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return _TITLES[self]


_TITLES = {
    Stance.SAME: "注册单位",
    Stance.AFFILIATED: "关联单位",
    Stance.PARENT_BODY: "上级院校或事业单位",
    Stance.AGENCY: "人力资源或劳务派遣机构",
    Stance.PUBLIC: "机关事业单位",
    Stance.DIFFERENT: "其他单位",
    Stance.UNKNOWN: "不能判断的单位",
    Stance.OWN_ACCOUNT: "本人（灵活就业或居民）",
}

ELSEWHERE = (
    Stance.AFFILIATED,
    Stance.PARENT_BODY,
    Stance.AGENCY,
    Stance.PUBLIC,
    Stance.DIFFERENT,
)
"""The stances that are known to be another employer."""

UNRELATED = (Stance.DIFFERENT, Stance.PUBLIC, Stance.AGENCY)
"""The stances that have nothing to do with the registered employer."""

OWN_EMPLOYER = "own"
"""The entity that stands for the registered employer in whatever spelling."""


def registry_of(inputs: Inputs) -> "Registry | None":
    """Build the register from the business register supplied (企业名录); None without it."""
    from guazheng_lib.employers import Registry

    enterprises = inputs.table(SourceKind.ENTERPRISES)
    return Registry(enterprises) if len(enterprises) else None


def with_codes_resolved(pairs: pd.DataFrame, codes: pd.DataFrame) -> pd.DataFrame:
    """Put the unit's name where a payer is given by the bureau's own number (单位编号).

    A number that stands for two units, as where two bureaus count for themselves, tells nothing.
    """
    distinct = codes.drop_duplicates(["employer_code", "employer"])
    distinct = distinct.drop_duplicates("employer_code", keep=False)
    named = distinct.set_index("employer_code")
    valid = proven_uscc(named["employer_uscc"], named["employer_uscc_valid"])
    written = pairs.astype("string")
    coded = written["employer_code"]
    return written.assign(
        employer=written["employer"].fillna(coded.map(named["employer"]).astype("string")),
        employer_uscc=written["employer_uscc"].fillna(coded.map(valid).astype("string")),
    )


def add_stances(pairs: pd.DataFrame, inputs: Inputs, registry: "Registry | None") -> pd.DataFrame:
    """Compare each pair of registered employer and other employer (逐对比较).

    Args:
        pairs: `registered_employer`, `registered_uscc`, `employer`, `employer_uscc`, and
            `employer_code` where the source gives numbers.
        inputs: for the licensed agencies.
        registry: the register as arbiter, where there is one.

    Returns:
        The pairs with `relation`, `reason`, `stance`, `entity` (who it is, in whatever spelling),
        `entity_name` and `entity_uscc` (the register's where resolved).
    """
    from guazheng_lib.employers import compare_pairs, employer_kinds

    compared = compare_pairs(
        pairs["registered_employer"],
        pairs["employer"],
        registry,
        left_uscc=pairs["registered_uscc"],
        right_uscc=pairs["employer_uscc"],
    )
    kinds = employer_kinds(pairs["employer"], pairs["employer_uscc"], registry, _licensed(inputs))
    resolved = _resolved(pairs, registry)
    stances = [
        _stance(Relation(relation), str(kind))
        for relation, kind in zip(compared["relation"], kinds, strict=True)
    ]
    return pairs.assign(
        relation=compared["relation"].to_numpy(),
        reason=compared["reason"].to_numpy(),
        kind=[str(kind) for kind in kinds],
        stance=[str(stance) for stance in stances],
        entity_name=resolved["name"].to_numpy(),
        entity_uscc=resolved["uscc"].to_numpy(),
        entity=pd.array(_entities(resolved, stances), dtype="str"),
    )


def _stance(relation: Relation, kind: str) -> Stance:
    if relation.is_one_employer:
        return Stance.SAME
    if kind == "agency":
        return Stance.AGENCY
    public = kind in ("state_organ", "public_institution", "university")
    if relation is Relation.AFFILIATED:
        return Stance.PARENT_BODY if public else Stance.AFFILIATED
    if public:
        return Stance.PUBLIC
    return Stance.UNKNOWN if relation is Relation.UNKNOWN else Stance.DIFFERENT


def _licensed(inputs: Inputs) -> list[str]:
    return inputs.table(SourceKind.HR_AGENCIES)["agency"].dropna().unique().tolist()


def _resolved(pairs: pd.DataFrame, registry: "Registry | None") -> pd.DataFrame:
    """Give the register's name and code; as written where the register does not know it."""
    written = pd.DataFrame(
        {
            "name": pairs["employer"].astype("string").to_numpy(),
            "uscc": pairs["employer_uscc"].astype("string").to_numpy(),
        }
    )
    if "employer_code" in pairs:
        numbers = "单位编号 " + pairs["employer_code"].astype("string").reset_index(drop=True)
        written["name"] = written["name"].fillna(numbers)
    if registry is None:
        return written
    known = registry.resolve(pairs["employer"], pairs["employer_uscc"]).reset_index(drop=True)
    return pd.DataFrame(
        {
            "name": known["name"].astype("string").fillna(written["name"]),
            "uscc": known["uscc"].astype("string").fillna(written["uscc"]),
        }
    )


def _entities(resolved: pd.DataFrame, stances: list[Stance]) -> list[str]:
    return [
        OWN_EMPLOYER
        if stance is Stance.SAME
        else (uscc if isinstance(uscc, str) else fold_width(name) if isinstance(name, str) else "?")
        for name, uscc, stance in zip(resolved["name"], resolved["uscc"], stances, strict=True)
    ]
