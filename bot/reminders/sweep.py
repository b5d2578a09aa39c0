"""Find what is due and commit it: events, notices and the next waking, a ticket a transaction's worth."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.people import Face
from bot.domain.ticket import Ticket
from bot.policies import Policies
from bot.reminders.due import Outage, Surroundings, deal
from bot.reminders.wake import plan
from bot.storage import Database, UnitOfWork
from policy.facts import Role

BATCH = 50
STOPPED = timedelta(minutes=3)
"""A longer silence than this between two sweeps is an outage."""
ALIVE = "alive_at"


class Sweep:
    """Works through what is due. Safe to run in several processes at once: rows are claimed."""

    def __init__(self, database: Database, policies: Policies, clock: Clock) -> None:
        self._database = database
        self._policies = policies
        self._clock = clock
        self._outage: Outage | None = None

    def sweep_due(self) -> int:
        """Deal with every ticket that is due now. Returns how many there were."""
        now = self._clock.now()
        self._outage = self._note_alive(now)
        done = 0
        while True:
            with self._database.writing() as uow:
                due = uow.tickets.claim_due(now, BATCH)
                for ticket in due:
                    self._one(uow, ticket, now)
                uow.commit()
            done += len(due)
            if len(due) < BATCH:
                return done

    def next_wake(self) -> datetime | None:
        """When the next ticket has something to say, in desk time."""
        with self._database.reading() as uow:
            return uow.tickets.next_wake()

    def be_alive(self, at: datetime) -> None:
        """Take `at` for the last sign of life: a clock that is moved ahead is no outage."""
        with self._database.writing() as uow:
            uow.settings.set(ALIVE, at.isoformat())
            uow.commit()

    def _note_alive(self, now: datetime) -> Outage | None:
        """Write that the sweep ran; where it last ran too long ago, say between when and when it did not."""
        with self._database.writing() as uow:
            written = uow.settings.get(ALIVE)
            last = None if written is None else datetime.fromisoformat(written)
            if last is None or now - last >= timedelta(seconds=20):
                uow.settings.set(ALIVE, now.isoformat())
                uow.commit()
        return Outage(last, now) if last is not None and now - last > STOPPED else None

    def _one(self, uow: UnitOfWork, ticket: Ticket, now: datetime) -> None:
        desk_id = ticket.desk_id
        document, calendars = self._policies.pinned(ticket.policy_version, ticket.calendar_version)
        staff = {
            role: tuple(member.person.id for member in uow.people.staff(desk_id, (role,)))
            for role in (Role.LEAD, Role.DIRECTOR)
        }
        places = uow.places.of_desk(desk_id, face=Face.DESK)
        around = Surroundings(staff, places[0].id if places else None)
        dealt = deal(ticket, document, calendars, around, now, self._outage)
        if dealt.events:
            ticket = uow.tickets.append(ticket, *dealt.events, received_at=now)
        ticket = replace(ticket, level=dealt.level)
        uow.tickets.save(replace(ticket, wake_at=plan(ticket, document, calendars, now)))
        for draft in dealt.drafts:
            uow.outbox.add(draft, now)
