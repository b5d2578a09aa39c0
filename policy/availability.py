"""What share of a month a product was up, exactly, from the outages that were declared (SI-11.uptime)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from fractions import Fraction

from policy.segments import Segment, as_utc
from policy.walls import midnight

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Availability:
    """A local month, or its part until now: its real length, and how much of it was down."""

    month: date
    """Its first day."""
    whole: timedelta
    down: timedelta
    so_far: bool = False

    @property
    def share(self) -> Fraction:
        """The part of the time that was up, from 0 to 1; 1 for a month without any time yet."""
        microsecond = timedelta(microseconds=1)
        if not self.whole:
            return Fraction(1)
        return 1 - Fraction(self.down // microsecond, self.whole // microsecond)


def availability(
    outages: Iterable[tuple[datetime, datetime | None]], month: date, zone: tzinfo, now: datetime
) -> Availability:
    """A month's availability, on the clocks of a zone: a month with a changed clock has the hours it has.

    Outages that overlap count once; one without an end lasts until now. `month` is any day of it.
    """
    first = month.replace(day=1)
    begin, end = midnight(first, zone), midnight(_next(first), zone)
    until = min(end, as_utc(now))
    if until <= begin:
        return Availability(first, timedelta(0), timedelta(0), so_far=True)
    span = Segment(begin, until)
    left: tuple[Segment, ...] = (span,)
    for started, ended in outages:
        over = until if ended is None else as_utc(ended)
        if over > as_utc(started):
            outage = Segment.of(started, over)
            left = tuple(part for each in left for part in each - outage)
    up = sum((part.length for part in left), timedelta(0))
    return Availability(first, span.length, span.length - up, so_far=until < end)


def months_before(day: date, count: int) -> tuple[date, ...]:
    """The first days of a day's month and of those before it, newest first."""
    first = day.replace(day=1)
    found = []
    for _ in range(count):
        found.append(first)
        first = (first - timedelta(days=1)).replace(day=1)
    return tuple(found)


def _next(first: date) -> date:
    return first.replace(year=first.year + first.month // _MONTHS, month=first.month % _MONTHS + 1)
