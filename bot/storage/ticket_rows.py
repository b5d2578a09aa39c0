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
    tickets.c.product,
    tickets.c.product_version,
)
"""In the order of the fields of `Ticket`."""

TICKETS = select(*COLUMNS)

_STATUS = [column.key for column in COLUMNS].index("status")
_TERMS = [column.key for column in COLUMNS].index("terms")
_TERMS_JSON: TypeAdapter[Terms] = TypeAdapter(Terms)


def terms_text(terms: Terms) -> str:
    """Terms as JSON."""
    return _TERMS_JSON.dump_json(terms).decode()


def ticket_of(row: AnyRow, history: tuple[Event, ...] = ()) -> Ticket:
    """The ticket of a row of `COLUMNS`."""
    facts = list(row)[: len(COLUMNS)]
    facts[_STATUS] = Status(facts[_STATUS])
    facts[_STATUS + 1] = Severity(facts[_STATUS + 1])
    facts[_STATUS + 2] = Channel(facts[_STATUS + 2])
    facts[_TERMS] = _TERMS_JSON.validate_json(facts[_TERMS])
    facts.append(history)
    return Ticket(*facts)
