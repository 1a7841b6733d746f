"""What a person holds beside a registration (其他证书): B certificates, other registrations."""

from typing import TYPE_CHECKING

import pandas as pd

from guazheng_lib.screening.inputs import Inputs, month_ordinals, proven_uscc
from guazheng_lib.screening.stances import UNRELATED, Stance, add_stances
from guazheng_lib.terms.tables import SourceKind

if TYPE_CHECKING:
    from guazheng_lib.employers import Registry

ENDED = ("注销", "失效", "过期", "吊销", "撤销", "暂扣", "暂停", "作废", "无效", "收回", "冻结")
"""Words of a status that say a certificate is not in force (证书状态)."""

PLACE = ["file", "sheet", "row"]


def beside(
    inputs: Inputs, registrations: pd.DataFrame, registry: "Registry | None"
) -> pd.DataFrame:
    """List the B certificates and the other registrations in force beside each registration.

    Returns:
        One row per registration and certificate: `reg`, `source`, `employer`, `stance`,
        `relation`, `entity`, `entity_name`, `entity_uscc`, its place, `from_month`, `to_month`.
    """
    found = [_safety_b(inputs, registrations), _other_registrations(registrations)]
    together = pd.concat(found, ignore_index=True)
    return add_stances(together, inputs, registry)


def summary(beside: pd.DataFrame, inputs: Inputs, regs: pd.Index) -> pd.DataFrame:
    """Say per registration where its holder's B certificate and other registrations are."""
    safety_b = beside[beside["source"] == SourceKind.SAFETY_B]
    other = beside[beside["source"] == SourceKind.REGISTRATIONS]
    facts = pd.DataFrame(index=regs)
    for name, stances in {
        "sb_same": [Stance.SAME],
        "sb_other": [Stance.DIFFERENT, Stance.PUBLIC, Stance.AGENCY],
        "sb_related": [Stance.AFFILIATED, Stance.PARENT_BODY],
        "sb_unknown": [Stance.UNKNOWN],
    }.items():
        held = pd.Series(regs.isin(safety_b.loc[safety_b["stance"].isin(stances), "reg"]), regs)
        facts[name] = held.astype("boolean")
    if not inputs.has(SourceKind.SAFETY_B):
        facts[:] = pd.NA
    multi = other.loc[other["stance"].isin(UNRELATED), "reg"]
    return facts.assign(reg_multi=pd.array(regs.isin(multi), dtype="boolean"))


def in_force(status: pd.Series) -> pd.Series:
    """Tell by its status whether a certificate is in force (有效); no status says yes."""
    ended = status.astype("string").str.contains("|".join(ENDED), na=False)
    denied = status.astype("string").str.contains("未注销|未过期|未失效|未暂停", na=False)
    return ~ended | denied


def _safety_b(inputs: Inputs, registrations: pd.DataFrame) -> pd.DataFrame:
    table = inputs.table(SourceKind.SAFETY_B)
    ours = registrations.merge(table, on="person_id", suffixes=("_registration", ""))
    until = month_ordinals(ours["valid_until"])
    current = in_force(ours["status"]) & (until.isna() | (until >= ours["held_from"]))
    kept = ours[current.fillna(True)]
    return _certificates(
        kept,
        SourceKind.SAFETY_B,
        employer=kept["employer"],
        uscc=proven_uscc(kept["employer_uscc"], kept["employer_uscc_valid"]),
        since=pd.Series(pd.NaT, kept.index),
    )


def _other_registrations(registrations: pd.DataFrame) -> pd.DataFrame:
    current = registrations[in_force(registrations["status"])]
    pairs = current.merge(current, on="person_id", suffixes=("", "_other"))
    pairs = pairs[pairs["reg"] != pairs["reg_other"]]
    overlap_from = pairs[["held_from", "held_from_other"]].max(axis=1)
    overlap_to = pairs[["held_to", "held_to_other"]].min(axis=1)
    kept = pairs[overlap_from <= overlap_to]
    other = kept.filter(like="_other").rename(columns=lambda name: name.removesuffix("_other"))
    return _certificates(
        kept.assign(**{name: other[name] for name in [*PLACE, "valid_until"]}),
        SourceKind.REGISTRATIONS,
        employer=other["registered_employer"],
        uscc=proven_uscc(other["registered_uscc"], other["registered_uscc_valid"]),
        since=other["registered_on"],
    )


def _certificates(
    rows: pd.DataFrame,
    source: SourceKind,
    *,
    employer: pd.Series,
    uscc: pd.Series,
    since: pd.Series,
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "reg": rows["reg"],
            "source": str(source),
            "registered_employer": rows["registered_employer"],
            "registered_uscc": proven_uscc(rows["registered_uscc"], rows["registered_uscc_valid"]),
            "employer": employer,
            "employer_uscc": uscc,
            **{name: rows[name] for name in PLACE},
            "from_month": pd.to_datetime(since).dt.strftime("%Y-%m"),
            "to_month": pd.to_datetime(rows["valid_until"]).dt.strftime("%Y-%m"),
        }
    )
