"""What a ticket's history says of the work on it and of the tickets of a pack that it takes. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.events import (
    Agreed,
    Answered,
    Closed,
    Declined,
    Event,
    Opened,
    Proposed,
    Reopened,
    Solved,
    Worked,
)

SECOND_TICKET = "second_ticket"
"""What is proposed when the work goes beyond what a ticket covers (SU-30-minutes)."""
GIVEN_BACK = frozenset({"excluded", "duplicate", "refused", "remedied"})
"""Tags of the events after which a ticket gives back whatever it took."""


def worked_minutes(history: Sequence[Event]) -> int:
    """All minutes logged so far."""
    return sum(event.minutes for event in history if isinstance(event, Worked))


def tickets_taken(history: Sequence[Event]) -> int:
    """How many tickets of a pack it takes, on a plan that counts them; nothing once it gave them back."""
    taken = 0
    answered = False
    for event in history:
        answered = answered or isinstance(event, Answered)
        match event:
            case Opened():
                taken = 1
            case Agreed(what=what) if what == SECOND_TICKET:
                taken += 1
            case Reopened() if taken == 0:
                taken = 1
            case Solved() | Closed() if not answered:
                taken = 0
            case _ if event.tag in GIVEN_BACK:
                taken = 0
            case _:
                pass
    return taken


def asked_for_another(history: Sequence[Event]) -> bool:
    """Whether a second ticket was proposed, and neither a yes, a no nor a close came since."""
    about = [event for event in history if _is_about(event)]
    return bool(about) and isinstance(about[-1], Proposed)


def _is_about(event: Event) -> bool:
    if isinstance(event, Closed):
        return True
    return isinstance(event, Proposed | Agreed | Declined) and event.what == SECOND_TICKET
