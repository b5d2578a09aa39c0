"""Find what is due and commit it: events, notices and the next waking, a ticket a transaction's worth."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.domain.people import Face
from bot.domain.ticket import Ticket
from bot.outgoing import Draft, ToCard
from bot.policies import Policies
from bot.reminders.accounts import sweep_account
from bot.reminders.digests import owe_digests
from bot.reminders.due import Outage, Surroundings, deal
from bot.reminders.errands import ERRANDS
from bot.reminders.gathering import is_gathered, owe_together
from bot.reminders.remedying import remedy
from bot.reminders.revisions import announce, next_announcement
from bot.reminders.tasking import give
from bot.reminders.wake import plan
from bot.storage import Conflict, Database, UnitOfWork
from policy.facts import Role

log = structlog.get_logger(__name__)

BATCH = 50
STOPPED = timedelta(minutes=3)
"""A longer silence than this between two sweeps is an outage."""
OFTEN = timedelta(seconds=20)
"""How often the sign of life is written: a sweep that finds nothing writes no more than that."""
AGAIN = timedelta(minutes=10)
"""When a ticket that could not be dealt with is tried again."""
ALIVE = "alive_at"
REMEMBERED = timedelta(days=7)
"""How long an act is known to be done: no platform repeats one later, and its answer was private."""


class Sweep:
    """Works through what is due. Safe to run in several processes at once: rows are claimed."""

    def __init__(self, database: Database, policies: Policies, clock: Clock) -> None:
        self._database = database
        self._policies = policies
        self._clock = clock

    def sweep_due(self) -> int:
        """Deal with every ticket that is due now. Returns how many there were."""
        now = self._clock.now()
        alive = self._last_alive()
        outage = Outage(alive, now) if alive is not None and now - alive > STOPPED else None
        done = 0
        while swept := self._batch(now, outage, BATCH):
            done += swept
            if swept < BATCH:
                break
        self._announce(now)
        self._digests(now)
        done += self._accounts(now)
        if alive is None or now - alive >= OFTEN:
            # Last, so that a process killed halfway leaves the outage to be told by the next.
            self.be_alive(now)
        return done

    def next_wake(self) -> datetime | None:
        """When the next ticket or account has something to say, in desk time."""
        with self._database.reading() as uow:
            wakes = (uow.tickets.next_wake(), uow.accounts.next_wake(), uow.digests.next_at())
            served = frozenset(desk.policy_id for desk in uow.desks.all())
        revision = next_announcement(self._policies, served, self._clock.now())
        return min((at for at in (*wakes, revision) if at is not None), default=None)

    def _announce(self, now: datetime) -> None:
        """Tell of new versions of policies; read first, since there is almost never one."""
        with self._database.reading() as uow:
            known = uow.announcements.all()
            desks = uow.desks.all()
        if all(known.get(desk.id) == self._policies.at(desk.policy_id, now).policy_sha for desk in desks):
            return
        with suppress(Conflict), self._database.writing() as uow:
            announce(uow, self._policies, now)
            uow.commit()

    def _digests(self, now: datetime) -> None:
        """Owe what desks are told when they open; read first, since mostly none opens."""
        with self._database.reading() as uow:
            known = uow.digests.all()
            desks = uow.desks.all()
        if all(desk.id in known and known[desk.id] > now for desk in desks):
            return
        with suppress(Conflict), self._database.writing() as uow:
            owe_digests(uow, self._policies, now)
            uow.commit()

    def be_alive(self, at: datetime) -> None:
        """Take `at` for the last sign of life: a clock that is moved ahead is no outage."""
        with suppress(Conflict), self._database.writing() as uow:  # another process wrote its first sign
            uow.settings.set(ALIVE, at.isoformat())
            uow.keys.prune(at - REMEMBERED)
            uow.commit()

    def _last_alive(self) -> datetime | None:
        with self._database.reading() as uow:
            written = uow.settings.get(ALIVE)
        return None if written is None else datetime.fromisoformat(written)

    def _batch(self, now: datetime, outage: Outage | None, most: int) -> int:
        """Deal with at most so many, together; where one of them cannot be, one by one."""
        try:
            with self._database.writing() as uow:
                due = uow.tickets.claim_due(now, most)
                drafts = [draft for ticket in due for draft in self._one(uow, ticket, now, outage)]
                owe_together(uow, drafts, now)
                uow.commit()
                return len(due)
        except Exception:
            if most == 1:
                log.exception("sweep.bug")
                return self._put_off(now)
        return sum(self._batch(now, outage, 1) for _ in range(most))

    def _accounts(self, now: datetime) -> int:
        """Deal with what is due on accounts, one a transaction. One that cannot be is tried again later."""
        done = 0
        while True:
            try:
                with self._database.writing() as uow:
                    due = uow.accounts.claim_due(now, 1)
                    for account in due:
                        sweep_account(uow, account, self._policies, now)
                    uow.commit()
            except Exception:
                log.exception("sweep.account")
                with self._database.writing() as uow:
                    for account in uow.accounts.claim_due(now, 1):
                        uow.accounts.wake(account, now + AGAIN)
                    uow.commit()
                due = ()
            if not due:
                return done
            done += 1

    def _put_off(self, now: datetime) -> int:
        """The ticket that comes first cannot be dealt with: the others must not wait for it."""
        with self._database.writing() as uow:
            for ticket in uow.tickets.claim_due(now, 1):
                uow.tickets.save(replace(ticket, wake_at=now + AGAIN))
            uow.commit()
        return 1

    def _one(self, uow: UnitOfWork, ticket: Ticket, now: datetime, outage: Outage | None) -> list[Draft]:
        """Deal with one. Returns what is owed to its desk's channel: others may come within the minute."""
        desk_id = ticket.desk_id
        document, calendars = self._policies.pinned(ticket.policy_version, ticket.calendar_version)
        staff = {
            role: tuple(member.person.id for member in uow.people.staff(desk_id, (role,)))
            for role in (Role.LEAD, Role.DIRECTOR)
        }
        places = uow.places.of_desk(desk_id, face=Face.DESK)
        around = Surroundings(staff, places[0].id if places else None)
        dealt = deal(ticket, document, calendars, around, now, outage)
        if dealt.events:
            ticket = uow.tickets.append(ticket, *dealt.events, received_at=now)
            ticket = remedy(uow, ticket, dealt.events, document, now)
        ticket = self._errands(uow, replace(ticket, level=dealt.level), now)
        uow.tickets.save(replace(ticket, wake_at=plan(ticket, document, calendars, now)))
        for_channel = [draft for draft in dealt.drafts if is_gathered(draft)]
        others = [draft for draft in dealt.drafts if draft not in for_channel]
        if others and any(thread.ref is None for thread in uow.threads.of_ticket(ticket.id)):
            # A card that could not be posted is tried again before what goes under it.
            others.sort(key=lambda draft: not isinstance(draft.target, ToCard))
        uow.outbox.add_all(others, now)
        for task in dealt.tasks:
            give(uow, ticket, task, now)
        return for_channel

    def _errands(self, uow: UnitOfWork, ticket: Ticket, now: datetime) -> Ticket:
        """The ticket after what fell due on it besides its promises."""
        document, calendars = self._policies.pinned(ticket.policy_version, ticket.calendar_version)
        for errand in ERRANDS:
            at = errand.due_at(ticket, document, calendars)
            if at is None or at > now:
                continue
            done = errand.deal(ticket, document, calendars, now)
            ticket = replace(
                uow.tickets.append(ticket, *done.events, received_at=now),
                **done.changes,
            )
            for draft in done.drafts:
                uow.outbox.add(draft, now)
            for task in done.tasks:
                give(uow, ticket, task, now)
        return ticket
