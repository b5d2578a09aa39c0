"""Append to a ticket's history, and owe what follows from it to the cards and threads of its two faces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.events import Event, Opened
from bot.domain.history import clocks_of
from bot.domain.ids import TextId
from bot.domain.people import Face
from bot.domain.ticket import Ticket
from bot.outgoing import CardNotice, Draft, Notice, Target, ToCard, ToThread
from bot.reminders.wake import plan
from bot.usecases.asking import Asking
from bot.usecases.following import follow
from policy.clocks import Breached, Running
from policy.documents import PolicyDocument
from policy.facts import Severity
from policy.resolving import Calendars


def record(asking: Asking, ticket: Ticket, *events: Event, **changes: Any) -> Ticket:
    """The ticket with `events` in its history and `changes` in its row, stored; its cards will follow."""
    uow = asking.uow
    ticket = replace(ticket, **changes)
    ticket = uow.tickets.append(ticket, *events, received_at=asking.request.received_at)
    ticket = _dated(asking, ticket)
    uow.tickets.save(ticket)
    follow(asking, ticket, events)
    for face in Face:
        owe(asking, ticket, ToCard(face), CardNotice(), f"card:{face}")
    return ticket


def begin(asking: Asking, new: Ticket, text: Callable[[Ticket], TextId | None]) -> Ticket:
    """A ticket with the beginning of its history, stored as it stands from then on.

    `text` keeps the first words, once there is a ticket that they can be of.
    """
    new = _dated(asking, new)
    ticket = asking.uow.tickets.open(new)
    kept, events = text(ticket), new.history
    if kept is not None and isinstance(events[0], Opened):
        events = (replace(events[0], facts=kept), *events[1:])
    asking.uow.tickets.append(ticket, *events, received_at=asking.request.received_at)
    # The very same events: what was read from them is not read anew.
    ticket = replace(ticket, history=events)
    follow(asking, ticket, events)
    return ticket


def _dated(asking: Asking, ticket: Ticket) -> Ticket:
    """With what its history makes it owe next, and when."""
    document, calendars = asking.pinned(ticket)
    due_at = _first_due(ticket, document, calendars, asking)
    return replace(ticket, due_at=due_at, wake_at=plan(ticket, document, calendars, asking.now))


def owe(asking: Asking, ticket: Ticket, target: Target, notice: Notice, what: str) -> None:
    """Owe a notice on a ticket, once for its present history: `what` tells it from others of this change."""
    key = f"{ticket.id}:{len(ticket.history)}:{what}"
    urgent = ticket.severity is Severity.CRITICAL
    asking.uow.outbox.owe(Draft(ticket.desk_id, ticket.id, target, notice, key, urgent=urgent), asking.now)


def owe_thread(asking: Asking, ticket: Ticket, face: Face, notice: Notice) -> None:
    """Owe a notice to one of the ticket's threads."""
    owe(asking, ticket, ToThread(face), notice, f"{notice.tag}:{face}")


def carry(asking: Asking, ticket: Ticket, face: Face, notice: Notice) -> None:
    """Owe somebody's words to one of the threads, unless they were written there for all to see already."""
    if not asking.said_in(ticket, face):
        owe_thread(asking, ticket, face, notice)


def keep_text(asking: Asking, ticket: Ticket, text: str) -> TextId:
    """Store what the asker wrote on a ticket."""
    return asking.uow.texts.add(ticket.desk_id, ticket.id, text, asking.me)


def keep_message(asking: Asking, ticket: Ticket, text: str) -> TextId:
    """The same, with the files that came with it."""
    kept = keep_text(asking, ticket, text)
    asking.uow.attachments.add(ticket.desk_id, ticket.id, kept, asking.files)
    return kept


def _first_due(
    ticket: Ticket, document: PolicyDocument, calendars: Calendars, asking: Asking
) -> datetime | None:
    if not ticket.status.is_live:
        return None
    due = []
    for clock in clocks_of(ticket, document, calendars, asking.now):
        match clock.reading:
            case Running(due_at=due_at) | Breached(at=due_at, met_at=None):
                due.append(due_at)
            case _:
                pass
    return min(due, default=None)
