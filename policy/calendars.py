"""Business calendars: when a desk is open, and elapsed open time counted exactly."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from policy.prefix_sums import Sums, YearSums
from policy.segments import as_utc
from policy.walls import instant, midnight
from policy.windows import DAY, CalendarSpec, Window

__all__ = ["BusinessCalendar", "CalendarSpec", "Window"]

_ZERO = timedelta(0)
_DAY = timedelta(days=1)


class BusinessCalendar:
    """Answers for one `CalendarSpec`; every question takes aware datetimes of any zone.

    Open time is real time: where local clocks spring forward, a 24-hour day holds 23 hours of it.
    Past the spec's horizon holidays are not known, and the arithmetic goes on without them: it is
    for the caller to say so. All methods raise ValueError for a naive datetime, and beyond the
    years 1900 to 2500.
    """

    def __init__(self, spec: CalendarSpec) -> None:
        if not any(spec.week) and not any(spec.extra.values()):
            raise ValueError(f"calendar {spec.id} never opens")
        self.spec = spec
        try:
            self.zone = ZoneInfo(spec.zone)
        except (KeyError, OSError, ValueError) as cause:
            raise ValueError(f"calendar {spec.id}: no time zone {spec.zone!r}") from cause
        self._years = YearSums(spec, self.zone)
        self._never_closes_after = _never_closes_after(spec, self.zone)
        self._closures = tuple(
            (day, name)
            for day, name in spec.closed.items()
            if spec.week[day.weekday()] and not spec.extra.get(day)
        )

    def is_open(self, at: datetime) -> bool:
        """Whether a window holds `at`; a closing itself is outside."""
        at = as_utc(at)
        sums = self._covering(at)
        return at < sums.closes[bisect_right(sums.opens, at) - 1]

    def next_opening(self, at: datetime) -> datetime:
        """The first instant from `at` on at which it is open, in the calendar's zone."""
        start = as_utc(at)
        sums = self._covering(start)
        i = bisect_right(sums.opens, start)
        if start < sums.closes[i - 1]:
            return start.astimezone(self.zone)
        while i == len(sums.opens):
            sums = self._years.later(sums)
            i = bisect_right(sums.opens, start)
        return sums.opens[i].astimezone(self.zone)

    def next_closing(self, at: datetime) -> datetime | None:
        """The end of the open interval that holds `at`, or of the next; None if it never closes."""
        start = as_utc(at)
        sums = self._covering(start)
        while True:
            i = bisect_right(sums.closes, start)
            if i < len(sums.closes) and sums.closes[i] < sums.until:
                return sums.closes[i].astimezone(self.zone)
            if self._never_closes_after is not None and self._never_closes_after < sums.until:
                return None
            sums = self._years.later(sums)

    def add(self, start: datetime, duration: timedelta) -> datetime:
        """The first instant by which `duration` of open time has passed, in the zone of `start`.

        One that falls on a closing is that closing. No time at all returns `start`.

        Raises:
            ValueError: `duration` is negative.
        """
        if start.tzinfo is not UTC:
            return self.add(as_utc(start), duration).astimezone(start.tzinfo)
        sums = self._years.built
        if sums is None or not sums.first <= start < sums.until:
            sums = self._years.covering(start)
        if duration <= _ZERO:
            return _unmoved(start, duration)
        i = bisect_right(sums.opens, start) - 1
        target = (start - sums.base[i] if start < sums.closes[i] else sums.used[i]) + duration
        j = bisect_left(sums.used, target)
        if j == len(sums.used):
            self._years.later(sums)
            return self.add(start, duration)
        return sums.base[j] + target

    def subtract(self, end: datetime, duration: timedelta) -> datetime:
        """The last instant from which `duration` of open time leads to `end`, in its zone.

        One that falls on an opening is that opening. No time at all returns `end`.

        Raises:
            ValueError: `duration` is negative.
        """
        if end.tzinfo is not UTC:
            return self.subtract(as_utc(end), duration).astimezone(end.tzinfo)
        sums = self._covering(end)
        if duration <= _ZERO:
            return _unmoved(end, duration)
        i = bisect_right(sums.opens, end) - 1
        target = (end - sums.base[i] if end < sums.closes[i] else sums.used[i]) - duration
        if target < _ZERO:
            self._years.earlier(sums)
            return self.subtract(end, duration)
        return sums.base[bisect_right(sums.used, target)] + target

    def between(self, a: datetime, b: datetime) -> timedelta:
        """Open time from `a` to `b`; when `b` comes first, the same time negative."""
        if a.tzinfo is not UTC:
            a = as_utc(a)
        if b.tzinfo is not UTC:
            b = as_utc(b)
        sums = self._years.built
        if sums is None or not (sums.first <= a < sums.until and sums.first <= b < sums.until):
            sums = self._years.covering(a, b)
        i = bisect_right(sums.opens, a) - 1
        j = bisect_right(sums.opens, b) - 1
        return (b - sums.base[j] if b < sums.closes[j] else sums.used[j]) - (
            a - sums.base[i] if a < sums.closes[i] else sums.used[i]
        )

    def open_segments(self, a: datetime, b: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Each open interval between `a` and `b`, in the calendar's zone, for `why`."""
        start, end = as_utc(a), as_utc(b)
        if end <= start:
            return iter(())
        sums = self._years.built
        if sums is None or not (sums.first <= start and end < sums.until):
            sums = self._years.covering(start, end)
        first, last = bisect_right(sums.closes, start), bisect_left(sums.opens, end)
        zone = self.zone
        return (
            (max(opens, start).astimezone(zone), min(closes, end).astimezone(zone))
            for opens, closes in zip(sums.opens[first:last], sums.closes[first:last], strict=True)
        )

    def closures(self, a: date, b: date) -> tuple[tuple[date, str], ...]:
        """Named closures on local dates `a` to `b`, both counted, that would otherwise open."""
        return tuple((day, name) for day, name in self._closures if a <= day <= b)

    def is_business_day(self, day: date) -> bool:
        """Whether a window begins on this local date."""
        days = self._covering(midnight(day, self.zone)).days
        i = bisect_left(days, day.toordinal())
        return i < len(days) and days[i] == day.toordinal()

    def nth_business_day(self, after: date, n: int) -> date:
        """The `n`th business day after local date `after`, which is not counted itself.

        Raises:
            ValueError: `n` is below 1.
        """
        if n < 1:
            raise ValueError(f"business days are counted from 1, not {n}")
        sums = self._covering(midnight(after, self.zone))
        i = bisect_right(sums.days, after.toordinal()) + n - 1
        while i >= len(sums.days):
            sums = self._years.later(sums)
            i = bisect_right(sums.days, after.toordinal()) + n - 1
        return date.fromordinal(sums.days[i])

    def opening_of(self, day: date) -> datetime:
        """When a business day's first window opens, in the calendar's zone.

        Raises:
            ValueError: it is not a business day.
        """
        return self._boundary(day, min(w.opens for w in self._windows(day)))

    def closing_of(self, day: date) -> datetime:
        """When a business day's last window closes, in the calendar's zone; overnight, next day.

        Raises:
            ValueError: it is not a business day.
        """
        minute = max(w.closes for w in self._windows(day))
        if day + _DAY in self.spec.closed:
            minute = min(minute, DAY)
        return self._boundary(day, minute)

    def known_until(self) -> date | None:
        """The last date for which holidays are known, or None where none apply."""
        return self.spec.horizon

    def _covering(self, at: datetime) -> Sums:
        sums = self._years.built
        if sums is not None and sums.first <= at < sums.until:
            return sums
        return self._years.covering(at)

    def _windows(self, day: date) -> tuple[Window, ...]:
        if not self.is_business_day(day):
            raise ValueError(f"{day.isoformat()} is no business day of calendar {self.spec.id}")
        return self.spec.windows_on(day)

    def _boundary(self, day: date, minute: int) -> datetime:
        wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)  # noqa: DTZ001
        return instant(wall, self.zone).astimezone(self.zone)


def _unmoved(at: datetime, duration: timedelta) -> datetime:
    if duration < _ZERO:
        raise ValueError(f"a duration of open time is never negative, not {duration}")
    return at


def _never_closes_after(spec: CalendarSpec, zone: ZoneInfo) -> datetime | None:
    """From when a calendar stays open for good; None where each week has a gap."""
    covered = 0
    for opens, closes in sorted(
        (at * DAY + window.opens, at * DAY + window.closes)
        for number, windows in enumerate(spec.week)
        for window in windows
        for at in (number - 7, number)  # last week's Sunday may run into Monday
    ):
        if opens > covered:
            return None
        covered = max(covered, closes)
    if covered < 7 * DAY:
        return None
    last = max((*spec.closed, *spec.extra), default=date.min)
    return midnight(last + 2 * _DAY, zone)
