"""What becomes of a colleague's request with a contact: one ticket, of which the colleague hears."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import Open
from bot.domain.first_line import InternalRequest, RequestState
from bot.domain.ticket import Ticket
from bot.errors import NoSuchThing
from bot.outgoing import Draft, PassedOnNotice, ToPerson
from bot.requests import Via
from bot.usecases import first_line
from bot.usecases.asking import Asking
from bot.usecases.split import suggested


def drafted(command: Open, asking: Asking) -> Open:
    """Begun with the request that waits for this very person; later, what is in the form counts.

    Raises:
        NotNow: it is settled already.
    """
    if command.split is not None:
        subject = suggested(command.split, asking)
        return replace(command, subject=command.subject or subject, split=None)
    request = _request(command, asking)
    if request is None:
        return replace(command, draft=None)
    if asking.request.via is Via.FORM:
        return command
    view = first_line.request_view(request, asking)
    return replace(command, subject=view.subject or None, facts=view.facts or None)


def tell_colleague(command: Open, ticket: Ticket, asking: Asking) -> None:
    """Settle the request, and owe it to whoever asked first to say what it has become.

    Raises:
        NotNow: another contact was first; nothing may be committed.
    """
    request = _request(command, asking)
    if request is None:
        return
    first_line.settle(request, RequestState.ESCALATED, asking, ticket=ticket.id)
    target, notice = ToPerson(request.author_id), PassedOnNotice(asking.me)
    key = f"passed_on:{request.account_id}:{request.number}"
    asking.uow.outbox.add(Draft(asking.desk.id, ticket.id, target, notice, key), asking.now)


def _request(command: Open, asking: Asking) -> InternalRequest | None:
    """The request that the ticket is begun with; None for whoever has none of that number."""
    if command.draft is None or asking.is_staff:
        return None
    try:
        return first_line.to_settle(command.draft, "approve", asking)
    except NoSuchThing:
        return None
