"""List tickets: those that one may see (`list`), and what to look at next (`queue`)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands import ListTickets, Queue
from bot.domain.ticket import Status, Ticket
from bot.results import Listed, TicketView
from bot.usecases.asking import Asking

PAGE = 10
LIVE = tuple(status for status in Status if status.is_live or status is Status.SOLVED)


def list_tickets(command: ListTickets, asking: Asking) -> Listed:
    """Newest first: an authorized contact's account, a colleague's own, an agent's assigned."""
    found = asking.uow.tickets.visible_to(asking.member).list(
        None if command.closed else LIVE,
        mine=asking.is_staff,
        limit=PAGE + 1,
        offset=PAGE * (command.page - 1),
    )
    views, more = _page(asking, found)
    return Listed(views, command.page, more, closed=command.closed, mine=asking.is_staff)


def queue(command: Queue, asking: Asking) -> Listed:
    """Breaches first, then rank, then due time."""
    found = asking.uow.tickets.queue(
        asking.desk.id,
        now=asking.now,
        assignee=asking.me if command.mine else None,
        limit=PAGE + 1,
        offset=PAGE * (command.page - 1),
    )
    views, more = _page(asking, found)
    return Listed(views, command.page, more, queue=True, mine=command.mine)


def views_of(asking: Asking, tickets: Sequence[Ticket]) -> tuple[TicketView, ...]:
    """Tickets that were listed without their histories, as they read now."""
    return tuple(asking.view(asking.uow.tickets.load(asking.desk.id, ticket.id)) for ticket in tickets)


def _page(asking: Asking, found: Sequence[Ticket]) -> tuple[tuple[TicketView, ...], bool]:
    return views_of(asking, found[:PAGE]), len(found) > PAGE
