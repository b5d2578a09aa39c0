"""Instants as people write them: ISO 8601, with an offset or in the zone of the policy."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.policy_tools.answers import BadInput
from policy.walls import instant

_EXAMPLE = "2026-06-30T21:10 or 2026-06-30T21:10:00-04:00"
_DATE = r"\d{4}-\d\d-\d\d|\d{8}|\d{4}-W\d\d-\d|\d{4}W\d{3}"
_TIME = r"\d\d(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)?"
_OFFSET = r"Z|[+-]\d\d(?::?\d\d)?"
# Narrower than what Python reads, which takes any one character between a date and its time.
_WRITTEN = re.compile(rf"({_DATE})[T ]({_TIME}) ?({_OFFSET})?", re.ASCII)
_END_OF_DAY = re.compile(r"^24(?=(?::?00)*(?:[.,]0+)?$)")
_MINUS = "\u2212"  # ISO 8601's own sign before an offset; keyboards have the hyphen


def read_instant(written: str, zone: ZoneInfo) -> datetime:
    """The instant that a person means, in `zone`; without an offset, a time on the wall there.

    A time in the hour that spring skips is the change itself; in the hour that autumn repeats, its
    first occurrence. 24:00 is the next day's midnight.

    Raises:
        BadInput: it is not ISO 8601, has no time, or lies before the year 1 or after 9999.
    """
    found = _WRITTEN.fullmatch(" ".join(written.split()).upper().replace(_MINUS, "-"))
    if found is None:
        raise _no_instant(written)
    day, time, offset = found.groups()
    at_midnight, midnights = _END_OF_DAY.subn("00", time)
    try:
        read = datetime.fromisoformat(f"{day}T{at_midnight}{offset or ''}")
    except ValueError:
        raise _no_instant(written) from None
    try:
        read += timedelta(days=midnights)
        return (instant(read, zone) if read.tzinfo is None else read).astimezone(zone)
    except (OverflowError, ValueError) as cause:
        raise BadInput(f"the instant {written!r} is out of range, must be like {_EXAMPLE}") from cause


def _no_instant(written: str) -> BadInput:
    return BadInput(f"no instant {written!r}, must be a date with a time in ISO 8601: {_EXAMPLE}")
