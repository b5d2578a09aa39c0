"""Which instant a wall clock means, on the two days a year when that is a question."""

from datetime import UTC, date, datetime, timedelta, tzinfo

from policy.segments import as_utc

_SECOND = timedelta(seconds=1)


def instant(wall: datetime, zone: tzinfo) -> datetime:
    """The first instant, in UTC, at which clocks of `zone` show `wall` or later.

    So a time inside the hour that spring skips is the transition itself, and one inside the hour
    that autumn repeats is its first occurrence. `wall` is naive: a reading of the clock.
    """
    first = wall.replace(tzinfo=zone, fold=0)
    second = first.replace(fold=1)
    before, after = _offset(first), _offset(second)
    if before < after:  # PEP 495: only a skipped time has the larger offset at fold=1
        return _transition(wall - after, before, after, zone)
    return (wall - before).replace(tzinfo=UTC)


def midnight(day: date, zone: tzinfo) -> datetime:
    """The instant, in UTC, at which local `day` begins."""
    return instant(datetime(day.year, day.month, day.day), zone)  # noqa: DTZ001


def local_date(at: datetime, zone: tzinfo) -> date:
    """The date on the wall of `zone` at an instant."""
    return as_utc(at).astimezone(zone).date()


def _offset(local: datetime) -> timedelta:
    offset = local.utcoffset()
    assert offset is not None
    return offset


def _transition(earliest: datetime, before: timedelta, after: timedelta, zone: tzinfo) -> datetime:
    """The instant at which the offset leaves `before`, within one gap's length of `earliest`.

    `zoneinfo` does not publish its transitions, so they are looked for by halving.
    """
    low = earliest.replace(microsecond=0, tzinfo=UTC)
    too_soon, enough = 0, (after - before) // _SECOND
    while enough - too_soon > 1:
        middle = (too_soon + enough) // 2
        if _offset((low + middle * _SECOND).astimezone(zone)) == before:
            too_soon = middle
        else:
            enough = middle
    return low + enough * _SECOND
