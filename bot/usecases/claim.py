"""Claim a ticket: it is mine to work on. The first-response clock still runs."""

from __future__ import annotations

from bot.commands import Claim
from bot.domain.events import Assigned
from bot.domain.people import Face
from bot.domain.ticket import Status
from bot.errors import NotNow
from bot.outgoing import Change, ChangeNotice
from bot.results import Changed
from bot.usecases.asking import Asking
from bot.usecases.recording import owe_thread, record


def claim(command: Claim, asking: Asking) -> Changed:
    """Take it, unless somebody was first; claiming one's own again changes nothing."""
    ticket = asking.live(asking.ticket(command.ticket, "claim", lock=True))
    if ticket.assignee_id == asking.me:
        return Changed(Change.CLAIMED, asking.view(ticket))
    if ticket.assignee_id is not None:
        who = asking.person(ticket.assignee_id).name
        raise NotNow("error.already_claimed", ticket=ticket.number, who=who)
    status = Status.OPEN if ticket.status is Status.NEW else ticket.status
    ticket = record(
        asking, ticket, Assigned(asking.at, asking.me, asking.me), assignee_id=asking.me, status=status
    )
    owe_thread(asking, ticket, Face.DESK, ChangeNotice(Change.CLAIMED, asking.me))
    return Changed(Change.CLAIMED, asking.view(ticket))
