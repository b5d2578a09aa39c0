"""End the wait for the requester: the clocks run on."""

from __future__ import annotations

from bot.commands import Resume
from bot.domain.events import Resumed
from bot.domain.people import Face
from bot.domain.ticket import Status
from bot.errors import NotNow
from bot.outgoing import Change, ChangeNotice
from bot.results import Changed
from bot.usecases.asking import Asking
from bot.usecases.conversing import REQUESTER
from bot.usecases.recording import owe_thread, record


def resume(command: Resume, asking: Asking) -> Changed:
    """Resume a ticket that waits; NotNow for one that does not."""
    ticket = asking.ticket(command.ticket, "resume", lock=True)
    if ticket.status not in {Status.PENDING, Status.ON_HOLD}:
        raise NotNow("error.not_now", ticket=ticket.number, status=ticket.status)
    ticket = record(asking, ticket, Resumed(asking.at, asking.me, REQUESTER), status=Status.OPEN)
    owe_thread(asking, ticket, Face.DESK, ChangeNotice(Change.RESUMED, asking.me))
    return Changed(Change.RESUMED, asking.view(ticket))
