"""The home: what you can do, your tickets, your plan; for the desk's people their queue, and its health."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import Home, HomePart, Queue, QueueWhen
from bot.domain.ticket import Status
from bot.errors import NotYours
from bot.results import HomeTold, RequestView, TicketView
from bot.usecases import first_line
from bot.usecases.asking import Asking
from bot.usecases.cancelling import closed_to, live_end
from bot.usecases.deliveries import health, page_of
from bot.usecases.home_admin import load, members, places, policy_told
from bot.usecases.listing import LIVE, PAGE, queue_page, short, views_of
from bot.usecases.task import open_tasks
from bot.usecases.usage import balance_of
from policy import entitlements, subscriptions
from policy.deciding import together
from policy.decisions import Decision
from policy.facts import Case, Role

FEW = 5
MANY = 200
MOST_ACCOUNTS = 60
"""In a menu: beyond it the account is typed."""
LEADING = frozenset({Role.LEAD, Role.DIRECTOR, Role.ADMIN})
_STAFF = frozenset({Role.AGENT}) | LEADING
_CUSTOMERS = frozenset({Role.COLLEAGUE, Role.AUTHORIZED})
_ADMIN = frozenset({Role.ADMIN})
MAY_SEE = {
    HomePart.START: _CUSTOMERS | _STAFF,
    HomePart.TICKETS: _CUSTOMERS,
    HomePart.QUEUE: _STAFF,
    HomePart.TASKS: _STAFF,
    HomePart.OVERVIEW: LEADING,
    HomePart.PEOPLE: _ADMIN,
    HomePart.PLACES: _ADMIN,
    HomePart.DELIVERIES: _ADMIN,
    HomePart.POLICY: _STAFF,
}
"""Whose home has which part."""


def home(command: Home, asking: Asking) -> HomeTold:
    """What matters to this person now, or the part that was asked for. NotYours for another role's part."""
    role = asking.member.membership.role
    if role not in MAY_SEE[command.part]:
        raise NotYours(verb="home", who=", ".join(each for each in Role if each in MAY_SEE[command.part]))
    if not asking.is_staff:
        return _customers(command, asking)
    told = _bare(command, asking)
    match command.part:
        case HomePart.QUEUE:
            queue = short(command.queue, asking)
            tickets, more = queue_page(queue, asking)
            accounts = asking.uow.accounts.of_desk(asking.desk.id)
            named = tuple((each.id, each.name) for each in accounts) if len(accounts) <= MOST_ACCOUNTS else ()
            return replace(told, tickets=tickets, more=more, queue=queue, accounts=named)
        case HomePart.TASKS:
            tasks, start = open_tasks(asking), PAGE * (command.page - 1)
            return replace(told, tasks=tasks[start : start + PAGE], more=len(tasks) > start + PAGE)
        case HomePart.OVERVIEW:
            return replace(_overview(told, asking), load=load(asking))
        case HomePart.PEOPLE:
            found, more = members(asking, command.page)
            return replace(told, members=found, more=more)
        case HomePart.PLACES:
            shown, more = places(asking, command.page)
            return replace(told, places=shown, more=more)
        case HomePart.DELIVERIES:
            rows, more = page_of(asking, command.page)
            return replace(told, deliveries=rows, more=more, health=health(asking))
        case HomePart.POLICY:
            return replace(told, policy=policy_told(asking))
        case _:
            return _start(told, asking, role)


def _bare(command: Home, asking: Asking) -> HomeTold:
    """Whose home it is, and which part; nothing in it."""
    account = asking.member.account
    return HomeTold(
        person=asking.shown(asking.member),
        desk=asking.desk.name,
        account=account.name if account else None,
        plan=account.plan if account else None,
        tickets=(),
        unassigned=(),
        escalated=(),
        undelivered=0,
        can_open=None,
        zone=asking.version().document.zone,
        part=command.part,
        page=command.page,
        now=asking.now,
    )


def _start(told: HomeTold, asking: Asking, role: Role) -> HomeTold:
    """One's own queue and what nobody has; to leads what went wrong, to admins how delivery stands."""
    mine, _ = queue_page(Queue(mine=True), asking, FEW)
    free, _ = queue_page(Queue(unassigned=True), asking, FEW)
    told = replace(told, tickets=mine, unassigned=free, tasks=open_tasks(asking)[:FEW])
    if role in LEADING:
        told = _overview(told, asking)
    if role is Role.ADMIN:
        state = health(asking)
        told = replace(told, health=state, undelivered=state.undelivered)
    return replace(told, load=load(asking)) if role in {Role.LEAD, Role.DIRECTOR} else told


def _overview(told: HomeTold, asking: Asking) -> HomeTold:
    late, _ = queue_page(Queue(when=QueueWhen.BREACHED), asking, FEW)
    waiting = asking.uow.tickets.queue(asking.desk.id, now=asking.now, limit=MANY)
    escalated = views_of(asking, [ticket for ticket in waiting if ticket.level is not None][:FEW])
    return replace(told, breached=late, escalated=escalated)


def _customers(command: Home, asking: Asking) -> HomeTold:
    """Their tickets, what waits for them, what their account holds."""
    told = _bare(command, asking)
    account = asking.member.account
    assert account is not None
    closed = closed_to(asking) is not None
    size, skipped = (PAGE, PAGE * (command.page - 1)) if command.part is HomePart.TICKETS else (FEW, 0)
    visible = asking.uow.tickets.visible_to(asking.member)
    found = () if closed else visible.list(LIVE, limit=size + 1, offset=skipped)
    told = replace(told, tickets=views_of(asking, found[:size]), more=len(found) > size)
    if command.part is HomePart.TICKETS:
        return told
    lots, works = ((), ()) if closed else balance_of(asking, account)
    return replace(
        told,
        can_open=_can_open(asking),
        waiting=_waiting(asking),
        asked=_asked(asking),
        owed=() if closed else _owed(asking, told.tickets),
        balance=lots,
        works=works,
    )


def _owed(asking: Asking, shown: tuple[TicketView, ...]) -> tuple[TicketView, ...]:
    """What waits for this person: questions of the desk, and offers on their latest tickets."""
    visible = asking.uow.tickets.visible_to(asking.member)
    pending = views_of(asking, visible.list((Status.PENDING,), limit=FEW))
    offered = [t for t in shown if t.scope is not None and t.scope.waiting is not None]
    found = {ticket.number: ticket for ticket in (*pending, *offered)}
    return tuple(found.values())


def _waiting(asking: Asking) -> tuple[RequestView, ...]:
    """Internal requests that wait for this person, the oldest few."""
    if asking.member.account is None:
        return ()
    found = first_line.waiting(asking, asking.member.account)[:FEW]
    return tuple(first_line.request_view(request, asking) for request in found)


def _asked(asking: Asking) -> tuple[RequestView, ...]:
    """What this person asked their contacts, the latest few."""
    if asking.member.account is None:
        return ()
    found = first_line.own(asking, asking.member.account)[-FEW:]
    return tuple(first_line.request_view(request, asking) for request in found)


def _can_open(asking: Asking) -> Decision | None:
    """May this person open a ticket now; None for the desk's own people, who open for others."""
    account = asking.member.account
    if account is None:
        return None
    version = asking.version()
    terms = asking.terms(account)
    may = entitlements.may_open(
        version.document, version.calendars, asking.asker(), terms, Case(account.plan), asking.now
    )
    ended = live_end(asking, account)
    no_new = None if ended is None else subscriptions.may_open(version.document, ended.cancellation)
    return may if no_new is None else together((may, no_new))
