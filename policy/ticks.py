"""Ticks of a clock, and the pauses that they make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from operator import attrgetter
from typing import assert_never

from policy.segments import as_utc

_AT = attrgetter("at")


@dataclass(frozen=True, slots=True)
class Started:
    """The clock of a promise began; what came before a later start no longer counts (reopening)."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Paused:
    """The clock stands still for a reason; several reasons may hold at once."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """One reason to stand still is over; the clock runs again when none is left."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """What was promised was done."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What was promised is no longer owed."""

    at: datetime
    reason: str


Tick = Started | Paused | Resumed | Stopped | Cancelled


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which at least one reason held; `until` None while one still does."""

    since: datetime
    until: datetime | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What the ticks up to an instant come to: stretches of pause, and how it ended, if it did."""

    stretches: tuple[Stretch, ...]
    end: Stopped | Cancelled | None


_JUST_STARTED = Course((), None)


def course(ticks: Iterable[Tick], now: datetime) -> Course:
    """Fold the ticks up to now, since the last start; the first stop or cancel ends it.

    Instants come out in UTC: two of one zone compare by their wall clocks, and would be misread in
    the hour that autumn repeats.
    """
    ticks = tuple(ticks)
    if len(ticks) == 1 and isinstance(ticks[0], Started):
        return _JUST_STARTED
    now = as_utc(now)
    stretches: list[Stretch] = []
    held: list[str] = []
    since = now
    dated = sorted(map(_in_utc, ticks), key=_AT)
    for tick in _current([tick for tick in dated if tick.at <= now]):
        match tick:
            case Started():
                pass
            case Paused(at=at, reason=reason):
                if not held:
                    since = at
                    stretches.append(Stretch(at, None, ()))
                held.append(reason)
                reasons = tuple(dict.fromkeys((*stretches[-1].reasons, reason)))
                stretches[-1] = Stretch(since, None, reasons)
            case Resumed(at=at, reason=reason):
                was_paused = bool(held)
                held = [other for other in held if other != reason]
                if was_paused and not held:
                    stretches[-1] = Stretch(since, at, stretches[-1].reasons)
            case Stopped(at=at) | Cancelled(at=at):
                if held:
                    stretches[-1] = Stretch(since, at, stretches[-1].reasons)
                return Course(tuple(stretches), tick)
            case _:
                assert_never(tick)
    return Course(tuple(stretches), None)


def _in_utc(tick: Tick) -> Tick:
    return tick if tick.at.tzinfo is UTC else replace(tick, at=as_utc(tick.at))


def _current(ticks: Sequence[Tick]) -> Sequence[Tick]:
    starts = [position for position, tick in enumerate(ticks) if isinstance(tick, Started)]
    return ticks[starts[-1] :] if starts else ticks
