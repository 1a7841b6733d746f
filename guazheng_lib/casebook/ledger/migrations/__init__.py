"""How a ledger of an older version becomes one of this version (台账升级), by Alembic."""

from pathlib import Path
from typing import TYPE_CHECKING

from guazheng_lib.casebook.ledger.names import VERSION

if TYPE_CHECKING:
    import sqlalchemy as sa

FOLDER = Path(__file__).parent


def knows(revision: str) -> bool:
    """Tell whether this program knows a version of the ledger (认得的版本)."""
    from alembic.script import ScriptDirectory

    return revision in {each.revision for each in ScriptDirectory(FOLDER).walk_revisions()}


def upgrade(connection: "sa.Connection") -> None:
    """Bring a ledger, or an empty database, to the newest version in one transaction (升级)."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(FOLDER)
    with EnvironmentContext(
        Config(),
        script,
        fn=lambda revision, context: script._upgrade_revs("head", revision),
    ) as environment:
        environment.configure(connection=connection, version_table=VERSION, transactional_ddl=True)
        with environment.begin_transaction():
            environment.run_migrations()
