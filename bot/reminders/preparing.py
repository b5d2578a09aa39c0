"""From a row of the outbox to words and a destination, or the reason why it is not said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.history import clocks_of
from bot.domain.ids import PersonId, TextId
from bot.domain.people import Desk, Face, Place
from bot.domain.ticket import ThreadRef, Ticket
from bot.outgoing import (
    AnswerNotice,
    AnswerReceipt,
    ChangeNotice,
    EscalatedNotice,
    ForwardNotice,
    HeardNotice,
    NoteNotice,
    Notice,
    Outgoing,
    PrivatelyNotice,
    ReminderNotice,
    ToCard,
    ToPerson,
    ToPlace,
    ToReference,
    ToThread,
)
from bot.policies import Policies
from bot.ports import Destination
from bot.replies import Reply
from bot.results import ClockView, PersonView, TicketView
from bot.storage import UnitOfWork
from bot.views import clock_view, person_view, ticket_view
from bot.wording import NoticeContext, Reader, language_for, word_notice
from policy.clocks import Breached, Running
from policy.facts import Role
from policy.targets import Tell


@dataclass(frozen=True, slots=True)
class Prepared:
    """What to say and where. `edits` is the message to replace; `thread` the card that this post makes."""

    to: Destination
    reply: Reply
    edits: str | None = None
    thread: ThreadRef | None = None


@dataclass(frozen=True, slots=True)
class Suppressed:
    """It no longer holds; the reason stays in the ledger."""

    reason: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Its thread's card has not been posted yet."""

    seconds: float


@dataclass(frozen=True, slots=True)
class _Case:
    """What a row is about, looked up."""

    desk: Desk
    ticket: Ticket | None
    threads: tuple[ThreadRef, ...]


def prepare(
    uow: UnitOfWork, row: Outgoing, policies: Policies, now: datetime
) -> Prepared | Suppressed | Waiting:
    """Read the state again, then word the row for whoever will read it."""
    desk = uow.desks.get(row.desk_id)
    ticket = None if row.ticket_id is None else uow.tickets.load(row.desk_id, row.ticket_id)
    threads = () if row.ticket_id is None else uow.threads.of_ticket(row.ticket_id)
    case = _Case(desk, ticket, threads)
    clock = _clock(policies, ticket, row.notice, now)
    if isinstance(clock, Suppressed):
        return clock
    match row.target:
        case ToCard(face=face):
            return _in_card(uow, case, row, face, policies, now)
        case ToThread(face=face):
            thread = _thread(threads, face)
            if thread is None:
                return Suppressed(f"the ticket has no thread on the {face} side")
            if thread.ref is None:
                return Waiting(1.0)
            to = Destination(thread.platform, thread.tenant, thread.conversation, thread.ref)
            return Prepared(to, _worded(uow, case, row, to, face, policies, clock, now))
        case ToPlace(place_id=place_id):
            place = uow.places.get(row.desk_id, place_id)
            if place is None:
                return Suppressed("the place no longer belongs to the desk")
            to = Destination(place.platform, place.tenant, place.conversation)
            return Prepared(to, _worded(uow, case, row, to, place.face, policies, clock, now))
        case ToPerson():
            return _to_person(uow, case, row, row.target, policies, clock, now)
        case ToReference(place=ref):
            to = Destination(ref.platform, ref.tenant, ref.conversation, ref.thread)
            known = uow.places.by_ref(ref.platform, ref.tenant, ref.conversation)
            return Prepared(to, _worded(uow, case, row, to, _face(known), policies, clock, now))


def _face(place: Place | None) -> Face | None:
    return None if place is None else place.face


def _thread(threads: tuple[ThreadRef, ...], face: Face) -> ThreadRef | None:
    return next((thread for thread in threads if thread.face is face), None)


def _in_card(
    uow: UnitOfWork, case: _Case, row: Outgoing, face: Face, policies: Policies, now: datetime
) -> Prepared | Suppressed:
    thread = _thread(case.threads, face)
    if thread is None:
        return Suppressed(f"the ticket has no card on the {face} side")
    to = Destination(thread.platform, thread.tenant, thread.conversation)
    if thread.ref is None and thread.conversation.startswith("person:"):
        return Suppressed("no conversation with the requester yet")
    reply = _worded(uow, case, row, to, face, policies, None, now)
    return Prepared(to, reply, edits=thread.ref, thread=thread)


