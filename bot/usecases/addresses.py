"""Linked by an e-mail address, where a desk's admin said of both organisations that theirs are believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import DeskId
from bot.domain.linking import Way
from bot.domain.people import Person
from bot.requests import Actor, Request
from bot.storage import UnitOfWork
from bot.usecases.joining import Side, join
from policy.facts import Role

FRESH = timedelta(days=30)
"""For so long a platform's word holds for somebody who has not been heard since: addresses pass to others."""


@dataclass(frozen=True, slots=True)
class Proven:
    """Somebody new whose address is that of a person whom the desk knows from another platform."""

    person: Person
    new: Side


def proven(uow: UnitOfWork, known: Person | None, request: Request, now: datetime) -> Proven | None:
    """Who it is that nobody knew, as both platforms say; None where there is the least doubt.

    Each desk that the person is of must believe both organisations about that domain; no admin of any desk is
    found this way; an address that two people have, or that one has on this platform already, proves nothing.
    """
    profile, actor = request.profile, request.actor
    if known is not None or profile is None or profile.vouched is None:
        return None
    address = profile.vouched.casefold()
    domain = address.rpartition("@")[2]
    believers = uow.links.believers(actor.platform, actor.tenant, domain)
    if not believers:
        return None
    found = uow.links.vouched(address, now - FRESH)
    people = {person for person, _ in found}
    if len(people) != 1 or any(each.platform == actor.platform for each in uow.people.actors(found[0][0])):
        return None
    held = uow.people.memberships(found[0][0])
    desks = {each.desk_id for each in held}
    if not held or not desks <= believers or any(each.role is Role.ADMIN for each in held):
        return None
    if not all(_is_believed(uow, each, domain, desks) for _, each in found):
        return None
    person = uow.people.get(found[0][0])
    return None if person is None else Proven(person, Side(profile.name, None, actor))


def join_proven(uow: UnitOfWork, who: Proven, now: datetime) -> None:
    """Make it so; the person and the admins are told."""
    join(uow, who.person, who.new, Way.ADDRESS, now)


def _is_believed(uow: UnitOfWork, actor: Actor, domain: str, desks: set[DeskId]) -> bool:
    return desks <= uow.links.believers(actor.platform, actor.tenant, domain)
