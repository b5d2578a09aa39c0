"""Put a running ticket under the version of its policy in force now: only in the customer's favour.

A ticket keeps the version that it opened under (DV-revision): a later one may be kinder, and then
somebody of the desk says so on the ticket. Nothing that was promised may come later or go away.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.commands import Amend
from bot.domain.events import Amended as AmendedEvent
from bot.domain.history import promises_of
from bot.domain.people import Face
from bot.domain.ticket import Ticket
from bot.errors import NotNow
from bot.outgoing import AmendedNotice
from bot.policies import Version
from bot.results import Amended, AmendPreview, Refused
from bot.usecases.asking import Asking
from bot.usecases.recording import owe_thread, record
from bot.usecases.refusing import refused_on
from policy.amending import amendment
from policy.decisions import Denied
from policy.targets import Milestone, Promise


def amend(command: Amend, asking: Asking) -> AmendPreview | Amended | Refused:
    """Show what would move; once confirmed, move it and tell both sides."""
    ticket = asking.live(asking.ticket(command.ticket, "amend", lock=True))
    version = asking.version(asking.uow.accounts.get(ticket.desk_id, ticket.account_id))
    if version.policy_sha == ticket.policy_version:
        raise NotNow("error.same_version", ticket=ticket.number, version=version.document.version)
    before, calendars = asking.pinned(ticket)
    owed = promises_of(ticket, before, calendars)
    would = _under(ticket, version)
    promised = promises_of(would, version.document, version.calendars)
    decision = amendment(before, version.document, ticket.terms.plan, owed, promised)
    if isinstance(decision, Denied):
        return refused_on(asking, ticket, "amend", decision)
    moves = _moves(owed, promised)
    if not command.sure:
        return AmendPreview(asking.view(ticket), version.document.version, moves)
    asking.policies.keep(asking.uow, version, asking.now.date())
    asking.uow.tickets.pin(would)
    event = AmendedEvent(asking.at, asking.me, before.version, version.document.version)
    ticket = record(asking, would, event)
    for face in Face:
        owe_thread(asking, ticket, face, AmendedNotice(event.before, event.after, asking.me))
    return Amended(asking.view(ticket), event.before, event.after)


def _under(ticket: Ticket, version: Version) -> Ticket:
    return replace(ticket, policy_version=version.policy_sha, calendar_version=version.calendar_sha)


def _moves(
    owed: tuple[Promise, ...], promised: tuple[Promise, ...]
) -> tuple[tuple[Milestone, datetime | None, datetime], ...]:
    then = {(p.milestone, p.kind): p.due_at for p in owed}
    rows = ((p.milestone, then.get((p.milestone, p.kind)), p.due_at) for p in promised)
    return tuple((milestone, was, will) for milestone, was, will in rows if was != will)
