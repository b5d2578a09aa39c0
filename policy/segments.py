"""Half-open segments of time with `&` and `-`, kept on the UTC axis."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


def as_utc(at: datetime) -> datetime:
    """The same instant in UTC.

    Two datetimes of one `ZoneInfo` subtract as wall clocks in Python, so every sum and every
    comparison of instants passes through here first.

    Raises:
        ValueError: `at` is naive, so it names no instant.
    """
    if at.tzinfo is UTC:
        return at
    if at.utcoffset() is None:
        raise ValueError(f"{at.isoformat()} has no time zone, so it names no instant")
    return at.astimezone(UTC)


def elapsed(start: datetime, end: datetime) -> timedelta:
    """Real time from `start` to `end`, whatever their zones; negative when `end` comes first."""
    return as_utc(end) - as_utc(start)


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """Every instant from `start` up to, not including, `end`; both in UTC."""

    start: datetime
    end: datetime

    @classmethod
    def of(cls, start: datetime, end: datetime) -> "Segment":
        """A segment from aware datetimes of any zone.

        Raises:
            ValueError: one is naive, or the segment would be empty or run backwards.
        """
        segment = cls(as_utc(start), as_utc(end))
        if segment.end <= segment.start:
            raise ValueError(f"a segment must end after it starts, not {start} to {end}")
        return segment

    @property
    def length(self) -> timedelta:
        """How much real time it holds."""
        return self.end - self.start

    def __contains__(self, at: datetime) -> bool:
        return self.start <= as_utc(at) < self.end

    def __and__(self, other: "Segment") -> "Segment | None":
        """What both hold, or None; segments that only touch share nothing."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Segment(start, end) if start < end else None

    def __sub__(self, other: "Segment") -> "tuple[Segment, ...]":
        """What is left of this one without the other: nothing, one part or two."""
        if self & other is None:
            return (self,)
        before = (Segment(self.start, other.start),) if self.start < other.start else ()
        after = (Segment(other.end, self.end),) if other.end < self.end else ()
        return before + after
