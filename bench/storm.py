"""A storm: hundreds of reminders due in one minute, over many channels that Slack limits and loses."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from adapters.slack.app import SlackApp
from adapters.slack.manifest import manifest_text
from adapters.slack.settings import SlackSettings
from adapters.workspace.clock import HandSetClock
from adapters.workspace.faults import Kind
from adapters.workspace.server import Workspace
from adapters.workspace.specs import THE_APP, ChannelSpec, TeamSpec, UserSpec
from bench.report import Row, at_most
from bot.clock import HandClock, wall
from bot.compose import House, build
from bot.domain.people import Face, Membership
from bot.outgoing import DeliveryState, Outgoing, ReminderNotice
from bot.requests import Actor, PlaceKind, PlaceRef, Request, Typed, Via
from policy.facts import Role

TITLE = "A storm of reminders, in a workspace that keeps Slack's limits and fails"
TEAM = "T0STORM"
SECRET = "only-ever-used-in-a-storm"
LOST: dict[Kind, float] = {
    "lost_response": 0.025,
    "dropped": 0.025,
    "ratelimited": 0.05,
    "server_error": 0.02,
}
"""Of all calls: 5 % lost (half of them done, half not), 5 % 429, 2 % 5xx."""
DUE = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
OPENED = (
    # severity, how long before the minute, share of a channel's tickets: breached, breached, at 75 %
    ("critical", timedelta(minutes=60), 0.2),
    ("severe", timedelta(minutes=120), 0.4),
    ("severe", timedelta(minutes=90), 0.4),
)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Storm:
    """What came of it. Seconds are wall time from the sweep to the last reminder said."""

    reminders: int
    sent: int
    twice: int
    posts: int
    """Messages that say them."""
    seconds: float
    critical_seconds: float
    """Until the last critical one was said."""
    calls: Counter[str]
    injected: Counter[Kind]
    too_soon: Counter[str]
    """Calls that the workspace refused for coming too soon, by method: none of these was injected."""


class Loop:
    """An event loop in a thread of its own, as the product has it."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Its result."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(120)

    def close(self) -> None:
        """End it."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


def storm(channels: int, each: int, database: str, *, seed: int = 4, at_most_s: float = 600.0) -> Storm:
    """`each` reminders in each of so many channels. Everything is real but Slack."""
    clock = HandClock(DUE - max(before for _, before, _ in OPENED))
    house = build(database, clock)
    loop = Loop()
    workspace = Workspace(
        team=team(channels),
        manifest=manifest_text(url="http://127.0.0.1:1"),
        signing_secret=SECRET,
        clock=HandSetClock(DUE, "Europe/London"),
        wall=wall,
    )
    try:
        loop.run(workspace.start())
        token = workspace.install(TEAM).bot_token
        furnish(house, channels)
        with served(loop, house, workspace, token, clock, paced=False):
            open_all(house, clock, channels, each)
            while house.delivery.deliver_due().total:
                pass
        workspace.world.rates.mode = "strict"
        workspace.faults.by_chance(LOST, seed)
        before = Counter(workspace.counts)
        with served(loop, house, workspace, token, clock, paced=True):
            return _blow(house, workspace, clock, before, at_most_s)
    finally:
        workspace.faults.clear()
        house.close()
        loop.run(workspace.stop())
        loop.close()


def _blow(
    house: House, workspace: Workspace, clock: HandClock, before: Counter[str], at_most_s: float
) -> Storm:
    house.sweep.be_alive(DUE + timedelta(seconds=59))
    clock.set(DUE + timedelta(seconds=60))
    began = time.monotonic()
    critical = 0.0
    house.sweep.sweep_due()
    house.runner.start()
    # What is told within a minute waits for the last of it: here that is a second at most.
    clock.set(DUE + timedelta(seconds=62))
    house.runner.nudge()
    while (spent := time.monotonic() - began) < at_most_s:
        left = [row for row in reminders(house) if row.state in {DeliveryState.READY, DeliveryState.SENDING}]
        if not any(row.urgent for row in left) and not critical:
            critical = spent
        if not left:
            break
        time.sleep(0.1)
    seconds = time.monotonic() - began
    house.runner.stop()
    rows = reminders(house)
    sent = [row for row in rows if row.state is DeliveryState.SENT]
    keys = Counter(
        message.metadata["event_payload"]["key"]
        for channel in workspace.world.teams[TEAM].channels.values()
        for message in channel.messages.values()
        if message.metadata
    )
    stands = {
        (channel.id, message.ts)
        for channel in workspace.world.teams[TEAM].channels.values()
        for message in channel.messages.values()
    }
    return Storm(
        reminders=len(rows),
        sent=sum((row.conversation, row.ref) in stands for row in sent),
        twice=sum(times - 1 for times in keys.values()),
        posts=len({(row.conversation, row.ref) for row in sent}),
        seconds=seconds,
        critical_seconds=critical,
        calls=Counter(workspace.counts) - before,
        injected=Counter(workspace.faults.met),
        too_soon=Counter(method for _, method, _ in workspace.world.rates.refusals),
    )


def reminders(house: House) -> list[Outgoing]:
    """Every row of the outbox that holds one."""
    with house.database.reading() as uow:
        return [
            row
            for desk in uow.desks.all()
            for row in uow.outbox.by_desk(desk.id, limit=10_000)
            if isinstance(row.notice, ReminderNotice)
        ]


def team(channels: int) -> TeamSpec:
    """A workspace with a desk's channel and a customer's for each."""
    people = [
        UserSpec(f"U{role}{n:03}", f"{role.lower()}{n}", f"{role.title()} {n}", "", "en-GB", "Europe/London")
        for n in range(channels)
        for role in ("AGENT", "ADMIN", "NADIA")
    ]
    places = []
    for n in range(channels):
        places.append(
            ChannelSpec(f"C0DESK{n:03}", f"desk-{n}", private=True, members=(f"UAGENT{n:03}", THE_APP))
        )
        places.append(ChannelSpec(f"C0HELP{n:03}", f"help-{n}", members=(f"UNADIA{n:03}", THE_APP)))
    return TeamSpec(id=TEAM, name="Storm", domain="storm", users=tuple(people), channels=tuple(places))


def furnish(house: House, channels: int) -> None:
    """A desk a channel, each with its agent, its account and a contact."""
    with house.database.writing() as uow:
        for n in range(channels):
            desk = uow.desks.add(f"Desk {n}", "sign-in-app", "en")
            account = uow.accounts.add(desk.id, f"Account {n}", "standard")
            for user, role in (
                (f"UAGENT{n:03}", Role.AGENT),
                (f"UADMIN{n:03}", Role.ADMIN),
                (f"UNADIA{n:03}", Role.AUTHORIZED),
            ):
                person = uow.people.add(user.title())
                uow.people.link(person.id, Actor("slack", TEAM, user))
                of = account.id if role is Role.AUTHORIZED else None
                uow.people.join(Membership(person.id, desk.id, of, role))
            uow.places.put(desk.id, "slack", TEAM, f"C0DESK{n:03}", Face.DESK)
            uow.places.put(desk.id, "slack", TEAM, f"C0HELP{n:03}", Face.CUSTOMER, account.id)
        uow.commit()


def open_all(house: House, clock: HandClock, channels: int, each: int) -> None:
    """Tickets at such moments that each has one reminder in the same minute."""
    kinds = [(severity, before) for severity, before, share in OPENED for _ in range(round(share * each))]
    for index, (severity, before) in enumerate(sorted(kinds, key=lambda kind: -kind[1])):
        clock.set(max(clock.now(), DUE - before + timedelta(milliseconds=40_000 * index / len(kinds))))
        for n in range(channels):
            user, where = f"UNADIA{n:03}", f"C0HELP{n:03}"
            place = PlaceRef("slack", TEAM, where, None, PlaceKind.CHANNEL, where)
            words = Typed(f"open Printer {index} severity:medium")
            key, actor = f"storm:{n}:{index}", Actor("slack", TEAM, user)
            reply = house.desk.answer(Request(actor, place, words, key, clock.now(), Via.COMMAND))
            assert not reply.refused, reply.summary
            agent = Actor("slack", TEAM, f"UAGENT{n:03}")
            desk = PlaceRef("slack", TEAM, f"C0DESK{n:03}", None, PlaceKind.CHANNEL, "desk")
            for verb in (f"severity {index + 1} {severity}", f"claim {index + 1}"):
                reply = house.desk.answer(
                    Request(agent, desk, Typed(verb), f"{key}:{verb}", clock.now(), Via.COMMAND)
                )
                assert not reply.refused, reply.summary


@contextmanager
def served(
    loop: Loop, house: House, workspace: Workspace, token: str, clock: HandClock, *, paced: bool
) -> Iterator[None]:
    """The app, serving that house."""
    settings = SlackSettings(
        signing_secret=SECRET, bot_token=token, api_base_url=workspace.api_url, paced=paced, api_timeout=5.0
    )
    app = SlackApp(house.desk, settings=settings, clock=clock, wall=wall)
    workspace.connect(f"http://127.0.0.1:{loop.run(app.start(port=0))}")
    house.connect(app.messenger)
    try:
        yield
    finally:
        loop.run(app.stop())


def measure() -> list[Row]:
    """500 reminders over 20 channels."""
    with TemporaryDirectory() as folder:
        found = storm(20, 25, f"sqlite:///{Path(folder) / 'storm.db'}")
    work = "500 reminders due in one minute, 20 channels"
    lost = sum(found.injected.values())
    return [
        Row(work, "reminders", found.reminders, ""),
        at_most(0, Row(work, "not said", found.reminders - found.sent, "")),
        at_most(0, Row(work, "said twice", found.twice, "")),
        at_most(0, Row(work, "calls that came too soon", sum(found.too_soon.values()), "")),
        Row(work, "posts", found.posts, ""),
        Row(work, "calls of Slack", sum(found.calls.values()), ""),
        Row(work, "of these lost, limited or failed", lost, ""),
        Row(work, "critical ones said after", found.critical_seconds, "s"),
        Row(work, "all said after", found.seconds, "s"),
    ]
