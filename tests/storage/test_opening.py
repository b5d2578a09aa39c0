"""Opening a database: its address, its schema, and what is wrong with it in words."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from bot.storage import CannotOpen, Database
from bot.storage.engines import address as address_of
from bot.storage.engines import engine_for
from bot.storage.migrating import FOLDER, HEAD, migrate, revision
from bot.storage.tables import metadata


@pytest.fixture
def engine(fresh_address):
    made = engine_for(address_of(fresh_address))
    yield made
    made.dispose()


def differences(connection):
    """Between the tables and what the code sees, SQLite's full-text table and its shadows aside."""

    def ours(name, kind, _parents):
        return kind != "table" or not name.startswith("article_words")

    return compare_metadata(MigrationContext.configure(connection, opts={"include_name": ours}), metadata)


def empty(engine):
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE IF EXISTS article_words"))
        connection.execute(text("DROP TABLE alembic_version"))


def test_the_migrations_make_exactly_the_tables_that_the_code_sees(engine):
    with engine.connect() as connection:
        assert differences(connection) == []
        assert revision(connection) == HEAD


def test_the_code_works_with_the_last_migration():
    assert ScriptDirectory(str(FOLDER)).get_heads() == [HEAD]


def test_a_migration_is_done_once(engine):
    empty(engine)
    assert migrate(engine) is True
    assert migrate(engine) is False


def test_replicas_that_start_together_migrate_one_by_one(engine, fresh_address):
    empty(engine)
    faults = []

    def start():
        try:
            Database.open(fresh_address).close()
        except Exception as error:  # noqa: BLE001
            faults.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with engine.connect() as connection:
        assert differences(connection) == []


def test_a_migration_that_fails_leaves_the_database_as_it_was(engine):
    empty(engine)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE texts (id INTEGER)"))
    with pytest.raises(Exception, match="texts"):
        migrate(engine)
    with engine.connect() as connection:
        assert revision(connection) is None
        assert engine.dialect.get_table_names(connection) == ["texts"]


def test_a_database_of_a_later_version_is_left_alone(engine, fresh_address):
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CannotOpen, match="revision 9999, of a later Guichet"):
        Database.open(fresh_address)


def test_opening_what_is_up_to_date_does_not_load_alembic(sqlite_address):
    code = (
        "import sys; from bot.storage import Database; "
        f"Database.open({sqlite_address!r}).close(); print('alembic' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "not the address of a database"),
        ("guichet.db", "not the address of a database"),
        ("mysql://host/name", "'mysql' are not supported"),
        ("sqlite:////no/such/folder/desk.db", "cannot open sqlite"),
        ("postgresql://ann:secret@127.0.0.1:1/desk", "cannot open postgresql"),
    ],
)
def test_an_address_that_cannot_be_opened_says_why(url, says):
    with pytest.raises(CannotOpen, match=says) as caught:
        Database.open(url)
    assert "secret" not in str(caught.value)


def test_without_the_driver_of_postgresql_it_says_what_to_install(sqlite_address):
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from bot.storage import CannotOpen, Database\n"
        "try:\n    Database.open('postgresql://localhost/desk')\n"
        "except CannotOpen as error:\n    print(error)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "install guichet with the extra 'postgres'" in ran.stdout


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_private_database_is_shared_by_threads_and_gone_at_close(url):
    database = Database.open(url)
    with database.writing() as work:
        work.settings.set("seen", "yes")
        work.commit()
    seen = []

    def look():
        with database.reading() as work:
            seen.append(work.settings.get("seen"))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    path = Path(database._engine.url.database)
    assert seen == ["yes"]
    assert path.exists()
    database.close()
    assert not path.parent.exists()


def test_an_acknowledged_write_is_on_disk(sqlite_address):
    database = Database.open(sqlite_address)
    with database._engine.connect() as connection:
        facts = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    database.close()
    assert facts == ["wal", 2, 1]


def test_temporary_databases_share_nothing_but_their_shape():
    first, second = Database.open("sqlite://"), Database.open("sqlite://")
    with first.writing() as work:
        work.settings.set("who", "first")
        work.commit()
    with second.reading() as work:
        assert work.settings.get("who") is None
    first.close()
    second.close()
