"""The ledger's two tables, and what is asked of them (台账的表)."""

from dataclasses import dataclass, fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from guazheng_lib.casebook.events import Entry

REVISION = "0001"
"""The newest version of the schema: the last file of `migrations/versions`."""

_METADATA = sa.MetaData()
_ORDERED = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")

ENTRIES = sa.Table(
    "casebook_entries",
    _METADATA,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    *(
        sa.Column(each.name, _ORDERED if each.name == "case" else sa.Text, nullable=False)
        for each in fields(Entry)
        if each.name != "seq"
    ),
)
"""One row an entry; the database itself refuses to change or delete one."""

HEAD = sa.Table(
    "casebook_head",
    _METADATA,
    sa.Column("one", sa.Integer, primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("seal", sa.Text, nullable=False),
)
"""The last entry's place and seal, which a trigger moves on by one with each entry."""

VERSION = sa.Table("casebook_version", _METADATA, sa.Column("version_num", sa.Text))
"""Alembic's own table."""

MOST_ALIKE = 10
"""How many cases are listed that begin alike."""

# A literal, not a parameter: only so is the index of the non-empty keys used.
_KEYED = ENTRIES.c.key != sa.literal_column("''")


@dataclass(frozen=True)
class Statements:
    """What is asked of the database, written once in SQLAlchemy, as its driver takes it (语句)."""

    look: str
    insert: str
    every: str
    case: str
    page: str
    head: str
    like: str
    saying: str

    @classmethod
    def of(cls, dialect: sa.Dialect) -> "Statements":
        """Write them for a database."""
        order = ENTRIES.c.seq
        where = ENTRIES.c.case
        last = sa.select(ENTRIES.c.status).where(where == sa.bindparam("case"))
        known = sa.exists().where(_KEYED, ENTRIES.c.key == sa.bindparam("key"))
        every = sa.select(ENTRIES).order_by(order)
        alike = (where >= sa.bindparam("first"), where < sa.bindparam("last"))
        written: dict[str, sa.ClauseElement] = {
            "look": sa.select(
                HEAD.c.seq,
                HEAD.c.seal,
                _first(1, last.order_by(order.desc())).scalar_subquery(),
                known,
            ),
            "insert": ENTRIES.insert().inline(),
            "every": every,
            "case": every.where(where == sa.bindparam("case")),
            "page": _first(5000, every.where(order > sa.bindparam("after"))),
            "head": sa.select(HEAD.c.seq, HEAD.c.seal),
            "like": _first(MOST_ALIKE, sa.select(where).where(*alike).distinct().order_by(where)),
            "saying": sa.select(where)
            .where(ENTRIES.c.facts.contains(sa.bindparam("words")))
            .group_by(where)
            .order_by(sa.func.min(order)),
        }
        return cls(**{name: str(one.compile(dialect=dialect)) for name, one in written.items()})


def _first(most: int, asked: sa.Select[Any]) -> sa.Select[Any]:
    """Limit a question by literals, since a compiled statement carries no values."""
    return asked.limit(sa.literal_column(str(most))).offset(sa.literal_column("0"))


def row_of(entry: Entry) -> dict[str, Any]:
    """Give an entry's values by column (账页各栏)."""
    return vars(entry)
