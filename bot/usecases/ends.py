"""From the end of a time as it was written to the instant that is meant."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.commands import Until
from bot.errors import NotUnderstood
from policy.first_line import days_on
from policy.walls import midnight

_WEEK = 7


def end_of(until: Until, now: datetime, zone: ZoneInfo) -> datetime | None:
    """So many days on by the wall clock, or the beginning of the day named; None where no end was given.

    Raises NotUnderstood for a day that has begun already, with tomorrow as an example.
    """
    today = now.astimezone(zone).date()
    if until.days is not None:
        return days_on(now, until.days, zone)
    if until.weekday is not None:
        ahead = (until.weekday - today.weekday() - 1) % _WEEK + 1
        return midnight(today + timedelta(days=ahead), zone).astimezone(zone)
    if until.on is None:
        return None
    if until.on <= today:
        tomorrow = (today + timedelta(days=1)).isoformat()
        raise NotUnderstood("error.bad_value", option="until", value=until.on.isoformat(), valid=tomorrow)
    return midnight(until.on, zone).astimezone(zone)
