"""Make the entries and the head, and let the database refuse to change them (建账)."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TEXTS = ("case", "step", "by", "at", "why", "basis", "facts", "key", "status", "seal")
_START = "0" * 64

_SQLITE = """
CREATE TRIGGER casebook_entries_keep_update BEFORE UPDATE ON casebook_entries
BEGIN SELECT RAISE(ABORT, 'casebook: an entry is never changed'); END;
CREATE TRIGGER casebook_entries_keep_delete BEFORE DELETE ON casebook_entries
BEGIN SELECT RAISE(ABORT, 'casebook: an entry is never deleted'); END;
CREATE TRIGGER casebook_entries_head AFTER INSERT ON casebook_entries
BEGIN
  UPDATE casebook_head SET seq = NEW.seq, seal = NEW.seal WHERE one = 1 AND seq = NEW.seq - 1;
  SELECT RAISE(ABORT, 'casebook: an entry follows the last one') WHERE changes() = 0;
END;
CREATE TRIGGER casebook_head_keep BEFORE DELETE ON casebook_head
BEGIN SELECT RAISE(ABORT, 'casebook: the head is never deleted'); END;
"""

_POSTGRESQL = """
CREATE FUNCTION casebook_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'casebook: an entry is never changed or deleted'; END $$;
CREATE FUNCTION casebook_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE casebook_head SET seq = NEW.seq, seal = NEW.seal WHERE one = 1 AND seq = NEW.seq - 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'casebook: an entry follows the last one';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER casebook_entries_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON casebook_entries
FOR EACH STATEMENT EXECUTE FUNCTION casebook_keep();
CREATE TRIGGER casebook_entries_head AFTER INSERT ON casebook_entries
FOR EACH ROW EXECUTE FUNCTION casebook_follow();
CREATE TRIGGER casebook_head_keep BEFORE DELETE OR TRUNCATE ON casebook_head
FOR EACH STATEMENT EXECUTE FUNCTION casebook_keep();
"""


def upgrade() -> None:
    """Make the tables, the start of the chain, and what guards them."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    op.create_table(
        "casebook_entries",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in _TEXTS),
    )
    head = op.create_table(
        "casebook_head",
        sa.Column("one", sa.Integer, sa.CheckConstraint("one = 1"), primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("seal", sa.Text, nullable=False),
    )
    op.bulk_insert(head, [{"one": 1, "seq": 0, "seal": _START}])
    for statement in _statements(_POSTGRESQL if is_postgresql else _SQLITE):
        op.execute(statement)


def _statements(script: str) -> list[str]:
    return ["CREATE" + each for each in script.split("\nCREATE")[1:]]
