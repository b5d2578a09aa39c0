"""The home: what you can do, your tickets, your plan; for agents their queue."""

from __future__ import annotations

from bot.outgoing import DeliveryState
from bot.results import HomeTold, RequestView
from bot.usecases import first_line
from bot.usecases.asking import Asking
from bot.usecases.cancelling import closed_to, live_end
from bot.usecases.listing import LIVE, views_of
from bot.usecases.task import open_tasks
from policy import entitlements, subscriptions
from policy.deciding import together
from policy.decisions import Decision
from policy.facts import Case, Role

FEW = 5
MANY = 200


def home(asking: Asking) -> HomeTold:
    """What matters to this person now."""
    visible = asking.uow.tickets.visible_to(asking.member)
    account = asking.member.account
    waiting = asking.uow.tickets.queue(asking.desk.id, now=asking.now, limit=MANY) if asking.is_staff else ()
    unassigned = views_of(asking, [t for t in waiting if t.assignee_id is None][:FEW])
    escalated = views_of(asking, [t for t in waiting if t.level is not None][:FEW])
    closed = closed_to(asking) is not None
    tickets = () if closed else views_of(asking, visible.list(LIVE, mine=asking.is_staff, limit=FEW))
    undelivered = 0
    if asking.member.membership.role is Role.ADMIN:
        states = {DeliveryState.UNDELIVERABLE}
        undelivered = len(asking.uow.outbox.by_desk(asking.desk.id, states))
    return HomeTold(
        person=asking.shown(asking.member),
        desk=asking.desk.name,
        account=account.name if account else None,
        plan=account.plan if account else None,
        tickets=tickets,
        unassigned=unassigned,
        escalated=escalated,
        undelivered=undelivered,
        can_open=_can_open(asking),
        zone=asking.version().document.zone,
        tasks=open_tasks(asking)[:FEW] if asking.is_staff else (),
        waiting=_waiting(asking),
        asked=_asked(asking),
    )


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
