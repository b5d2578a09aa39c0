"""What a ticket's history says of reminders that are put off; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.events import Event, Snoozed


def last_snooze(history: Sequence[Event]) -> Snoozed | None:
    """The snooze that counts: a later one takes the place of those before it."""
    return next((event for event in reversed(history) if isinstance(event, Snoozed)), None)


def snoozed_now(history: Sequence[Event], now: datetime) -> Snoozed | None:
    """The snooze that holds at `now`."""
    last = last_snooze(history)
    return last if last is not None and last.until > now else None
