"""How a ticket ended, read from its history: silence, close, outcome, rating."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.events import (
    Answered,
    Closed,
    CloseReminded,
    Event,
    FollowUpDue,
    Heard,
    OutcomeGiven,
    Rated,
    RatingAsked,
    Reopened,
    Resumed,
    Solved,
)

CHANGEABLE = timedelta(hours=24)
"""A rating may be changed for so long after it was given."""


def present(history: Sequence[Event]) -> tuple[Event, ...]:
    """What happened since the ticket was last reopened, or since it was opened."""
    last = max((i for i, event in enumerate(history) if isinstance(event, Reopened)), default=-1)
    return tuple(history[last + 1 :])


def silent_since(history: Sequence[Event]) -> datetime | None:
    """Since when a solved ticket hears nothing; None where it is not solved and waiting for its close.

    Whoever writes on it breaks the silence, which then begins anew.
    """
    since: datetime | None = None
    for event in present(history):
        match event:
            case Solved(at=at):
                since = at
            case Heard(at=at) | Answered(at=at) if since is not None:
                since = at
            case Closed():
                return None
            case _:
                pass
    return since


def is_reminded(history: Sequence[Event], since: datetime) -> bool:
    """Whether the silence that began at an instant was reminded of."""
    return any(isinstance(event, CloseReminded) and event.at >= since for event in present(history))


def closed_at(history: Sequence[Event]) -> datetime | None:
    """When it was closed, None where it is not."""
    found = [event.at for event in present(history) if isinstance(event, Closed)]
    return found[-1] if found else None


def outcome_of(history: Sequence[Event]) -> OutcomeGiven | None:
    """The outcome that stands; none after the ticket was reopened or taken up again."""
    found: OutcomeGiven | None = None
    for event in present(history):
        match event:
            case OutcomeGiven():
                found = event
            case Resumed():
                found = None
            case _:
                pass
    return found


def awaits_follow_up(history: Sequence[Event]) -> OutcomeGiven | None:
    """The outcome whose follow-up nobody was given yet."""
    found = outcome_of(history)
    if found is None or any(isinstance(e, FollowUpDue) and e.at >= found.at for e in history):
        return None
    return found


def rating_of(history: Sequence[Event]) -> Rated | None:
    """The rating that stands for the present ending."""
    found = [event for event in present(history) if isinstance(event, Rated)]
    return found[-1] if found else None


def rating_until(history: Sequence[Event]) -> datetime | None:
    """Until when the rating may be changed; None where there is none yet."""
    first = next((event.at for event in present(history) if isinstance(event, Rated)), None)
    return None if first is None else first + CHANGEABLE


def is_rating_asked(history: Sequence[Event]) -> bool:
    """Whether the follow-up asked the requester for a rating."""
    return any(isinstance(event, RatingAsked) for event in present(history))
