"""Durations in words: business and calendar time, always labelled, never a bare day of business."""

from __future__ import annotations

from datetime import timedelta

from bot.wording.lines import text
from bot.wording.messages import has

_MINUTE = timedelta(minutes=1)
_DAYS_FROM = timedelta(hours=72)
_MANY = 2


def business(language: str, span: timedelta) -> str:
    """Open time: "1 h 12 business". Hours however many, since a business day has no one length."""
    return text(language, "durations.business", number(span), span=plain_span(language, span))


def calendar(language: str, span: timedelta) -> str:
    """All the time that passes: "46 h 50 calendar", and in days from three on."""
    if span < _DAYS_FROM:
        return text(language, "durations.calendar", number(span), span=plain_span(language, span))
    days, hours = divmod(_minutes(span) // 60, 24)
    if hours:
        return text(language, "durations.calendar_days_hours", days, hours=hours)
    return text(language, "durations.calendar_days", days)


def both(language: str, business_time: timedelta, calendar_time: timedelta) -> str:
    """The two side by side."""
    return f"{business(language, business_time)}, {calendar(language, calendar_time)}"


def plain_span(language: str, span: timedelta) -> str:
    """Hours and minutes, to the nearest minute: "46 h 50", "12 h", "48 min"."""
    span = max(span, timedelta())
    if timedelta() < span < _MINUTE:
        return text(language, "durations.moment")
    hours, minutes = divmod(_minutes(span), 60)
    if not hours:
        return text(language, "durations.minutes", minutes=minutes)
    if not minutes:
        return text(language, "durations.hours", hours=hours)
    return text(language, "durations.hours_minutes", hours=hours, minutes=f"{minutes:02}")


def target(language: str, written: str) -> str:
    """A target as a policy writes it ("4 business hours"), in words; unknown ones as they are."""
    number, _, unit = written.partition(" ")
    if number.isdecimal():
        msgid = f"durations.target.{unit.rstrip('s').replace(' ', '_')}s"
        return text(language, msgid, int(number)) if has(language, msgid) else written
    msgid = f"durations.target.{written.replace(' ', '_')}"
    return text(language, msgid) if has(language, msgid) else written


def number(span: timedelta) -> int:
    """The number that "business" and "calendar" agree with: "1 h ouvrée", "1 h 12 ouvrées"."""
    hours, minutes = divmod(_minutes(span), 60)
    return _MANY if hours and minutes else hours or minutes


def _minutes(span: timedelta) -> int:
    """Nearest, so that a request received at 10:00:00.4 has its twelve hours and not 11 h 59."""
    return (span + _MINUTE / 2) // _MINUTE
