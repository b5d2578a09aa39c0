"""Killed at any instant, the desk loses no ticket that it acknowledged and repeats nothing that it said."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter
from contextlib import suppress
from datetime import timedelta

from bot.storage import Database

from .conftest import MARC, MILLS, NADIA, START

MOST_TICKETS = 8
FEWEST_DEATHS, MOST_DEATHS = 4, 10
SECONDS = 5.0
"""Of real time after which a story ends in peace, once it came to death often enough."""
FIRST = "first_response:guarantee:1"
BREACH = f"{FIRST}:1:place"
OWED = {
    "1:card:desk",
    "1:card:customer",
    "1:internal",
    f"{FIRST}:0.75:thread",
    f"{FIRST}:0.9:thread",
    f"{FIRST}:1.1:escalated",
    f"{FIRST}:1.1:escalated:MARC",
}
"""What is posted on a severe ticket that nobody answers for three hours, each once.

Cards are edited besides, and the channel is told of its breach: in a post of its own, or with others.
"""


class Story:
    """Tickets are opened, time goes by, and the desk dies at instants that a seed chooses."""

    def __init__(self, town, seed):
        self.town = town
        self.random = random.Random(seed)
        self.acknowledged = set()
        self.asked = 0

    async def goes(self):
        """Rounds of life and death until the time is over and death came often enough, then peace."""
        until = time.monotonic() + SECONDS
        now = START
        while self.town.deaths < (MOST_DEATHS if time.monotonic() < until else FEWEST_DEATHS):
            now += timedelta(minutes=self.random.randrange(4, 16))
            living = asyncio.create_task(self._lives(now))
            if self.random.random() < 0.25:
                await living  # a quiet quarter of an hour
                continue
            await self.dies()
            await living
            await self.town.revive(self.town.last_alive())
            assert await self.town.advance(now) == "there"
        assert await self.town.advance(now + timedelta(hours=3)) == "there"
        await self.town.hush()

    async def _lives(self, to):
        if self.asked < MOST_TICKETS:
            await self.opens()
        await self.town.advance(to)

    async def opens(self):
        self.asked += 1
        for message in await self.town.driver(NADIA).slash(
            MILLS, "/ticket", f"open Printer {self.asked} severity:severe"
        ):
            found = re.search(r"#(\d+)", str(message["text"]))
            if found:
                self.acknowledged.add(int(found[1]))

    async def dies(self):
        """At a moment of its choice: any time, inside a post, or just after one."""
        choice = self.random.randrange(5)
        if choice == 0:
            await asyncio.sleep(self.random.uniform(0, 0.05))  # as a ticket is being opened
        elif choice == 4:
            await asyncio.sleep(self.random.uniform(0, 0.4))
        elif choice == 1:
            self.town.workspace.faults.add("chat.postMessage", "slow", seconds=0.15)
            await self._called("chat.postMessage", self.random.uniform(0, 0.1))
        elif choice == 2:
            method = self.random.choice(["chat.postMessage", "chat.update"])
            self.town.workspace.faults.add(method, "lost_response")
            await self._called(method, self.random.uniform(0, 0.2))
        else:
            for _ in range(self.random.randrange(1, 4)):
                await self._posted()
        self.town.kill()
        self.town.workspace.faults.clear()

    async def _called(self, method, then):
        """A fault was met, and so much later."""
        faults = self.town.workspace.faults
        limit = time.monotonic() + 0.5
        while faults._coming and time.monotonic() < limit:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.002)
        await asyncio.sleep(then)

    async def _posted(self):
        """One more message stands there."""
        before = len(self.town.keys())
        with suppress(TimeoutError):
            await self.town.driver(NADIA).wait_for(lambda: len(self.town.keys()) > before, 0.5)


def kept(address):
    """The tickets (id by number), their cards, Marc, the outbox by state, and where breaches were told."""
    database = Database.open(address)
    try:
        with database.reading() as uow:
            (desk,) = uow.desks.all()
            staff = uow.people.staff(desk.id)
            tickets = {t.number: t.id for t in uow.tickets.visible_to(staff[0]).list(limit=1000)}
            cards = {
                (number, thread.face.value): (thread.conversation, thread.ref)
                for number, id_ in tickets.items()
                for thread in uow.threads.of_ticket(id_)
            }
            (marc,) = [member.person.id for member in staff if member.person.name == MARC[2:].title()]
            rows = uow.outbox.by_desk(desk.id, limit=10_000)
        breaches = {row.ticket_id: (row.conversation, row.ref) for row in rows if row.key.endswith(BREACH)}
        return tickets, cards, marc, Counter((row.state.value, row.reason) for row in rows), breaches
    finally:
        database.close()


def test_killed_again_and_again(play, address):
    async def scene(town):
        story = Story(town, seed=20260302)
        await story.goes()
        tickets, cards, marc, states, breaches = kept(town.address)

        assert town.deaths >= FEWEST_DEATHS
        assert sorted(tickets) == list(range(1, len(tickets) + 1))
        assert story.acknowledged <= set(tickets)
        assert len(tickets) <= story.asked

        keys = town.keys()
        assert [key for key, times in Counter(keys).items() if times > 1] == []
        owed = {what.replace("MARC", str(marc)) for what in OWED}
        for number, id_ in tickets.items():
            said = {key.partition(":")[2] for key in keys if key.startswith(f"{id_}:")}
            assert (number, said - {BREACH}) == (number, owed)
            assert town.stands(breaches[id_])
        assert {state for state, _ in states} <= {"sent", "suppressed"}
        assert {reason for state, reason in states if state == "suppressed"} <= {"collapsed"}

        posted = town.cards()
        assert {cards[number, face] for number in tickets for face in ("desk", "customer")} == posted
        assert len(posted) == 2 * len(tickets)

    play(address, scene)


def test_one_of_two_replicas_killed_as_they_deliver_a_channels_burst(play, postgres_fresh_address):
    """Eight tickets reach each threshold in the same minute; the desks share one database and one workspace."""

    async def scene(town):
        story = Story(town, seed=4)
        for _ in range(MOST_TICKETS):
            await story.opens()
        twin = await town.another(START)
        for minutes in (91, 109, 121, 133):
            until = START + timedelta(minutes=minutes)
            living = [asyncio.create_task(town.advance(until)), asyncio.create_task(twin.advance(until))]
            await story.dies()
            await asyncio.gather(*living)
            await town.revive(town.last_alive())
            assert await town.advance(until) == "there"
        until = START + timedelta(hours=5)
        assert await town.advance(until) == "there"
        assert await twin.advance(until) == "there"
        await town.hush()
        tickets, _, marc, states, breaches = kept(town.address)

        keys = town.keys()
        assert [key for key, times in Counter(keys).items() if times > 1] == []
        owed = {what.replace("MARC", str(marc)) for what in OWED}
        for number, id_ in tickets.items():
            said = {key.partition(":")[2] for key in keys if key.startswith(f"{id_}:")}
            assert (number, said - {BREACH}) == (number, owed)
            assert town.stands(breaches[id_])
        assert len(set(breaches.values())) < MOST_TICKETS, "none was told with another"
        assert {state for state, _ in states} <= {"sent", "suppressed"}

    play(postgres_fresh_address, scene)
