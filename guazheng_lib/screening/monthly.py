"""The monthly model (逐月比对): which employer paid for a registered person, month by month.

One Ibis expression from the payments to the counts of months, run by DuckDB in the process and
able to run elsewhere. Months are ordinals here (months since year 0). A month is *elsewhere* where
an employer paid that is not the registered one; a short run of such months beside months paid by
the registered employer is the lag of a change and held against nobody.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from guazheng_lib.screening.inputs import CONTRIBUTIONS, Inputs
from guazheng_lib.screening.stances import ELSEWHERE, Stance
from guazheng_lib.terms.month import month_of, month_ordinal

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir


_TERM = ["held_from", "held_to", "is_undated"]


@dataclass(frozen=True)
class Ledger:
    """The payments of the registered persons in the engine (缴费明细), one row as read each."""

    connection: "ibis.BaseBackend"
    registrations: "ir.Table"
    payments: "ir.Table"

    def keep(self, name: str, expression: "ir.Table | pd.DataFrame") -> "ir.Table":
        """Work an expression out once, for those that build on it."""
        return self.connection.create_table(name, expression)


def open_ledger(inputs: Inputs, registrations: pd.DataFrame) -> Ledger:
    """Put the registrations and the payments of these persons into DuckDB."""
    import ibis

    connection = ibis.duckdb.connect()
    held = connection.create_table(
        "registrations",
        registrations[["reg", "person_id", "employer_key", *_TERM]],
    )
    latest = month_ordinal(month_of(inputs.params.as_of))
    supplied = [
        _payments(connection.read_parquet(inputs.sources[kind].parquet), str(kind), latest)
        for kind in CONTRIBUTIONS
        if inputs.has(kind)
    ]
    if not supplied:
        return Ledger(connection, held, _no_payments(connection))
    union = ibis.union(*supplied) if len(supplied) > 1 else supplied[0]
    ours = union.semi_join(held, "person_id")
    return Ledger(connection, held, connection.create_table("payments", ours))


def payers(ledger: Ledger) -> pd.DataFrame:
    """List every pair of a registered employer and a payer of its people, once."""
    paid = ledger.registrations.join(ledger.payments, "person_id")
    pairs: pd.DataFrame = (
        paid.select("employer_key", "payer", "employer", "employer_uscc", "employer_code")
        .distinct()
        .order_by(["employer_key", "payer"])
        .execute()
    )
    return pairs


def stanced(ledger: Ledger, pairs: pd.DataFrame) -> "ir.Table":
    """Give each payment row of each registration the payer's stance and entity."""
    import ibis

    told = pairs[["employer_key", "payer", "stance", "entity", "relation"]]
    known = ledger.keep("pairs", told.astype("string"))
    paid = ledger.registrations.join(ledger.payments, "person_id").join(
        known, ["employer_key", "payer"]
    )
    at_public = (paid.insured_as == "public") & paid.stance.isin([Stance.DIFFERENT, Stance.UNKNOWN])
    own_account = paid.insured_as.isin(["flexible", "resident"])
    return paid.mutate(
        stance=ibis.cases(
            (own_account, Stance.OWN_ACCOUNT), (at_public, Stance.PUBLIC), else_=paid.stance
        )
    )


def month_grid(paid: "ir.Table", first: int, last: int) -> "ir.Table":
    """Spread the payments over the months: one row per registration, source, month and payer."""
    import ibis

    months = ibis.range(first, last + 1).unnest().name("month").as_table()
    reached = paid.filter(paid.payment != "unpaid", paid.insured_as != "retired")
    return reached.join(
        months, [reached.from_at <= months.month, months.month <= reached.to_at]
    ).select("reg", "source", "month", "stance", "entity", *_TERM)


def month_flags(grid: "ir.Table", lag: int) -> "ir.Table":
    """Say of each month what was paid, and whether it is held against the person.

    `same`, `elsewhere` and one flag a stance; `unrelated`: how many unrelated employers paid at
    once; `held`: inside the months compared and not the lag of a change.
    """
    import ibis

    stance = grid.stance
    unrelated = stance.isin([Stance.SAME, Stance.DIFFERENT, Stance.PUBLIC])
    flags = grid.group_by("reg", "source", "month", *_TERM).agg(
        elsewhere=stance.isin(list(ELSEWHERE)).any(),
        unrelated=grid.entity.nunique(where=unrelated),
        **{str(each): (stance == each).any() for each in Stance},
    )
    run = ibis.window(group_by=["reg", "source", "elsewhere"], order_by="month")
    numbered = flags.mutate(run=ibis._.month - ibis.row_number().over(run))
    return _without_lag(numbered, lag)


def _without_lag(flags: "ir.Table", lag: int) -> "ir.Table":
    import ibis

    same_month = flags[Stance.SAME].ifelse(flags.month, ibis.null("int64"))
    in_order = {"group_by": ["reg", "source"], "order_by": "month"}
    before = same_month.max().over(ibis.window(preceding=(None, 0), **in_order))
    after = same_month.min().over(ibis.window(following=(0, None), **in_order))
    in_run = ibis.window(group_by=["reg", "source", "elsewhere", "run"])
    flags = flags.mutate(
        start=flags.month.min().over(in_run),
        end=flags.month.max().over(in_run),
        same_before=before,
        same_after=after,
    )
    leaving = (flags.same_before >= flags.start - 1) & (flags.month - flags.start < lag)
    joining = (flags.same_after <= flags.end + 1) & (flags.end - flags.month < lag)
    lagging = flags.elsewhere & (leaving.fill_null(False) | joining.fill_null(False))
    inside = flags.month.between(flags.held_from, flags.held_to) & ~_maybe_earlier(flags)
    return flags.mutate(inside=inside, held=inside & ~lagging)


