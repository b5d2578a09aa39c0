"""Whether anything was committed since: told by SQLite, whichever process wrote."""

import subprocess
import sys

import pytest

from bot.storage import Database

ELSEWHERE = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as connection:
    connection.execute(sys.argv[2])
"""


@pytest.fixture
def file(sqlite_address):
    opened = Database.open(sqlite_address)
    yield opened
    opened.close()


def test_every_commit_has_a_stamp_of_its_own(file):
    stamps = [file.stamp()]
    for value in ("1", "2", "3"):
        with file.writing() as work:
            work.settings.set("a", value)
            work.commit()
        stamps.append(file.stamp())
    assert len(set(stamps)) == len(stamps)


def test_what_only_read_or_was_undone_changes_no_stamp(file):
    before = file.stamp()
    with file.reading() as work:
        assert work.settings.get("a") is None
        assert file.stamp() == before
    with file.writing() as work:
        work.settings.set("a", "1")
    assert file.stamp() == before


def test_a_commit_of_another_process_changes_it(file, sqlite_address):
    before = file.stamp()
    change = "INSERT INTO settings (key, value) VALUES ('a', '1')"
    path = sqlite_address.removeprefix("sqlite:///")
    subprocess.run([sys.executable, "-c", ELSEWHERE, path, change], check=True, timeout=30)
    assert file.stamp() != before
    with file.reading() as work:
        assert work.settings.get("a") == "1"


def test_asking_for_it_keeps_no_moment_of_the_past(file):
    """The log of what was written can be folded back into the file: nobody reads from before it."""
    file.stamp()
    with file.writing() as work:
        work.settings.set("a", "1")
        work.commit()
    file.stamp()
    with file._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0


def test_postgresql_tells_none(postgres_address):
    database = Database.open(postgres_address)
    assert database.stamp() is None
    database.close()
