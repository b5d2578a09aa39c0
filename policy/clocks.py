"""Clocks are read, not kept: dated ticks and a promise in, the state of the clock out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from policy.calendars import BusinessCalendar
from policy.durations import is_business
from policy.explaining import Counted, Explanation, Pause, explain
from policy.pausing import counting_pauses, moved, on_axis
from policy.segments import as_utc, elapsed
from policy.targets import Promise, Threshold
from policy.ticks import (
    Cancelled,
    Paused,
    Resumed,
    Started,
    Stopped,
    Stretch,
    Tick,
    course,
)

__all__ = [
    "Breached",
    "Cancelled",
    "CancelledClock",
    "Counted",
    "Explanation",
    "Met",
    "Pause",
    "Paused",
    "PausedClock",
    "Reading",
    "Resumed",
    "Running",
    "Started",
    "Stopped",
    "Tick",
    "due",
    "explain",
    "read",
    "thresholds",
]

_ZERO = timedelta(0)


@dataclass(frozen=True, slots=True)
class Running:
    """Time is being used up: business and elapsed time left, and the share used (0.5 is half)."""

    due_at: datetime
    left: timedelta
    elapsed_left: timedelta
    share: float


@dataclass(frozen=True, slots=True)
class PausedClock:
    """Time stands still since an instant, for these reasons joined by commas; business time left."""

    since: datetime
    reason: str
    left: timedelta


@dataclass(frozen=True, slots=True)
class Met:
    """Done in time: when, the business time that it took without pauses, and all time since asked."""

    at: datetime
    took: timedelta
    calendar_took: timedelta


@dataclass(frozen=True, slots=True)
class Breached:
    """Not done in time, for good: dated at due; over by so much, up to when it was done or now."""

    at: datetime
    over: timedelta
    calendar_over: timedelta
    met_at: datetime | None


@dataclass(frozen=True, slots=True)
class CancelledClock:
    """No longer owed since an instant, and not breached before it."""

    at: datetime


Reading = Running | PausedClock | Met | Breached | CancelledClock


def due(promise: Promise, ticks: Sequence[Tick], calendar: BusinessCalendar, now: datetime) -> datetime:
    """The due time, moved by the pauses up to now.

    A pause that begins at or after due moves nothing: it cures no breach.
    """
    now = as_utc(now)
    pauses = counting_pauses(promise, course(ticks, now), calendar, now)
    return moved(promise, promise.due_at, pauses, calendar, now)


def thresholds(
    promise: Promise, ticks: Sequence[Tick], calendar: BusinessCalendar, now: datetime
) -> tuple[Threshold, ...]:
    """The thresholds, each moved by the pauses that began before it, up to now."""
    now = as_utc(now)
    pauses = counting_pauses(promise, course(ticks, now), calendar, now)
    if not pauses:
        return promise.thresholds
    return tuple(
        replace(threshold, at=moved(promise, threshold.at, pauses, calendar, now))
        for threshold in promise.thresholds
    )


def read(promise: Promise, ticks: Sequence[Tick], calendar: BusinessCalendar, now: datetime) -> Reading:
    """The state of a promise's clock at an instant.

    Done exactly at due is done in time; not done by then, that instant is the breach.
    """
    now = as_utc(now)
    path = course(ticks, now)
    pauses = counting_pauses(promise, path, calendar, now)
    due_at = moved(promise, promise.due_at, pauses, calendar, now)
    match path.end:
        case Stopped(at=at) if at <= due_at:
            took = calendar.between(promise.starts_at, max(at, promise.starts_at))
            return Met(at, took - _open_time(pauses, calendar, at), elapsed(promise.received_at, at))
        case Stopped(at=at):
            return Breached(due_at, calendar.between(due_at, at), elapsed(due_at, at), at)
        case Cancelled(at=at) if at < due_at:
            return CancelledClock(at)
        case Cancelled(at=at):
            return Breached(due_at, calendar.between(due_at, at), elapsed(due_at, at), None)
        case None:
            return _unended(promise, pauses, due_at, calendar, now)
    assert_never(path.end)


def _unended(
    promise: Promise,
    pauses: Sequence[Stretch],
    due_at: datetime,
    calendar: BusinessCalendar,
    now: datetime,
) -> Running | PausedClock | Breached:
    if now >= due_at:
        return Breached(due_at, calendar.between(due_at, now), elapsed(due_at, now), None)
    left = calendar.between(now, due_at)
    if pauses and pauses[-1].until is None:
        return PausedClock(pauses[-1].since, ", ".join(pauses[-1].reasons), left)
    whole = on_axis(promise, promise.starts_at, promise.due_at, calendar)
    remaining = on_axis(promise, max(now, promise.starts_at), due_at, calendar)
    # A promise with no time at all was due at once, so a running one has some.
    return Running(due_at, left, elapsed(now, due_at), 1 - remaining / whole)


def _open_time(pauses: Sequence[Stretch], calendar: BusinessCalendar, now: datetime) -> timedelta:
    return sum((calendar.between(p.since, p.until or now) for p in pauses), _ZERO)


def share_used(promise: Promise, calendar: BusinessCalendar, due_at: datetime, at: datetime) -> float:
    """The share of the time used up at an instant, on the promise's own axis; past 1 once it is over."""
    if is_business(promise.target):
        whole, left = calendar.between(promise.starts_at, promise.due_at), calendar.between(at, due_at)
    else:
        whole, left = promise.due_at - promise.starts_at, due_at - at
    return max(0.0, 1 - left / whole) if whole else 1.0
