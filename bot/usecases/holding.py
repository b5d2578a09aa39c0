"""What an account holds, as the policy's questions on tickets and minutes take it."""

from __future__ import annotations

from bot.domain.ids import PersonId, TicketNumber
from bot.domain.people import Account
from bot.domain.ticket import Ticket
from bot.domain.units import TRIAL
from bot.storage import UnitOfWork
from bot.usecases.asking import Asking
from policy.counting import Counting, Holdings, counting
from policy.documents import PolicyDocument
from policy.facts import Terms
from policy.ledgers import Lot

COUNTED = frozenset({Counting.TRIAL, Counting.TICKETS, Counting.MINUTES})
"""The ways of counting that keep entries."""


def holdings(uow: UnitOfWork, account: Account, document: PolicyDocument, terms: Terms) -> Holdings:
    """The account's open lots, or its trial, whichever its plan counts."""
    match counting(document, terms):
        case Counting.TRIAL:
            return Holdings(trial=uow.units.trial_of(account))
        case Counting.TICKETS | Counting.MINUTES:
            lots = bought(uow, account)
            owners = uow.people.many(PersonId(lot.owner) for lot in lots if lot.owner is not None)
            return Holdings(lots, names={int(key): person.name for key, person in owners.items()})
        case Counting.NOTHING | Counting.UNLIMITED:
            return Holdings()


def bought(uow: UnitOfWork, account: Account) -> tuple[Lot, ...]:
    """The account's open lots, without what it tried with."""
    return tuple(lot for lot in uow.units.open_of(account) if lot.code != TRIAL)


def account_of(uow: UnitOfWork, ticket: Ticket) -> Account:
    """The ticket's account."""
    account = uow.accounts.get(ticket.desk_id, ticket.account_id)
    assert account is not None
    return account


def locked(asking: Asking, number: int | None, verb: str) -> Ticket:
    """The ticket that is meant, its account locked before it: the order in which everybody locks.

    Raises as `Asking.ticket` does.
    """
    ticket = asking.ticket(number, verb)
    if not asking.writes:
        return ticket
    asking.uow.accounts.lock(account_of(asking.uow, ticket))
    return asking.ticket(TicketNumber(ticket.number), verb, lock=True)
