"""A plain message: in a ticket's thread it joins the ticket; anywhere else it is nobody's business."""

from __future__ import annotations

from bot.domain.people import Face
from bot.requests import Said
from bot.results import Joined
from bot.usecases.asking import Asking
from bot.usecases.changed import is_known, taken_in
from bot.usecases.conversing import answered, heard, noted


def said(message: Said, asking: Asking) -> Joined:
    """Take it into the ticket of this thread.

    In the customer's thread everything is public: the desk's own people answer there, others are heard.
    In the desk's thread everything is a note, whatever it says. A message joins once,
    though a platform may tell of it by several events.
    """
    assert asking.here is not None
    ticket = asking.uow.tickets.load(asking.desk.id, asking.here.ticket.id, lock=True)
    if is_known(asking, message.ref):
        return Joined(ticket.number)
    text = message.text.strip()
    if asking.here.face is Face.DESK:
        ticket = noted(asking, ticket, text)
    elif asking.answers(ticket):
        ticket = answered(asking, ticket, text)
    else:
        ticket = heard(asking, ticket, text)
    taken_in(asking, ticket, message.ref)
    return Joined(ticket.number)
