"""Socket Mode: connections come and go, envelopes come twice, frames are broken; everything is done once."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Self

import aiohttp
import pytest

from adapters.slack.app import SlackApp
from adapters.slack.manifest import manifest_text
from adapters.slack.settings import BadSettings, SlackSettings
from adapters.slack.sockets.lines import OUTAGE, Lines
from adapters.workspace.clock import HandSetClock
from adapters.workspace.driver import Driver
from adapters.workspace.server import Workspace
from adapters.workspace.specs import THE_APP, ChannelSpec, TeamSpec, UserSpec
from bot.clock import HandClock, wall
from bot.ports import Permanent
from bot.replies import Audience, Form, Reply, TextField
from bot.requests import Typed

from .fake_desk import FakeDesk
from .office import NOW

TEAM = TeamSpec(
    id="T1",
    name="Boréal",
    users=(UserSpec("U1NADIA", "nadia", "Nadia Roy"),),
    channels=(ChannelSpec("C1HELP", "help", members=("U1NADIA", THE_APP)),),
)


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.002)


@dataclass
class Wall:
    """Wall time, which a test can move ahead."""

    ahead: float = 0.0

    def __call__(self) -> float:
        return wall() + self.ahead


@dataclass
class Line:
    """The adapter in Socket Mode in a workspace, and Nadia at her keyboard."""

    settings: dict[str, Any] = field(default_factory=dict)
    desk: FakeDesk = field(default_factory=FakeDesk)
    wall: Wall = field(default_factory=Wall)

    async def __aenter__(self) -> Self:
        self.workspace = Workspace(
            team=TEAM,
            manifest=manifest_text(None),
            signing_secret="s",
            clock=HandSetClock(NOW),
            wall=wall,
            event_retries=(0.0, 0.0),
        )
        await self.workspace.start()
        self.sockets = self.workspace.sockets
        given = {
            "app_token": self.workspace.app_token,
            "bot_token": self.workspace.install("T1").bot_token,
            "api_base_url": self.workspace.api_url,
        } | self.settings
        self.app = SlackApp(self.desk, settings=SlackSettings(**given), clock=HandClock(NOW), wall=self.wall)
        await self.app.dial()
        await self.sockets.count(given.get("connections", 2))
        await until(lambda: self.app.health()[1]["connections"] == len(self.sockets.connections))
        self.nadia = Driver(self.workspace, "U1NADIA")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.app.stop()
        await self.workspace.stop()

    async def types(self, words: str) -> list[str]:
        return [self.nadia.read(said) for said in await self.nadia.slash("#help", "/ticket", words)]

    async def acknowledged(self, envelope: str) -> Any:
        """What the app answers to an envelope that was put on a connection by hand."""
        frames: list[Any] = []

        def came() -> bool:
            frames[:] = [f for f in self.sockets.heard if f.get("envelope_id") == envelope]
            return bool(frames)

        await until(came)
        return frames[0]

    @property
    def asked(self) -> list[str]:
        return [r.intent.text for r in self.desk.requests if isinstance(r.intent, Typed)]


def played(play: Callable[[Line], Awaitable[None]], **settings: Any) -> None:
    async def whole() -> None:
        async with asyncio.timeout(15), Line(settings) as line:
            await play(line)

    asyncio.run(whole())


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
def test_a_connection_that_slack_refreshes_is_replaced_before_it_ends_and_nothing_is_lost(reason: str):
    async def play(line: Line) -> None:
        old = line.sockets.connections[0]
        # Slack warns some ten seconds before; meanwhile payloads may still come on the old connection.
        await line.sockets.disconnect(reason, old, close=False)
        await line.sockets.count(2)
        for number in range(4):
            assert await line.types(f"show {number}") == ["Understood."]
        assert len(old.carried) > 0
        await old.socket.close()
        await line.sockets.count(1)
        for number in range(4, 8):
            assert await line.types(f"show {number}") == ["Understood."]
        assert line.asked == [f"show {number}" for number in range(8)]

    played(play, connections=1)


def test_commands_that_come_while_every_connection_is_refreshed_are_all_answered():
    async def play(line: Line) -> None:
        async def refreshing() -> None:
            for _ in range(6):
                await line.sockets.count(2)
                await line.sockets.disconnect("refresh_requested", close=True)

        async def typing() -> list[list[str]]:
            return [await line.types(f"show {number}") for number in range(40)]

        _, said = await asyncio.gather(refreshing(), typing())
        assert said == [["Understood."]] * 40
        assert sorted(line.asked) == sorted(f"show {number}" for number in range(40))

    played(play)


def test_an_envelope_whose_connection_died_is_done_on_another():
    async def play(line: Line) -> None:
        line.workspace.faults.add("envelope", "dropped")
        assert await line.types("open Meter blocked") == ["Understood."]
        assert line.asked == ["open Meter blocked"]
        await line.sockets.count(2)

    played(play)


def test_an_envelope_that_comes_again_is_done_once_and_answered_again():
    async def play(line: Line) -> None:
        line.workspace.faults.add("envelope", "lost_response")
        assert await line.types("open Meter blocked") == ["Understood."]
        assert line.asked == ["open Meter blocked"]
        carried = [e["envelope_id"] for c in line.sockets.connections for e in c.carried]
        frames = [frame for frame in line.sockets.heard if frame["envelope_id"] in carried]
        assert [frame["payload"]["text"] for frame in frames] == ["Understood."] * 2

    played(play)


def test_an_answer_whose_connection_ended_meanwhile_reaches_the_person_once():
    async def play(line: Line) -> None:
        sockets, held = line.sockets, line.workspace.faults
        held.add("auth.test", "slow", seconds=0.4)
        asked = asyncio.ensure_future(line.types("open Meter blocked"))
        await asyncio.sleep(0.2)
        sockets.drop()
        await asked
        await line.nadia.wait_for(lambda: bool(line.nadia.private("#help")))
        await sockets.count(2)
        await line.app.settle()
        said = [line.nadia.read(message) for message in line.nadia.private("#help")]
        assert [words for words in said if words == "Understood."] == ["Understood."]
        assert line.asked == ["open Meter blocked"]

    played(play)


def test_an_event_that_comes_again_is_known_as_such_and_done_once():
    async def play(line: Line) -> None:
        line.desk.says = Reply("", audience=Audience.NOBODY)
        root = await line.nadia.say("#help", "It burns")
        await line.nadia.say("#help", "still burning", root["ts"])
        [first] = list(line.desk.requests)
        line.workspace.redeliver(line.workspace.world.sent_events[-1]["event_id"])
        await line.workspace.settle()
        assert line.desk.requests == [first]
        [again] = [e for c in line.sockets.connections for e in c.carried if e.get("retry_attempt")]
        assert await line.acknowledged(again["envelope_id"]) == {"envelope_id": again["envelope_id"]}

    played(play)


def test_the_first_delivery_of_an_event_is_no_repetition():
    """Slack writes `retry_attempt: 0` where HTTP has no header; the time of an event is then its arrival."""

    async def play(line: Line) -> None:
        line.wall.ahead = NOW.timestamp() + 3600 - wall()
        line.desk.says = Reply("", audience=Audience.NOBODY)
        root = await line.nadia.say("#help", "It burns")
        await line.nadia.say("#help", "still burning", root["ts"])
        assert [request.received_at for request in line.desk.requests] == [NOW]

    played(play)


HOSTILE = (
    "",
    "null",
    "[]",
    '"hello"',
    "{",
    "{}",
    '{"type": []}',
    '{"type": {"a": 1}, "envelope_id": 7}',
    '{"type": "disconnect_me_not"}',
    '{"type": "hello", "num_connections": "many"}',
    '{"envelope_id": "\\ud800"}',
    "[" * 100_000,
    "9" * 10_000,
    b"\xff\xfe{}",
    b"\x00",
    json.dumps({"envelope_id": "a", "type": "slash_commands"}),
    json.dumps({"envelope_id": "b", "type": "slash_commands", "payload": []}),
    json.dumps({"envelope_id": "c", "type": "slash_commands", "payload": {"command": 7, "team_id": {}}}),
    json.dumps({"envelope_id": "d", "type": "interactive", "payload": {"type": "block_actions", "team": 3}}),
    json.dumps({"envelope_id": "e", "type": "interactive", "payload": {"type": "view_submission"}}),
    json.dumps({"envelope_id": "f", "type": "events_api", "payload": {"event": [], "authorizations": {}}}),
    json.dumps(
        {
            "envelope_id": "g",
            "type": "events_api",
            "payload": {"type": "event_callback"},
            "retry_attempt": "x",
        }
    ),
)


def test_broken_and_hostile_frames_do_not_end_the_connection():
    async def play(line: Line) -> None:
        [connection] = line.sockets.connections
        for frame in HOSTILE:
            await line.sockets.tell(frame)
        for envelope in "abcdefg":
            assert await line.acknowledged(envelope) == {"envelope_id": envelope}
        assert await line.types("show 1") == ["Understood."]
        assert line.sockets.connections == [connection]

    played(play, connections=1)


def test_text_that_is_no_utf_8_does_not_end_the_connection_either():
    async def play(line: Line) -> None:
        [connection] = line.sockets.connections
        assert connection.socket._writer is not None
        await connection.socket._writer.send_frame(b'{"envelope_id": "\xff"}', aiohttp.WSMsgType.TEXT)
        assert await line.types("show 1") == ["Understood."]
        assert line.sockets.connections == [connection]

    played(play, connections=1)


def test_an_envelope_of_a_kind_that_nobody_knows_is_acknowledged():
    async def play(line: Line) -> None:
        envelope = {"envelope_id": "new", "type": "holograms", "payload": {"team_id": "T1"}}
        await line.sockets.tell(json.dumps(envelope))
        assert await line.acknowledged("new") == {"envelope_id": "new"}
        assert line.desk.requests == []

    played(play)


def test_an_answer_that_the_acknowledgement_may_not_hold_goes_by_response_url():
    async def play(line: Line) -> None:
        await line.types("show 1")
        [first] = [e for c in line.sockets.connections for e in c.carried]
        payload = first["payload"] | {"trigger_id": "another"}
        again = first | {"envelope_id": "bare", "accepts_response_payload": False, "payload": payload}
        await line.sockets.tell(json.dumps(again))
        assert await line.acknowledged("bare") == {"envelope_id": "bare"}
        assert await line.nadia.wait_for(lambda: len(line.nadia.private("#help")) == 2)

    played(play)


def test_a_forms_faults_come_back_in_the_acknowledgement():
    async def play(line: Line) -> None:
        form = Form("Open", "open", (TextField("subject", "Subject"),), "Open", "Cancel")
        line.desk.says = Reply("open SUBJECT", (form,))
        assert await line.types("open") == []
        faulty = Form(
            "Open", "open", (TextField("subject", "Subject"),), "Open", "Cancel", {"subject": "Say more."}
        )
        line.desk.says = Reply("", (faulty,), refused=True)
        assert await line.nadia.submit(fields={"subject": "Hm"}) == {"subject": "Say more."}

    played(play)


def test_slow_work_is_acknowledged_in_time_and_its_answer_follows():
    async def play(line: Line) -> None:
        line.desk.holds = threading.Event()
        assert await line.types("open Meter blocked") == ["Working on it (en-US)."]
        line.desk.holds.set()
        await line.nadia.wait_for(lambda: len(line.nadia.private("#help")) == 2)
        assert line.nadia.read(line.nadia.private("#help")[1]) == "Understood."

    played(play, patience=0.1)


def test_payloads_are_shared_among_the_connections():
    async def play(line: Line) -> None:
        for number in range(6):
            await line.types(f"show {number}")
        assert [len(connection.carried) for connection in line.sockets.connections] == [2, 2, 2]

    played(play, connections=3)


def test_a_connection_outlives_the_time_out_of_calls():
    async def play(line: Line) -> None:
        [connection] = line.sockets.connections
        await asyncio.sleep(0.7)
        assert await line.types("show 1") == ["Understood."]
        assert line.sockets.connections == [connection]

    played(play, connections=1, api_timeout=0.5)


def test_a_bad_app_token_is_refused_at_the_start():
    async def play() -> None:
        line = Line({"app_token": "xapp-1-A1-made-up"})
        with pytest.raises(Permanent) as caught:
            async with asyncio.timeout(5):
                await line.__aenter__()
        await line.workspace.stop()
        assert caught.value.code == "invalid_auth"

    asyncio.run(play())


def test_where_slack_is_out_of_reach_the_start_does_not_end_and_it_is_dialled_again():
    async def play() -> None:
        line = Line()
        async with asyncio.timeout(20), line:
            address = line.workspace.url.rpartition(":")[2]
            await line.workspace.stop()
            later = SlackApp(
                line.desk,
                settings=SlackSettings(
                    app_token="xapp-1-A1-x",
                    bot_token="xoxb-x",
                    api_base_url=f"http://127.0.0.1:{address}/api/",
                ),
                clock=HandClock(NOW),
                wall=line.wall,
            )
            await later.dial()
            is_well, told = later.health()
            assert (is_well, told["connected"]) == (True, False)
            await later.stop()

    asyncio.run(play())


def test_whatever_keeps_a_line_from_being_opened_it_is_dialled_again(caplog: pytest.LogCaptureFixture):
    """A keeper that ended would leave the desk deaf, and nobody would know."""
    dialled: list[float] = []

    async def dial() -> Any:
        dialled.append(wall())
        raise ValueError("port out of range 0-65535: wss://host:99999/?ticket=secret")

    async def play() -> None:
        lines = Lines(dial, lambda _line, _envelope: None, wall, 1)
        lines.start()
        await until(lambda: len(dialled) > 1)
        assert lines.health()[1]["why"] == "ValueError"
        await lines.hush()

    asyncio.run(play())
    assert "secret" not in caplog.text


def test_after_an_outage_everything_is_connected_again():
    async def play(line: Line) -> None:
        line.workspace.faults.add("apps.connections.open", "server_error", times=2)
        line.sockets.drop()
        await line.sockets.count(0)
        await line.sockets.count(2)
        assert await line.types("show 1") == ["Understood."]

    played(play)


def test_health_tells_how_many_connections_there_are_and_turns_bad_after_a_minute_without_any():
    async def play(line: Line) -> None:
        is_well, told = line.app.health()
        assert (is_well, told["transport"], told["connected"], told["connections"]) == (
            True,
            "socket",
            True,
            2,
        )
        line.workspace.faults.add("apps.connections.open", "server_error", times=1000)
        line.sockets.drop()
        await line.sockets.count(0)
        await asyncio.sleep(0.6)
        is_well, told = line.app.health()
        assert (is_well, told["connected"], told["connections"]) == (True, False, 0)
        line.wall.ahead = OUTAGE + 5
        is_well, told = line.app.health()
        assert (is_well, told["connected"], told["why"]) == (False, False, "http_500")
        line.workspace.faults.clear()
        await line.sockets.count(2)
        await asyncio.sleep(0.05)
        is_well, told = line.app.health()
        assert (is_well, told["connected"], "why" in told) == (True, True, False)

    played(play)


def test_where_socket_mode_is_switched_off_health_says_so(caplog: pytest.LogCaptureFixture):
    async def play(line: Line) -> None:
        for connection in list(line.sockets.connections):
            await line.sockets.disconnect("link_disabled", connection, close=True)
        await line.sockets.count(0)
        await asyncio.sleep(0.05)
        assert line.app.health()[1]["why"] == "link_disabled"
        assert "Socket Mode is switched off in the app's settings" in caplog.text

    played(play)


def test_no_token_is_logged_or_shown(caplog: pytest.LogCaptureFixture):
    caplog.set_level("DEBUG", logger="adapters")

    async def play(line: Line) -> None:
        line.sockets.drop()
        await line.sockets.count(0)
        await line.sockets.count(2)
        tickets = [line.workspace.app_token, line.workspace.install("T1").bot_token, "ticket="]
        assert [secret for secret in tickets if secret in caplog.text] == []
        assert line.workspace.app_token not in repr(
            SlackSettings(app_token=line.workspace.app_token, bot_token="x")
        )

    played(play)


def test_stopping_answers_what_came_before_it_closes():
    async def play(line: Line) -> None:
        line.workspace.faults.add("auth.test", "slow", seconds=0.4)
        asked = asyncio.ensure_future(line.types("show 1"))
        await asyncio.sleep(0.1)
        await line.app.stop()
        assert await asked == ["Understood."]
        await line.sockets.count(0)

    played(play)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"bot_token": "xoxb-1"}, "the Slack signing secret is empty"),
        ({"bot_token": "xoxb-1", "app_token": "xoxb-1"}, "an app-level token begins with xapp-"),
        ({"bot_token": "xoxb-1", "app_token": "xapp-1", "connections": 11}, "1 to 10 connections"),
        ({"app_token": "xapp-1"}, "no Slack bot token"),
    ],
)
def test_settings_that_cannot_be_are_refused(given: dict[str, Any], why: str):
    with pytest.raises(BadSettings, match=why):
        SlackSettings(**given)


def test_without_a_signing_secret_nothing_is_taken_over_http():
    async def play() -> int:
        app = SlackApp(
            FakeDesk(),
            settings=SlackSettings(app_token="xapp-1", bot_token="xoxb-1"),
            clock=HandClock(NOW),
            wall=wall,
        )
        port = await app.start(port=0)
        async with aiohttp.ClientSession() as session:
            body = b"command=%2Fticket&text=show"
            async with session.post(f"http://127.0.0.1:{port}/slack/events", data=body) as answer:
                status = answer.status
        await app.stop()
        return status

    assert asyncio.run(play()) == 503
