"""Payments joined into spells, each with the place of its first row (缴费时段)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir


def join_spells(paid: "ir.Table", first: int, last: int) -> "ir.Table":
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
