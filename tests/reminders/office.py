"""A desk with its people on a platform in memory: real database, policies, front door, sweep and delivery."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.clock import HandClock, MovableClock
from bot.desk import Desk
from bot.domain.people import Face, Membership
from bot.outgoing import Outgoing
from bot.reminders.deliver import Delivery
from bot.reminders.sweep import Sweep
from bot.replies import Reply
from bot.requests import Actor, Filled, Intent, PlaceKind, PlaceRef, Request, Typed, Via
from policy.facts import Role

from .platform import Platform

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.clock import Clock
    from bot.domain.ticket import Ticket
    from bot.policies import Policies
    from bot.storage import Database

LONDON = ZoneInfo("Europe/London")
TEAM = "T1"
DESK, MILLS = "C-desk", "C-mills"
STAFF = {"ines": Role.AGENT, "marc": Role.LEAD, "anne": Role.DIRECTOR, "sara": Role.ADMIN}


def london(wall: str) -> datetime:
    """A wall-clock time of London, in UTC."""
    return datetime.fromisoformat(wall).replace(tzinfo=LONDON).astimezone(UTC)


@dataclass
class HandWall:
    """Wall seconds that pass when they are told to."""

    at: float = 1_772_442_000.0

    def __call__(self) -> float:
        return self.at

    def wait(self, seconds: float) -> None:
        self.at += seconds


@dataclass
class Office:
    """One desk under `sign-in-app`: severe tickets are answered within two working hours, day and night."""

    database: Database
    policies: Policies
    clock: HandClock | MovableClock
    wall: HandWall = field(default_factory=HandWall)
    _asked: int = 0

    def __post_init__(self) -> None:
        self.slack = Platform(self.wall)
        self.desk = Desk(self.database, self.policies, self.clock)
        self.sweep = Sweep(self.database, self.policies, self.clock)
        self.delivery = self.another_delivery()
        with self.database.writing() as uow:
            desk = uow.desks.add("Northern", "sign-in-app", "en")
            account = uow.accounts.add(desk.id, "Mills", "standard")
            self.desk_id = desk.id
            self.people = {}
            for name, role in {**STAFF, "nadia": Role.AUTHORIZED}.items():
                person = uow.people.add(name.title())
                uow.people.link(person.id, Actor("slack", TEAM, f"U-{name}"))
                of = account.id if role is Role.AUTHORIZED else None
                uow.people.join(Membership(person.id, desk.id, of, role))
                self.people[name] = person.id
            uow.places.put(desk.id, "slack", TEAM, DESK, Face.DESK)
            uow.places.put(desk.id, "slack", TEAM, MILLS, Face.CUSTOMER, account.id)
            uow.commit()

    def another_delivery(
        self, seconds: Callable[[], float] | None = None, clock: Clock | None = None
    ) -> Delivery:
        """As of another process on the same database; by clocks of its own where they are given."""
        messengers = {"slack": self.slack}
        return Delivery(self.database, self.policies, clock or self.clock, messengers, seconds or self.wall)

    # What people do, and what time does

    def says(self, who: str, text: str) -> Reply:
        return self._asks(who, Typed(text), Via.COMMAND)

    def answers(self, who: str, text: str, number: int = 1) -> Reply:
        """In public, through the form."""
        return self._asks(who, Filled(f"reply {number}", {"text": text}), Via.FORM)

    def fills(self, who: str, command: str, **fields: str) -> Reply:
        """A form."""
        return self._asks(who, Filled(command, fields), Via.FORM)

    def _asks(self, who: str, intent: Intent, via: Via) -> Reply:
        self._asked += 1
        where = MILLS if who == "nadia" else DESK
        place = PlaceRef("slack", TEAM, where, None, PlaceKind.CHANNEL, where)
        actor = Actor("slack", TEAM, f"U-{who}")
        reply = self.desk.answer(Request(actor, place, intent, f"key-{self._asked}", self.clock.now(), via))
        assert not reply.refused, reply.summary
        return reply

    def opens(self, subject: str = "Printer on fire", severity: str = "severe") -> Office:
        self.says("nadia", f"open {subject} severity:{severity}")
        return self

    def at(self, wall: str) -> Office:
        """Desk time moves on; a sweep comes by, as it does every minute."""
        self.clock.set(london(wall))
        self.sweep.be_alive(self.clock.now())
        self.sweep.sweep_due()
        return self

    def deliver(self) -> Office:
        """Everything that can be said now."""
        for _ in range(50):
            if not self.delivery.deliver_due().total:
                return self
        raise AssertionError("it is never done")

    def deliver_patiently(self, seconds: float = 120.0) -> Office:
        """Everything that can be said within so many wall seconds."""
        until = self.wall.at + seconds
        self.deliver()
        while (due := self.delivery.next_due()) is not None and due <= until:
            self.wall.at = max(self.wall.at, due)
            self.deliver()
        return self

    # What came of it

    def rows(self, part: str = "") -> list[Outgoing]:
        """What was owed, oldest first, those whose key holds `part`."""
        with self.database.reading() as uow:
            found = uow.outbox.by_desk(self.desk_id, limit=1000)
        return [row for row in reversed(found) if part in row.key]

    def waiting(self) -> list[str]:
        """The keys of what is still to be said."""
        return [row.key for row in self.rows() if row.state.value in {"ready", "sending"}]

    def row(self, ending: str) -> Outgoing:
        """The one whose key ends so."""
        (row,) = [row for row in self.rows() if row.key.endswith(ending)]
        return row

    def told(self, tag: str = "reminder") -> list[tuple[str, str | None]]:
        """State and reason of every row of that notice, oldest first."""
        return [(row.state.value, row.reason) for row in self.rows() if row.notice.tag == tag]

    def ticket(self, number: int = 1) -> Ticket:
        with self.database.reading() as uow:
            found = uow.tickets.visible_to(uow.people.staff(self.desk_id)[0]).get(number)
        assert found is not None
        return found


REMINDER = "0.75:thread"
"""In the key of the reminder at half past ten."""


def reminded(office: Office) -> Office:
    """A claimed ticket whose reminder of half past ten waits to be said, everything before it said."""
    office.opens().deliver()
    office.says("ines", "claim 1")
    office.at("2026-03-02 10:00").deliver()
    return office.at("2026-03-02 10:30")
