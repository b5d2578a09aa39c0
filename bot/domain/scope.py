"""What a ticket's history says of scope: what it concerns, if it is excluded or was let through; pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.events import Event, Excluded, Opened, Overridden


def concern_of(history: Sequence[Event]) -> str | None:
    """What the ticket concerns, by its id in the policy's list."""
    return next((event.concern for event in history if isinstance(event, Opened)), None)


def exclusion_of(history: Sequence[Event]) -> Excluded | None:
    """By which exclusion it is not taken on; for good, since what was promised lapsed."""
    return next((event for event in history if isinstance(event, Excluded)), None)


def override_of(history: Sequence[Event]) -> Overridden | None:
    """How it was let through."""
    return next((event for event in history if isinstance(event, Overridden)), None)
