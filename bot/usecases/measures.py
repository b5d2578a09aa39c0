"""What figures need of the tickets of a desk, read from their histories."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.ending import rating_of
from bot.domain.events import Answered, Rated
from bot.domain.history import clocks_of
from bot.domain.ids import DeskId
from bot.domain.ticket import Ticket
from bot.policies import Policies
from bot.reports.service import Seen
from bot.storage import UnitOfWork
from policy.clocks import Breached, Met
from policy.targets import Kind, Milestone

MONTHS = 12
_FIRMEST = (Kind.GUARANTEE, Kind.BEST_EFFORT, Kind.GOAL)


def seen_since(
    uow: UnitOfWork, policies: Policies, desk_id: DeskId, since: datetime, now: datetime
) -> Iterator[Seen]:
    """Every ticket of the desk that was opened since then."""
    for ticket in uow.opened.of(desk_id, since):
        yield seen(ticket, policies, now)


def seen(ticket: Ticket, policies: Policies, now: datetime) -> Seen:
    """One ticket: its first answer by a person, against the firmest time that was aimed for."""
    document, calendars = policies.pinned(ticket.policy_version, ticket.calendar_version)
    clocks = [
        clock
        for clock in clocks_of(ticket, document, calendars, now)
        if clock.promise.milestone is Milestone.FIRST_RESPONSE
    ]
    clocks.sort(key=lambda clock: _FIRMEST.index(clock.promise.kind))
    calendar = calendars[clocks[0].promise.calendar] if clocks else next(iter(calendars.values()))
    answered_at = next((event.at for event in ticket.history if isinstance(event, Answered)), None)
    within: bool | None = None
    if clocks:
        match clocks[0].reading:
            case Met():
                within = True
            case Breached():
                within = False
            case _:
                pass
    rated = rating_of(ticket.history)
    first = next((e for e in ticket.history if isinstance(e, Rated)), None)
    return Seen(
        opened_at=ticket.opened_at,
        answered_at=answered_at,
        business=None if answered_at is None else calendar.between(ticket.opened_at, answered_at),
        within=within,
        rated_at=first.at if first and rated else None,
        stars=rated.stars if rated else None,
    )


def months_back(now: datetime, zone: str, months: int = MONTHS) -> datetime:
    """The beginning of the month so many months ago, the present one counted as the last."""
    here = ZoneInfo(zone)
    today = now.astimezone(here).date()
    years, month = divmod(today.year * 12 + today.month - months, 12)
    return datetime.combine(date(years, month + 1, 1), time(), here)
