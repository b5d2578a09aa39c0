"""Another ticket for work that goes beyond what one covers: asked for, and taken on a yes (SU-30-minutes)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.events import Proposed
from bot.domain.ids import PersonId
from bot.domain.people import Face
from bot.domain.ticket import Ticket
from bot.domain.working import SECOND_TICKET, asked_for_another, tickets_taken, worked_minutes
from bot.errors import NotNow
from bot.outgoing import AnotherTicketNotice
from bot.results import AskedAnother
from bot.usecases.asking import Asking
from bot.usecases.holding import account_of, holdings
from bot.usecases.recording import owe_thread, record
from policy.counting import Counting, counting, may_take, rule_of
from policy.decisions import Denied, Fact, Reason, ReasonCode
from policy.ledger_rules import CoverRule
from policy.ledgers import units_held


def ask_for_another(asking: Asking, ticket: Ticket) -> AskedAnother:
    """Ask the requester's side whether another ticket may be used; once until they answer."""
    reason = _reason(asking, asking.live(ticket))
    if reason is None:
        raise NotNow("error.no_limit", ticket=ticket.number)
    if asked_for_another(ticket.history):
        raise NotNow("error.asked_already", ticket=ticket.number)
    ticket = propose(asking, ticket, by=asking.me)
    return AskedAnother(asking.view(ticket), (reason,))


def propose(asking: Asking, ticket: Ticket, *, by: PersonId | None) -> Ticket:
    """The proposal in the ticket's history, and both threads told. `by` None: the policy itself asks."""
    reason = _reason(asking, ticket)
    if reason is None:
        return ticket
    clause = reason.citation.clause
    ticket = record(asking, ticket, Proposed(asking.at, by, SECOND_TICKET, clause, 1, "ticket"))
    number, worked = len(ticket.history), worked_minutes(ticket.history)
    covered = reason.facts["minutes"]
    assert isinstance(covered, int)
    for face in Face:
        owe_thread(asking, ticket, face, AnotherTicketNotice(number, worked, covered, clause))
    return ticket


def may_use_another(asking: Asking, ticket: Ticket) -> Denied | None:
    """Why a yes cannot be taken: no ticket is left. None where there is one; it stays there until the end."""
    document, _ = asking.pinned(ticket)
    account = account_of(asking.uow, ticket)
    asking.uow.accounts.lock(account)
    terms = replace(asking.terms(account), plan=ticket.terms.plan)
    found = holdings(asking.uow, account, document, terms)
    decision = may_take(document, terms, found, ticket.requester_id, asking.now)
    return decision if isinstance(decision, Denied) else None


def may_take_again(asking: Asking, ticket: Ticket) -> Denied | None:
    """Why a ticket that gave back what it took cannot be reopened: none is left for it now."""
    document, _ = asking.pinned(ticket)
    if counting(document, ticket.terms) is not Counting.TICKETS or tickets_taken(ticket.history):
        return None
    return may_use_another(asking, ticket)


def _reason(asking: Asking, ticket: Ticket) -> Reason | None:
    """How far the work is covered; None where the ticket's policy sets no limit."""
    document, _ = asking.pinned(ticket)
    rule = rule_of(document, ticket.terms, CoverRule)
    if rule is None:
        return None
    worked = worked_minutes(ticket.history)
    minutes = rule.minutes * max(1, units_held(asking.uow.units.of_ticket(ticket.id)))
    facts: dict[str, Fact] = {"worked": worked, "minutes": minutes, "left": max(0, minutes - worked)}
    return Reason(ReasonCode.BEYOND_COVER, document.cite(rule.clause), facts)
