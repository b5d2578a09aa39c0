"""What a ticket's reached thresholds lead to: events for its history and notices to send. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from bot.domain.events import Escalated, EscalationKind, Event, Reminded, SeverityChanged
from bot.domain.history import started_at
from bot.domain.ids import PersonId, PlaceId
from bot.domain.people import Face
from bot.domain.tasks import NewTask
from bot.domain.ticket import Ticket
from bot.outgoing import (
    CardNotice,
    Draft,
    EscalatedNotice,
    Notice,
    ReminderNotice,
    Target,
    ToCard,
    ToPerson,
    ToPlace,
    ToThread,
)
from bot.reminders.wake import DUE, Crossing, crossed, pending
from policy import escalations
from policy.calendars import BusinessCalendar
from policy.documents import PolicyDocument
from policy.facts import Role, Severity
from policy.targets import Kind, Milestone, Tell

PUNCTUAL = timedelta(seconds=90)
"""A sweep comes by at least once a minute; later than this is said."""


@dataclass(frozen=True, slots=True)
class Outage:
    """When nothing swept: from the last sign of life to the present."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the decision needs beside the ticket: who stands on the ladder, and the desk's own place."""

    staff: Mapping[Role, Sequence[PersonId]]
    desk_place: PlaceId | None


@dataclass(frozen=True, slots=True)
class Dealt:
    """What to append, what to send, the level then reached, and what somebody has to do."""

    events: tuple[Event, ...]
    drafts: tuple[Draft, ...]
    level: str | None
    tasks: tuple[NewTask, ...] = ()


def deal(
    ticket: Ticket,
    document: PolicyDocument,
    calendars: Mapping[str, BusinessCalendar],
    around: Surroundings,
    now: datetime,
    outage: Outage | None,
) -> Dealt:
    """Everything that is due on a ticket at `now`. Each threshold once; the highest of a clock speaks."""
    events: list[Event] = []
    drafts: list[Draft] = []
    tasks: list[NewTask] = []
    level = ticket.level
    clocks = tuple(pending(ticket, document, calendars, now))
    firm = {_owed_at(each) for clock in clocks for each in clock if each.promise.kind is Kind.GUARANTEE}
    is_seen = False
    for clock in clocks:
        due, speaker = crossed(clock, now)
        if speaker is not None and speaker.promise.kind is not Kind.GUARANTEE and _owed_at(speaker) in firm:
            # The guarantee falls at the same instant and speaks for both.
            speaker = None
        events.extend(
            _reminded(crossing, now, _late(ticket, crossing, now), skipped=crossing is not speaker)
            for crossing in due
        )
        is_seen = is_seen or speaker is not None or any(crossing.silently for crossing in due)
        if speaker is None:
            continue
        said, more, level = _said(ticket, speaker, document, around, now, outage, level)
        events.extend(more)
        drafts.extend(said)
        tasks.extend(_to_do(ticket, speaker, document))
    if is_seen:  # the cards come last: what calls on somebody does not wait for them
        drafts.extend(_cards(ticket, len(ticket.history) + len(events)))
    return Dealt(tuple(events), tuple(drafts), level, tuple(tasks))


def _cards(ticket: Ticket, marker: int) -> Iterator[Draft]:
    for face in Face:
        key = f"{ticket.id}:card:{face}:{marker}"
        yield Draft(ticket.desk_id, ticket.id, ToCard(face), CardNotice(), key, can_wait=True)


def _owed_at(crossing: Crossing) -> tuple[Milestone, datetime]:
    return crossing.promise.milestone, crossing.due_at


def _late(ticket: Ticket, crossing: Crossing, now: datetime) -> int:
    """Seconds by which it comes too late. What a change of severity has just put in the past is not late."""
    changes = [event.at for event in ticket.history if isinstance(event, SeverityChanged)]
    late = now - max(crossing.tell_at, *changes[-1:], crossing.threshold.at)
    return int(late.total_seconds()) if late > PUNCTUAL else 0


