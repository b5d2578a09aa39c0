"""What Teams itself does that a bot falls for."""

from __future__ import annotations

import dataclasses
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from adapters.teams.app import TeamsApp
from adapters.teams.inbound.text import spoken
from adapters.teams.render.lines import in_own_zone
from adapters.teams.render.message import activity
from adapters.teams.settings import TeamsSettings
from adapters.teams.views import Views
from bot.ports import Destination, Known, Transient
from bot.replies import Action, Actions, Prose, Reply
from bot.requests import Actor, Request
from tests.adapters.isolation import rows

from .fake_microsoft import TENANT
from .office import BOT, DESK, LAURIER, Office
from .office import words as words_of


class Targeting(Office):
    def settings(self) -> TeamsSettings:
        return dataclasses.replace(super().settings(), targeted=True)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A French desk, whose people are set to English."""
    with Targeting(tmp_path_factory.mktemp("traps")) as opened:
        for who, where, words in (
            ("sara", DESK, "setup desk Boréal policy:pitney-bowes language:fr"),
            ("sara", DESK, "setup channel desk"),
            ("sara", DESK, "setup account Hôtel Laurier plan:standard employees:80"),
            ("sara", LAURIER, "setup channel customer Hôtel Laurier"),
            ("sara", DESK, "setup people agent @ines"),
            ("sara", LAURIER, 'setup people authorized @nadia account:"Hôtel Laurier"'),
        ):
            opened.says(who, where, words)
        yield opened


def tickets(office: Office) -> int:
    return len(rows(office.house)["tickets"])


def test_a_form_that_teams_sends_again_opens_one_ticket(office: Office) -> None:
    """An invoke that is not answered within 15 s comes again."""
    page = office.presses("nadia", LAURIER, "open")
    before = tickets(office)
    data = {
        "guichet": "open",
        "subject": "Meter blocked",
        "severity": "severe",
        "facts": "E4 after start",
        "remote": "yes",
    }
    data["guichet.place"] = {"conversation": LAURIER, "thread": None, "kind": "channel", "name": None}
    again = office.activity("nadia", LAURIER, "invoke", name="task/submit", value={"data": data})
    assert page["task"]["type"] == "continue"
    assert office.send(again) == office.send(again)
    assert tickets(office) == before + 1


class Slow:
    """The desk, taking as long to answer as one lets it."""

    def __init__(self, desk: Any) -> None:
        self._desk = desk
        self.may_go = threading.Event()

    def answer_all(self, requests: Sequence[Request]) -> Sequence[Reply]:
        assert self.may_go.wait(20)
        return self._desk.answer_all(requests)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)


class Hurried(Office):
    """Its desk is slow, and its people wait for a moment only."""

    def settings(self) -> TeamsSettings:
        return dataclasses.replace(super().settings(), patience=0.2)

    async def _open(self) -> None:
        await super()._open()
        await self.app.stop()
        self.slow = Slow(self.house.desk)
        self.app = TeamsApp(
            self.slow,
            self.house.conversations,
            settings=self.settings(),
            clock=self.clock,
            wall=self.microsoft.wall,
        )
        self.port = await self.app.start(port=0)


def test_slow_work_is_answered_in_time_and_its_answer_follows(tmp_path: Path) -> None:
    with Hurried(tmp_path) as office:
        told = office.activity("nadia", "a:nadia", text="help")
        office.run(office._post(told))
        said = office.house.desk.working("en-GB").summary
        assert office.posted() == [f"POST a:nadia: {said}"]
        office.slow.may_go.set()
        office.run(office.app.settle())
        assert len(office.posted()) == 2


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("open Meter", "open Meter"),
        ("/open Meter", "open Meter"),
        ("/ open Meter", "open Meter"),
        ("<at>Guichet</at> /open Meter", "open Meter"),
        ("<at>Guichet</at>\xa0open a/b", "open a/b"),
    ],
)
def test_a_command_is_read_with_and_without_its_slash(words: str, read: str) -> None:
    mention = {"type": "mention", "text": "<at>Guichet</at>", "mentioned": BOT}
    assert spoken({"text": words, "recipient": BOT, "entities": [mention]}, {}).words == read


def test_who_only_writes_our_name_does_not_mention_us(office: Office) -> None:
    """Where an owner lets the app hear a channel, all that is written there comes in."""
    before, held = len(office.microsoft.calls), tickets(office)
    for words in (
        "<at>Guichet</at> list",
        "open Meter severity:severe facts: E4",
        "@Guichet list",
        "Guichet list",
    ):
        office.send(office.activity("nadia", LAURIER, text=words, entities=[]))
    assert (office.posted(before), tickets(office)) == ([], held)


def test_a_command_that_only_the_bot_saw_is_answered_for_the_asker_alone(office: Office) -> None:
    before = len(office.microsoft.calls)
    office.says("nadia", LAURIER, "list", recipient=BOT | {"isTargeted": True})
    [call] = [c for c in office.microsoft.calls[before:] if c.method == "POST"]
    assert (call.path.rpartition("?")[2], call.body["recipient"]) == (
        "isTargetedActivity=true",
        {"id": "29:nadia"},
    )


def test_where_teams_refuses_that_it_goes_to_their_own_chat(office: Office) -> None:
    office.says("nadia", "a:nadia", "help")
    before = len(office.microsoft.calls)
    office.microsoft.refuses = lambda call: (403, {}) if "isTargetedActivity" in call.path else None
    office.says("nadia", LAURIER, "list", recipient=BOT | {"isTargeted": True})
    office.microsoft.refuses = None
    assert [line.split(":")[0] for line in office.posted(before)][-1:] == ["POST a"]


class Sees:
    """A desk where nobody may do anything, and everybody of a crowd has a chat with the bot."""

    def may(self, actors: Sequence[Actor], place: Any, commands: Any) -> Mapping[Actor, frozenset[str]]:
        return dict.fromkeys(actors, frozenset())

    def all_of(self, platform: str, tenant: str) -> tuple[Known, ...]:
        told = [json.dumps({"service_url": "https://x", "account": f"29:{n}"}) for n in range(75)]
        return tuple(Known(platform, tenant, f"a:{n}", f"aad-{n}", each) for n, each in enumerate(told))


def test_a_card_asks_to_be_refreshed_for_sixty_people_at_most() -> None:
    desk: Any = Sees()
    told = activity(Reply("x", (Actions((Action("Claim", "claim 1"),)),)), TENANT).json
    made = Views(desk, desk).personal(told, TENANT, DESK)
    assert len(made["attachments"][0]["content"]["refresh"]["userIds"]) == 60


def test_what_one_presses_changes_the_card_for_everybody(office: Office) -> None:
    """The answer to a press changes it for the one who pressed."""
    office.says("nadia", LAURIER, "open Screen black severity:severe facts: E4 after start")
    before = len(office.microsoft.calls)
    number = tickets(office)
    office.presses("ines", DESK, f"claim {number}")
    edited = [c.path.split("/")[3] for c in office.microsoft.calls[before:] if c.method == "PUT"]
    assert DESK in {each.replace("%40", "@").replace("%3A", ":").split(";")[0] for each in edited}


def test_an_edit_whose_answer_was_lost_is_made_again(office: Office) -> None:
    office.says("nadia", "a:nadia", "help")
    office.microsoft.refuses = lambda call: (500, {}) if call.method == "PUT" else None
    with pytest.raises(Transient, match="http_500"):
        office.app.messenger.edit(Destination("teams", TENANT, "a:nadia"), "ref-1", Reply("x"))
    office.microsoft.refuses = None


def test_a_message_is_measured_as_teams_measures_it() -> None:
    """In UTF-16, where plain text is twice as long."""
    long = Reply("x", tuple(Prose(("x" * 2_000,)) for _ in range(30)))
    made = activity(long, TENANT)
    assert made.warnings != ()
    assert 2 * len(json.dumps(made.json, ensure_ascii=False)) < 82_000


def test_a_card_says_the_version_that_teams_shows() -> None:
    held = activity(Reply("x"), TENANT).json["attachments"][0]["content"]
    assert (held["type"], held["version"]) == ("AdaptiveCard", "1.5")


def test_the_functions_of_dates_are_given_universal_time() -> None:
    at = datetime(2026, 7, 2, 20, 0, tzinfo=ZoneInfo("America/Toronto"))
    assert in_own_zone(at) == "{{DATE(2026-07-03T00:00:00Z,SHORT)}} {{TIME(2026-07-03T00:00:00Z)}}"


def test_the_newest_address_of_a_conversation_is_used(office: Office) -> None:
    """Teams moves people between regions: what was stored first leads nowhere, some day."""
    moved = f"{office.microsoft.origin}/emea"
    for place in (office.microsoft.origin, moved):
        told = office.activity("nadia", "a:nadia", text="help", serviceUrl=place)
        office.send(told)
        before = len(office.microsoft.calls)
        office.app.messenger.post(Destination("teams", TENANT, "a:nadia"), Reply("x"), "k")
        assert office.microsoft.calls[before].path.startswith("/emea/") is (place == moved)
    office.send(office.activity("nadia", "a:nadia", text="help"))


def test_a_channel_hears_its_desks_language_and_each_person_their_own(office: Office) -> None:
    """An activity of a channel tells no language; a person's messages tell theirs."""
    before = len(office.microsoft.calls)
    office.says("nadia", LAURIER, "open Door open severity:severe facts: E4 after start", locale=None)
    [card] = [c for c in office.microsoft.calls[before:] if _goes_to(c, DESK) and c.method == "POST"][:1]
    assert "Prendre" in json.dumps(card.body, ensure_ascii=False)
    page = office.presses("nadia", "a:nadia", "list")
    assert "Show" in json.dumps(page) or "Open" in words_of(page)


def test_where_the_app_was_only_installed_it_can_be_written(office: Office) -> None:
    """No message came from there yet: the install event told the address, the tenant and the conversation."""
    office.send(office.activity("paul", "a:paul-chat", "installationUpdate", action="add"))
    before = len(office.microsoft.calls)
    office.app.messenger.post(
        Destination("teams", TENANT, person=Actor("teams", TENANT, "aad-paul")), Reply("x"), "k"
    )
    assert [_goes_to(c, "a:paul-chat") for c in office.microsoft.calls[before:]] == [True]


def _goes_to(call: Any, where: str) -> bool:
    return f"/v3/conversations/{where}" in call.path.replace("%3A", ":").replace("%40", "@")
