"""The durations a policy may promise: each says whose days and hours it counts."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeAlias, assert_never


@dataclass(frozen=True, slots=True)
class BusinessTime:
    """Open time on the calendar: `4 business hours`, `30 business minutes`."""

    span: timedelta
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.text or _hours(self.span, "business")


@dataclass(frozen=True, slots=True)
class BusinessDays:
    """The close of the Nth business day after the local date of receipt, itself not counted."""

    n: int

    def __str__(self) -> str:
        return _counted(self.n, "business day")


@dataclass(frozen=True, slots=True)
class SameBusinessDay:
    """Today's close if received before it on a business day, else the next business day's."""

    def __str__(self) -> str:
        return "same business day"


@dataclass(frozen=True, slots=True)
class NextOpeningDay:
    """The close of the business day that takes up what was received outside hours."""

    def __str__(self) -> str:
        return "next opening day"


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """The same wall-clock time that many days later, open or not."""

    n: int

    def __str__(self) -> str:
        return _counted(self.n, "calendar day")


@dataclass(frozen=True, slots=True)
class CalendarTime:
    """Elapsed hours or minutes, open or not."""

    span: timedelta
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.text or _hours(self.span, "calendar")


@dataclass(frozen=True, slots=True)
class Months:
    """To the end of the same-numbered date that many months later, else of its month's last day."""

    n: int

    def __str__(self) -> str:
        return _counted(self.n, "month")


@dataclass(frozen=True, slots=True)
class Years:
    """To the end of the same date that many years later; of 28 February for a leap day."""

    n: int

    def __str__(self) -> str:
        return _counted(self.n, "year")


@dataclass(frozen=True, slots=True)
class EndOfMonth:
    """To the end of the month of receipt."""

    def __str__(self) -> str:
        return "end of month"


Duration: TypeAlias = (
    BusinessTime
    | BusinessDays
    | SameBusinessDay
    | NextOpeningDay
    | CalendarDays
    | CalendarTime
    | Months
    | Years
    | EndOfMonth
)

VALID = (
    "'4 business hours', '30 business minutes', '2 business days', 'same business day', "
    "'next opening day', '7 calendar days', '24 calendar hours', '3 months', '1 year' "
    "or 'end of month'"
)

_COUNTED = re.compile(r"(\d+) (?:(business|calendar) )?(minute|hour|day|week|month|year)s?")
_LARGEST = 100_000
_NAMED: dict[str, Duration] = {
    "same business day": SameBusinessDay(),
    "next opening day": NextOpeningDay(),
    "end of month": EndOfMonth(),
}
_MAKERS: dict[tuple[str | None, str], Callable[[int, str], Duration]] = {
    ("business", "minute"): lambda n, text: BusinessTime(timedelta(minutes=n), text),
    ("business", "hour"): lambda n, text: BusinessTime(timedelta(hours=n), text),
    ("business", "day"): lambda n, _: BusinessDays(n),
    ("calendar", "minute"): lambda n, text: CalendarTime(timedelta(minutes=n), text),
    ("calendar", "hour"): lambda n, text: CalendarTime(timedelta(hours=n), text),
    ("calendar", "day"): lambda n, _: CalendarDays(n),
    (None, "month"): lambda n, _: Months(n),
    (None, "year"): lambda n, _: Years(n),
}


def parse(text: str) -> Duration:
    """Read a duration as a policy writes it.

    Raises:
        ValueError: it is not one of `VALID`; a day, an hour or a week that does not say whether it
            is of business or of calendar time is never guessed.
    """
    written = " ".join(text.split()).lower()
    if written in _NAMED:
        return _NAMED[written]
    found = _COUNTED.fullmatch(written)
    maker = _MAKERS.get((found[2], found[3])) if found else None
    if found is None or maker is None:
        raise ValueError(_refusal(text, written))
    if not 1 <= int(found[1]) <= _LARGEST:
        raise ValueError(f"{text!r} must count from 1 to {_LARGEST}")
    return maker(int(found[1]), written)


def is_business(duration: Duration) -> bool:
    """Whether its own axis is open time on the calendar, rather than elapsed time."""
    match duration:
        case BusinessTime() | BusinessDays() | SameBusinessDay() | NextOpeningDay():
            return True
        case CalendarDays() | CalendarTime() | Months() | Years() | EndOfMonth():
            return False
    assert_never(duration)


def names_a_closing(duration: Duration) -> bool:
    """Whether it resolves once to a closing, which a pause then moves as a whole."""
    return isinstance(duration, BusinessDays | SameBusinessDay | NextOpeningDay)


def _refusal(text: str, written: str) -> str:
    if written in {"next business day", "next day"}:
        return (
            f"{text!r} is read in two ways: write '1 business day', counted from receipt, or "
            "'next opening day', for what is received outside hours"
        )
    found = re.fullmatch(r"(?:(\d+) )?(minute|hour|day|week)s?", written)
    if found is None:
        return f"{text!r} is no duration; write {VALID}"
    n, unit = int(found[1] or 1), found[2]
    if unit == "week":
        return f"{text!r} does not say which days: write {_counted(7 * n, 'calendar day')!r}"
    business, calendar = _counted(n, f"business {unit}"), _counted(n, f"calendar {unit}")
    return f"{text!r} does not say which {unit}s: write {business!r} or {calendar!r}"


def _hours(span: timedelta, axis: str) -> str:
    minutes = span // timedelta(minutes=1)
    if minutes % 60:
        return _counted(minutes, f"{axis} minute")
    return _counted(minutes // 60, f"{axis} hour")


def _counted(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
