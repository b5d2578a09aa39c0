"""Ask the requester something and wait for it (`pending`): the question is public and itself answers."""

from __future__ import annotations

from bot.commands import Pend
from bot.domain.people import Face
from bot.domain.ticket import Status
from bot.errors import NotNow
from bot.requests import Via
from bot.results import AnswerForm, Sent
from bot.usecases.asking import Asking
from bot.usecases.conversing import answered
from bot.usecases.reply import answer_form, readers


def pend(command: Pend, asking: Asking) -> Sent | AnswerForm:
    """Ask and wait; without a question, ask for it."""
    ticket = asking.live(asking.ticket(command.ticket, "pending", lock=True))
    if ticket.status is Status.PENDING or not asking.answers(ticket):
        raise NotNow("error.not_now", ticket=ticket.number, status=ticket.status)
    was_shown = asking.request.via is Via.FORM or asking.said_in(ticket, Face.CUSTOMER)
    if not command.question or not was_shown:
        # "@guichet wait, they are wrong" goes nowhere before one saw who will read it.
        return answer_form(asking, ticket, command.question or "", question=True)
    ticket = answered(asking, ticket, command.question, question=True)
    return Sent("pending", asking.view(ticket), readers(asking, ticket), asking.files)
