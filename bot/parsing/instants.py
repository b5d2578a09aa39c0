"""Which instant a written moment means: at a present, on the wall of a zone, in a language."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

from bot.errors import NotUnderstood
from bot.parsing.moments import Written, read
from policy.first_line import days_on
from policy.walls import instant, midnight

_WEEK = 7
_NEAR = timedelta(days=183)
"""A date without a year is this year's; where that is over by less than half a year, it is over."""
_FURTHEST = timedelta(days=20 * 366)


def instant_of(written: str, now: datetime, zone: tzinfo, language: str) -> datetime:
    """The instant to come that is meant; a day without an hour is where it begins.

    An hour that autumn repeats is its first occurrence, as everywhere in a policy.

    Raises:
        NotUnderstood: no moment (`error.bad_moment`), one that is over (`error.past_moment`), a date that
            no calendar has (`error.no_such_moment`), an hour that spring skips (`error.skipped_hour`), or
            words that may mean two days (`error.which_day`).
    """
    found = _read(written)
    at = _at(found, now, zone, language, past=False)
    if at <= now:
        raise NotUnderstood("error.past_moment", value=found.words)
    return at


def past_instant(
    written: str, now: datetime, zone: tzinfo, language: str, after: datetime | None = None
) -> datetime:
    """The instant that has been which is meant. An hour alone is the latest one, or the first `after`.

    Raises NotUnderstood as `instant_of` does, and `error.not_yet` for what is still to come.
    """
    found = _read(written)
    at = _at(found, now, zone, language, past=True)
    if _is_hour_alone(found):
        if after is not None:
            at = _on(after.astimezone(zone).date(), found, zone)
            at = at if at > after else _on(after.astimezone(zone).date() + timedelta(days=1), found, zone)
        elif at > now:
            at = _on(now.astimezone(zone).date() - timedelta(days=1), found, zone)
    if at > now:
        raise NotUnderstood("error.not_yet", value=found.words)
    return at


def day_of(written: str, now: datetime, zone: tzinfo, language: str) -> date:
    """The date that is meant, gone or to come; one without a year is this year's. Raises as `instant_of`."""
    found = _read(written)
    if found.hour is not None or found.minutes is not None:
        raise NotUnderstood("error.bad_moment", value=written)
    today = now.astimezone(zone).date()
    return _date(found, today, language, past=None)


def _read(written: str) -> Written:
    found = read(written)
    if found is None:
        raise NotUnderstood("error.bad_moment", value=written)
    return found


def _is_hour_alone(found: Written) -> bool:
    days = (found.minutes, found.ahead, found.weekday, found.day, found.numbers)
    return found.hour is not None and all(part is None for part in days)


def _at(found: Written, now: datetime, zone: tzinfo, language: str, *, past: bool) -> datetime:
    today = now.astimezone(zone).date()
    if found.minutes is not None:
        # In UTC: on a wall, an hour is not always an hour.
        return now.astimezone(UTC) + timedelta(minutes=found.minutes)
    if abs(timedelta(days=found.ahead or 0)) > _FURTHEST:
        raise NotUnderstood("error.no_such_moment", value=found.words)
    if found.ahead is not None and found.hour is None and found.from_now:
        return days_on(now, found.ahead, zone)
    return _on(_date(found, today, language, past=past), found, zone)


def _on(day: date, found: Written, zone: tzinfo) -> datetime:
    """The instant on the wall of the zone, or of the offset that was written."""
    if found.hour is None:
        return midnight(day, zone)
    wall = datetime(day.year, day.month, day.day, found.hour, found.minute)  # noqa: DTZ001 - a reading
    if found.offset is not None:
        return wall.replace(tzinfo=UTC) - timedelta(minutes=found.offset)
    at = instant(wall, zone)
    if at.astimezone(zone).replace(tzinfo=None) != wall:
        raise NotUnderstood("error.skipped_hour", value=found.words)
    return at


def _date(found: Written, today: date, language: str, *, past: bool | None) -> date:
    if found.ahead is not None:
        return today + timedelta(days=found.ahead)
    if found.day is None and found.numbers is None:
        return today if found.weekday is None else _weekday(found, today, past=past is True)
    year = today.year if found.year is None else found.year
    try:
        day, month = (found.day, found.month) if found.numbers is None else _ordered(found, today, language)
        on = date(year, month or 0, day or 0)
        if found.year is None and past is not None:
            on = _nearest(on, today, past=past)
    except ValueError:
        raise NotUnderstood("error.no_such_moment", value=found.words) from None
    if found.weekday not in {None, on.weekday()} or abs(on - today) > _FURTHEST:
        raise NotUnderstood("error.no_such_moment", value=found.words)
    return on


def _nearest(on: date, today: date, *, past: bool) -> date:
    """The date of the year beside, where this year's is on the wrong side by more than half a year."""
    if past and on - today > _NEAR:
        return on.replace(year=on.year - 1)
    if not past and today - on > _NEAR:
        return on.replace(year=on.year + 1)
    return on


def _weekday(found: Written, today: date, *, past: bool) -> date:
    """The first such day after today (before it, looking back); "next" of a day still in this week is two."""
    assert found.weekday is not None
    if past:
        return today - timedelta(days=(today.weekday() - found.weekday - 1) % _WEEK + 1)
    first = today + timedelta(days=(found.weekday - today.weekday() - 1) % _WEEK + 1)
    if found.following and first.isocalendar().week == today.isocalendar().week:
        second = first + timedelta(days=_WEEK)
        raise NotUnderstood("error.which_day", value=found.words, valid=f"{first}, {second}")
    return first


def _ordered(found: Written, today: date, language: str) -> tuple[int, int]:
    """Day and month of a date in figures: the day first, but for English, whose readers disagree."""
    assert found.numbers is not None
    first, second = found.numbers
    months = 12
    if language == "en" and first != second and first <= months and second <= months:
        year = today.year if found.year is None else found.year
        valid = ", ".join(str(date(year, m, d)) for d, m in ((first, second), (second, first)))
        raise NotUnderstood("error.which_day", value=found.words, valid=valid)
    if language == "en" and second > months:
        return second, first
    return first, second
