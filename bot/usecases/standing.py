"""What a ticket's account is held to now: the terms it was opened under, with today's people."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.ticket import Ticket
from bot.usecases.asking import Asking
from policy.facts import Terms


def present_terms(asking: Asking, ticket: Ticket) -> Terms:
    """The ticket's own terms with the account's present authorized contacts: people come and go."""
    account = asking.uow.accounts.get(asking.desk.id, ticket.account_id)
    assert account is not None
    now = asking.terms(account)
    return replace(ticket.terms, roster=now.roster, delegates=now.delegates, fee=now.fee)
