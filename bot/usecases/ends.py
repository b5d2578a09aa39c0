"""From the end of a time as it was written to the instant that is meant."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from bot.commands import Until
from bot.parsing import instant_of
from bot.usecases.asking import Asking
from policy.first_line import days_on


def end_of(until: Until, asking: Asking) -> datetime | None:
    """So many days on, or the moment that was written, on the asker's wall; None where no end was given.

    Raises NotUnderstood for what is no moment, or over already.
    """
    zone = zone_of(asking)
    if until.days is not None:
        return days_on(asking.now, until.days, zone)
    if until.words is None:
        return None
    return instant_of(until.words, asking.now, zone, asking.language).astimezone(zone)


def zone_of(asking: Asking) -> ZoneInfo:
    """The zone in which the asker writes moments: their own, else the desk's."""
    profile = asking.request.profile
    own = asking.member.person.zone or (profile.zone if profile is not None else None)
    known = None if own is None else _known(own)
    return known or ZoneInfo(asking.version().document.zone)


@cache
def _known(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return None
