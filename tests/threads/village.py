"""A whole desk in a workspace: the real adapter, the real house, people who type, and strangers among them."""

from __future__ import annotations

import asyncio
import json
import tempfile
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Self, TypeVar

from adapters.slack.app import SlackApp
from adapters.slack.manifest import manifest_text
from adapters.slack.settings import SlackSettings
from adapters.workspace.clock import HandSetClock
from adapters.workspace.driver import Driver
from adapters.workspace.server import Workspace
from adapters.workspace.specs import THE_APP, ChannelSpec, TeamSpec, UserSpec
from bot.clock import HandClock, wall
from bot.compose import build

T = TypeVar("T")
Json = dict[str, Any]
START = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)
HOME, AWAY = "T0BOREAL", "T0LAURIER"
NAMES = ("sara", "ines", "marc", "anne", "nadia", "tom", "maya", "paul", "zoe")
IDS = {name: f"U0{name.upper()}" for name in (*NAMES, "luc", "eve")}
DESK, LAURIER, ROY, OUTSIDE, ATTIC = "C0DESK", "C0LAURIER", "C0ROY", "C0OUTSIDE", "C0ATTIC"
SETTING_UP = (
    (DESK, "setup desk Boréal policy:pitney-bowes language:en"),
    (DESK, "setup channel desk"),
    (DESK, "setup account Hôtel Laurier employees:80"),
    (DESK, "setup account Atelier Roy employees:12"),
    (DESK, "setup account Studio Lumen employees:3"),
    (LAURIER, "setup channel customer Hôtel Laurier"),
    (ROY, "setup channel customer Atelier Roy"),
    (DESK, "setup people agent <@U0INES>"),
    (DESK, "setup people lead <@U0MARC>"),
    (DESK, "setup people director <@U0ANNE>"),
    (LAURIER, "setup people authorized <@U0NADIA>"),
    (LAURIER, "setup people colleague <@U0TOM>"),
    (ROY, "setup people authorized <@U0MAYA>"),
    (DESK, 'setup people authorized <@U0PAUL> account:"Studio Lumen"'),
)


def team() -> TeamSpec:
    """Paul's account has no channel. Luc is of the hotel's own workspace, by Slack Connect; Eve of a third one; Zoé is nobody to the desk."""
    users = tuple(
        UserSpec(
            IDS[name],
            name,
            name.title(),
            locale="en-CA",
            is_admin=name == "sara",
            home_team={"luc": AWAY, "eve": "T0ELSE"}.get(name),
            email=f"{name}@x.test",
        )
        for name in IDS
    )
    everyone = tuple(IDS.values())
    return TeamSpec(
        HOME,
        "Boréal",
        users,
        (
            ChannelSpec(DESK, "boreal-desk", private=True, members=(*_of("sara ines marc anne"), THE_APP)),
            ChannelSpec(LAURIER, "hotel-laurier", members=(*everyone, THE_APP)),
            ChannelSpec(ROY, "atelier-roy", members=(*_of("sara ines maya"), THE_APP)),
            ChannelSpec(OUTSIDE, "outside", members=_of("sara ines nadia tom")),
            ChannelSpec(ATTIC, "attic", private=True, members=_of("sara ines nadia tom")),
        ),
    )


def _of(names: str) -> tuple[str, ...]:
    return tuple(IDS[name] for name in names.split())


