"""What is known about each registration (事实表): one row each, from which the rules decide.

A count is NA where its source was not supplied: unknown is an answer. Prefixes: `si_` social
insurance, `hf_` housing fund, `sb_` B certificate. Counts are months held against the person.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from guazheng_lib.screening import certificates, duty, exemptions, monthly, rectified
from guazheng_lib.screening.inputs import Inputs, held_registrations, month_ordinals, proven_uscc
from guazheng_lib.screening.ledger import Ledger, open_ledger, payers, stanced
from guazheng_lib.screening.retirement import is_over_age, may_be_retired
from guazheng_lib.screening.spells import join_spells
from guazheng_lib.screening.stances import Stance, add_stances, registry_of, with_codes_resolved
from guazheng_lib.terms.identity import IdType
from guazheng_lib.terms.month import month_ordinal
from guazheng_lib.terms.tables import SourceKind

if TYPE_CHECKING:
    from guazheng_lib.employers import Registry

PREFIXES = {SourceKind.SOCIAL_INSURANCE: "si_", SourceKind.HOUSING_FUND: "hf_"}

_COUNTED = ("paid", "elsewhere", "at_once", "same_ever", *Stance)


@dataclass(frozen=True)
class Known:
    """Everything known before the rules look (已知事实).

    Attributes:
        facts: one row per registration, indexed by `reg`.
        entities: the other employers per registration and source, with the months they paid.
        spells: the payments as spells, each with its place in the files.
        certificates: B certificates and other registrations beside each registration.
        exemptions: evidence of an exemption per registration.
        corrections: self-corrections per registration.
        posts: key posts on projects per registration.
    """

    facts: pd.DataFrame
    entities: pd.DataFrame
    spells: pd.DataFrame
    certificates: pd.DataFrame
    exemptions: pd.DataFrame
    corrections: pd.DataFrame
    posts: pd.DataFrame


def gather(inputs: Inputs) -> Known:
    """Gather the facts of every registration from all sources supplied (汇集事实)."""
    registrations = held_registrations(inputs)
    registry = registry_of(inputs)
    counts, entities, spells = _paid(inputs, registrations, registry)
    beside = certificates.beside(inputs, registrations, registry)
    known = Known(
        facts=registrations.set_index("reg", drop=False)
        .join(counts)
        .join(certificates.summary(beside, inputs, counts.index)),
        entities=entities,
        spells=spells,
        certificates=beside,
        exemptions=exemptions.papers(inputs, registrations),
        corrections=rectified.papers(inputs, registrations),
        posts=duty.posts(inputs, registrations),
    )
    return _with_person(known, inputs)


def _paid(
    inputs: Inputs, registrations: pd.DataFrame, registry: "Registry | None"
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    lag = inputs.params.thresholds.lag_months
    first, last = (
        month_ordinal(inputs.params.window.first),
        month_ordinal(inputs.params.window.last),
    )
    ledger = open_ledger(inputs, registrations)
    pairs = _payer_pairs(ledger, inputs, registrations, registry)
    paid = stanced(ledger, pairs)
    grid = ledger.keep("grid", monthly.month_grid(paid, first - lag - 1, last + lag + 1))
    flags = ledger.keep("flags", monthly.month_flags(grid, lag))
    counts = _wide(monthly.month_counts(flags).execute(), inputs, registrations["reg"])
    elsewhere = monthly.months_elsewhere(flags).execute().set_index("reg")["months"]
    counts = counts.assign(
        months_elsewhere=elsewhere.reindex(counts.index, fill_value=0).astype("int64"),
        retired_by_status=counts.index.isin(monthly.retired(paid).execute()["reg"]),
    )
    who = pairs.drop_duplicates("entity")[["entity", "entity_name", "entity_uscc", "kind"]]
    entities = monthly.entity_months(grid, flags).execute().merge(who, on="entity")
    return counts, entities, join_spells(paid, first, last).execute()


def _payer_pairs(
    ledger: Ledger,
    inputs: Inputs,
    registrations: pd.DataFrame,
    registry: "Registry | None",
) -> pd.DataFrame:
    named = registrations.drop_duplicates("employer_key").set_index("employer_key")
    uscc = proven_uscc(named["registered_uscc"], named["registered_uscc_valid"])
    pairs = payers(ledger)
    pairs = with_codes_resolved(pairs, inputs.table(SourceKind.EMPLOYER_CODES))
    return add_stances(
        pairs.assign(
            registered_employer=pairs["employer_key"].map(named["registered_employer"]),
            registered_uscc=pairs["employer_key"].map(uscc),
        ),
        inputs,
        registry,
    )


def _wide(counts: pd.DataFrame, inputs: Inputs, regs: pd.Series) -> pd.DataFrame:
    wide = pd.DataFrame(index=pd.Index(regs, name="reg"))
    counted = [str(name) for name in _COUNTED]
    for kind, prefix in PREFIXES.items():
        ours = counts[counts["source"] == str(kind)].set_index("reg").drop(columns="source")
        ours = ours.reindex(wide.index).astype("Int64")
        if inputs.has(kind):
            ours[counted] = ours[counted].fillna(0)
        wide = wide.join(ours.add_prefix(prefix))
    return wide


def _with_person(known: Known, inputs: Inputs) -> Known:
    facts, as_of = known.facts, inputs.params.as_of
    limit = inputs.params.thresholds.registration_age
    people = facts["person_id"]
    best = known.exemptions.sort_values(["is_proven", "is_named"], ascending=False)
    best = best.drop_duplicates("reg").set_index("reg")
    posts = known.posts.groupby("reg")
    added: dict[str, Any] = {
        "registered_at": month_ordinals(facts["registered_on"]),
        "held_months": (facts["held_to"] - facts["held_from"] + 1).clip(lower=0),
        "is_masked": facts["id_type"] == IdType.MASKED,
        "is_expired": pd.to_datetime(facts["valid_until"]) < pd.Timestamp(as_of),
        "may_be_retired": pd.array([may_be_retired(who, as_of) for who in people], "boolean"),
        "over_age": pd.array([is_over_age(who, as_of, limit=limit) for who in people], "boolean"),
        "exemption_given": best["exemption"].reindex(facts.index),
        "exemption_proven": best["is_proven"].reindex(facts.index).astype("boolean").fillna(False),
        "rectified": facts.index.isin(
            known.corrections.loc[known.corrections["is_in_time"], "reg"]
        ),
        "duty_absent": posts["is_absent"].any().astype("boolean").reindex(facts.index),
        "duty_double": posts["is_double"].any().astype("boolean").reindex(facts.index),
        "parent_kind": _parent_kind(known.entities).reindex(facts.index),
    }
    return Known(**{**vars(known), "facts": facts.assign(**added)})


def _parent_kind(entities: pd.DataFrame) -> pd.Series:
    """Give the kind of the parent body that pays (上级单位类别), per registration."""
    parents = entities[entities["stance"] == str(Stance.PARENT_BODY)]
    return (
        parents.sort_values("months", ascending=False)
        .drop_duplicates("reg")
        .set_index("reg")["kind"]
    )
