"""The monthly model (逐月比对): which employer paid for a registered person, month by month.

One Ibis expression from the payments to the counts of months, run by DuckDB in the process and
able to run elsewhere. Months are ordinals here (months since year 0). A month is *elsewhere* where
an employer paid that is not the registered one; a short run of such months beside months paid by
the registered employer is the lag of a change and held against nobody.
"""

from typing import TYPE_CHECKING

from guazheng_lib.screening.ledger import TERM
from guazheng_lib.screening.stances import ELSEWHERE, Stance

if TYPE_CHECKING:
    import ibis.expr.types as ir


def month_grid(paid: "ir.Table", first: int, last: int) -> "ir.Table":
    """Spread the payments over the months: one row per registration, source, month and payer."""
    import ibis

    months = ibis.range(first, last + 1).unnest().name("month").as_table()
    reached = paid.filter(paid.payment != "unpaid", paid.insured_as != "retired")
    return reached.join(
        months, [reached.from_at <= months.month, months.month <= reached.to_at]
    ).select("reg", "source", "month", "stance", "entity", *TERM)


def month_flags(grid: "ir.Table", lag: int) -> "ir.Table":
    """Say of each month what was paid, and whether it is held against the person.

    `same`, `elsewhere` and one flag a stance; `unrelated`: how many unrelated employers paid at
    once; `held`: inside the months compared and not the lag of a change.
    """
    import ibis

    stance = grid.stance
    unrelated = stance.isin([Stance.SAME, Stance.DIFFERENT, Stance.PUBLIC])
    flags = grid.group_by("reg", "source", "month", *TERM).agg(
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
