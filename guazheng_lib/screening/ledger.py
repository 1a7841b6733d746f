"""The payments of the registered persons, in the engine (缴费明细): DuckDB through Ibis.

Months are ordinals here (months since year 0).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from guazheng_lib.screening.inputs import CONTRIBUTIONS, Inputs
from guazheng_lib.screening.stances import Stance
from guazheng_lib.terms.month import month_of, month_ordinal

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir

TERM = ["held_from", "held_to", "is_undated"]
"""What the months held against a registration depend on."""


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
        registrations[["reg", "person_id", "employer_key", *TERM]],
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