def _to_person(
    uow: UnitOfWork,
    case: _Case,
    row: Outgoing,
    target: ToPerson,
    policies: Policies,
    clock: ClockView | None,
    now: datetime,
) -> Prepared | Suppressed:
    person = uow.people.get(target.person_id)
    actors = [
        actor
        for actor in uow.people.actors(target.person_id)
        if target.platform in {None, actor.platform} and target.tenant in {None, actor.tenant}
    ]
    if person is None or not actors:
        return Suppressed("the person has no identity to write to")
    home = next((thread for thread in case.threads if thread.platform == actors[0].platform), None)
    actor = next((a for a in actors if home is not None and a.tenant == home.tenant), actors[0])
    to = Destination(actor.platform, actor.tenant, person=actor)
    reader = Reader(
        language=person.language or case.desk.language,
        zone=person.zone,
        person_id=person.id,
        role=None,
        platform=actor.platform,
        tenant=actor.tenant,
    )
    context = _context(uow, case, row.notice, to, None, policies, clock, now)
    return Prepared(to, word_notice(row.notice, context, reader))


def _worded(
    uow: UnitOfWork,
    case: _Case,
    row: Outgoing,
    to: Destination,
    face: Face | None,
    policies: Policies,
    clock: ClockView | None,
    now: datetime,
) -> Reply:
    """A shared post: the requester's language on the customer's side, the desk's on its own."""
    language, zone = case.desk.language, None
    if case.ticket is not None:
        document, _ = policies.pinned(case.ticket.policy_version, case.ticket.calendar_version)
        zone = document.zone
        if face is Face.CUSTOMER:
            requester = uow.people.get(case.ticket.requester_id)
            language = (requester.language if requester else None) or language
    reader = Reader(
        language=language_for(language),
        zone=zone,
        person_id=None,
        role=None,
        platform=to.platform,
        tenant=to.tenant,
        shared=True,
    )
    return word_notice(row.notice, _context(uow, case, row.notice, to, face, policies, clock, now), reader)


def _context(
    uow: UnitOfWork,
    case: _Case,
    notice: Notice,
    to: Destination,
    face: Face | None,
    policies: Policies,
    clock: ClockView | None,
    now: datetime,
) -> NoticeContext:
    people, texts = _named(notice)
    ticket = case.ticket
    view: TicketView | None = None
    if ticket is not None:
        view = ticket_view(uow, ticket, policies, now, platform=to.platform, tenant=to.tenant)
        people |= {ticket.requester_id} | ({ticket.assignee_id} if ticket.assignee_id else set())
    views = {p: person_view(uow, p, case.desk.id, to.platform, to.tenant) for p in people}
    if isinstance(notice, ReminderNotice) and Tell.LEAD in notice.tell:
        for lead in uow.people.staff(case.desk.id, (Role.LEAD,)):
            views[lead.person.id] = person_view(uow, lead.person.id, case.desk.id, to.platform, to.tenant)
    known: dict[int, PersonView] = {int(key): value for key, value in views.items() if value is not None}
    return NoticeContext(
        ticket=view,
        desk=case.desk.name,
        account=view.account if view else None,
        people=known,
        texts={int(t): uow.texts.get(case.desk.id, t) or "" for t in texts},
        clock=clock,
        face=face,
        now=now,
    )


def _named(notice: Notice) -> tuple[set[PersonId], set[TextId]]:
    """The people and texts that a notice speaks of."""
    match notice:
        case AnswerNotice(text=text, author=author) | AnswerReceipt(text=text, author=author):
            return {author}, {text}
        case HeardNotice(text=text, author=author) | NoteNotice(text=text, author=author):
            return {author}, {text}
        case ForwardNotice(text=text, author=author):
            return {author}, {text}
        case EscalatedNotice(told=told, actor=actor, reason=reason):
            return set(told) | ({actor} if actor else set()), {reason} if reason else set()
        case ChangeNotice(actor=actor, subject=subject, reason=reason):
            return {actor} | ({subject} if subject else set()), {reason} if reason else set()
        case PrivatelyNotice(person=person):
            return ({person} if person else set()), set()
        case _:
            return set(), set()


def _clock(
    policies: Policies, ticket: Ticket | None, notice: Notice, now: datetime
) -> ClockView | Suppressed | None:
    """The clock that a reminder or an automatic escalation speaks of, read again now."""
    if ticket is None or not isinstance(notice, ReminderNotice | EscalatedNotice):
        return None
    if isinstance(notice, EscalatedNotice) and notice.milestone is None:
        return None
    document, calendars = policies.pinned(ticket.policy_version, ticket.calendar_version)
    found = [
        clock
        for clock in clocks_of(ticket, document, calendars, now)
        if clock.promise.milestone is notice.milestone
        and (isinstance(notice, EscalatedNotice) or clock.promise.kind is notice.kind)
    ]
    if not found:
        return Suppressed("the promise is no longer owed")
    clock = found[0]
    if isinstance(notice, ReminderNotice):
        if clock.cycle != notice.cycle:
            return Suppressed("the clock was started anew")
        match clock.reading:
            case Running() | Breached(met_at=None):
                pass
            case other:
                return Suppressed(f"the clock no longer runs: {type(other).__name__.lower()}")
    return clock_view(clock, calendars[clock.promise.calendar], now)
