"""Where a calendar is open, year by year: intervals on the UTC axis, and business days."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from policy.walls import instant
from policy.windows import DAY, CalendarSpec, Window

_DAY = timedelta(days=1)
_MINUTES = tuple(timedelta(minutes=minute) for minute in range(DAY + 1))


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
    here = datetime(first_year, 1, 1, tzinfo=zone)
    end = date(end_year, 1, 1).toordinal()
    spill = _spill(spec.windows_on(here.date() - _DAY))
    offset, again = here.utcoffset(), here.replace(fold=1).utcoffset()
    for ordinal in range(here.toordinal(), end):
        day = here.date()
        windows = spec.windows_on(day)
        pieces = [(w.opens, min(DAY, w.closes)) for w in windows]
        if spill and day not in spec.closed:
            pieces += spill
        if len(pieces) > 1:
            pieces.sort()
        spill = _spill(windows)
        start, before = here, offset
        here += _DAY  # the next midnight on the wall, since both are of one zone
        offset = here.utcoffset()
        steady = before == again == offset
        again = here.replace(fold=1).utcoffset()
        if not pieces:
            continue
        if steady and offset == again and offset is not None:
            base = start.replace(tzinfo=UTC) - offset
            for opens, closes in pieces:
                found.add(base + _MINUTES[opens], base + _MINUTES[closes])
            if windows:
                found.days.append(ordinal)
        else:
            _add_odd_day(found, start, pieces, windows)
    return found


def _spill(windows: tuple[Window, ...]) -> list[tuple[int, int]]:
    """What a day's windows leave to the next day, in the minutes of that day."""
    return [(0, w.closes - DAY) for w in windows if w.closes > DAY]


def _add_odd_day(
    found: Openings,
    start: datetime,
    pieces: list[tuple[int, int]],
    windows: tuple[Window, ...],
) -> None:
    zone = start.tzinfo
    assert zone is not None
    wall = start.replace(tzinfo=None)
    begun = {(w.opens, min(w.closes, DAY)) for w in windows}
    begins = False
    for piece in pieces:
        opens, closes = (instant(wall + _MINUTES[minute], zone) for minute in piece)
        if opens < closes:  # a window wholly inside the skipped hour never opens
            found.add(opens, closes)
            begins = begins or piece in begun
    if begins:
        found.days.append(start.toordinal())
