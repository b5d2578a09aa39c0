"""Where a calendar is open, year by year: intervals on the UTC axis, and business days."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from policy.walls import instant
from policy.windows import DAY, CalendarSpec, Window

_DAY = timedelta(days=1)
_ZERO = timedelta(0)
_Pieces: TypeAlias = tuple[tuple[timedelta, timedelta], ...]


@dataclass(slots=True)
class Openings:
    """Open intervals in order, none touching the next, and the business days among them.

    A business day is one on which a window begins; days are proleptic ordinals.
    """

    opens: list[datetime] = field(default_factory=list)
    closes: list[datetime] = field(default_factory=list)
    days: list[int] = field(default_factory=list)

    def add(self, opens: datetime, closes: datetime) -> None:
        """Append an interval that begins no earlier than the last one; they merge if they touch."""
        if self.closes and opens <= self.closes[-1]:
            self.closes[-1] = max(self.closes[-1], closes)
        else:
            self.opens.append(opens)
            self.closes.append(closes)

    def extend(self, later: "Openings") -> None:
        """Append what follows; the interval open across the seam stays one."""
        if later.opens:
            self.add(later.opens[0], later.closes[0])
            self.opens += later.opens[1:]
            self.closes += later.closes[1:]
        self.days += later.days


def openings(spec: CalendarSpec, zone: ZoneInfo, first_year: int, end_year: int) -> Openings:
    """Where `spec` opens from the start of local `first_year` to the start of `end_year`.

    Nearly every day has one offset from midnight to midnight, and is laid out by adding minutes to
    its start; the days that skip or repeat an hour ask `walls.instant` about each boundary.
    """
    found = Openings()
    week = [_laid_out(windows) for windows in spec.week]
    extra = {day.toordinal(): _laid_out(windows) for day, windows in spec.extra.items()}
    closed = {day.toordinal() for day in spec.closed}
    here = datetime(first_year, 1, 1, tzinfo=zone)
    first, end = here.toordinal(), date(end_year, 1, 1).toordinal()
    spill = (extra.get(first - 1) or week[(first - 2) % 7])[1]
    offset = here.utcoffset()
    for ordinal in range(first, end):
        exception = extra.get(ordinal)
        own, tomorrow = exception or week[(ordinal - 1) % 7]  # ordinal 1 was a Monday
        pieces = spill + own if spill else own
        if ordinal in closed:
            pieces = own = () if exception is None else own
        spill = tomorrow
        start, before = here, offset
        here += _DAY  # the next midnight on the wall, since both are of one zone
        offset = here.utcoffset()
        if not pieces:
            continue
        if before != offset or offset is None:  # no zone changes twice within a day
            _add_odd_day(found, start, pieces, own)
            continue
        base = start.replace(tzinfo=UTC) - offset
        for opens, closes in pieces:
            found.add(base + opens, base + closes)
        if own:
            found.days.append(ordinal)
    return found


def _laid_out(windows: tuple[Window, ...]) -> tuple[_Pieces, _Pieces]:
    """What windows leave open on their own day and on the next, from the midnight of each."""
    own = sorted((_minutes(w.opens), _minutes(min(w.closes, DAY))) for w in windows)
    spill = sorted((_ZERO, _minutes(w.closes - DAY)) for w in windows if w.closes > DAY)
    return tuple(own), tuple(spill)


def _minutes(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)


def _add_odd_day(found: Openings, midnight: datetime, pieces: _Pieces, own: _Pieces) -> None:
    zone = midnight.tzinfo
    assert zone is not None
    wall = midnight.replace(tzinfo=None)
    begins = False
    for piece in pieces:
        opens, closes = (instant(wall + after, zone) for after in piece)
        if opens < closes:  # a window wholly inside the skipped hour never opens
            found.add(opens, closes)
            begins = begins or piece in own
    if begins:
        found.days.append(midnight.toordinal())
