"""The ledger's two tables, and what is asked of them (台账的表)."""

import json
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from guazheng_lib.casebook.events import Entry
from guazheng_lib.casebook.ledger import names

_METADATA = sa.MetaData()

ENTRIES = sa.Table(
    names.ENTRIES,
    _METADATA,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    *(sa.Column(each, sa.Text, nullable=False) for each in Entry._fields if each != "seq"),
)
"""One row an entry; the database itself refuses to change or delete one."""

HEAD = sa.Table(
    names.HEAD,
    _METADATA,
    sa.Column("one", sa.Integer, primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("seal", sa.Text, nullable=False),
)
"""The last entry's place and seal, which a trigger moves on by one with each entry."""

VERSION = sa.Table(names.VERSION, _METADATA, sa.Column("version_num", sa.Text))
"""Alembic's own table."""


@dataclass(frozen=True)
class Statements:
    """What is asked of the database, written once in SQLAlchemy, as its driver takes it (语句).

    Attributes:
        insert: enters an entry, given as its values.
        every: reads all entries.
        places: reads the entries at places, given as `listed` gives them.
        news: reads what `Index.take` takes of the entries after a place.
        saying: finds the cases of which an event's facts hold these words.
        head: reads the head.
    """

    insert: str
    every: str
    places: str
    news: str
    saying: str
    head: str

    @staticmethod
    def listed(dialect: sa.Dialect, places: list[int]) -> str | list[int]:
        """Give places as the driver takes several values at once."""
        return places if dialect.name == "postgresql" else json.dumps(places)

    @classmethod
    def of(cls, dialect: sa.Dialect) -> "Statements":
        """Write them for a database."""
        columns = ENTRIES.c
        every = sa.select(ENTRIES).order_by(columns.seq)
        news = sa.select(columns.seq, columns.case, columns.key, columns.status, columns.seal)
        # Not LIKE: the words may hold its wildcards, and a backslash where they hold a quote.
        within = sa.func.strpos if dialect.name == "postgresql" else sa.func.instr
        written: dict[str, sa.ClauseElement] = {
            "insert": ENTRIES.insert().inline(),
            "every": every,
            "places": every.where(_given(dialect)),
            "news": news.where(columns.seq > sa.bindparam("seq")).order_by(columns.seq),
            "saying": sa.select(columns.case)
            .where(within(columns.facts, sa.bindparam("words")) > sa.literal_column("0"))
            .group_by(columns.case)
            .order_by(sa.func.min(columns.seq)),
            "head": sa.select(HEAD.c.seq, HEAD.c.seal),
        }
        return cls(**{name: str(one.compile(dialect=dialect)) for name, one in written.items()})


def _given(dialect: sa.Dialect) -> sa.ColumnElement[bool]:
    places: sa.BindParameter[Any] = sa.bindparam("places")
    if dialect.name == "postgresql":
        return ENTRIES.c.seq == sa.any_(sa.cast(places, postgresql.ARRAY(sa.Integer)))
    return ENTRIES.c.seq.in_(sa.select(sa.func.json_each(places).table_valued("value").c.value))
