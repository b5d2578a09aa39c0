"""Where a platform can be written to is at hand while nothing was committed, and never stale."""

import json
import subprocess
import sys

import pytest

from bot import conversations
from bot.clock import SystemClock
from bot.conversations import Conversations
from bot.ports import Known
from bot.storage import Database

BURY = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as connection:
    assert connection.execute("UPDATE conversations SET dead = 'app_removed'").rowcount == 1
"""
ADA = Known("teams", "T1", "a:ada", "ada", json.dumps({"service_url": "https://smba.example/emea/"}))
BO = Known("teams", "T1", "a:bo", "bo", json.dumps({"service_url": "https://smba.example/emea/"}))


def name(known):
    return known.platform, known.tenant, known.conversation


@pytest.fixture
def kept(sqlite_address):
    database = Database.open(sqlite_address)
    yield Conversations(database, SystemClock())
    database.close()


def test_what_was_read_is_at_hand_until_something_is_committed(kept):
    assert kept.at_hand(*name(ADA)) is None
    kept.keep(ADA)
    assert kept.at_hand(*name(ADA)) is None
    assert kept.of(*name(ADA)) == ADA
    assert kept.at_hand(*name(ADA)) == ADA
    kept.keep(ADA)
    assert kept.at_hand(*name(ADA)) == ADA
    kept.keep(BO)
    assert kept.at_hand(*name(ADA)) is None


def test_what_was_given_up_is_given_up_at_once(kept):
    kept.keep(ADA)
    kept.of(*name(ADA))
    kept.bury(*name(ADA), "blocked")
    assert kept.at_hand(*name(ADA)) is None
    assert kept.of(*name(ADA)).dead == "blocked"
    assert kept.at_hand(*name(ADA)).dead == "blocked"


def test_what_another_process_gave_up_is_no_more_at_hand(kept, sqlite_address):
    kept.keep(ADA)
    kept.of(*name(ADA))
    path = sqlite_address.removeprefix("sqlite:///")
    subprocess.run([sys.executable, "-c", BURY, path], check=True, timeout=30)
    assert kept.at_hand(*name(ADA)) is None
    kept.keep(ADA)
    assert kept.of(*name(ADA)) == ADA


def test_only_so_many_are_at_hand(kept, monkeypatch):
    monkeypatch.setattr(conversations, "MOST", 1)
    for known in (ADA, BO):
        kept.keep(known)
    for known in (ADA, BO):
        kept.of(*name(known))
        assert kept.at_hand(*name(known)) == known
        assert len(kept._held) == 1


def test_with_postgresql_nothing_is(postgres_address):
    database = Database.open(postgres_address)
    kept = Conversations(database, SystemClock())
    kept.keep(ADA)
    assert kept.of(*name(ADA)) == ADA
    assert kept.at_hand(*name(ADA)) is None
    database.close()
