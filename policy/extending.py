"""Opening hours of an account's own, beside those of the policy's calendars (TT-1.extended)."""

import re
from collections.abc import Mapping
from dataclasses import replace

from policy.documents import PolicyDocument
from policy.keeping import kept
from policy.product_rules import ExtendedRule
from policy.windows import DAY, CalendarSpec, Window

_OWN = ".own"
_DAYS: tuple[tuple[str, ...], ...] = (
    ("mon", "lun"),
    ("tue", "mar"),
    ("wed", "mer", "mie", "mié"),
    ("thu", "jeu", "jue"),
    ("fri", "ven", "vie"),
    ("sat", "sam", "sab", "sáb"),
    ("sun", "dim", "dom"),
)
_PART = re.compile(r"(?P<first>[^\W\d]{3})(?:\s*[-\N{EN DASH}]\s*(?P<last>[^\W\d]{3}))?\s+(?P<windows>\d.*)")
_TIME = re.compile(r"\b(\d):(\d\d)")

Week = tuple[tuple[Window, ...], ...]


def own(calendar: str) -> str:
    """The id of the calendar that has an account's own hours beside those of `calendar`."""
    return f"{calendar}{_OWN}"


def shared(calendar: str) -> str:
    """The calendar of the policy that an account's own stands beside; itself where it is one."""
    return calendar.removesuffix(_OWN)


@kept
def rule_on(document: PolicyDocument, calendar: str) -> ExtendedRule | None:
    """The rule that lets accounts have hours of their own beside a calendar."""
    rules = (rule for rule in document.of(ExtendedRule))
    return next((rule for rule in rules if rule.calendar == calendar), None)


def with_own(
    document: PolicyDocument, specs: Mapping[str, CalendarSpec], hours: str
) -> dict[str, CalendarSpec]:
    """The calendars, and beside each that may be extended one with `hours` added to it.

    Closed days stay closed. Raises ValueError for hours that are none.
    """
    week = read_hours(hours)
    found = dict(specs)
    for rule in document.rules:
        if isinstance(rule, ExtendedRule):
            spec = specs[rule.calendar]
            added = tuple(_merged(a + b) for a, b in zip(_cut(spec.week), _cut(week), strict=True))
            found[own(rule.calendar)] = replace(spec, id=own(rule.calendar), week=added)
    return found


def read_hours(text: str) -> Week:
    """A week from "mon-fri 07:00-21:00, sat 9:00-12:00"; days in English, French or Spanish.

    Raises:
        ValueError: a day, or a time, that is none; nothing at all.
    """
    week: list[tuple[Window, ...]] = [()] * len(_DAYS)
    for part in text.casefold().split(","):
        match = _PART.fullmatch(part.strip())
        first = None if match is None else _day(match["first"])
        if match is None or first is None:
            raise ValueError(f"{part.strip()!r} is not a day and its hours")
        last = first if match["last"] is None else _day(match["last"])
        if last is None or last < first:
            raise ValueError(f"{part.strip()!r} is not a span of days")
        windows = tuple(Window.parse(each) for each in _TIME.sub(r"0\1:\2", match["windows"]).split())
        for day in range(first, last + 1):
            week[day] = _merged(week[day] + windows)
    return tuple(week)


def _day(word: str) -> int | None:
    return next((number for number, words in enumerate(_DAYS) if word in words), None)


def _cut(week: Week) -> Week:
    """The same hours, each window within its day: one over midnight goes on in the next day's."""
    days: list[list[Window]] = [[] for _ in _DAYS]
    for number, windows in enumerate(week):
        for window in windows:
            days[number].append(Window(window.opens, min(window.closes, DAY)))
            if window.closes > DAY:
                days[(number + 1) % len(_DAYS)].append(Window(0, window.closes - DAY))
    return tuple(tuple(sorted(day)) for day in days)


def _merged(windows: tuple[Window, ...]) -> tuple[Window, ...]:
    """Windows that touch or overlap, as one."""
    found: list[Window] = []
    for window in sorted(windows):
        if found and window.opens <= found[-1].closes:
            found[-1] = Window(found[-1].opens, max(found[-1].closes, window.closes))
        else:
            found.append(window)
    return tuple(found)
