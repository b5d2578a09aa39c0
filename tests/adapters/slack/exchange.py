"""A whole desk in a workspace over loopback, with people who send one another files."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

import yaml

from adapters.slack.app import SlackApp
from adapters.slack.manifest import manifest_text
from adapters.slack.settings import SlackSettings
from adapters.workspace.clock import HandSetClock
from adapters.workspace.driver import Driver
from adapters.workspace.server import Workspace
from adapters.workspace.specs import THE_APP, ChannelSpec, TeamSpec, UserSpec
from bot.clock import HandClock, wall
from bot.compose import build

SECRET = "a secret of the tests"
START = datetime(2026, 6, 30, 13, 0, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
LIMIT = 100_000
T = TypeVar("T")

PEOPLE = (
    UserSpec("U1NADIA", "nadia", "Nadia Roy", locale="en-GB"),
    UserSpec("U1TOM", "tom", "Tom Blais", locale="fr-CA"),
    UserSpec("U1INES", "ines", "Inès Caron", locale="en-GB"),
    UserSpec("U1SARA", "sara", "Sara Lind", locale="en-GB", is_admin=True),
    UserSpec("U1LOU", "lou", "Lou Diaz", locale="es-ES", home_team="T2"),
)
TEAM = TeamSpec(
    "T1",
    "Place du Marché",
    PEOPLE,
    (
        ChannelSpec("C1DESK", "desk", private=True, members=("U1INES", "U1SARA", THE_APP)),
        ChannelSpec(
            "C1LAURIER", "laurier", private=True, members=("U1NADIA", "U1TOM", "U1LOU", "U1SARA", THE_APP)
        ),
    ),
)
SETTING_UP = (
    ("#desk", "setup desk Boréal policy:pitney-bowes language:en"),
    ("#desk", "setup channel desk"),
    ("#desk", "setup account Laurier plan:standard employees:80"),
    ("#desk", "setup people agent <@U1INES>"),
    ("#laurier", "setup channel customer Laurier"),
    ("#laurier", "setup people authorized <@U1NADIA> account:Laurier"),
    ("#laurier", "setup people authorized <@U1LOU> account:Laurier"),
)


def without(*scopes: str) -> str:
    """The manifest, as it is installed by whoever refuses these scopes."""
    held = yaml.safe_load(manifest_text("http://127.0.0.1:1"))
    given = held["oauth_config"]["scopes"]
    for name in ("bot", "bot_optional"):
        given[name] = [scope for scope in given.get(name, []) if scope not in scopes]
    events = held["settings"]["event_subscriptions"]
    if "files:read" in scopes:
        events["bot_events"] = [event for event in events["bot_events"] if not event.startswith("file_")]
    return yaml.safe_dump(held)


class Exchange:
    """Everything between Nadia's channel and Inès's; `opens` gives a ticket's two threads."""

    def __init__(self, folder: Path, manifest: str) -> None:
        self._folder = folder
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.clock = HandClock(START)
        self.workspace = Workspace(
            team=TEAM, manifest=manifest, signing_secret=SECRET, clock=HandSetClock(START), wall=wall
        )

    def __enter__(self) -> Self:
        self._thread.start()
        self.run(self._open())
        self.house.connect(self.slack.messenger)
        self.nadia, self.ines, self.lou = (
            Driver(self.workspace, user) for user in ("U1NADIA", "U1INES", "U1LOU")
        )
        sara = Driver(self.workspace, "U1SARA")
        for channel, words in SETTING_UP:
            self.run(sara.slash(channel, "/ticket", words))
        self.delivers()
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
        self.waited = 0.0
        address = f"sqlite:///{self._folder / 'desk.db'}"
        self.house = await asyncio.to_thread(
            build, address, self.clock, wall_clock=lambda: wall() + self.waited
        )
        await self.workspace.start()
        settings = SlackSettings(
            SECRET,
            bot_token=self.workspace.install("T1").bot_token,
            api_base_url=self.workspace.api_url,
            file_limit=LIMIT,
            file_looks=(0.02, 0.05),
        )
        self.slack = SlackApp(self.house.desk, settings=settings, clock=self.clock, wall=wall)
        port = await self.slack.start(port=0)
        self.workspace.connect(f"http://127.0.0.1:{port}")

    async def _close(self) -> None:
        await self.slack.stop()
        await self.workspace.stop()

    def delivers(self) -> None:
        """Everything owed is said, and what was shared meanwhile stands there."""
        for _ in range(10):
            self.run(self._settled())
            self.house.runner.deliver_all()
            if self.house.delivery.next_due() is None:
                break
            # What was put off is due at once, but for what Slack itself asked us to wait (a second).
            self.waited += 10.0
            self.run(asyncio.sleep(0.3))
        self.run(self._settled())

    async def _settled(self) -> None:
        await self.slack.settle()
        await self.workspace.settle()

    def upload(self, who: Driver, name: str, content: bytes) -> dict[str, Any]:
        async def chosen() -> dict[str, Any]:
            return who.upload(name, content)

        return self.run(chosen())

    def opens(self, subject: str) -> tuple[str, str]:
        """A ticket of Nadia's: the threads on the customer's side and on the desk's, by their cards."""
        self.run(self.nadia.slash("#laurier", "/ticket", f"open {subject} facts: E4"))
        self.delivers()
        return self.card(self.nadia, "#laurier", subject), self.card(self.ines, "#desk", subject)

    def card(self, who: Driver, channel: str, subject: str) -> str:
        [card] = [m for m in who.messages(channel) if subject in who.read(m)]
        return str(card["ts"])

    def says(self, who: Driver, channel: str, text: str, thread: str, *files: dict[str, Any]) -> None:
        self.run(who.say(channel, text, thread, files))
        self.delivers()

    def thread(self, who: Driver, channel: str, ts: str) -> list[str]:
        """What stands under a card, each with its files in brackets."""
        found = who.thread(channel, ts)[1:]
        return [
            " ".join(
                (who.read(m), *(f"[{'gone' if f['deleted'] else f['name']}]" for f in m["files"]))
            ).strip()
            for m in found
        ]

    def files(self, who: Driver, channel: str, ts: str) -> list[tuple[str, bytes | None]]:
        """The files in a thread that the app brought there, each with what this person reads in it."""
        found = [f for m in who.thread(channel, ts) if m["bot"] for f in m["files"]]
        return [(f["name"], who.download(f)) for f in found]
