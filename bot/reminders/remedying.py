"""What a policy gives back when the desk breaks what it guaranteed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from bot.domain.events import Event, Remedied, Reminded
from bot.domain.people import Face
from bot.domain.ticket import Ticket
from bot.outgoing import Draft, RemedyNotice, ToThread
from bot.storage import UnitOfWork
from policy.counting import remedy_for
from policy.documents import PolicyDocument
from policy.ledgers import restored
from policy.targets import Kind


def remedy(
    uow: UnitOfWork, ticket: Ticket, events: Sequence[Event], document: PolicyDocument, now: datetime
) -> Ticket:
    """Give back what the ticket took, once, where a guarantee with a remedy has just been breached."""
    for event in events:
        if not isinstance(event, Reminded) or event.kind is not Kind.GUARANTEE or Decimal(event.share) != 1:
            continue
        rule = remedy_for(document, ticket.terms, event.milestone)
        entries = () if rule is None else restored(uow.units.of_ticket(ticket.id), ticket.id, now)
        if rule is None or not entries:
            continue
        uow.units.append(ticket.desk_id, ticket.account_id, entries)
        ticket = uow.tickets.append(ticket, Remedied(now, rule.clause), received_at=now)
        for face in Face:
            notice = RemedyNotice(event.milestone, rule.clause)
            key = f"{ticket.id}:{len(ticket.history)}:remedy:{face}"
            uow.outbox.add(Draft(ticket.desk_id, ticket.id, ToThread(face), notice, key), now)
    return ticket
