"""Who can be reached: said by each for themselves, corrected by the desk's own people; it ends by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.commands import SayAvailable
from bot.domain.people import Member
from bot.errors import NotYours
from bot.results import AvailabilityTold
from bot.usecases.asking import Asking
from bot.usecases.ends import end_of


def say_available(command: SayAvailable, asking: Asking) -> AvailabilityTold:
    """Note it; an absence without an end lasts until the person says so."""
    member = _whose(command, asking)
    zone = asking.version().document.zone
    until: datetime | None = None
    if not command.available:
        until = end_of(command.until, asking)
    held = replace(member.membership, available=command.available, away_until=until)
    asking.uow.people.join(held)
    person = asking.shown(replace(member, membership=held))
    return AvailabilityTold(person, zone, asking.now, mine=member.person.id == asking.me)


def _whose(command: SayAvailable, asking: Asking) -> Member:
    if command.person is None:
        return asking.member
    member = asking.named(command.person)
    if member.person.id == asking.me:
        return asking.member
    if not asking.is_staff:
        raise NotYours("error.own_availability", who=member.person.name)
    return member
