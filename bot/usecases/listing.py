"""List tickets: those that one may see (`list`), and what to look at next (`queue`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.commands import ListTickets, Queue, QueueWhen
from bot.domain.ids import AccountId
from bot.domain.ticket import Status, Ticket
from bot.results import Listed, TicketView
from bot.storage.queue import Only
from bot.usecases.asking import Asking

PAGE = 10
_OURS = re.compile(r"a(\d{1,9})")
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
    named = short(command, asking)
    views, more = queue_page(named, asking)
    return Listed(views, command.page, more, queue=True, mine=command.mine, only=command)


def queue_page(command: Queue, asking: Asking, size: int = PAGE) -> tuple[tuple[TicketView, ...], bool]:
    """A page of the queue, narrowed, and whether there is more. `account` is as `short` makes it."""
    account = None if command.account is None else AccountId(int(command.account[1:]))
    only = Only(
        unassigned=command.unassigned,
        severity=command.severity,
        account_id=account,
        late=command.when is QueueWhen.BREACHED,
        later=command.when is QueueWhen.TODAY,
        until=_midnight(asking) if command.when is QueueWhen.TODAY else None,
    )
    found = asking.uow.tickets.queue(
        asking.desk.id,
        now=asking.now,
        assignee=asking.me if command.mine else None,
        only=only,
        limit=size + 1,
        offset=size * (command.page - 1),
    )
    return views_of(asking, found[:size]), len(found) > size


def short(command: Queue, asking: Asking) -> Queue:
    """The same with its account as "a7", which fits into any button. NoSuchThing where there is none."""
    if command.account is None:
        return command
    match = _OURS.fullmatch(command.account)
    known = {each.id for each in asking.uow.accounts.of_desk(asking.desk.id)} if match else set()
    if match and AccountId(int(match[1])) in known:
        return command
    return replace(command, account=f"a{asking.account(command.account).id}")


def _midnight(asking: Asking) -> datetime:
    """When the day ends where the desk's contract counts."""
    here = asking.now.astimezone(ZoneInfo(asking.version().document.zone))
    return datetime.combine(here.date() + timedelta(days=1), time(), here.tzinfo)


def views_of(asking: Asking, tickets: Sequence[Ticket]) -> tuple[TicketView, ...]:
    """Tickets that were listed without their histories, as they read now."""
    return tuple(asking.view(asking.uow.tickets.load(asking.desk.id, ticket.id)) for ticket in tickets)


def _page(asking: Asking, found: Sequence[Ticket]) -> tuple[tuple[TicketView, ...], bool]:
    return views_of(asking, found[:PAGE]), len(found) > PAGE
