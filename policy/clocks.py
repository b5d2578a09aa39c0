"""Clocks are read, not kept: dated ticks and a promise in, the state of the clock out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from policy.calendars import BusinessCalendar
from policy.targets import Promise, Threshold


@dataclass(frozen=True, slots=True)
class Started:
    """The clock of a promise began; a second start restarts it (reopening, for resolution)."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Paused:
    """The clock stands still for a reason; several reasons may hold at once."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """One reason to stand still is over; the clock runs again when none is left."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """What was promised was done."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What was promised is no longer owed."""

    at: datetime
    reason: str


Tick = Started | Paused | Resumed | Stopped | Cancelled


@dataclass(frozen=True, slots=True)
class Running:
    """Time is being used up: business and elapsed time left, and the share used (0.5 is half)."""

    due_at: datetime
    left: timedelta
    elapsed_left: timedelta
    share: float


@dataclass(frozen=True, slots=True)
class PausedClock:
    """Time stands still since an instant, for the first of the reasons that hold."""

    since: datetime
    reason: str
    left: timedelta


@dataclass(frozen=True, slots=True)
class Met:
    """Done in time: when, and the business and calendar time that it took."""

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

    `business` is the open time counted from the start to due without pauses, `elapsed` all time
    from receipt to due. `horizon_exceeded`: due lies beyond the years for which holidays are known.
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


def due(promise: Promise, ticks: Sequence[Tick], calendar: BusinessCalendar, now: datetime) -> datetime:
    """The due time, moved by the pauses up to now."""
    raise NotImplementedError


def thresholds(
    promise: Promise, ticks: Sequence[Tick], calendar: BusinessCalendar, now: datetime
) -> tuple[Threshold, ...]:
    """The thresholds, moved by the pauses up to now."""
    raise NotImplementedError


def read(promise: Promise, ticks: Sequence[Tick], calendar: BusinessCalendar, now: datetime) -> Reading:
    """The state of a promise's clock at an instant."""
    raise NotImplementedError


def explain(
    promise: Promise, ticks: Sequence[Tick], calendar: BusinessCalendar, now: datetime
) -> Explanation:
    """Why the due time is what it is."""
    raise NotImplementedError
