"""What becomes of a colleague's request with a contact: one ticket, of which the colleague hears."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import Open
from bot.domain.ids import TextId
from bot.domain.ticket import Ticket
from bot.errors import NotNow
from bot.outgoing import Draft, ForwardNotice, PassedOnNotice, ToPerson
from bot.requests import Via
from bot.usecases.asking import Asking


def drafted(command: Open, asking: Asking) -> Open:
    """Begun with the request that was sent on to this very person; later, what is in the form counts.

    Raises:
        NotNow: it became a ticket already.
    """
    if command.draft is None or _request(command.draft, asking) is None:
        return replace(command, draft=None)
    passed_on = asking.uow.outbox.by_key(asking.desk.id, _key(command.draft))
    if passed_on is not None and passed_on.ticket_id is not None:
        ticket = asking.uow.tickets.load(asking.desk.id, passed_on.ticket_id)
        raise NotNow("error.sent_already", ticket=ticket.number)
    if asking.request.via is Via.FORM:
        return command
    text = asking.uow.texts.get(asking.desk.id, TextId(command.draft)) or ""
    subject, _, facts = text.partition("\n")
    return replace(command, subject=subject.strip() or None, facts=facts.strip() or None)


def tell_colleague(command: Open, ticket: Ticket, asking: Asking) -> None:
    """Owe it to whoever asked first to say what the request has become."""
    request = None if command.draft is None else _request(command.draft, asking)
    if command.draft is None or request is None:
        return
    target = ToPerson(request.author, asking.platform)
    notice = PassedOnNotice(asking.me)
    asking.uow.outbox.add(Draft(asking.desk.id, ticket.id, target, notice, _key(command.draft)), asking.now)


def _request(draft: int, asking: Asking) -> ForwardNotice | None:
    row = asking.uow.outbox.by_key(asking.desk.id, f"ask:{draft}")
    if row is None or not isinstance(row.notice, ForwardNotice) or not isinstance(row.target, ToPerson):
        return None
    return row.notice if row.target.person_id == asking.me else None


def _key(draft: int) -> str:
    return f"passed_on:{draft}"
