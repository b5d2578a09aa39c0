"""When a duration falls due on a calendar, where it starts, and when a share of it is used."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, date, datetime, timedelta, tzinfo
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import assert_never

from policy.calendars import BusinessCalendar
from policy.segments import as_utc
from policy.units import (
    BusinessDays,
    BusinessTime,
    CalendarDays,
    CalendarTime,
    Duration,
    EndOfMonth,
    Months,
    NextOpeningDay,
    SameBusinessDay,
    Years,
    is_business,
    names_a_closing,
    parse,
)
from policy.walls import instant, local_date, midnight

__all__ = [
    "BusinessDays",
    "BusinessTime",
    "CalendarDays",
    "CalendarTime",
    "Duration",
    "EndOfMonth",
    "Months",
    "NextOpeningDay",
    "SameBusinessDay",
    "Years",
    "at_share",
    "due",
    "end_of",
    "is_business",
    "last_day",
    "names_a_closing",
    "parse",
    "starts",
    "until",
]

_DAY = timedelta(days=1)
_MICROSECOND = timedelta(microseconds=1)
_MONTHS = 12


def due(duration: Duration, received: datetime, calendar: BusinessCalendar) -> datetime:
    """The instant by which what was received is owed, in the calendar's zone.

    Raises:
        ValueError: `received` is naive, or the answer lies beyond the years calendars serve.
    """
    at = as_utc(received)
    match duration:
        case BusinessTime(span=span):
            return calendar.add(at, span).astimezone(calendar.zone)
        case BusinessDays() | SameBusinessDay() | NextOpeningDay():
            return _closing(duration, at, calendar)
        case CalendarTime(span=span):
            return (at + span).astimezone(calendar.zone)
        case CalendarDays(n=n):
            wall = at.astimezone(calendar.zone).replace(tzinfo=None) + n * _DAY
            return instant(wall, calendar.zone).astimezone(calendar.zone)
        case Months() | Years() | EndOfMonth():
            return until(duration, at, calendar.zone)
    assert_never(duration)


def until(duration: Months | Years | EndOfMonth, begun: datetime, zone: tzinfo) -> datetime:
    """The end of the local day to which a validity, a waiting period or an access runs, in `zone`."""
    last = last_day(duration, local_date(as_utc(begun), zone))
    return midnight(last + _DAY, zone).astimezone(zone)


def starts(duration: Duration, received: datetime, calendar: BusinessCalendar) -> datetime:
    """Where its clock starts: at receipt, or at the next opening for business time while closed."""
    if is_business(duration):
        return calendar.next_opening(received)
    return as_utc(received).astimezone(calendar.zone)


def at_share(
    duration: Duration,
    share: Fraction | Decimal | float,
    start: datetime,
    due: datetime,
    calendar: BusinessCalendar,
) -> datetime:
    """The instant at which `share` of the time from `start` to `due` is used, on its own axis.

    A share of 1 is `due` itself; a larger one counts on from there. In the calendar's zone, to the
    microsecond. A float is read as it is written: 0.9 is nine tenths.
    """
    return next(at_shares(duration, (share,), start, due, calendar))


def at_shares(
    duration: Duration,
    shares: Iterable[Fraction | Decimal | float],
    start: datetime,
    due: datetime,
    calendar: BusinessCalendar,
) -> Iterator[datetime]:
    """The same for several shares of one time."""
    begin, end, on_hours = as_utc(start), as_utc(due), is_business(duration)
    whole = calendar.between(begin, end) if on_hours else end - begin
    # Due before its start: it is used up from the outset.
    whole_us = max(whole, timedelta(0)) // _MICROSECOND
    for share in shares:
        part, past_due = _part(share)
        origin = end if past_due else begin
        span = _rounded(whole_us * part.numerator, part.denominator) * _MICROSECOND
        yield (calendar.add(origin, span) if on_hours else origin + span).astimezone(calendar.zone)


@lru_cache(maxsize=256)
def _part(share: Fraction | Decimal | float) -> tuple[Fraction, bool]:
    """A share exactly; of one from 1 on, what it counts on from due."""
    part = Fraction(str(share)) if isinstance(share, float) else Fraction(share)
    return (part - 1, True) if part >= 1 else (part, False)


def _rounded(numerator: int, denominator: int) -> int:
    """The nearest whole number; of two as near, the even one, as `round` does."""
    whole, rest = divmod(numerator, denominator)
    twice = 2 * rest
    return whole + 1 if twice > denominator or (twice == denominator and whole % 2) else whole


def end_of(duration: Duration, at: datetime, zone: tzinfo) -> datetime:
    """The first instant after a validity that runs to the end of a local day.

    Raises:
        ValueError: the duration does not run to the end of a day.
    """
    if not isinstance(duration, Months | Years | EndOfMonth):
        raise ValueError(f"{duration} does not run to the end of a day")  # noqa: TRY004  a value of the union
    return midnight(last_day(duration, local_date(at, zone)) + _DAY, zone)


def _closing(
    duration: BusinessDays | SameBusinessDay | NextOpeningDay,
    at: datetime,
    calendar: BusinessCalendar,
) -> datetime:
    today = local_date(at, calendar.zone)
    match duration:
        case BusinessDays(n=n):
            return calendar.closing_of(calendar.nth_business_day(today, n))
        case SameBusinessDay():
            closing = calendar.closing_of(today) if calendar.is_business_day(today) else None
            if closing is not None and at < as_utc(closing):
                return closing
            return calendar.closing_of(calendar.nth_business_day(today, 1))
        case NextOpeningDay():
            return _taken_up(at, calendar)
    assert_never(duration)


def _taken_up(at: datetime, calendar: BusinessCalendar) -> datetime:
    """The close of the business day that opens next after `at`.

    While closed, that is the day which the next opening belongs to, were it this afternoon's after
    lunch; while open, the first day whose own first opening is still to come.
    """
    opening = as_utc(calendar.next_opening(at))
    day = local_date(at, calendar.zone) - _DAY
    while True:
        day = calendar.nth_business_day(day, 1)
        closing = calendar.closing_of(day)
        begins = as_utc(calendar.opening_of(day))
        if begins > at or (opening > at and as_utc(closing) > opening):
            return closing


def last_day(duration: Duration, today: date) -> date:
    """The last local day of a span that began on `today`. ValueError for one that does not run to a day."""
    match duration:
        case Months(n=n):
            return _months_later(today, n)
        case Years(n=n):
            return _months_later(today, _MONTHS * n)
        case EndOfMonth():
            return today.replace(day=monthrange(today.year, today.month)[1])
        case _:
            raise ValueError(f"{duration} does not run to the end of a day")


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, _MONTHS)
    year, month = day.year + years, month + 1
    if year > MAXYEAR:
        raise ValueError(f"{months} months after {day.isoformat()} is past the year {MAXYEAR}")
    return date(year, month, min(day.day, monthrange(year, month)[1]))
