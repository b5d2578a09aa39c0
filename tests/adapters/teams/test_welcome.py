"""Who comes to the app is greeted with what they can do there, once; who is nobody's, with who can add them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .office import DESK, LAURIER, Office, buttons, words

NOTHING_YET = {"error": {"code": "BotNotInConversationRoster"}}


@pytest.fixture(scope="module")
def office(tmp_path_factory: Any) -> Iterator[Office]:
    """A desk, an agent and a customer; each test has a chat of its own."""
    with Office(tmp_path_factory.mktemp("welcome")) as opened:
        for who, where, said in (
            ("sara", DESK, "setup desk Boréal policy:pitney-bowes language:en"),
            ("sara", DESK, "setup channel desk"),
            ("sara", DESK, "setup account Hôtel Laurier plan:standard employees:80"),
            ("sara", LAURIER, "setup channel customer Hôtel Laurier"),
            ("sara", DESK, "setup people agent @ines"),
            ("sara", LAURIER, 'setup people authorized @nadia account:"Hôtel Laurier"'),
            ("sara", LAURIER, 'setup people authorized @lea account:"Hôtel Laurier"'),
        ):
            opened.says(who, where, said)
        yield opened


def comes(office: Office, who: str, action: str = "add", **more: Any) -> list[tuple[str, list[str]]]:
    """The app is installed for them; what is posted, and the buttons beneath."""
    before = len(office.microsoft.calls)
    office.send(office.activity(who, f"a:{who}", "installationUpdate", action=action, **more))
    posts = [c.body for c in office.microsoft.calls[before:] if "/activities" in c.path]
    return [(words(body).replace("\n", ""), [b["title"] for b in buttons(body)]) for body in posts]


def test_a_customer_is_greeted_with_what_they_can_do_once(office):
    [(said, offered)] = comes(office, "nadia")
    assert "Boréal" in said
    assert "Open a ticket" in offered
    assert comes(office, "nadia") == [], "Teams tells of one installation more than once"
    assert comes(office, "nadia", "add-upgrade") == []


def test_an_agent_is_greeted_with_the_queue_in_their_language(office):
    [(said, offered)] = comes(office, "ines", locale="fr-CA")
    assert said.startswith("Boréal, pour Ines")
    assert offered


def test_whoever_is_nobodys_is_told_who_can_add_them(office):
    [(said, offered)] = comes(office, "mallory")
    assert said == "You do not belong to a desk here. These people can add you: Sara."
    assert offered == []


def test_it_is_the_same_as_the_bot_alone_mentioned_and_as_nothing_written(office):
    told = {}
    for who, where, said in (("lea", "a:lea", ""), ("lea", "a:lea", "/ticket"), ("lea", LAURIER, "")):
        before = len(office.microsoft.calls)
        office.says(who, where, said)
        [post] = [c.body for c in office.microsoft.calls[before:] if "/activities" in c.path]
        told[where, said] = words(post)
    [(greeted, _)] = comes(office, "lea")
    assert {each.replace("\n", "") for each in told.values()} == {greeted}


def test_a_command_may_begin_with_the_word_that_other_platforms_begin_it_with(office):
    for said in ("help open", "/help open", "/ticket help open", "Ticket help open"):
        [told] = office.says("lea", "a:lea", said)
        assert told.startswith("POST a:lea: Open a ticket. Without a subject"), said


def test_a_chat_that_takes_nothing_stops_nothing(office):
    office.microsoft.refuses = lambda call: (403, NOTHING_YET, {}) if "/activities" in call.path else None
    try:
        office.send(office.activity("tom", "a:tom", "installationUpdate", action="add"))
    finally:
        office.microsoft.refuses = None
    [told] = office.says("lea", "a:lea", "help open")
    assert told.startswith("POST a:lea: Open a ticket. Without a subject")
