"""A chat of several people: a place like a channel, by mention, without threads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from .office import DESK, Office, words

CHAT = "19:laurier@thread.v2"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The desk in a channel; its customer in a chat with the desk's people."""
    with Office(tmp_path) as opened:
        for who in ("ines", "nadia", "tom", "sara"):
            opened.says(who, f"a:{who}", "help")
        for who, where, said in (
            ("sara", DESK, "setup desk Boréal policy:pitney-bowes language:en"),
            ("sara", DESK, "setup channel desk"),
            ("sara", DESK, "setup account Hôtel Laurier plan:standard employees:80"),
            ("sara", CHAT, "setup channel customer Hôtel Laurier"),
            ("sara", DESK, "setup people agent @ines"),
            ("sara", CHAT, 'setup people authorized @nadia account:"Hôtel Laurier"'),
            ("sara", CHAT, 'setup people colleague @tom account:"Hôtel Laurier"'),
        ):
            opened.says(who, where, said)
        yield opened


def where_posted(office: Office, since: int) -> set[str]:
    """The conversations that were written to, with their threads."""
    return {
        unquote(call.path.split("/")[3])
        for call in office.microsoft.calls[since:]
        if "/activities" in call.path
    }


def test_a_group_chat_is_made_an_accounts_place_by_mention(office):
    with office.house.database.reading() as uow:
        place = uow.places.by_ref("teams", "tenant-0001", CHAT)
        assert place is not None
        assert uow.accounts.get(place.desk_id, place.account_id).name == "Hôtel Laurier"


def test_a_command_there_is_a_command_as_in_a_channel(office):
    said = office.says("nadia", CHAT, "open Meter blocked severity:severe facts: E4 after start")
    assert any(each.startswith("POST a:nadia: Ticket #1 is open.") for each in said)
    assert any(each.startswith(f"POST {CHAT}: #1 Meter blocked") for each in said)


def test_nothing_is_posted_into_a_thread_of_a_chat_that_has_none(office):
    before = len(office.microsoft.calls)
    office.says("nadia", CHAT, "open Meter blocked severity:severe facts: E4 after start")
    office.says("tom", CHAT, "claim 1")
    there = [
        unquote(c.path.split("/")[3]) for c in office.microsoft.calls[before:] if "/activities" in c.path
    ]
    assert [where for where in there if where.startswith(CHAT)] == [CHAT, CHAT, CHAT]


def test_an_answer_for_one_person_comes_into_their_own_chat(office):
    before = len(office.microsoft.calls)
    office.says("tom", CHAT, "open Bells")
    assert where_posted(office, before) == {"a:tom", CHAT}
    told = [words(call.body) for call in office.microsoft.calls[before:] if CHAT in unquote(call.path)]
    assert [line for line in told if "Bells" in line or "PB-b" in line] == []


def test_words_without_a_mention_are_not_ours(office):
    before = len(office.microsoft.calls)
    office.send(office.activity("nadia", CHAT, text="open Meter blocked"))
    assert where_posted(office, before) == set()
