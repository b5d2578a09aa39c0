"""One app in two workspaces: nothing that people of one do, with whatever ids, sees or changes the other.

Slack signs what it sends, but a person writes the words, and an id of anywhere can be copied into them; ids of
buttons, forms and shared channels (Slack Connect) come along as well. So every command, button, form, shortcut and
event is sent here as the second workspace's, holding the ids of the first.
"""

from __future__ import annotations

import asyncio
import json
import threading
import urllib.parse
from collections.abc import Coroutine, Iterator
from datetime import UTC, datetime
from typing import Any, Self, TypeVar

import aiohttp
import pytest

from adapters.slack.app import SlackApp
from adapters.slack.manifest import SHORTCUTS, manifest_text
from adapters.slack.render.view import FORM, SAID
from adapters.slack.settings import SlackSettings
from adapters.slack.signing import signature
from adapters.workspace.clock import HandSetClock
from adapters.workspace.driver import Driver
from adapters.workspace.server import Workspace
from adapters.workspace.specs import THE_APP, ChannelSpec, TeamSpec, UserSpec
from bot.clock import HandClock, wall
from bot.commands import COMMANDS
from bot.compose import build
from tests.adapters.isolation import MARK, every_command, only_the_second_changed, rows, unmarked

SECRET = "a secret of the tests"
START = datetime(2026, 6, 30, 13, 0, tzinfo=UTC)
T = TypeVar("T")


def _team(n: int, mark: str) -> TeamSpec:
    def user(name: str, *, admin: bool = False) -> UserSpec:
        return UserSpec(f"U{n}{name}", name.lower(), f"{name.title()} {mark}", "en-GB", is_admin=admin)

    people = (user("NADIA"), user("TOM"), user("INES"), user("SARA", admin=True), user("LOU"))
    ids = tuple(each.id for each in people)
    return TeamSpec(
        f"T{n}",
        f"Company {n}",
        people,
        (
            ChannelSpec(f"C{n}DESK", "desk", private=True, members=(*ids[2:4], THE_APP)),
            ChannelSpec(f"C{n}LAURIER", "laurier", members=(*ids, THE_APP)),
        ),
    )


class Two:
    """Two workspaces, one adapter, one house. The first has a ticket with every kind of word on it."""

    def __init__(self, folder: Any) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._folder = folder
        self._count = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self.run(self._open())
        for n, mark in ((1, MARK), (2, "quagga")):
            self.run(self._set_up(n, mark))
            self.house.runner.deliver_all()
        self.run(self._live())
        self.house.runner.deliver_all()
        self.card = self.workspace.world.teams["T1"].channels["C1LAURIER"]
        self.thread = next(ts for ts in self.card.messages)
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self._close())
        self.house.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    async def _open(self) -> None:
        self.clock = HandClock(START)
        self.house = await asyncio.to_thread(build, f"sqlite:///{self._folder / 'desk.db'}", self.clock)
        self.workspace = Workspace(
            team=(_team(1, MARK), _team(2, "quagga")),
            manifest=manifest_text(),
            signing_secret=SECRET,
            clock=HandSetClock(START),
            wall=wall,
        )
        await self.workspace.start()
        tokens: dict[str, str] = {}
        settings = SlackSettings(SECRET, installations=tokens, api_base_url=self.workspace.api_url)
        self.slack = SlackApp(self.house.desk, settings=settings, clock=self.clock, wall=wall)
        self.port = await self.slack.start(port=0)
        self.workspace.connect(f"http://127.0.0.1:{self.port}")
        for team in ("T1", "T2"):
            tokens[team] = self.workspace.install(team).bot_token
        self.house.connect(self.slack.messenger)
        self.session = aiohttp.ClientSession()

    async def _set_up(self, n: int, mark: str) -> None:
        sara = Driver(self.workspace, f"U{n}SARA", team=f"T{n}")
        for words in (
            f"setup desk Desk{mark} policy:pitney-bowes language:en",
            "setup channel desk",
            f"setup account Hotel{mark} plan:standard employees:80",
            f"setup people agent <@U{n}INES>",
        ):
            await sara.slash("#desk", "/ticket", words)
        for words in (
            f"setup channel customer Hotel{mark}",
            f"setup people authorized <@U{n}NADIA> account:Hotel{mark}",
            f"setup people colleague <@U{n}TOM> account:Hotel{mark}",
        ):
            await sara.slash("#laurier", "/ticket", words)

    async def _live(self) -> None:
        nadia, ines = (Driver(self.workspace, user, team="T1") for user in ("U1NADIA", "U1INES"))
        opened = f"open Meter {MARK} blocked severity:severe facts: E4 {MARK}"
        await nadia.slash("#laurier", "/ticket", opened)
        for words in ("claim 1", f"note 1 {MARK} inside", f"reply 1 Try {MARK}"):
            await ines.slash("#desk", "/ticket", words)

    async def _close(self) -> None:
        await self.session.close()
        await self.slack.stop()
        await self.workspace.stop()

    def sends(self, fields: dict[str, Any]) -> str:
        """A signed request of Slack's, and everything that the app said for it: answers, calls, posts."""
        calls = len(self.workspace.calls)
        body = self.run(self._post(fields))
        self.run(self.slack.settle())
        self.house.runner.deliver_all()
        return body + json.dumps(self.workspace.calls[calls:])

    async def _post(self, fields: dict[str, Any]) -> str:
        is_event = fields.get("type") == "event_callback"
        if is_event:
            data = json.dumps(fields).encode()
        else:
            given = {"payload": json.dumps(fields)} if "type" in fields else fields
            data = urllib.parse.urlencode(given).encode()
        stamp = str(int(wall()))
        headers = {
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature(SECRET, stamp, data),
            "Content-Type": "application/json" if is_event else "application/x-www-form-urlencoded",
        }
        url = f"http://127.0.0.1:{self.port}/slack/events"
        async with self.session.post(url, data=data, headers=headers) as answer:
            assert answer.status == 200
            return await answer.text()

    def fresh(self) -> str:
        self._count += 1
        return f"{self._count}.{self._count}"

    def said_in_the_first(self) -> list[tuple[str, str]]:
        channels = self.workspace.world.teams["T1"].channels.values()
        return [(channel.id, m.text) for channel in channels for m in channel.messages.values()]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    with Two(tmp_path_factory.mktemp("two")) as both:
        yield both


