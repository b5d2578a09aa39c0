"""The desk's time at a glance: open or closed, the next opening, the next thing that falls due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Desk
from bot.policies import Policies, main_calendar
from bot.reminders.errands import next_errand
from bot.reminders.wake import Crossing, pending
from bot.requests import Actor
from bot.storage import Database, UnitOfWork
from bot.wording import Reader, language_for
from bot.wording.lines import text
from bot.wording.moments import Times, city_of, times
from policy.calendars import BusinessCalendar


@dataclass(frozen=True, slots=True)
class Event:
    """The next thing that falls due: what it is, in words, and when."""

    label: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """The state of one desk's clock, in words of the reader's language."""

    zone: str
    city: str
    status: str
    is_open: bool
    next_opening: datetime | None
    next_event: Event | None


class Overviews:
    """Reads overviews for the people of a platform."""

    def __init__(self, database: Database, policies: Policies) -> None:
        self._database = database
        self._policies = policies

    def of(
        self, actor: Actor, conversation: str | None, locale: str | None, now: datetime
    ) -> Overview | None:
        """The desk of this conversation, else of this person; None where there is neither."""
        with self._database.reading() as uow:
            desk = _desk(uow, actor, conversation)
            if desk is None:
                return None
            version = self._policies.at(desk.policy_id, now)
            calendar = main_calendar(list(version.calendars.values()))
            reader = Reader(language_for(locale), None, None, None, actor.platform, actor.tenant, now=now)
            words = times(reader, version.document.zone, now)
            opening = calendar.next_opening(now) if not calendar.is_open(now) else _next(calendar, now)
            return Overview(
                zone=version.document.zone,
                city=city_of(version.document.zone, reader.language),
                status=_status(calendar, words, now),
                is_open=calendar.is_open(now),
                next_opening=opening,
                next_event=self._event(uow, desk, now, reader.language),
            )

    def _event(self, uow: UnitOfWork, desk: Desk, now: datetime, language: str) -> Event | None:
        """The earliest waking of any ticket of the desk."""
        found = uow.tickets.next_to_wake(desk.id)
        if found is None:
            return None
        ticket = uow.tickets.load(desk.id, found)
        document, calendars = self._policies.pinned(ticket.policy_version, ticket.calendar_version)
        crossings: list[Crossing] = [
            crossing for clock in pending(ticket, document, calendars, now) for crossing in clock
        ]
        errand = next_errand(ticket, document, calendars)
        first = min(crossings, key=lambda crossing: crossing.tell_at, default=None)
        if errand is not None and (first is None or errand < first.tell_at):
            return Event(text(language, "bar.errand", ticket=ticket.number), errand)
        if first is None:
            return None
        percent = int(first.threshold.share * 100)
        return Event(text(language, "bar.event", percent=percent, ticket=ticket.number), first.tell_at)


def _next(calendar: BusinessCalendar, now: datetime) -> datetime | None:
    closing = calendar.next_closing(now)
    return None if closing is None else calendar.next_opening(closing)


def _status(calendar: BusinessCalendar, words: Times, now: datetime) -> str:
    if calendar.is_open(now):
        closing = calendar.next_closing(now)
        if closing is None:
            return text(words.language, "bar.open_always")
        return text(words.language, "bar.open", at=words.opening(closing))
    local = now.astimezone(calendar.zone).date()
    opening = words.opening(calendar.next_opening(now))
    holiday = dict(calendar.closures(local, local)).get(local)
    if holiday is not None:
        return text(words.language, "bar.closed_for", holiday=holiday, at=opening)
    return text(words.language, "bar.closed", at=opening)


def _desk(uow: UnitOfWork, actor: Actor, conversation: str | None) -> Desk | None:
    place = uow.places.by_ref(actor.platform, actor.tenant, conversation) if conversation else None
    if place is not None:
        return uow.desks.get(place.desk_id)
    person = uow.people.by_actor(actor)
    memberships = () if person is None else uow.people.memberships(person.id)
    return uow.desks.get(memberships[0].desk_id) if memberships else None
