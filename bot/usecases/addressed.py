"""Words addressed to the desk that are no command, where a platform tells of nothing but what is addressed.

In a ticket's thread they are talk. In a private chat they join the one ticket that waits for whoever writes;
where that is not plain, the answer offers their tickets.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.ids import TicketNumber
from bot.domain.people import Face
from bot.domain.ticket import Status, Ticket
from bot.identity import Here, identify
from bot.parsing import verb_of, whole
from bot.requests import Deleted, Edited, PlaceKind, Request, Said, Typed, Via
from bot.results import AddTo, Sent, WhichTicket
from bot.storage import UnitOfWork
from bot.storage.said import Spot
from bot.usecases.asking import Asking
from bot.usecases.changed import is_known, taken_in
from bot.usecases.conversing import heard

MOST = 5
"""Tickets that are offered."""
_LIVE = tuple(status for status in Status if status.is_live)


def may_be_talk(request: Request) -> bool:
    """Whether the words, by themselves, are talk rather than a command."""
    intent = request.intent
    if not isinstance(intent, Typed) or intent.said is None:
        return False
    if whole(intent.text) is not None:
        return True  # a ticket to be seen, or the answer to "Which serial number?"
    return bool(intent.text.strip() or intent.said.files) and verb_of(intent.text) is None


def meant(uow: UnitOfWork, request: Request) -> Request:
    """The request as what it is: talk, where it stands in a ticket's thread or somebody's tickets wait."""
    intent = request.intent
    if not may_be_talk(request) or not isinstance(intent, Typed) or intent.said is None:
        return request
    known = identify(uow, request)
    if known.member is None:
        return request
    talk = replace(request, intent=intent.said)
    visible = uow.tickets.visible_to(known.member)
    number = whole(intent.text)
    if number is not None and not intent.said.files:
        answers = known.here is not None or bool(visible.list((Status.PENDING,), mine=True, limit=1))
        if not answers or visible.get(TicketNumber(number)) is not None:
            return request
    if request.place.kind is not PlaceKind.PRIVATE:
        return request if known.here is None else replace(talk, via=Via.MESSAGE)
    if known.here is not None or (not known.member.is_staff and visible.list(_LIVE, mine=True, limit=1)):
        return talk
    return request


def said_privately(message: Said, asking: Asking) -> Sent | WhichTicket:
    """Take it into the ticket that it answers, or the only one that waits for them; else offer theirs."""
    offered = asking.uow.tickets.visible_to(asking.member).list(_LIVE, mine=True, limit=MOST)
    waiting = [ticket for ticket in offered if ticket.status is Status.PENDING]
    if asking.here is not None:
        found = asking.here.ticket
    elif len(waiting) == 1:
        found = waiting[0]
    else:
        tickets = tuple(AddTo(t.number, t.subject, "") for t in offered)
        return WhichTicket(tickets, message.text, has_files=bool(message.files))
    ticket = asking.uow.tickets.load(asking.desk.id, found.id, lock=True)
    stands = Here(ticket, Face.CUSTOMER) if _is_home(asking, ticket) else None
    asking = replace(asking, here=stands)
    if not is_known(asking, message.ref):
        ticket = heard(asking, ticket, message.text.strip())
        taken_in(asking, ticket, message.ref)
    return Sent("reply", asking.view(ticket))


def spot_of(request: Request) -> Spot | None:
    """Where a message of a private chat stands that was changed."""
    match request.intent:
        case Edited(ref=ref) | Deleted(ref=ref) if request.place.kind is PlaceKind.PRIVATE:
            place = request.place
            return Spot(place.platform, place.tenant, place.conversation, ref)
        case _:
            return None


def _is_home(asking: Asking, ticket: Ticket) -> bool:
    """Whether the ticket's thread with the customer is this very chat."""
    place = asking.request.place
    return any(
        (each.platform, each.tenant, each.conversation) == (place.platform, place.tenant, place.conversation)
        for each in asking.uow.threads.of_ticket(ticket.id)
        if each.face is Face.CUSTOMER
    )
