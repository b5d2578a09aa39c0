"""A place in which the desk cannot post just now, and what is said there once it can again."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.people import Face, Place
from bot.domain.ticket import ThreadRef
from bot.outgoing import (
    DeliveryState,
    Draft,
    Outgoing,
    ReminderNotice,
    ShutNotice,
    ToCard,
    ToMessage,
    ToPerson,
    ToPlace,
    ToThread,
)
from bot.requests import Shut
from bot.storage import UnitOfWork
from policy.facts import Role

SHUT = "shut:"
"""Begins the reason of what a shut place did not take; the platform's code follows."""
MOST = 1000
"""Rows looked at when a place is open again: what waited longer than that is in the tickets all the same."""


def shut(uow: UnitOfWork, place: Place, why: Shut, now: datetime) -> None:
    """Keep that the place takes nothing, and tell the desk's admins, once until it is open again."""
    if place.shut is why:
        return
    uow.places.shut(place.id, why)
    for admin in uow.people.staff(place.desk_id, (Role.ADMIN,)):
        _tell(uow, place, why, admin.person.id, now)


def could_not(uow: UnitOfWork, row: Outgoing, why: Shut, now: datetime) -> bool:
    """A shut place did not take what was owed. Whoever opened the ticket hears why its card is missing.

    False where it is no place of the desk: then nobody was told.
    """
    place = _place_of(uow, row)
    if place is None:
        return False
    shut(uow, place, why, now)
    if row.ticket_id is not None and row.target == ToCard(Face.CUSTOMER):
        ticket = uow.tickets.load(row.desk_id, row.ticket_id)
        target = ToPerson(ticket.submitter_id, place.platform, place.tenant)
        notice = ShutNotice(place.name or place.conversation, why)
        key = f"shut:{ticket.id}:{place.id}:{ticket.submitter_id}"
        uow.outbox.add(Draft(row.desk_id, ticket.id, target, notice, key), now)
    return True


def reopen(uow: UnitOfWork, place: Place) -> None:
    """Say there what waited, in its order, as far as it still holds; reminders went to people in private."""
    uow.places.shut(place.id, None)
    faces = {
        (thread.ticket_id, thread.face)
        for thread in uow.threads.within(place.platform, place.tenant, place.conversation)
    }
    waiting = uow.outbox.by_desk(place.desk_id, {DeliveryState.UNDELIVERABLE}, limit=MOST)
    for row in waiting:
        match row.target:
            case ToCard(face=face) | ToThread(face=face) | ToMessage(face=Face() as face):
                is_here = (row.ticket_id, face) in faces
            case ToPlace(place_id=place_id):
                is_here = place_id == place.id
            case _:
                is_here = False
        if is_here and (row.reason or "").startswith(SHUT) and not isinstance(row.notice, ReminderNotice):
            uow.outbox.revive(row.id)


def _place_of(uow: UnitOfWork, row: Outgoing) -> Place | None:
    """Where the row was to be said, if that is a place of the desk."""
    if isinstance(row.target, ToPlace):
        return uow.places.get(row.desk_id, row.target.place_id)
    if row.ticket_id is None or not isinstance(row.target, ToCard | ToThread | ToMessage):
        return None
    face = row.target.face
    thread: ThreadRef | None = next(
        (each for each in uow.threads.of_ticket(row.ticket_id) if each.face is face), None
    )
    if thread is None:
        return None
    found = uow.places.by_ref(thread.platform, thread.tenant, thread.conversation)
    return found if found is not None and found.desk_id == row.desk_id else None


def _tell(uow: UnitOfWork, place: Place, why: Shut, person: PersonId, now: datetime) -> None:
    notice = ShutNotice(place.name or place.conversation, why)
    key = f"shut:{place.id}:{now.isoformat()}:{person}"
    uow.outbox.add(
        Draft(place.desk_id, None, ToPerson(person, place.platform, place.tenant), notice, key), now
    )
