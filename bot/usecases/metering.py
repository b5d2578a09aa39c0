"""What a change of a ticket means for tickets and minutes: reserved, used, given back."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.events import Agreed, Answered, Closed, Event, Opened, Reopened, Solved
from bot.domain.history import is_answered
from bot.domain.people import Account
from bot.domain.ticket import Ticket
from bot.domain.units import TRIAL
from bot.domain.working import GIVEN_BACK, SECOND_TICKET
from bot.errors import NotNow
from bot.usecases.asking import Asking
from bot.usecases.holding import account_of, bought
from policy import ledgers
from policy.counting import Counting, counting, rule_of
from policy.ledger_rules import TrialRule
from policy.ledgers import Entry, EntryKind, Unit


def meter(asking: Asking, ticket: Ticket, events: Sequence[Event]) -> None:
    """Append to the ledger what follows from events that have just joined the ticket's history."""
    document, _ = asking.pinned(ticket)
    what = counting(document, ticket.terms)
    if what is Counting.TRIAL and any(isinstance(event, Opened) for event in events):
        begin_trial(asking, ticket)
    if what is not Counting.TICKETS:
        return
    for event in events:
        match event:
            case Opened():
                _take(asking, ticket)
            case Agreed(what=kind) if kind == SECOND_TICKET:
                _take(asking, ticket)
            case Reopened() if not ledgers.units_held(asking.uow.units.of_ticket(ticket.id)):
                _take(asking, ticket)
            case Answered():
                _append(asking, ticket, ledgers.used(_own(asking, ticket), ticket.id, asking.at))
            case _ if _gives_back(ticket, event):
                _append(asking, ticket, ledgers.restored(_own(asking, ticket), ticket.id, asking.at))
            case _:
                pass


def _gives_back(ticket: Ticket, event: Event) -> bool:
    """Whether nothing is owed for it after that: not taken on, a duplicate, over before any answer."""
    over = isinstance(event, Solved | Closed) and not is_answered(ticket.history)
    return over or event.tag in GIVEN_BACK


def settle(asking: Asking, account: Account) -> None:
    """Write down what expired since somebody last looked. The account is locked."""
    gone = ledgers.expired(asking.uow.units.open_of(account), asking.now)
    asking.uow.units.append(account.desk_id, account.id, gone)


def begin_trial(asking: Asking, ticket: Ticket) -> None:
    """Give the account its free minutes, once, with its first ticket (SU-trial)."""
    uow, account = asking.uow, account_of(asking.uow, ticket)
    document, _ = asking.pinned(ticket)
    rule = rule_of(document, ticket.terms, TrialRule)
    if rule is None or uow.units.trial_of(account) is not None:
        return
    lot = uow.units.add(account, TRIAL, Unit.MINUTE, rule.minutes, rule.clause, asking.at)
    given = Entry(lot.id, EntryKind.PURCHASED, rule.minutes, asking.at)
    uow.units.append(account.desk_id, account.id, (given,), actor=asking.me)


def _take(asking: Asking, ticket: Ticket) -> None:
    """Reserve one for its requester; used at once where the ticket is answered already.

    Raises:
        NotNow: none is left. Whoever lets it come to this has asked before.
    """
    account = account_of(asking.uow, ticket)
    settle(asking, account)
    entry = ledgers.reserved(bought(asking.uow, account), ticket.requester_id, ticket.id, asking.at)
    if entry is None:
        raise NotNow("error.no_unit_left", ticket=ticket.number)
    _append(asking, ticket, (entry,))
    if is_answered(ticket.history):
        _append(asking, ticket, ledgers.used(_own(asking, ticket), ticket.id, asking.at))


def _own(asking: Asking, ticket: Ticket) -> tuple[Entry, ...]:
    return asking.uow.units.of_ticket(ticket.id)


def _append(asking: Asking, ticket: Ticket, entries: Sequence[Entry]) -> None:
    asking.uow.units.append(ticket.desk_id, ticket.account_id, entries, actor=asking.me)
