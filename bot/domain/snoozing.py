"""What a ticket's history says of reminders that are put off; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.events import Event, SeverityChanged, Snoozed
from policy.facts import Severity

_WORST_FIRST = tuple(Severity)


def last_snooze(history: Sequence[Event]) -> Snoozed | None:
    """The snooze that counts: a later one takes the place of those before it.

    It was meant for the ticket as it was: once that is more severe, the snooze is over.
    """
    rose: datetime | None = None
    for event in reversed(history):
        match event:
            case SeverityChanged() if _is_rise(event):
                rose = event.at
            case Snoozed():
                return event if rose is None else replace(event, until=min(event.until, rose))
            case _:
                pass
    return None


def _is_rise(event: SeverityChanged) -> bool:
    return _WORST_FIRST.index(event.after) < _WORST_FIRST.index(event.before)


def snoozed_now(history: Sequence[Event], now: datetime) -> Snoozed | None:
    """The snooze that holds at `now`."""
    last = last_snooze(history)
    return last if last is not None and last.until > now else None
