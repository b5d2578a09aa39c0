"""The floor: the smallest prefix-sum calendar that can answer, on bare seconds of ten years.

No laziness, no check of its arguments, one window a day and UTC alone: what is left to gain.
"""

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Prototype:
    """Monday to Friday from one hour to another, less some dates."""

    def __init__(self, zone: ZoneInfo, opens: int, closes: int, closed: set[date], years: range) -> None:
        self.opens: list[int] = []
        self.closes: list[int] = []
        self.used = [0]
        day = date(years.start, 1, 1)
        while day.year < years.stop:
            if day.weekday() < 5 and day not in closed:
                start, end = (
                    int(datetime.combine(day, time(hour), zone).timestamp()) for hour in (opens, closes)
                )
                self.opens.append(start)
                self.closes.append(end)
                self.used.append(self.used[-1] + end - start)
            day += timedelta(days=1)

    def _used_by(self, second: int) -> int:
        i = bisect_right(self.opens, second) - 1
        return self.used[i] + min(second, self.closes[i]) - self.opens[i]

    def add(self, start: datetime, seconds: int) -> datetime:
        """The first second by which so many have passed."""
        since = start - EPOCH
        target = self._used_by(since.days * 86400 + since.seconds) + seconds
        i = bisect_left(self.used, target) - 1
        return EPOCH + timedelta(seconds=self.opens[i] + target - self.used[i])

    def between(self, a: datetime, b: datetime) -> int:
        """Open seconds from one instant to another."""
        since, until = a - EPOCH, b - EPOCH
        return self._used_by(until.days * 86400 + until.seconds) - self._used_by(
            since.days * 86400 + since.seconds
        )
