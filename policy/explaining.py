"""Why a deadline is the instant that it is: windows counted, closures by name, pauses, clauses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from policy.calendars import BusinessCalendar
from policy.durations import is_business
from policy.pausing import counting_pauses, moved
from policy.segments import as_utc, elapsed
from policy.targets import Promise
from policy.ticks import Stretch, Tick, course

_ZERO = timedelta(0)


@dataclass(frozen=True, slots=True)
class Counted:
    """A window that counts towards a due time, and how much of it was counted."""

    opens: datetime
    closes: datetime
    counted: timedelta


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which the clock stood still: `until` is None while it lasts."""

    since: datetime
    until: datetime | None
    reason: str
    business: timedelta


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a deadline is that instant, in the order in which one would tell it.

    `windows` run from receipt to due, cut where those fall inside one; a target in calendar time
    has one, from receipt to due. `business` is the open time that was counted, pauses left out,
    `elapsed` all time from receipt to due. `horizon_exceeded`: due lies past the dates for which
    holidays are known.
    """

    received_at: datetime
    open_at_receipt: bool
    starts_at: datetime
    due_at: datetime
    windows: tuple[Counted, ...]
    closures: tuple[tuple[date, str], ...]
    pauses: tuple[Pause, ...]
    business: timedelta
    elapsed: timedelta
    clauses: tuple[str, ...]
    horizon_exceeded: bool


def explain(
    promise: Promise, ticks: Sequence[Tick], calendar: BusinessCalendar, now: datetime
) -> Explanation:
    """Why the due time is what it is, with the pauses up to now."""
    now = as_utc(now)
    pauses = counting_pauses(promise, course(ticks, now), calendar, now)
    due_at = moved(promise, promise.due_at, pauses, calendar, now)
    begins, ends = (at.astimezone(calendar.zone).date() for at in (promise.received_at, due_at))
    horizon = calendar.known_until()
    return Explanation(
        received_at=promise.received_at,
        open_at_receipt=calendar.is_open(promise.received_at),
        starts_at=promise.starts_at,
        due_at=due_at,
        windows=_windows(promise, due_at, pauses, calendar, now),
        closures=calendar.closures(begins, ends) if is_business(promise.target) else (),
        pauses=tuple(_pause(pause, calendar, now) for pause in pauses),
        business=_business(promise.starts_at, due_at, pauses, calendar, now),
        elapsed=elapsed(promise.received_at, due_at),
        clauses=promise.clauses,
        horizon_exceeded=horizon is not None and ends > horizon,
    )


def _windows(
    promise: Promise,
    due_at: datetime,
    pauses: Sequence[Stretch],
    calendar: BusinessCalendar,
    now: datetime,
) -> tuple[Counted, ...]:
    if not is_business(promise.target):
        whole = elapsed(promise.received_at, due_at)
        stood = _stood(promise.received_at, due_at, pauses, now)
        return (Counted(promise.received_at, due_at, whole - stood),)
    return tuple(
        Counted(opens, closes, elapsed(opens, closes) - stood)
        for opens, closes in calendar.open_segments(promise.received_at, due_at)
        for stood in (_stood(opens, closes, pauses, now),)
    )


def _stood(opens: datetime, closes: datetime, pauses: Sequence[Stretch], now: datetime) -> timedelta:
    """How much of a span stood still."""
    return sum(
        (
            max(
                elapsed(max(opens, pause.since), min(closes, pause.until or now)),
                _ZERO,
            )
            for pause in pauses
        ),
        _ZERO,
    )


def _business(
    begins: datetime,
    ends: datetime,
    pauses: Sequence[Stretch],
    calendar: BusinessCalendar,
    now: datetime,
) -> timedelta:
    whole = calendar.between(begins, ends)
    paused = (calendar.between(max(p.since, begins), max(p.until or now, begins)) for p in pauses)
    return whole - sum(paused, _ZERO)


def _pause(stretch: Stretch, calendar: BusinessCalendar, now: datetime) -> Pause:
    zone = calendar.zone
    business = calendar.between(stretch.since, stretch.until or now)
    until = None if stretch.until is None else stretch.until.astimezone(zone)
    return Pause(stretch.since.astimezone(zone), until, ", ".join(stretch.reasons), business)
