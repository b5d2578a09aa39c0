"""What there is to know about a desk's health without asking anybody else: for `guichet doctor`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.clock import Clock
from bot.policies import Policies
from bot.storage import Database
from bot.storage.undelivered import GIVEN_UP

__all__ = ["Checkup", "DeskSeen", "Finding", "Health", "Unsaid"]

MOST = 200


class Health(StrEnum):
    """How something is."""

    OK = "ok"
    WARNING = "warning"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is, and what to do where something is to be done. No secrets."""

    health: Health
    what: str
    says: str
    do: str = ""


@dataclass(frozen=True, slots=True)
class DeskSeen:
    """A desk: until when its holidays are known (None where it has none), and what it could not say.

    `undelivered` counts by reason.
    """

    name: str
    holidays_until: date | None
    undelivered: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A message that was given up: whose, about which ticket, what kind of notice, why, and from when."""

    desk: str
    ticket: int | None
    notice: str
    target: str
    reason: str
    at: datetime


class Checkup:
    """Reads the database; changes nothing."""

    def __init__(self, database: Database, policies: Policies, clock: Clock) -> None:
        self._database = database
        self._policies = policies
        self._clock = clock

    def desks(self) -> tuple[DeskSeen, ...]:
        """Every desk."""
        now = self._clock.now()
        with self._database.reading() as uow:
            lost = uow.installations.undeliverable()
            found = []
            for desk in uow.desks.all():
                calendars = self._policies.at(desk.policy_id, now).calendars.values()
                known = [until for each in calendars if (until := each.known_until()) is not None]
                found.append(DeskSeen(desk.name, min(known, default=None), lost.get(desk.id, {})))
            return tuple(found)

    def conversations(self, platform: str) -> Mapping[str | None, int]:
        """How many conversations of a platform are known, by why they are dead; None: those that are not."""
        with self._database.reading() as uow:
            return uow.conversations.counts(platform)

    def unsaid(self, desk_name: str | None = None) -> tuple[Unsaid, ...]:
        """What could not be said, the newest first: of one desk, or of all; at most MOST a desk."""
        with self._database.reading() as uow:
            found = []
            for desk in uow.desks.all():
                if desk_name is not None and desk.name != desk_name:
                    continue
                for row in uow.outbox.by_desk(desk.id, GIVEN_UP, MOST):
                    ticket = None if row.ticket_id is None else uow.tickets.load(desk.id, row.ticket_id)
                    number = None if ticket is None else ticket.number
                    kind, target = row.notice.tag, row.target.tag
                    found.append(Unsaid(desk.name, number, kind, target, row.reason or "", row.created_at))
            return tuple(found)