def _maybe_earlier(flags: "ir.Table") -> "ir.BooleanValue":
    """Tell which months may lie before a registration whose date nobody gave.

    Where the registered employer pays at some time, what was before it may be a former employment.
    """
    import ibis

    same_month = flags[Stance.SAME].ifelse(flags.month, ibis.null("int64"))
    joined = same_month.min().over(ibis.window(group_by="reg"))
    return flags.is_undated & (flags.month < joined).fill_null(False)


def month_counts(flags: "ir.Table") -> "ir.Table":
    """Count the months of each registration and source (月数): the end of the one expression."""
    held, inside = flags.held, flags.inside
    return flags.group_by("reg", "source").agg(
        paid=inside.sum(),
        elsewhere=(held & flags.elsewhere).sum(),
        at_once=(held & flags.elsewhere & (flags.unrelated > 1)).sum(),
        same_ever=flags[Stance.SAME].sum(),
        same_first=flags.month.min(where=flags[Stance.SAME]),
        same_last=flags.month.max(where=flags[Stance.SAME]),
        same=(inside & flags[Stance.SAME]).sum(),
        **{str(each): (held & flags[each]).sum() for each in Stance if each is not Stance.SAME},
    )


def entity_months(grid: "ir.Table", flags: "ir.Table") -> "ir.Table":
    """Count the held months that each other employer paid, to find the one that pays most."""
    held = flags.filter(flags.held).select("reg", "source", "month")
    other = grid.filter(grid.stance != Stance.SAME, grid.stance != Stance.OWN_ACCOUNT)
    return (
        other.join(held, ["reg", "source", "month"])
        .group_by("reg", "source", "stance", "entity")
        .agg(months=lambda t: t.month.nunique())
    )


def months_elsewhere(flags: "ir.Table") -> "ir.Table":
    """Count the months in which any source shows another employer (不一致月数)."""
    other = flags.filter(flags.held & flags.elsewhere)
    return other.group_by("reg").agg(months=other.month.nunique())


def retired(paid: "ir.Table") -> "ir.Table":
    """List the registrations whose holder draws a pension by the insurance's own status."""
    return paid.filter(paid.insured_as == "retired").select("reg").distinct()


def spells(paid: "ir.Table", first: int, last: int) -> "ir.Table":
    """Join consecutive months of one payer into spells, each with its first row's place."""
    import ibis

    near = paid.filter(paid.to_at >= first, paid.from_at <= last)
    payer = ["reg", "source", "payer", "stance", "relation", "payment", "insured_as"]
    in_order = {"group_by": payer, "order_by": ["from_at", "to_at", "file", "sheet", "row"]}
    reached = near.to_at.max().over(ibis.window(preceding=(None, 1), **in_order))
    begins = (near.from_at > reached + 1).fill_null(True)
    marked = near.mutate(begins=begins.cast("int64"))
    spell = marked.begins.sum().over(ibis.window(preceding=(None, 0), **in_order))
    numbered = marked.mutate(spell=spell)
    place = ibis.row_number().over(
        ibis.window(
            group_by=[*payer, "spell"], order_by=["from_at", "to_at", "file", "sheet", "row"]
        )
    )
    first_row = numbered.mutate(place=place)
    whole = first_row.mutate(
        until=first_row.to_at.max().over(ibis.window(group_by=[*payer, "spell"]))
    )
    return whole.filter(whole.place == 0).select(
        "reg",
        "source",
        "file",
        "sheet",
        "row",
        "from_at",
        "until",
        "employer",
        "employer_code",
        "stance",
        "relation",
        "payment",
        "insured_as",
        "open_end",
    )


def _payments(table: "ir.Table", source: str, latest: int) -> "ir.Table":
    import ibis

    text = ibis.null("string")
    insured_as = table.insured_as if "insured_as" in table.columns else ibis.literal("employee")
    uscc = table.employer_uscc_valid.fill_null(False).ifelse(table.employer_uscc, text)
    return table.select(
        "person_id",
        source=ibis.literal(source),
        employer=table.employer.cast("string"),
        employer_uscc=uscc.cast("string"),
        employer_code=table.employer_code.cast("string"),
        payer=ibis.literal("|").join(
            [
                part.cast("string").fill_null("")
                for part in (table.employer, uscc, table.employer_code)
            ]
        ),
        payment=table.payment,
        insured_as=insured_as,
        from_at=_ordinal(table.from_month),
        to_at=_ordinal(table.to_month).fill_null(latest),
        open_end=table.to_month.isnull(),  # noqa: PD003
        file=table.file,
        sheet=table.sheet.cast("string"),
        row=table.row.cast("int64"),
    )


def _ordinal(month: "ir.StringValue") -> "ir.IntegerValue":
    month = month.cast("string")
    return month.substr(0, 4).cast("int64") * 12 + month.substr(5, 2).cast("int64") - 1


def _no_payments(connection: "ibis.BaseBackend") -> "ir.Table":
    text = ["person_id", "source", "employer", "employer_uscc", "employer_code", "payer"]
    text += ["payment", "insured_as", "file", "sheet"]
    schema = dict.fromkeys(text, "string") | dict.fromkeys(["from_at", "to_at", "row"], "int64")
    return connection.create_table("payments", schema=schema | {"open_end": "boolean"})
