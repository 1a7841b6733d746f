"""What the ledger's tables are called, and of which version they are (表名与版本).

They stand apart from the tables: who only reads need not load SQLAlchemy.
"""

ENTRIES, HEAD, VERSION = "casebook_entries", "casebook_head", "casebook_version"
"""The events; the last one's place and seal; Alembic's own table."""

REVISION = "0001"
"""The newest version of the schema: the last file of `migrations/versions`."""
