"""From a ticket's history to what is promised on it now: pure, one reading for cards, `why` and reminders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache

from bot.domain.events import (
    Answered,
    Closed,
    Event,
    Excluded,
    Heard,
    Opened,
    Pended,
    Reopened,
    Resumed,
    SeverityChanged,
    Solved,
)
from bot.domain.ticket import Ticket
from policy import clocks, targets
from policy.calendars import BusinessCalendar
from policy.documents import PolicyDocument
from policy.facts import Case
from policy.targets import Milestone, Promise

UNANSWERED = "closed before any answer"
EXCLUDED = "excluded"
"""Why a clock is cancelled for good: the ticket is not taken on."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A promise of a ticket, the ticks of its present cycle, and its state at an instant."""

    promise: Promise
    cycle: int
    ticks: tuple[clocks.Tick, ...]
    reading: clocks.Reading


def ticks(history: Sequence[Event], milestone: Milestone) -> tuple[clocks.Tick, ...]:
    """The ticks of the milestone's present cycle, in order; empty where it has not started.

    A restart begins a new cycle and drops what went before: the past is not replayed. A change of
    severity adds no tick: the same ticks are read again under the new promise.
    """
    found: list[clocks.Tick] = []
    for tick in _all_ticks(history, milestone):
        if isinstance(tick, clocks.Started):
            found.clear()
        found.append(tick)
    return tuple(found)


def cycle(history: Sequence[Event], milestone: Milestone) -> int:
    """Which cycle of the milestone this is, from 1; grows with each restart and change of severity."""
    starts = sum(isinstance(tick, clocks.Started) for tick in _all_ticks(history, milestone))
    return starts + sum(isinstance(event, SeverityChanged) for event in history)


def started_at(history: Sequence[Event], milestone: Milestone) -> datetime | None:
    """When the milestone's present cycle began, or None where it has not."""
    found = ticks(history, milestone)
    return found[0].at if found else None


def promises_of(
    ticket: Ticket, document: PolicyDocument, calendars: Mapping[str, BusinessCalendar]
) -> tuple[Promise, ...]:
    """What is owed under the ticket's present severity, each milestone from the start of its cycle.

    `document` and `calendars` are the versions that the ticket pinned; `ticket.history` is loaded.
    """
    case = _case(ticket)
    starts = {milestone: started_at(ticket.history, milestone) for milestone in Milestone}
    owed = {at: targets.owed(document, calendars, case, at) for at in set(starts.values()) if at is not None}
    return tuple(
        promise
        for milestone in Milestone
        for promise in owed.get(starts[milestone] or ticket.opened_at, ())
        if promise.milestone is milestone and starts[milestone] is not None
    )


def clocks_of(
    ticket: Ticket,
    document: PolicyDocument,
    calendars: Mapping[str, BusinessCalendar],
    now: datetime,
) -> tuple[Clock, ...]:
    """Every clock of the ticket as it reads at `now`."""
    return _clocks(_Asked(ticket, document, calendars), _case(ticket), now, now.tzinfo)


def _case(ticket: Ticket) -> Case:
    terms = ticket.terms
    return Case(terms.plan, ticket.severity, ticket.channel, ticket.product, standing=terms.standing)


class _Asked:
    """A ticket's history under its versions: the very same objects, none of which is ever changed."""

    __slots__ = ("calendars", "document", "history", "ticket")

    def __init__(
        self, ticket: Ticket, document: PolicyDocument, calendars: Mapping[str, BusinessCalendar]
    ) -> None:
        self.ticket = ticket
        self.history = ticket.history
        self.document = document
        self.calendars = calendars

    def __hash__(self) -> int:
        return hash((id(self.history), id(self.document), id(self.calendars)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Asked)
            and self.history is other.history
            and self.document is other.document
            and self.calendars is other.calendars
        )


@lru_cache(maxsize=256)
def _clocks(asked: _Asked, _case: Case, now: datetime, _zone: tzinfo | None) -> tuple[Clock, ...]:
    """Read once for a ticket's row, its reminders and its card: whatever they are read from is the key."""
    return tuple(
        read_clock(asked.ticket, promise, asked.calendars[promise.calendar], now)
        for promise in promises_of(asked.ticket, asked.document, asked.calendars)
    )


