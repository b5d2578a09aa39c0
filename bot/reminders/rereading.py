"""The row read again at delivery: what became of its message and its clock decides whether it still holds."""

from __future__ import annotations

from datetime import datetime

from bot.domain.history import clocks_of
from bot.domain.ids import TextId
from bot.domain.said import changes
from bot.domain.ticket import Ticket
from bot.outgoing import DELETED_UNSAID, EscalatedNotice, Notice, Outgoing, ReminderNotice, ToMessage, spoken
from bot.policies import Policies
from bot.reminders.about import About
from bot.reminders.giving_up import ANEW
from bot.reminders.prepared import Suppressed
from bot.reminders.stale import no_longer
from bot.results import ClockView
from bot.storage import UnitOfWork
from bot.views import clock_view
from policy.clocks import Breached, CancelledClock, Met, PausedClock, Running


def looked_up(
    uow: UnitOfWork, row: Outgoing, policies: Policies, now: datetime, *, again: bool = False
) -> About | Suppressed:
    """The row with all that it is about, where it still holds."""
    ticket = None if row.ticket_id is None else uow.tickets.load(row.desk_id, row.ticket_id)
    past = no_longer(uow, row, ticket)
    if past is not None:
        return Suppressed(past)
    said = {} if ticket is None else changes(ticket.history)
    message = said.get(spoken(row.notice) or TextId(0))
    is_change = isinstance(row.target, ToMessage) or row.key.endswith(ANEW)
    if message is not None and message.is_deleted and not is_change:
        return Suppressed(DELETED_UNSAID)
    clock = _clock(policies, ticket, row.notice, now)
    if isinstance(clock, Suppressed):
        return clock
    desk = uow.desks.get(row.desk_id)
    assert desk is not None
    threads = () if row.ticket_id is None else uow.threads.of_ticket(row.ticket_id)
    return About(uow, row, policies, now, desk, ticket, threads, clock, said, again)


def _clock(
    policies: Policies, ticket: Ticket | None, notice: Notice, now: datetime
) -> ClockView | Suppressed | None:
    """The clock that a reminder or an automatic escalation speaks of, read again now."""
    if ticket is None or not isinstance(notice, ReminderNotice | EscalatedNotice):
        return None
    if isinstance(notice, EscalatedNotice) and notice.milestone is None:
        return None
    document, calendars = policies.pinned(ticket.policy_version, ticket.calendar_version)
    found = [
        clock
        for clock in clocks_of(ticket, document, calendars, now)
        if clock.promise.milestone is notice.milestone
        and (isinstance(notice, EscalatedNotice) or clock.promise.kind is notice.kind)
    ]
    if not found:
        return Suppressed("the promise is no longer owed")
    clock = found[0]
    if isinstance(notice, ReminderNotice):
        if clock.cycle != notice.cycle:
            return Suppressed("the clock was started anew")
        match clock.reading:
            case Running() | Breached(met_at=None):
                pass
            case Met() | Breached():
                return Suppressed("the clock no longer runs: met")
            case PausedClock():
                return Suppressed("the clock no longer runs: paused")
            case CancelledClock():
                return Suppressed("the clock no longer runs: cancelled")
    return clock_view(clock, calendars[clock.promise.calendar], now)
