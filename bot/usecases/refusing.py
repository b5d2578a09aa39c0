"""A refusal about a ticket, as its asker is told of it."""

from __future__ import annotations

from bot.domain.ids import PersonId
from bot.domain.ticket import Ticket
from bot.results import Refused
from bot.usecases.asking import Asking
from policy.decisions import Denied


def refused_on(asking: Asking, ticket: Ticket, action: str, decision: Denied) -> Refused:
    """The policy's no to an action on a ticket, with the people who may instead."""
    view = asking.view(ticket)
    return Refused(
        action=action,
        decision=decision,
        desk=asking.desk.name,
        account=view.account,
        zone=view.zone,
        subject=ticket.subject,
        instead=tuple(asking.person(PersonId(contact.id)) for contact in decision.instead),
        ticket=ticket.number,
    )
