"""Close a ticket: the desk declares it solved; the requester's side confirms, or withdraws it."""

from __future__ import annotations

from bot.commands import Close
from bot.domain.events import Closed, Event, Solved
from bot.domain.history import is_answered
from bot.domain.people import Face
from bot.domain.ticket import Status
from bot.errors import NotNow
from bot.outgoing import Change, ChangeNotice
from bot.results import Changed
from bot.usecases.asking import Asking
from bot.usecases.excluding import is_excluded
from bot.usecases.recording import owe_thread, record


def close(command: Close, asking: Asking) -> Changed:
    """End it. What nobody answered its requester may withdraw; the desk answers first."""
    ticket = asking.ticket(command.ticket, "close", lock=True)
    if ticket.status is Status.CLOSED or (asking.is_staff and ticket.status is Status.SOLVED):
        raise NotNow("error.not_now", ticket=ticket.number, status=ticket.status)
    # What is not taken on is not solved either, and its requester was told why.
    solves = asking.is_staff and not is_excluded(ticket)
    if solves and not is_answered(ticket.history):
        raise NotNow("error.answer_first", ticket=ticket.number)
    change, status = (Change.SOLVED, Status.SOLVED) if solves else (Change.CLOSED, Status.CLOSED)
    event: Event = Solved(asking.at, asking.me) if solves else Closed(asking.at, asking.me)
    ticket = record(asking, ticket, event, status=status)
    for face in Face:
        owe_thread(asking, ticket, face, ChangeNotice(change, asking.me))
    return Changed(change, asking.view(ticket))
