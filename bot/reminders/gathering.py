"""A channel's reminders that fall due within a minute wait for one another: one post will say them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.outgoing import Draft, ReminderNotice, ToPlace
from bot.storage import UnitOfWork

TOGETHER = timedelta(minutes=1)
SOON = timedelta(seconds=1)
"""For those that are due already and are being dealt with just now."""


def is_gathered(draft: Draft) -> bool:
    """Whether it is a channel's reminder. What is critical is, too, and waits for nothing."""
    return isinstance(draft.target, ToPlace) and isinstance(draft.notice, ReminderNotice)


def owe_together(uow: UnitOfWork, drafts: Sequence[Draft], now: datetime) -> None:
    """Owe them, to be said at once where no other ticket of the desk wakes within the minute.

    Nothing is scheduled, so what comes is known: it stands in the tickets' `wake_at`. To be called when the
    tickets dealt with have been saved.
    """
    for draft in drafts:
        until = None if draft.urgent else _until(uow, draft, now)
        uow.outbox.add(replace(draft, gathers_until=until), now)


def _until(uow: UnitOfWork, draft: Draft, now: datetime) -> datetime | None:
    assert isinstance(draft.target, ToPlace)
    gathering = uow.outbox.gathering(draft.target.place_id)
    if gathering is not None and gathering > now:
        return gathering
    last = uow.tickets.last_wake(draft.desk_id, now + TOGETHER)
    return None if last is None else max(last, now + SOON)
