"""How pauses move the instants of a promise: measured on the promise's own axis, each once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from policy.calendars import BusinessCalendar
from policy.durations import is_business
from policy.segments import as_utc, elapsed
from policy.targets import Promise
from policy.ticks import Course, Stretch


def counting_pauses(
    promise: Promise, path: Course, calendar: BusinessCalendar, now: datetime
) -> tuple[Stretch, ...]:
    """The pauses that move the due time: those that began before what was due by then."""
    counting: list[Stretch] = []
    if promise.pauses:
        for stretch in path.stretches:
            if stretch.since < moved(promise, promise.due_at, counting, calendar, now):
                counting.append(stretch)
    return tuple(counting)


def moved(
    promise: Promise,
    at: datetime,
    pauses: Sequence[Stretch],
    calendar: BusinessCalendar,
    now: datetime,
) -> datetime:
    """An instant of a promise, later by the part of each pause that stood before it."""
    for pause in pauses:
        since, until = max(pause.since, promise.starts_at), pause.until or now
        if since < min(at, until):
            stood = on_axis(promise, since, until, calendar)
            at = (
                calendar.add(at, stood)
                if is_business(promise.target)
                else (as_utc(at) + stood).astimezone(at.tzinfo)
            )
    return at


def on_axis(promise: Promise, a: datetime, b: datetime, calendar: BusinessCalendar) -> timedelta:
    """Time from one instant to another as the promise counts it: open time, or all time."""
    return calendar.between(a, b) if is_business(promise.target) else elapsed(a, b)
