"""What of a ticket's history needs a yes, has one, or is worked by one: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.events import Agreed, BilledWorkDone, Closed, Declined, Event, Proposed, Withdrawn

BILLED_WORK = "billed_work"
"""The kind of proposal by which somebody pays for work by the hour."""
MINUTES_OF = {"hour": 60, "minute": 1}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal that still waits for an answer; `number` is its place in the history, from 1."""

    number: int
    proposal: Proposed


def waiting(history: Sequence[Event]) -> tuple[Waiting, ...]:
    """Every proposal that waits for an answer, oldest first; of each kind at most the latest."""
    found: dict[str, Waiting] = {}
    for number, event in enumerate(history, 1):
        match event:
            case Proposed(what=what):
                found.pop(what, None)
                found[what] = Waiting(number, event)
            case Agreed(what=what) | Declined(what=what) | Withdrawn(what=what):
                found.pop(what, None)
            case Closed():  # what was on offer then is no longer
                found.clear()
            case _:
                pass
    return tuple(found.values())


def agreed_to(history: Sequence[Event], what: str = BILLED_WORK) -> tuple[Proposed, ...]:
    """The proposals of a kind that were said yes to, oldest first."""
    found: list[Proposed] = []
    latest: Proposed | None = None
    for event in history:
        match event:
            case Proposed(what=kind) if kind == what:
                latest = event
            case Agreed(what=kind) if kind == what and latest is not None:
                found.append(latest)
                latest = None
            case _:
                pass
    return tuple(found)


def agreed_minutes(history: Sequence[Event]) -> int:
    """Minutes of billed work that were said yes to."""
    return sum(each.quantity * MINUTES_OF[each.unit] for each in agreed_to(history))


def billed_minutes(history: Sequence[Event]) -> int:
    """Minutes of billed work that were done."""
    return sum(event.minutes for event in history if isinstance(event, BilledWorkDone))
