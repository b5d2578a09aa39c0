"""The digest of a desk: when it is due, and what it then tells. Once an opening, and never an empty one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.ids import OutgoingId
from bot.domain.people import Desk, Face
from bot.domain.ticket import Status
from bot.outgoing import DeliveryState, DigestNotice, Draft, ReminderNotice, ToPlace
from bot.policies import Policies, main_calendar
from bot.storage import UnitOfWork
from bot.wording import DigestView, NoticeContext
from policy.calendars import BusinessCalendar

NOBODY = OutgoingId(0)
"""The digest that is not written yet: what is held waits for it."""
MORNING = 8
"""The hour at which a desk that never closes hears its digest."""
LONGEST_BREAK = timedelta(days=14)


def owe_digests(uow: UnitOfWork, policies: Policies, now: datetime) -> int:
    """Owe a digest to every desk that has opened since the last one. Returns how many.

    Raises:
        Conflict: another process looks at the same desk for the first time.
    """
    known = uow.digests.all()
    owed = 0
    for desk in uow.desks.all():
        calendar = calendar_of(policies, desk, now)
        due = known.get(desk.id)
        if due is None:
            uow.digests.begin(desk.id, next_digest(calendar, now))
            continue
        if due > now or not uow.digests.move(desk.id, due, next_digest(calendar, now)):
            continue
        places = uow.places.of_desk(desk.id, face=Face.DESK)
        if not places or not calendar.is_open(now):
            continue  # an opening that was slept through: the next one tells
        if _is_quiet(uow, desk, calendar, due, now):
            continue
        notice = DigestNotice(due)
        key = f"digest:{desk.id}:{due.isoformat()}"
        owed += uow.outbox.add(Draft(desk.id, None, ToPlace(places[0].id), notice, key), now)
    return owed


def calendar_of(policies: Policies, desk: Desk, now: datetime) -> BusinessCalendar:
    """The hours that the desk is said to keep."""
    return main_calendar(list(policies.at(desk.policy_id, now).calendars.values()))


def next_digest(calendar: BusinessCalendar, now: datetime) -> datetime:
    """The first opening of the next day that has one; today's, where the desk has not opened yet.

    Where the desk is open at midnight, or never closes, eight in the morning.
    """
    midnight = _midnight(calendar, now)
    has_opened = calendar.is_open(now) or calendar.between(midnight, now) > timedelta()
    opening = calendar.next_opening(midnight + timedelta(days=1) if has_opened else now)
    local = opening.astimezone(calendar.zone)
    if local != _midnight(calendar, opening):
        return opening
    morning = local.replace(hour=MORNING)
    return morning if morning > now else morning + timedelta(days=1)


def _midnight(calendar: BusinessCalendar, at: datetime) -> datetime:
    return at.astimezone(calendar.zone).replace(hour=0, minute=0, second=0, microsecond=0)


def _before(calendar: BusinessCalendar, opening: datetime) -> datetime:
    """The day on which the desk was open last, before that of an opening."""
    day = _midnight(calendar, opening) - timedelta(days=1)
    while not calendar.is_business_day(day.date()) and opening - day < LONGEST_BREAK:
        day -= timedelta(days=1)
    return day


def _is_quiet(uow: UnitOfWork, desk: Desk, calendar: BusinessCalendar, due: datetime, now: datetime) -> bool:
    """Whether there is nothing to tell: then no row is owed, which would be read again only to be dropped."""
    tomorrow = _midnight(calendar, now) + timedelta(days=1)
    return not (
        uow.tickets.matters(desk.id, tomorrow)
        or uow.outbox.count_since(desk.id, DeliveryState.UNDELIVERABLE, _before(calendar, due))
        or uow.outbox.held(desk.id, NOBODY)
    )


def digest_view(
    uow: UnitOfWork,
    desk: Desk,
    notice: DigestNotice,
    policies: Policies,
    now: datetime,
    held: Sequence[tuple[ReminderNotice, NoticeContext]],
) -> DigestView:
    """Where the desk stands, as it is read now."""
    calendar = calendar_of(policies, desk, now)
    zone = policies.at(desk.policy_id, now).document.zone
    tomorrow = _midnight(calendar, now) + timedelta(days=1)
    due = uow.tickets.due_between(desk.id, now, tomorrow)
    late = uow.tickets.due_between(desk.id, None, now)
    return DigestView(
        zone=zone,
        now=now,
        due_today=len(due),
        first=(due[0].number, due[0].due_at) if due and due[0].due_at else None,
        breached=len(late),
        pending=uow.tickets.counts(desk.id).get(Status.PENDING, 0),
        undelivered=uow.outbox.count_since(
            desk.id, DeliveryState.UNDELIVERABLE, _before(calendar, notice.at)
        ),
        held=tuple(held),
    )
