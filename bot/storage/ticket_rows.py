"""Tickets to rows and back."""

from __future__ import annotations

from pydantic import TypeAdapter
from sqlalchemy import select

from bot.domain.events import Event
from bot.domain.ticket import Status, Ticket
from bot.storage.handle import AnyRow
from bot.storage.tables import tickets
from policy.facts import Channel, Severity, Terms

COLUMNS = (
    tickets.c.id,
    tickets.c.desk_id,
    tickets.c.number,
    tickets.c.account_id,
    tickets.c.requester_id,
    tickets.c.submitter_id,
    tickets.c.subject,
    tickets.c.status,
    tickets.c.severity,
    tickets.c.channel,
    tickets.c.policy_version,
    tickets.c.calendar_version,
    tickets.c.terms,
    tickets.c.opened_at,
    tickets.c.assignee_id,
    tickets.c.level,
    tickets.c.rank,
    tickets.c.due_at,
    tickets.c.wake_at,
)
"""In the order of the fields of `Ticket`."""

TICKETS = select(*COLUMNS)

_TERMS: TypeAdapter[Terms] = TypeAdapter(Terms)


def terms_text(terms: Terms) -> str:
    """Terms as JSON."""
    return _TERMS.dump_json(terms).decode()


def ticket_of(row: AnyRow, history: tuple[Event, ...] = ()) -> Ticket:
    """The ticket of a row of `COLUMNS`."""
    head, status, severity, channel, versions, terms, rest = (
        row[:7],
        row[7],
        row[8],
        row[9],
        row[10:12],
        row[12],
        row[13:],
    )
    return Ticket(
        *head,
        Status(status),
        Severity(severity),
        Channel(channel),
        *versions,
        _TERMS.validate_json(terms),
        *rest,
        history,
    )
