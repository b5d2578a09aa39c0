"""The libraries that people use for business hours, each behind the same two questions."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib import import_module
from importlib.metadata import version
from typing import Any
from zoneinfo import ZoneInfo

from bench.prototype import Prototype
from policy.windows import CalendarSpec

YEARS = range(2018, 2041)
SPANS = (2, 8, 200, 2000)
"""Hours of the deadlines measured."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A subject. `amount` makes its own duration from hours, once; `add` takes that.

    `between` is None for a library that cannot answer it.
    """

    name: str
    amount: Callable[[int], Any]
    add: Callable[[datetime, Any], Any]
    between: Callable[[datetime, datetime], Any] | None


def peers(spec: CalendarSpec) -> list[Peer]:
    """All of them on Monday to Friday 08:00-20:00 of a zone, less the closed dates of `spec`."""
    return [_prototype(spec), _workclock(spec), _businesstimedelta(spec), _pandas(spec)]


def _prototype(spec: CalendarSpec) -> Peer:
    built = Prototype(ZoneInfo(spec.zone), 8, 20, set(spec.closed), YEARS)
    return Peer("prototype (floor)", lambda hours: 3600 * hours, built.add, built.between)


def _workclock(spec: CalendarSpec) -> Peer:
    built = workclock_schedule(spec)
    name = f"workclock {version('workclock')} (Rust)"
    return Peer(name, lambda hours: timedelta(hours=hours), built.add, built.between)


def workclock_schedule(spec: CalendarSpec) -> Any:
    """The workclock schedule of a calendar without dated exceptions."""
    peer = import_module("workclock")
    days = [
        peer.WorkDay(_clock(window.opens), _clock(window.closes), days=[number])
        for number, windows in enumerate(spec.week)
        for window in windows
    ]
    holidays = [peer.Holidays(spec.closed)] if spec.closed else []
    return peer.Schedule([*days, *holidays], time_zone=spec.zone)


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def _businesstimedelta(spec: CalendarSpec) -> Peer:
    peer = import_module("businesstimedelta")
    zone = import_module("pytz").timezone(spec.zone)
    rules = peer.Rules(
        [
            peer.WorkDayRule(time(8), time(20), working_days=list(range(5)), tz=zone),
            peer.HolidayRule(set(spec.closed), tz=zone),
        ]
    )
    return Peer(
        f"businesstimedelta {version('businesstimedelta')}",
        lambda hours: peer.BusinessTimeDelta(rules, hours=hours),
        operator.add,
        rules.difference,
    )


def _pandas(spec: CalendarSpec) -> Peer:
    peer = import_module("pandas")
    hour = peer.offsets.CustomBusinessHour(start="08:00", end="20:00", holidays=list(spec.closed))

    def add(at: datetime, amount: Any) -> Any:
        return peer.Timestamp(at).tz_convert(spec.zone) + amount

    return Peer(f"pandas {version('pandas')} CustomBusinessHour", lambda hours: hour * hours, add, None)