def read_clock(ticket: Ticket, promise: Promise, calendar: BusinessCalendar, now: datetime) -> Clock:
    """One promise's clock as it reads at `now`."""
    found = ticks(ticket.history, promise.milestone)
    return Clock(
        promise,
        cycle(ticket.history, promise.milestone),
        found,
        clocks.read(promise, found, calendar, now),
    )


def is_answered(history: Sequence[Event]) -> bool:
    """Whether an agent has answered in public."""
    return any(isinstance(event, Answered) for event in history)


def _all_ticks(history: Sequence[Event], milestone: Milestone) -> Iterator[clocks.Tick]:
    match milestone:
        case Milestone.FIRST_RESPONSE:
            return _first_response(history)
        case Milestone.NEXT_RESPONSE:
            return _next_response(history)
        case Milestone.PERIODIC_UPDATE:
            return _until_solved(history, restarts=(Answered, Reopened))
        case Milestone.RESOLUTION:
            return _until_solved(history, restarts=(Reopened,))


def _first_response(history: Sequence[Event]) -> Iterator[clocks.Tick]:
    """Starts once. Only an agent's public answer stops it; it is over unanswered when the ticket is."""
    for event in history:
        match event:
            case Opened(at=at):
                yield clocks.Started(at)
            case Answered(at=at):
                yield clocks.Stopped(at)
                return
            case Solved(at=at) | Closed(at=at):
                yield clocks.Cancelled(at, UNANSWERED)
                return
            case Excluded(at=at):
                yield clocks.Cancelled(at, EXCLUDED)
                return
            case _:
                pass


def _next_response(history: Sequence[Event]) -> Iterator[clocks.Tick]:
    """After the first answer: from the requester's first unanswered words to the next answer.

    "Thanks" on a solved ticket waits for nothing, and would be overdue when it is reopened.
    """
    answered = waiting = over = False
    for event in history:
        over = isinstance(event, Solved | Closed) or (over and not isinstance(event, Reopened))
        match event:
            case Answered(at=at):
                if waiting:
                    yield clocks.Stopped(at)
                answered, waiting = True, False
            case Heard(at=at) | Reopened(at=at) if answered and not waiting and not over:
                yield clocks.Started(at)
                waiting = True
            case Solved(at=at) | Closed(at=at) if waiting:
                yield clocks.Cancelled(at, "solved or closed")
                waiting = False
            case Excluded(at=at):
                if waiting:
                    yield clocks.Cancelled(at, EXCLUDED)
                return
            case _:
                pass


def _until_solved(history: Sequence[Event], restarts: tuple[type[Event], ...]) -> Iterator[clocks.Tick]:
    """From opening until solved or closed; waiting for the requester pauses it."""
    paused: str | None = None
    over = False
    for event in history:
        restart = isinstance(event, restarts) and (isinstance(event, Reopened) or not over)
        match event:
            case Opened(at=at):
                yield clocks.Started(at)
            case Answered(at=at) | Reopened(at=at) if restart:
                yield clocks.Started(at)
                if paused is not None:
                    yield clocks.Paused(at, paused)
                over = False
            case Pended(at=at, reason=reason) if not over and paused is None:
                yield clocks.Paused(at, reason)
                paused = reason
            case Resumed(at=at) if paused is not None:
                yield clocks.Resumed(at, paused)
                paused = None
            case Excluded(at=at):
                yield from _lapsed(at, paused, over=over)
                return
            case Solved(at=at) | Closed(at=at) if not over:
                if paused is not None:
                    yield clocks.Resumed(at, paused)
                    paused = None
                yield clocks.Stopped(at) if is_answered(history) else clocks.Cancelled(at, UNANSWERED)
                over = True
            case _:
                pass


def _lapsed(at: datetime, paused: str | None, *, over: bool) -> Iterator[clocks.Tick]:
    """Cancelled for good, wherever the clock stood."""
    if over:
        return
    if paused is not None:
        yield clocks.Resumed(at, paused)
    yield clocks.Cancelled(at, EXCLUDED)
