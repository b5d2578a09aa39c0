"""A slow second opinion: every minute of a span marked open or closed, then counted.

It shares no arithmetic with `policy`: it walks the UTC minutes, keeps the latest reading that the
local clock has shown so far, and looks that reading up in the windows. A boundary is thus reached
at the first instant at which the clock shows it or later, which is the rule for skipped and for
repeated hours alike.
"""

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from policy.windows import CalendarSpec

_MINUTE = 60


class MinuteMask:
    """Open minutes of a calendar from one UTC date to another, in seconds since its start."""

    def __init__(self, spec: CalendarSpec, first: date, last: date) -> None:
        self.start = datetime.combine(first, time(), UTC)
        self.end = datetime.combine(last, time(), UTC)
        zone = ZoneInfo(spec.zone)
        begun = self.start - timedelta(days=2)  # so that the latest reading is right at the start
        latest = begun.astimezone(zone).replace(tzinfo=None)
        self.open: list[bool] = []
        self.used = [0]
        at, stamp = begun, int(begun.timestamp())
        while at < self.end:
            latest = max(latest, datetime.fromtimestamp(stamp, zone).replace(tzinfo=None))
            if at >= self.start:
                self.open.append(_shows_open(spec, latest))
                self.used.append(self.used[-1] + _MINUTE * self.open[-1])
            stamp += _MINUTE
            at += timedelta(minutes=1)

    @property
    def total(self) -> int:
        """Open seconds in the whole span."""
        return self.used[-1]

    def seconds(self, at: datetime) -> int:
        """Open seconds from the start to a whole second."""
        minute, second = divmod(int((at - self.start).total_seconds()), _MINUTE)
        return self.used[minute] + (second if second and self.open[minute] else 0)

    def is_open(self, at: datetime) -> bool:
        """Whether the minute that holds `at` is open."""
        return self.open[int((at - self.start).total_seconds()) // _MINUTE]

    def between(self, a: datetime, b: datetime) -> timedelta:
        """Open time from one instant to another."""
        return timedelta(seconds=self.seconds(b) - self.seconds(a))

    def add(self, at: datetime, seconds: int) -> datetime:
        """The first instant by which so many open seconds, more than none, have passed."""
        target = self.seconds(at) + seconds
        minute = bisect_left(self.used, target) - 1
        return self._at(minute, target - self.used[minute])

    def subtract(self, at: datetime, seconds: int) -> datetime:
        """The last instant from which so many open seconds, more than none, lead to `at`."""
        target = self.seconds(at) - seconds
        minute = bisect_right(self.used, target) - 1
        return self._at(minute, target - self.used[minute])

    def next_change(self, at: datetime, *, to_open: bool) -> datetime | None:
        """The first whole minute from `at` on that is open, or closed; None past the span."""
        minute = -(int((self.start - at).total_seconds()) // _MINUTE)
        for candidate in range(minute, len(self.open)):
            if self.open[candidate] is to_open:
                return self._at(candidate, 0)
        return None

    def _at(self, minute: int, seconds: int) -> datetime:
        return self.start + timedelta(minutes=minute, seconds=seconds)


def _shows_open(spec: CalendarSpec, reading: datetime) -> bool:
    today, minute = reading.date(), 60 * reading.hour + reading.minute
    closed = today in spec.closed
    if today in spec.extra or not closed:
        windows = spec.extra.get(today, spec.week[today.weekday()])
        if any(w.opens <= minute < w.closes for w in windows):
            return True
    eve = today - timedelta(days=1)
    windows = spec.extra.get(eve, spec.week[eve.weekday()])
    return not closed and any(w.opens <= minute + 1440 < w.closes for w in windows)