WORDS = every_command("<@U1INES>", "<@U2SARA>")
PEOPLE = ("U2SARA", "U2LOU", "U1SARA")
"""The second workspace's admin, somebody of it whom no desk knows, and an id of the first one's admin there."""


def _frame(kind: str, user: str) -> dict[str, Any]:
    return {
        "type": kind,
        "team": {"id": "T2", "domain": "t2"},
        "user": {"id": user, "team_id": "T2"},
        "api_app_id": "A1",
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _commands(two: Two, user: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for words in WORDS:
        for channel in ("C1DESK", "C1LAURIER", "C2DESK"):
            yield (
                words,
                {
                    "command": "/ticket",
                    "text": unmarked(words),
                    "team_id": "T2",
                    "user_id": user,
                    "channel_id": channel,
                    "channel_name": "desk",
                    "trigger_id": two.fresh(),
                    "response_url": "",
                },
            )


def _buttons(two: Two, user: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for words in WORDS:
        action = {
            "type": "button",
            "action_id": "a",
            "block_id": "b",
            "value": unmarked(words),
            "action_ts": two.fresh(),
        }
        where = {"channel_id": "C1LAURIER", "message_ts": two.thread, "thread_ts": two.thread}
        yield (
            words,
            _frame("block_actions", user)
            | {
                "actions": [action],
                "trigger_id": two.fresh(),
                "container": {"type": "message", **where},
                "channel": {"id": "C1LAURIER", "name": "laurier"},
                "message": {"ts": two.thread, "thread_ts": two.thread},
                "response_url": "",
            },
        )
        for kind, callback in (("home", ""), ("modal", SAID)):
            yield (
                words,
                _frame("block_actions", user)
                | {
                    "actions": [action | {"action_ts": two.fresh()}],
                    "trigger_id": two.fresh(),
                    "container": {"type": "view", "view_id": "V1"},
                    "view": {
                        "id": "V1",
                        "type": kind,
                        "callback_id": callback,
                        "private_metadata": _memory(two, "", "C1DESK"),
                    },
                },
            )


def _memory(two: Two, command: str, channel: str) -> str:
    return json.dumps({"command": command, "place": [channel, two.thread, "channel", None]})


def _forms(two: Two, user: str) -> Iterator[tuple[str, dict[str, Any]]]:
    typed = {
        name: {name: {"type": "plain_text_input", "value": "x"}}
        for name in ("subject", "text", "reason", "facts")
    }
    chosen = {"to": "U1INES", "person": "U1NADIA", "requester": "U1NADIA"}
    state = typed | {n: {n: {"type": "users_select", "selected_user": v}} for n, v in chosen.items()}
    for spec in COMMANDS:
        for channel in ("C1DESK", "C1LAURIER"):
            view = {
                "id": f"V{two.fresh()}",
                "hash": two.fresh(),
                "type": "modal",
                "callback_id": FORM,
                "private_metadata": _memory(two, f"{spec.name} 1", channel),
                "state": {"values": state},
            }
            yield f"{spec.name} (submitted)", _frame("view_submission", user) | {"view": view}
            change = {"type": "static_select", "action_id": "severity", "block_id": "severity"}
            yield (
                f"{spec.name} (changed)",
                _frame("block_actions", user)
                | {
                    "actions": [change | {"action_ts": two.fresh()}],
                    "trigger_id": two.fresh(),
                    "container": {"type": "view", "view_id": view["id"]},
                    "view": view,
                },
            )


def _shortcuts(two: Two, user: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for shortcut in SHORTCUTS:
        for channel in ("C1DESK", "C1LAURIER"):
            yield (
                shortcut.name,
                _frame("shortcut" if shortcut.type == "global" else "message_action", user)
                | {
                    "callback_id": shortcut.callback_id or shortcut.command,
                    "trigger_id": two.fresh(),
                    "action_ts": two.fresh(),
                    "channel": {"id": channel, "name": "x"},
                    "message": {
                        "ts": two.thread,
                        "thread_ts": two.thread,
                        "text": "hello",
                        "user": "U1NADIA",
                    },
                    "message_ts": two.thread,
                    "response_url": "",
                },
            )


def _events(two: Two, user: str) -> Iterator[tuple[str, dict[str, Any]]]:
    bot = two.workspace.install("T2").bot_user_id
    at = {"channel": "C1LAURIER", "thread_ts": two.thread, "ts": two.thread, "user": user}
    changed = {"user": user, "text": "hacked", "ts": two.thread, "thread_ts": two.thread}
    hidden = {"channel": "C1LAURIER", "hidden": True}
    some = [
        {"type": "message", "text": "hello", **at},
        {"type": "message", "subtype": "file_share", "text": "", "files": [{"id": "F1", "name": "a"}], **at},
        {"type": "message", "subtype": "thread_broadcast", "text": "hello", **at},
        {"type": "message", "subtype": "message_changed", "message": changed, **hidden},
        {
            "type": "message",
            "subtype": "message_deleted",
            "deleted_ts": two.thread,
            "previous_message": changed,
            **hidden,
        },
        {"type": "app_home_opened", "tab": "home", "user": user, "channel": "D1"},
        {"type": "member_joined_channel", "user": bot, "channel": "C1DESK", "team": "T2"},
        {"type": "member_left_channel", "user": bot, "channel": "C1DESK", "team": "T2"},
        {"type": "channel_archive", "channel": "C1DESK", "user": user},
        {"type": "channel_rename", "channel": {"id": "C1DESK", "name": "other", "created": 1}},
        {"type": "file_deleted", "file_id": "F1"},
    ]
    some += [{"type": "app_mention", "text": f"<@{bot}> {unmarked(words)}", **at} for words in WORDS]
    for event in some:
        yield (
            f"{event['type']} {event.get('subtype') or event.get('text') or ''}",
            {
                "type": "event_callback",
                "team_id": "T2",
                "api_app_id": "A1",
                "event_id": f"Ev{two.fresh()}",
                "event_time": int(wall()),
                "authorizations": [{"team_id": "T2", "user_id": bot, "is_bot": True}],
                "event": event,
            },
        )


WAYS = {
    "commands": _commands,
    "buttons": _buttons,
    "forms": _forms,
    "shortcuts": _shortcuts,
    "events": _events,
}


@pytest.mark.parametrize("user", PEOPLE)
@pytest.mark.parametrize("way", WAYS)
def test_another_workspaces_ids_show_nothing_and_change_nothing(two, way, user):
    before, said = rows(two.house), two.said_in_the_first()
    for what, fields in WAYS[way](two, user):
        told = two.sends(fields)
        assert MARK not in told, f"{what}: {told}"
    assert two.said_in_the_first() == said
    only_the_second_changed(before, rows(two.house), "T1")


def test_what_happens_in_the_first_workspace_would_be_noticed(two):
    """The two checks above can fail: the same acts in the first workspace show its words and change its rows."""
    before = rows(two.house)
    shown = two.sends(
        {
            "command": "/ticket",
            "text": "show 1",
            "team_id": "T1",
            "user_id": "U1NADIA",
            "channel_id": "C1LAURIER",
            "channel_name": "laurier",
            "trigger_id": two.fresh(),
            "response_url": "",
        }
    )
    assert MARK in shown
    two.run(Driver(two.workspace, "U1INES", team="T1").slash("#desk", "/ticket", "note 1 more"))
    two.house.runner.deliver_all()
    with pytest.raises(AssertionError, match="desk_id"):
        only_the_second_changed(before, rows(two.house), "T1")
