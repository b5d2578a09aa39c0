"""Add a message to a ticket (`add`), wherever it was written: to its thread, or as a note of the desk's."""

from __future__ import annotations

from typing import Literal

from bot.commands import Add
from bot.domain.ids import TicketNumber
from bot.domain.people import Face
from bot.domain.ticket import Status, Ticket
from bot.errors import NotUnderstood
from bot.outgoing import AddedNotice, ToPerson
from bot.requests import Filled, Typed
from bot.results import AddForm, AddTo, PersonView, Sent
from bot.usecases.asking import Asking
from bot.usecases.conversing import answered, heard, noted
from bot.usecases.recording import owe
from bot.usecases.reply import answer_form, readers

MOST = 50
"""Tickets offered; another is named by its number."""
LIVE = tuple(status for status in Status if status.is_live)


def add(command: Add, asking: Asking) -> Sent | AddForm:
    """Add it through the same doors as what is written in a thread; else the form that says who reads it.

    Raises:
        NotUnderstood: the form names no ticket, or holds no text.
        NoSuchThing: none of that number, or none that this person may see.
    """
    match asking.request.intent:
        case Filled(fields=fields):
            filled = True
            if command.ticket is None:
                field = "ticket" if "ticket" in fields else "number"
                raise NotUnderstood("error.which_ticket", verb="add").at(field)
        case Typed() if command.text:
            filled = False
        case _:
            return _form(command, asking)
    if not command.text:
        raise NotUnderstood("error.missing", verb="add", what="text").at("text")
    ticket = asking.ticket(command.ticket, "add", lock=True)
    public = command.public or not asking.is_staff
    if filled and public and command.shown != shown(ticket.number, public=True):
        # It was sent before the form could say who reads it there.
        return _form(command, asking)
    return _added(asking, ticket, command.text, public=public, filled=filled)


def shown(number: int | None, *, public: bool) -> str:
    """What a form carries of what it said: of which ticket, and whether everybody there reads it."""
    return f"{number or 0}:{'public' if public else 'internal'}"


def _added(asking: Asking, ticket: Ticket, text: str, *, public: bool, filled: bool) -> Sent:
    verb: Literal["note", "reply", "heard"] = "note"
    if not public:
        ticket = noted(asking, ticket, text)
    elif asking.answers(ticket):
        ticket, verb = answered(asking, ticket, text), "reply"
    else:
        ticket, verb = heard(asking, ticket, text), "heard"
    if filled:
        # A form closes without a word, and the ticket's thread may be far from where it was opened.
        notice = AddedNotice(verb)
        owe(asking, ticket, ToPerson(asking.me, asking.platform, asking.tenant), notice, "added:me")
    return Sent("note" if verb == "note" else "reply", asking.view(ticket), _readers(asking, ticket, verb))


def _readers(asking: Asking, ticket: Ticket, verb: str) -> tuple[PersonView, ...]:
    return readers(asking, ticket) if verb == "reply" else ()


def _form(command: Add, asking: Asking) -> AddForm:
    visible = asking.uow.tickets.visible_to(asking.member)
    offered = visible.list(LIVE, limit=MOST)
    here = asking.here.ticket.number if asking.here is not None else None
    number = command.ticket or here or (offered[0].number if len(offered) == 1 else None)
    ticket = None if number is None else visible.get(TicketNumber(number))
    public = command.public or not asking.is_staff
    names = {account.id: account.name for account in asking.uow.accounts.of_desk(asking.desk.id)}
    return AddForm(
        zone=asking.version().document.zone,
        tickets=tuple(AddTo(each.number, each.subject, names.get(each.account_id, "")) for each in offered),
        number=number,
        text=command.text or "",
        answer=None if ticket is None else answer_form(asking, ticket, "", question=False),
        public=public,
        for_desk=asking.is_staff,
        elsewhere=ticket is not None and _is_elsewhere(asking, ticket),
        place=asking.request.place.name,
        shown=shown(number, public=public),
    )


def _is_elsewhere(asking: Asking, ticket: Ticket) -> bool:
    """Whether it was written where the ticket's account does not read."""
    place = asking.place
    if place is None or place.face is Face.DESK:
        return True
    return place.account_id != ticket.account_id
