"""From the end of a time as it was written to the instant that is meant."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.commands import Until
from bot.parsing import instant_of
from bot.usecases.asking import Asking
from policy.first_line import days_on


def end_of(until: Until, asking: Asking) -> datetime | None:
    """So many days on, or the moment that was written, on the asker's wall; None where no end was given.

    Raises NotUnderstood for what is no moment, or over already.
    """
    zone = ZoneInfo(asking.zone)
    if until.days is not None:
        return days_on(asking.now, until.days, zone)
    if until.words is None:
        return None
    return instant_of(until.words, asking.now, zone, asking.language).astimezone(zone)