def _reminded(crossing: Crossing, now: datetime, late_by_s: int, *, skipped: bool) -> Reminded:
    return Reminded(
        at=now,
        milestone=crossing.promise.milestone,
        kind=crossing.promise.kind,
        cycle=crossing.cycle,
        share=crossing.share,
        due_at=crossing.due_at,
        threshold_at=crossing.threshold.at,
        late_by_s=late_by_s,
        skipped=skipped and not crossing.silently,
        snoozed=crossing.silently,
    )


def _said(
    ticket: Ticket,
    crossing: Crossing,
    document: PolicyDocument,
    around: Surroundings,
    now: datetime,
    outage: Outage | None,
    level: str | None,
) -> tuple[list[Draft], list[Event], str | None]:
    promise = crossing.promise
    key = f"{ticket.id}:{promise.milestone}:{promise.kind}:{crossing.cycle}:{crossing.share}"
    urgent = ticket.severity is Severity.CRITICAL
    tell = crossing.threshold.tell
    late = _late(ticket, crossing, now)
    stopped = outage if late else None

    def draft(target: Target, notice: Notice, suffix: str) -> Draft:
        return Draft(ticket.desk_id, ticket.id, target, notice, f"{key}:{suffix}", urgent=urgent)

    reminder = ReminderNotice(
        milestone=promise.milestone,
        kind=promise.kind,
        cycle=crossing.cycle,
        share=crossing.share,
        threshold_at=crossing.threshold.at,
        due_at=crossing.due_at,
        tell=tell,
        late_by_s=late,
        stopped_from=stopped.since if stopped else None,
        stopped_until=stopped.until if stopped else None,
    )
    drafts: list[Draft] = []
    if {Tell.ASSIGNEE, Tell.LEAD} & set(tell):
        drafts.append(draft(ToThread(Face.DESK), reminder, "thread"))
    if Tell.CHANNEL in tell:
        place = around.desk_place
        drafts.append(draft(ToThread(Face.DESK) if place is None else ToPlace(place), reminder, "place"))
    to = _goes_to(crossing, document, ticket, level)
    if to is None:
        if Tell.NEXT_LEVEL in tell:
            drafts.append(draft(ToThread(Face.DESK), reminder, "thread"))
        return drafts, [], level
    told = tuple(around.staff.get(to.role, ()))
    events: list[Event] = [
        Escalated(now, None, EscalationKind.HIERARCHICAL, to.name, to.name, told, None, to.clause)
    ]
    notice = EscalatedNotice(
        EscalationKind.HIERARCHICAL,
        to.name,
        to.name,
        told,
        None,
        None,
        to.clause,
        promise.milestone,
        reminder if late else None,
    )
    drafts.append(draft(ToThread(Face.DESK), notice, "escalated"))
    if not _to_do(ticket, crossing, document):
        # Where there is something to do, whoever has to hears of both at once.
        drafts.extend(draft(ToPerson(person), notice, f"escalated:{person}") for person in told)
    return drafts, events, to.name


def _to_do(ticket: Ticket, crossing: Crossing, document: PolicyDocument) -> tuple[NewTask, ...]:
    """What the breach gives somebody to do, whatever level the ticket is on (TT-6.b): once a resolution."""
    found = escalations.task_of_breach(document, crossing.promise)
    if found is None or Decimal(crossing.share) < DUE:
        return ()
    since = started_at(ticket.history, crossing.promise.milestone) or ticket.opened_at
    return (NewTask(found.kind, found.role, found.clause, since),)


def _goes_to(
    crossing: Crossing, document: PolicyDocument, ticket: Ticket, level: str | None
) -> escalations.Level | None:
    """The level that this threshold takes the ticket to: never the same again, never down."""
    ladder = escalations.ladder(document)
    names = [rung.name for rung in ladder]
    reached = -1 if level is None else names.index(level)
    named = escalations.on_breach(document, crossing.promise)
    if named is not None and Decimal(crossing.share) >= DUE and names.index(named) > reached:
        return ladder[names.index(named)]
    if Tell.NEXT_LEVEL in crossing.threshold.tell:
        match escalations.next_level(document, ticket.terms, level):
            case escalations.Level() as rung:
                return rung
            case _:
                return None
    return None
