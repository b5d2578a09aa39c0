"""Reopen a ticket: it is not over. Resolution starts again, first response never does."""

from __future__ import annotations

from bot.commands import Reopen
from bot.domain.ending import closed_at
from bot.domain.events import Reopened
from bot.domain.people import Face
from bot.domain.ticket import Status, Ticket
from bot.outgoing import Change, ChangeNotice
from bot.requests import Via
from bot.results import Changed, Refused, TextForm
from bot.usecases.another import may_take_again
from bot.usecases.asking import Asking
from bot.usecases.holding import account_of, locked
from bot.usecases.recording import keep_text, owe_thread, record
from bot.usecases.refusing import refused_on
from policy import people, satisfaction
from policy.decisions import Allowed, Denied


def reopen(command: Reopen, asking: Asking) -> Changed | TextForm | Refused:
    """Reopen it, with a reason that both sides read; without one, ask for it."""
    ticket = asking.over(locked(asking, command.ticket, "reopen"))
    decision = _may_reopen(asking, ticket)
    if isinstance(decision, Denied):
        return refused_on(asking, ticket, "reopen", decision)
    in_passing = asking.request.via is Via.BUTTON or asking.said_in(ticket, Face.DESK)
    if not command.reason or in_passing:
        # Written in the desk's own thread it was for the desk, until one says that both sides may read it.
        return TextForm("reopen", asking.view(ticket), command.reason or "")
    denied = may_take_again(asking, ticket)
    if denied is not None:
        return refused_on(asking, ticket, "reopen", denied)
    kept = keep_text(asking, ticket, command.reason)
    ticket = record(asking, ticket, Reopened(asking.at, asking.me, kept), status=Status.OPEN)
    for face in Face:
        owe_thread(asking, ticket, face, ChangeNotice(Change.REOPENED, asking.me, reason=kept))
    reasons = decision.reasons if decision is not None else ()
    return Changed(Change.REOPENED, asking.view(ticket), reasons=reasons)


def _may_reopen(asking: Asking, ticket: Ticket) -> Allowed | Denied | None:
    """Whether the policy still lets the customer's side; the desk may always take a ticket up again."""
    ended = closed_at(ticket.history)
    if ended is None or asking.is_staff:
        return None
    document, calendars = asking.pinned(ticket)
    inactive = people.may_begin_again(document, asking.asker(), asking.terms(account_of(asking.uow, ticket)))
    if inactive is not None:
        return inactive
    return satisfaction.may_reopen(document, calendars, ticket.terms, ended, asking.at)
