"""The adapter and the workspace, written apart from one another, meet over loopback, by both transports."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Self

import pytest

from adapters.slack.app import SlackApp
from adapters.slack.manifest import manifest_text
from adapters.slack.settings import SlackSettings
from adapters.workspace.clock import HandSetClock
from adapters.workspace.driver import Driver
from adapters.workspace.server import Workspace
from adapters.workspace.specs import THE_APP, ChannelSpec, TeamSpec, UserSpec
from bot.clock import HandClock, wall
from bot.ports import Destination
from bot.replies import (
    Action,
    Actions,
    Audience,
    ChoiceField,
    Form,
    Note,
    Option,
    Prose,
    Reply,
    TextField,
)
from bot.requests import Actor, Changed, Filled, Request, Said, Typed, Visited

from .corpus import REPLIES
from .fake_desk import FakeDesk

SECRET = "a secret of the tests"
START = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)
TEAM = TeamSpec(
    id="T1",
    name="Boréal",
    users=(UserSpec("U1NADIA", "nadia", "Nadia Roy", locale="fr-CA"), UserSpec("U1TOM", "tom", "Tom Blais")),
    channels=(ChannelSpec("C1HELP", "help", members=("U1NADIA", "U1TOM", THE_APP)),),
)


class Town:
    """A workspace, the adapter installed in it, and a desk that says what it is told."""

    def __init__(self, *, socket: bool) -> None:
        self.socket = socket
        self.desk = FakeDesk()
        clock = HandSetClock(START)
        self.workspace = Workspace(
            team=TEAM,
            manifest=manifest_text(None if socket else "http://127.0.0.1:1"),
            signing_secret=SECRET,
            clock=clock,
            wall=wall,
        )

    async def __aenter__(self) -> Self:
        await self.workspace.start()
        tokens: dict[str, str] = {}
        proof = {"app_token": self.workspace.app_token} if self.socket else {"signing_secret": SECRET}
        settings = SlackSettings(**proof, installations=tokens, api_base_url=self.workspace.api_url)
        self.app = SlackApp(self.desk, settings=settings, clock=HandClock(START), wall=wall)
        if self.socket:
            await self.app.dial()
            await self.workspace.sockets.count(2)
        else:
            port = await self.app.start(port=0)
            self.workspace.connect(f"http://127.0.0.1:{port}")
        tokens["T1"] = self.workspace.install("T1").bot_token
        self.bot = self.workspace.install("T1").bot_user_id
        self.nadia = Driver(self.workspace, "U1NADIA")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.app.stop()
        await self.workspace.stop()


def played(play: Callable[[Town], Awaitable[None]]) -> None:
    async def whole(*, socket: bool) -> None:
        async with Town(socket=socket) as town:
            await play(town)

    asyncio.run(whole(socket=False))
    asyncio.run(whole(socket=True))


def says(promise: str, **errors: str) -> Form:
    severity = ChoiceField(
        "severity", "Severity", (Option("severe", "Severe"), Option("minor", "Minor")), live=True
    )
    fields = (TextField("subject", "Subject"), severity, Note("promise", (promise,)))
    return Form("Open a ticket", "open", fields, "Open ticket", "Cancel", errors)


def test_a_command_is_answered_privately():
    async def play(town: Town) -> None:
        town.desk.says = REPLIES["refusal"]
        [said] = await town.nadia.slash("#help", "/ticket", "open Printer on fire")
        assert "authorized contacts do" in town.nadia.read(said)
        assert town.desk.requests[0].intent == Typed("open Printer on fire")
        assert town.desk.requests[0].profile.name == "Nadia Roy"

    played(play)


def test_a_form_opens_follows_its_fields_shows_its_errors_and_closes():
    def answers(request: Request) -> Reply:
        match request.intent:
            case Changed(fields=fields):
                return Reply("", (says(f"{fields['severity']}: by Thu 20:00"),))
            case Filled(fields=fields) if len(fields["subject"]) < 5:
                return Reply("", (says("by Thu", subject="Say a little more."),), refused=True)
            case Filled():
                return Reply("#42 is open.")
            case _:
                return Reply("open SUBJECT", (says("by Fri"),))

    async def play(town: Town) -> None:
        town.desk.says = answers
        assert await town.nadia.slash("#help", "/ticket", "open") == []
        view = town.nadia.modal()
        assert view is not None
        await town.nadia.change(view, {"severity": "severe"})
        shown = await town.nadia.wait_for(lambda: _with("severe: by Thu 20:00", town))
        assert shown
        assert await town.nadia.submit(fields={"subject": "Hm"}) == {"subject": "Say a little more."}
        assert await town.nadia.submit(fields={"subject": "Printer on fire"}) is None
        assert town.nadia.modal() is None
        assert town.desk.requests[-1].intent == Filled(
            "open", {"subject": "Printer on fire", "severity": "severe"}
        )
        assert town.desk.requests[-1].place.conversation == "C1HELP"

    played(play)


def _with(words: str, town: Town) -> bool:
    return words in str(town.nadia.modal())


def test_a_refused_form_shows_why_and_its_button_answers_there():
    async def play(town: Town) -> None:
        town.desk.says = Reply("open SUBJECT", (says("by Fri"),))
        await town.nadia.slash("#help", "/ticket", "open")
        button = Actions((Action("Send to Nadia", "ask p7 x"),))
        town.desk.says = Reply("I can't.", (Prose(("I can't.",)), button), refused=True)
        assert await town.nadia.submit(fields={"subject": "Printer", "severity": "minor"}) is None
        refused = town.nadia.modal()
        assert refused is not None
        assert "I can't." in town.nadia.read(refused)
        town.desk.says = Reply("Nadia has it.")
        await town.nadia.click(refused, "Send to Nadia")
        assert await town.nadia.wait_for(lambda: _with("Nadia has it.", town))

    played(play)


def test_a_card_is_posted_clicked_and_edited():
    async def play(town: Town) -> None:
        to = Destination("slack", "T1", "C1HELP")
        sent = await asyncio.to_thread(town.app.messenger.post, to, REPLIES["card"], "card:42")
        [card] = town.nadia.messages("#help")
        [said] = await town.nadia.click(card, "Why") or [
            await town.nadia.wait_for(lambda: next(iter(town.nadia.private("#help")), None))
        ]
        assert "Understood." in town.nadia.read(said)
        assert town.desk.requests[0].intent == Typed("why 42")
        await town.nadia.click(card, "Snooze")
        assert town.desk.requests[1].intent == Typed("snooze 42")
        await asyncio.to_thread(town.app.messenger.edit, to, sent.ref, REPLIES["met"])
        assert "Met Thu 17:20" in town.nadia.read(town.nadia.messages("#help")[0])
        assert await asyncio.to_thread(town.app.messenger.find, to, "card:42", wall()) == sent

    played(play)


def test_a_mention_in_a_thread_and_talk_there():
    async def play(town: Town) -> None:
        root = await town.nadia.say("#help", "It burns")
        town.desk.says = Reply("", audience=Audience.NOBODY)
        await town.nadia.say("#help", "still burning", root["ts"])
        town.desk.says = Reply("#42 is yours.", audience=Audience.PLACE)
        await town.nadia.say("#help", f"<@{town.bot}> claim 42", root["ts"])
        thread = await town.nadia.wait_for(
            lambda: found if len(found := town.nadia.thread("#help", root["ts"])) == 4 else None
        )
        assert "#42 is yours." in town.nadia.read(thread[-1])
        assert [request.intent for request in town.desk.requests] == [
            Said("still burning", thread[1]["ts"]),
            Typed("claim 42"),
        ]

    played(play)


def test_a_private_chat_and_the_home():
    async def play(town: Town) -> None:
        await town.nadia.say("@app", "list")
        await town.nadia.wait_for(lambda: len(town.nadia.messages("@app")) == 2)
        assert "Understood." in town.nadia.read(town.nadia.messages("@app")[1])
        town.desk.says = REPLIES["queue"]
        await town.nadia.open_home()
        home = await town.nadia.wait_for(town.nadia.home)
        assert "Meter blocked" in town.nadia.read(home)
        assert town.desk.requests[-1].intent == Visited()
        await town.nadia.click(home, "Claim")
        assert await town.nadia.wait_for(lambda: town.nadia.modal() is not None)

    played(play)


def test_a_private_message_reaches_a_person():
    async def play(town: Town) -> None:
        to = Destination("slack", "T1", person=Actor("slack", "T1", "U1NADIA"))
        await asyncio.to_thread(town.app.messenger.post, to, REPLIES["reminder"], "opened:42")
        assert "needs a first response" in town.nadia.read(town.nadia.messages("@app")[0])

    played(play)


@pytest.mark.parametrize("name", REPLIES)
def test_the_workspace_takes_every_reply(name):
    async def play(town: Town) -> None:
        town.desk.says = REPLIES[name]
        assert len(await town.nadia.slash("#help", "/ticket", "show 42")) == 1

    played(play)
