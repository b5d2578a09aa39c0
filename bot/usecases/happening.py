"""Something became of a place itself: the desk entered or left it, it was archived, renamed, shared."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from bot.domain.people import Face, Place
from bot.outgoing import Draft, SharedNotice, ToPerson
from bot.reminders.shutting import reopen, shut
from bot.requests import Happened, Happening, Request, Shut
from bot.storage import UnitOfWork
from policy.facts import Role


def happened(intent: Happened, uow: UnitOfWork, request: Request, now: datetime) -> None:
    """Keep it, tell whom it concerns, and say what waited where that is possible again.

    A place stays the desk's own, or its account's, whatever becomes of it; its name is never a key.
    """
    where = request.place
    place = uow.places.by_ref(where.platform, where.tenant, where.conversation)
    if place is None:
        return
    match intent.what:
        case Happening.ENTERED | Happening.REOPENED:
            reopen(uow, place)
        case Happening.LEFT:
            shut(uow, place, Shut.UNINVITED, now)
        case Happening.ARCHIVED:
            shut(uow, place, Shut.ARCHIVED, now)
        case Happening.RENAMED:
            _rename(uow, place, intent.name)
        case Happening.SHARED:
            _warn(uow, place, request.key, now)
        case _:
            assert_never(intent.what)


def _rename(uow: UnitOfWork, place: Place, name: str | None) -> None:
    if name:
        at = (place.desk_id, place.platform, place.tenant, place.conversation)
        uow.places.put(*at, place.face, place.account_id, name)


def _warn(uow: UnitOfWork, place: Place, key: str, now: datetime) -> None:
    """A customer's place is made to be shared; the desk's own would let outsiders read every note."""
    if place.face is not Face.DESK:
        return
    for admin in uow.people.staff(place.desk_id, (Role.ADMIN,)):
        person = admin.person.id
        target = ToPerson(person, place.platform, place.tenant)
        notice = SharedNotice(place.name or place.conversation)
        uow.outbox.add(Draft(place.desk_id, None, target, notice, f"shared:{key}:{person}"), now)
