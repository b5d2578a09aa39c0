"""Activities that Teams might send and a desk must not stumble over: people it does not know, words it cannot hold."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from typing import Any

import pytest

from adapters.teams.edge import DEEPEST
from adapters.teams.inbound.markup import words_of
from adapters.teams.inbound.text import spoken
from adapters.teams.render.words import is_inert
from tests.adapters.isolation import rows

from .fake_microsoft import TENANT
from .office import BOT, DESK, LAURIER, Office

ROY = "19:roy@thread.tacv2"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with Office(tmp_path_factory.mktemp("strangers")) as opened:
        for who, where, words in (
            ("sara", DESK, "setup desk Boréal policy:pitney-bowes language:en"),
            ("sara", DESK, "setup channel desk"),
            ("sara", DESK, "setup account Hôtel Laurier plan:standard employees:80"),
            ("sara", LAURIER, "setup channel customer Hôtel Laurier"),
            ("sara", DESK, "setup people agent @ines"),
            ("sara", LAURIER, 'setup people authorized @nadia account:"Hôtel Laurier"'),
            ("sara", DESK, "setup account Atelier Roy plan:standard employees:80"),
            ("sara", ROY, "setup channel customer Atelier Roy"),
            ("sara", ROY, 'setup people authorized @maya account:"Atelier Roy"'),
        ):
            opened.says(who, where, words)
        yield opened


def stored(office: Office) -> dict[str, int]:
    """How many tickets and memberships there are."""
    held = rows(office.house)
    return {table: len(held[table]) for table in ("tickets", "memberships")}


@pytest.mark.parametrize("who", ["nadia", "lou", "eve"])
@pytest.mark.parametrize("name", ["task/submit", "composeExtension/submitAction"])
def test_a_place_that_a_changed_client_makes_up_gives_nobody_an_account(
    office: Office, who: str, name: str
) -> None:
    """The data of a button comes from the person's own client: where it says it stands proves nothing.

    Nadia is another account's, Lou nobody's, and Eve of another organisation: in a customer's channel she would
    become its account's.
    """
    office.microsoft.people["eve"] = {"tenantId": "tenant-0666"}
    calls, held = len(office.microsoft.calls), stored(office)
    data = {
        "guichet": "open",
        "guichet.place": {"conversation": ROY, "thread": None, "kind": "channel", "name": "roy"},
        "subject": "Forged",
        "facts": "E4",
        "severity": "severe",
        "remote": "yes",
    }
    office.send(office.activity(who, f"a:{who}", "invoke", name=name, value={"data": data}))
    assert [line for line in office.posted(calls) if ROY in line] == []
    assert stored(office) == held


def test_a_person_of_another_organisation_is_of_the_account_of_their_channel(office: Office) -> None:
    office.microsoft.people["zoe"] = {"tenantId": "tenant-0777"}
    before = stored(office)["memberships"]
    office.says("zoe", ROY, "help")
    assert stored(office)["memberships"] == before + 1


def test_who_has_no_name_of_any_kind_is_nobody(office: Office) -> None:
    before = len(office.microsoft.calls)
    for who in ({}, None, {"id": ""}, {"id": 7, "aadObjectId": ["aad-nadia"]}, [], "aad-nadia"):
        told = office.activity("nadia", "a:nadia", text="open Meter blocked severity:severe facts: E4")
        office.send(told | {"from": who})
        pressed = office.activity("nadia", LAURIER, "invoke", name="task/fetch", value={})
        assert office.send(pressed | {"from": who, "value": {"data": {"guichet": "list"}}}) == {}, who
    assert (stored(office)["tickets"], office.microsoft.calls[before:]) == (0, [])


def test_without_an_id_of_the_directory_nobody_is_taken_for_another(office: Office) -> None:
    """Guests of a meeting, and other bots, have none: what Teams calls them is an identity of its own."""
    for account in ("29:nadia", "28:another-bot", "nadia"):
        told = office.activity("nadia", "a:stranger", text="open Meter blocked severity:severe facts: E4")
        office.send(told | {"from": {"id": account, "name": "Nadia"}})
    assert stored(office)["tickets"] == 0


def test_a_person_of_another_organisation_is_no_admin_by_an_address(office: Office) -> None:
    """In a shared channel: their own tenant can write any address into their profile."""
    office.microsoft.people["mallory"] = {"email": "boss@example.com", "tenantId": "tenant-0666"}
    office.microsoft.people["gus"] = {"email": "boss@example.com", "userRole": "guest"}
    office.microsoft.people["anna"] = {"email": "boss@example.com", "tenantId": TENANT, "userRole": "user"}
    for who, is_admin in (("mallory", False), ("gus", False), ("anna", True)):
        said = office.says(who, "a:" + who, f"setup desk Of{who} policy:pitney-bowes language:en")
        with office.house.database.reading() as uow:
            names = {desk.name for desk in uow.desks.all()}
        assert (f"Of{who}" in names) is is_admin, said


@pytest.mark.parametrize(
    "words",
    ["open \ud800 blocked severity:severe", "open \x00 blocked", "why \udfff", "\u202eopen x"],
    ids=ascii,
)
def test_words_that_no_database_holds_are_answered(office: Office, words: str) -> None:
    before = len(office.microsoft.calls)
    told = office.activity("nadia", "a:nadia", text=words)
    office.send(told)
    assert office.posted(before) != []


@pytest.mark.parametrize(
    "more",
    [
        {"timestamp": "the safe 1234"},
        {"timestamp": ["the safe 1234"]},
        {"localTimestamp": {"the safe": "1234"}},
        {"expiration": "the safe 1234", "attachments": "the safe 1234"},
        {"entities": [["the safe 1234"]], "membersAdded": "the safe 1234"},
        {"channelData": {"tenant": {"id": TENANT}, "x": "the safe 1234"}, "conversation": None},
        {"recipient": "the safe 1234", "deliveryMode": "expectReplies", "locale": ["the safe 1234"]},
    ],
    ids=str,
)
def test_a_shape_that_nobody_expects_is_answered_and_not_logged(
    office: Office, caplog: pytest.LogCaptureFixture, more: Any
) -> None:
    caplog.set_level(logging.INFO)
    told = office.activity("nadia", "a:nadia", text="help") | more
    office.send(told)
    office.send(told | {"type": "invoke", "name": "task/fetch", "value": {"data": {"guichet": "list"}}})
    assert "1234" not in caplog.text
    assert "Traceback" not in caplog.text


def test_as_deep_as_the_door_lets_in_is_no_fault(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    held: Any = {"guichet": "list"}
    for _ in range(DEEPEST // 2 - 4):
        held = {"type": "Container", "items": [held]}
    value = {"action": {"type": "Action.Execute", "verb": "guichet.view", "data": {"card": held}}}
    for told in (
        office.activity("nadia", DESK, "invoke", name="adaptiveCard/action", value=value),
        office.activity("nadia", "a:nadia", text="help", value=held),
    ):
        office.send(told)
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("words", ["<at" * 30_000, "</at" * 20_000, "<at" + " " * 90_000, "&amp;" * 18_000])
def test_words_that_would_take_long_to_read_do_not(words: str) -> None:
    began = time.perf_counter()
    spoken({"text": words, "recipient": BOT, "entities": []}, {})
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize(
    "marks", ["<a " + "a" * 50_000 + ">", "<a " + "a='" * 15_000, "<a a" + " " * 50_000 + ">"]
)
def test_marks_that_would_take_long_to_read_do_not(marks: str) -> None:
    began = time.perf_counter()
    words_of(marks)
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize("words", ["\n" * 90_000, " \n" * 45_000, "1" * 90_000, "x\n" * 45_000])
def test_whether_words_are_inert_is_known_at_once(words: str) -> None:
    began = time.perf_counter()
    is_inert(words)
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize(
    "kind", ["typing", "event", "trace", "handoff", "endOfConversation", "messageReaction", "x"]
)
def test_what_asks_nothing_is_answered_with_nothing(
    office: Office, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    before = len(office.microsoft.calls)
    assert office.send(office.activity("nadia", "a:nadia", kind, text="list")) == {}
    assert office.microsoft.calls[before:] == []
    assert "Traceback" not in caplog.text
