"""What a ticket owes to say now, and when it next will: pure.

Nothing is scheduled; everything is read from history. A threshold counts as dealt with once its
`Reminded` event stands in the history, so a restart repeats nothing and loses nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from bot.domain.events import Reminded, Snoozed
from bot.domain.history import clocks_of
from bot.domain.snoozing import last_snooze
from bot.domain.ticket import Ticket
from bot.reminders.errands import next_errand
from policy import clocks
from policy.calendars import BusinessCalendar
from policy.clocks import Breached, Running
from policy.documents import PolicyDocument
from policy.durations import is_business
from policy.targets import Kind, Milestone, Promise, Threshold, last_open_hour

TOO_CLOSE = timedelta(minutes=1)
"""Thresholds closer than this are one: the higher speaks."""
DUE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Crossing:
    """A threshold that is not dealt with yet. It is told at `tell_at`: never while the desk is closed."""

    promise: Promise
    cycle: int
    threshold: Threshold
    due_at: datetime
    tell_at: datetime
    silently: bool = False
    """An agent has put reminders off: only the cards are edited now, and it is told when that ends."""

    @property
    def share(self) -> str:
        """The share as written in history: "0.75"."""
        return str(self.threshold.share.normalize())


def pending(
    ticket: Ticket, document: PolicyDocument, calendars: Mapping[str, BusinessCalendar], now: datetime
) -> Iterator[tuple[Crossing, ...]]:
    """The thresholds still to come or to deal with, lowest first, one tuple a running clock."""
    if not ticket.status.is_live:
        return
    reminded = [event for event in ticket.history if isinstance(event, Reminded)]
    told = {_which(event) for event in reminded if not event.snoozed}
    quietly = {_which(event) for event in reminded if event.snoozed}
    snooze = last_snooze(ticket.history)
    for clock in clocks_of(ticket, document, calendars, now):
        promise, turn, marks = clock.promise, clock.cycle, clock.ticks
        calendar = calendars[promise.calendar]
        match clock.reading:
            case Running(due_at=due_at):
                pass
            case Breached(met_at=None):
                due_at = clocks.due(promise, marks, calendar, now)
            case _:
                continue
        crossings = (
            Crossing(promise, turn, threshold, due_at, _tell_at(promise, threshold, due_at, calendar))
            for threshold in clocks.thresholds(promise, marks, calendar, now)
        )
        left = [
            crossing
            for crossing in crossings
            if (promise.milestone, promise.kind, turn, crossing.share) not in told
        ]
        yield tuple(left if snooze is None else _put_off(left, snooze, quietly, calendar))


_Which = tuple[Milestone, Kind, int, str]


def _which(event: Reminded) -> _Which:
    return event.milestone, event.kind, event.cycle, event.share


def _put_off(
    left: Sequence[Crossing], snooze: Snoozed, quietly: Collection[_Which], calendar: BusinessCalendar
) -> Iterator[Crossing]:
    """Warnings wait for the end of a snooze, and for the desk to be open then; nothing keeps a breach.

    Reached meanwhile, a threshold edits the cards, since the customer's side is never silenced.
    """
    breach = min((each.tell_at for each in left if each.threshold.share >= DUE), default=None)
    until = snooze.until if calendar.is_open(snooze.until) else calendar.next_opening(snooze.until)
    for each in left:
        is_warning = each.threshold.share < DUE and each.threshold.tell
        if is_warning and (each.promise.milestone, each.promise.kind, each.cycle, each.share) in quietly:
            later = max(each.tell_at, until)
            yield replace(each, tell_at=later if breach is None else min(later, breach))
        elif is_warning and snooze.at <= each.tell_at < until:
            yield replace(each, silently=True)
        else:
            yield each


def _tell_at(
    promise: Promise, threshold: Threshold, due_at: datetime, calendar: BusinessCalendar
) -> datetime:
    """Reminders come while open. A business clock only moves then; a calendar one may cross at night.

    Its last reminder before due comes in the last open hour before (SI-9.minor); an earlier one at the
    next opening, unless that is after due; a breach is announced at the next opening.
    """
    if is_business(promise.target) or calendar.is_open(threshold.at):
        return threshold.at
    opening = calendar.next_opening(threshold.at)
    if threshold.share >= DUE or opening < due_at:
        return opening
    return last_open_hour(promise, calendar) or threshold.at


def crossed(clock: tuple[Crossing, ...], now: datetime) -> tuple[tuple[Crossing, ...], Crossing | None]:
    """Those due to be dealt with now, and the one that speaks for them: the highest.

    None speaks where a higher one comes within a minute: it will.
    """
    due = tuple(crossing for crossing in clock if crossing.tell_at <= now)
    aloud = [crossing for crossing in due if not crossing.silently]
    if not aloud:
        return due, None
    highest = max(aloud, key=lambda crossing: crossing.threshold.share)
    soon = any(
        crossing.threshold.share > highest.threshold.share and crossing.tell_at - highest.tell_at < TOO_CLOSE
        for crossing in clock
        if crossing not in due
    )
    return due, None if soon else highest


def plan(
    ticket: Ticket, document: PolicyDocument, calendars: Mapping[str, BusinessCalendar], now: datetime
) -> datetime | None:
    """The next instant at which the ticket has something to say; None where it has nothing left."""
    moments = [crossing.tell_at for clock in pending(ticket, document, calendars, now) for crossing in clock]
    errand = next_errand(ticket, document, calendars)
    return min(moments if errand is None else [*moments, errand], default=None)