class Village:
    """Synchronous to its tests: each act returns when everything that it caused was said."""

    def __init__(self, path: Path) -> None:
        self.clock = HandClock(START)
        self.house = build(f"sqlite:///{path}", self.clock)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.workspace = Workspace(
            team=team(),
            manifest=manifest_text("http://127.0.0.1:1"),
            signing_secret="only-ever-used-in-this-test",
            clock=_Clock(self.clock),
            wall=wall,
        )

    def __enter__(self) -> Self:
        self._thread.start()
        self.run(self._open())
        self.house.connect(self.slack.messenger)
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self._close())
        self.house.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _open(self) -> None:
        tokens: dict[str, str] = {}
        await self.workspace.start()
        settings = SlackSettings(
            "only-ever-used-in-this-test",
            installations=tokens,
            api_base_url=self.workspace.api_url,
            patience=20.0,
            form_patience=20.0,
        )
        self.slack = SlackApp(self.house.desk, settings=settings, clock=self.clock, wall=wall)
        port = await self.slack.start(port=0)
        self.workspace.connect(f"http://127.0.0.1:{port}")
        tokens[HOME] = self.workspace.install(HOME).bot_token

    async def _close(self) -> None:
        await self.slack.stop()
        await self.workspace.stop()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    def set_up(self, policy: str = "pitney-bowes", plan: str = "standard") -> Self:
        for channel, words in SETTING_UP:
            said = words.replace("pitney-bowes", policy).replace("employees:", f"plan:{plan} employees:")
            self.slash("sara", channel, said)
        return self

    # What people do

    def driver(self, who: str) -> Driver:
        return Driver(self.workspace, IDS[who])

    def act(self, work: Coroutine[Any, Any, T]) -> T:
        done = self.run(work)
        self.settle()
        return done

    def settle(self) -> None:
        for _ in range(2):
            self.run(self._quiet())
            self.house.runner.deliver_all()
        self.run(self._quiet())

    async def _quiet(self) -> None:
        for _ in range(2):
            await self.workspace.settle()
            await self.slack.settle()
        await self.workspace.settle()

    def slash(self, who: str, channel: str, words: str) -> str:
        """A command; what it answered in private, as read."""
        driver = self.driver(who)
        name, _, rest = (words if words.startswith("/") else f"/ticket {words}").partition(" ")
        return "\n".join(driver.read(m) for m in self.act(driver.slash(channel, name, rest)))

    def say(self, who: str, channel: str, words: str, thread: str | None = None) -> Json:
        return self.act(self.driver(who).say(channel, words, thread))

    def edit(self, who: str, message: Json, words: str) -> None:
        self.act(self.driver(who).edit(message, words))

    def delete(self, who: str, message: Json) -> None:
        self.act(self.driver(who).delete(message))

    def press(self, who: str, on: Json, label: str) -> str:
        driver = self.driver(who)
        return "\n".join(driver.read(m) for m in self.act(driver.click(on, label)))

    def fill(self, who: str, **fields: Any) -> dict[str, str] | None:
        return self.act(self.driver(who).submit(fields=fields))

    def opens(self, who: str, channel: str, subject: str) -> str:
        """A ticket, by a command that gives all that the policy asks for."""
        return self.slash(who, channel, f"open {subject} severity:medium consent:yes facts: Since Monday.")

    # What stands where

    def card(self, who: str, channel: str, number: int = 1) -> Json:
        """The card of that ticket in a channel (`@app`: the private chat)."""
        driver = self.driver(who)
        return next(m for m in driver.messages(channel) if m["bot"] and f"#{number}" in driver.read(m))

    def thread(self, who: str, channel: str, number: int = 1) -> list[str]:
        """What stands in the thread of that ticket there, as read, without its card."""
        driver = self.driver(who)
        card = self.card(who, channel, number)
        return [driver.read(m) for m in driver.thread(channel, card["ts"])[1:]]

    def stands(self, channel: str) -> str:
        """Everything that stands in a channel, whoever sees it: its JSON."""
        here = self.workspace.world.teams[HOME].channels[channel]
        held = [*here.messages.values(), *here.ephemerals.values()]
        return json.dumps([[m.text, m.blocks, m.metadata] for m in held], ensure_ascii=False)

    def history(self, number: int = 1) -> list[str]:
        with self.house.database.reading() as uow:
            [desk] = uow.desks.all()
            member = uow.people.staff(desk.id)[0]
            ticket = uow.tickets.visible_to(member).get(number)
            return [event.tag for event in ticket.history]


class _Clock(HandSetClock):
    """The desk's own clock, as the workspace reads it."""

    def __init__(self, clock: HandClock) -> None:
        super().__init__(clock.now())
        self._desk = clock

    def now(self) -> datetime:
        return self._desk.now()


@contextmanager
def village(policy: str = "pitney-bowes", plan: str = "standard") -> Iterator[Village]:
    """One, set up under that policy, its accounts on that plan."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        path.write_bytes(_set_up(policy, plan))
        with Village(path) as found:
            yield found


@cache
def _set_up(policy: str, plan: str) -> bytes:
    """The database of a village once it is set up: done once, and copied."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        with Village(path) as found:
            found.set_up(policy, plan)
        return path.read_bytes()
