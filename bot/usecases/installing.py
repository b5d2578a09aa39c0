"""What follows from the app leaving a workspace and from its return: who is told, and what is said again.

While it is away nothing is lost: what cannot be said becomes undeliverable, with the workspace as its reason.
Once it is back, cards are brought up to date and what people wrote is said after all. Reminders are not
repeated: the past is not replayed.
"""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import DeskId
from bot.domain.installations import Installation
from bot.domain.people import Member
from bot.outgoing import (
    BackNotice,
    Draft,
    Outgoing,
    ReminderNotice,
    RemovedNotice,
    Target,
    ToPerson,
    ToReference,
    UndeliveredNotice,
)
from bot.requests import Actor, PlaceKind, PlaceRef
from bot.storage import UnitOfWork
from bot.storage.installations import missed_of
from policy.facts import Role

EMAIL = "email"
NAMED = 5
"""Tickets that are named when the app is back; the others are counted."""


def tell_removed(uow: UnitOfWork, gone: Installation, now: datetime) -> None:
    """Owe the admins word of it, those who can be reached somewhere else."""
    notice = RemovedNotice(gone.name, now)
    for desk_id in uow.installations.desks(gone.platform, gone.tenant):
        for admin in _admins(uow, desk_id):
            target = _elsewhere(uow, desk_id, admin)
            if target is not None:
                key = f"removed:{gone.tenant}:{now.timestamp():.0f}:{admin.person.id}"
                uow.outbox.add(Draft(desk_id, None, target, notice, key, urgent=True), now)


def tell_back(uow: UnitOfWork, back: Installation, since: datetime, now: datetime) -> int:
    """Say what still holds after all, and owe the admins word of what was missed. Returns how much was.

    Where the app has to be invited again, what is said there waits for that.
    """
    turn = f"{back.tenant}:{now.timestamp():.0f}"
    total = 0
    for desk_id in uow.installations.desks(back.platform, back.tenant):
        missed = uow.installations.missed(desk_id, back.tenant, since)
        summary = missed_of(missed)
        again = sum(uow.outbox.revive(row.id) for row in missed if _still_worth(row))
        numbers = tuple(uow.tickets.load(desk_id, each).number for each in summary.tickets[:NAMED])
        more = len(summary.tickets) - len(numbers)
        notice = BackNotice(back.name, since, now, summary.count, again, numbers, more)
        for admin in _admins(uow, desk_id):
            if uow.people.actor_of(admin.person.id, back.platform, back.tenant) is not None:
                target = ToPerson(admin.person.id, back.platform, back.tenant)
                key = f"back:{turn}:{admin.person.id}"
                uow.outbox.add(Draft(desk_id, None, target, notice, key, urgent=True), now)
        total += summary.count
    return total


def _still_worth(row: Outgoing) -> bool:
    """Cards and what people wrote; not reminders that are past, nor word of our own troubles."""
    return not isinstance(row.notice, ReminderNotice | UndeliveredNotice | RemovedNotice | BackNotice)


def _admins(uow: UnitOfWork, desk_id: DeskId) -> tuple[Member, ...]:
    return uow.people.staff(desk_id, (Role.ADMIN,))


def _elsewhere(uow: UnitOfWork, desk_id: DeskId, admin: Member) -> Target | None:
    """Another workspace, else a letter from one of the desk's mailboxes; None where there is neither."""
    for actor in uow.people.actors(admin.person.id):
        if actor.platform != EMAIL and _is_reached(uow, actor):
            return ToPerson(admin.person.id, actor.platform, actor.tenant)
    mailbox = next((product.mail for product in uow.products.of_desk(desk_id) if product.mail), None)
    if mailbox is None or not admin.person.email:
        return None
    return ToReference(PlaceRef(EMAIL, mailbox, admin.person.email, kind=PlaceKind.PRIVATE))


def _is_reached(uow: UnitOfWork, actor: Actor) -> bool:
    return not uow.installations.is_gone(actor.platform, actor.tenant)
