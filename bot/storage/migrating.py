"""Brings a database up to the present schema: quickly when it is there already."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, text

from bot.storage.engines import begin
from bot.storage.errors import CannotOpen

HEAD = "0019"
"""The revision that this code works with: the last one of the migrations folder."""

FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x6775_6963_6865_7400
"""Ours among a PostgreSQL server's advisory locks: replicas that start together migrate one by one."""


def revision(connection: Connection) -> str | None:
    """The revision that the database is at; None for an empty one."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return None if found is None else str(found)


def migrate(engine: Engine) -> bool:
    """Upgrade in one transaction; False where nothing was to do.

    Raises:
        CannotOpen: the database was migrated by a later version of this program.
    """
    with engine.connect() as connection:
        if revision(connection) == HEAD:
            return False
    with engine.connect() as connection, connection.begin():
        begin(connection, writes=True)
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        found = revision(connection)
        if found == HEAD:
            return False
        _upgrade(connection, found)
    return True


def _upgrade(connection: Connection, found: str | None) -> None:
    # Alembic costs a noticeable part of a start, and most starts have nothing to migrate.
    from alembic.config import Config  # noqa: PLC0415
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    scripts = ScriptDirectory(str(FOLDER))
    if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
        raise CannotOpen(f"the database is at revision {found}, of a later Guichet than this one")
    environment = EnvironmentContext(
        Config(),
        scripts,
        fn=lambda at, _context: scripts._upgrade_revs(HEAD, at),  # noqa: SLF001
    )
    with environment:
        environment.configure(connection=connection)
        environment.run_migrations()
