"""From a row of the outbox to words and a destination, or the reason why it is not said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.files import File
from bot.domain.history import clocks_of
from bot.domain.ids import PersonId, TextId
from bot.domain.installations import not_installed
from bot.domain.people import Desk, Face
from bot.domain.said import Now, changes
from bot.domain.ticket import UNSEEN, ThreadRef, Ticket
from bot.outgoing import (
    DeliveryState,
    EscalatedNotice,
    FairUseProposal,
    Notice,
    Outgoing,
    PrivatelyNotice,
    ReminderNotice,
    RevisedNotice,
    StandingNotice,
    TaskNotice,
    ToCard,
    ToMessage,
    ToPerson,
    ToPlace,
    ToReference,
    ToThread,
    spoken,
)
from bot.policies import Policies
from bot.ports import Destination
from bot.reminders.giving_up import ANEW
from bot.reminders.naming import named
from bot.reminders.stale import no_longer
from bot.replies import Reply
from bot.requests import Actor
from bot.results import ClockView, TicketView
from bot.storage import UnitOfWork
from bot.views import clock_view, person_view, ticket_view
from bot.wording import NoticeContext, Reader, language_for, word_notice
from policy.clocks import Breached, CancelledClock, Met, PausedClock, Running
from policy.documents import PolicyDocument
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
class Lost:
    """It can never be said: its thread's card could not be posted, or the app is no longer there.

    `is_told`: the admins know of that.
    """

    reason: str
    is_told: bool


def prepare(
    uow: UnitOfWork, row: Outgoing, policies: Policies, now: datetime, *, again: bool = False
) -> Prepared | Suppressed | Lost:
    """Read the state again, then word the row for whoever will read it.

    `again`: it may have been said already, and says so.
    """
    found = looked_up(uow, row, policies, now, again=again)
    if isinstance(found, Suppressed):
        return found
    done = found.done()
    if isinstance(done, Prepared) and uow.installations.is_gone(done.to.platform, done.to.tenant):
        # Nobody is asked to take it: the desk's admins were told once, when the app was removed there.
        return Lost(not_installed(done.to.tenant), is_told=True)
    return done


def looked_up(
    uow: UnitOfWork, row: Outgoing, policies: Policies, now: datetime, *, again: bool = False
) -> Preparation | Suppressed:
    """The row with all that it is about, where it still holds."""
    ticket = None if row.ticket_id is None else uow.tickets.load(row.desk_id, row.ticket_id)
    past = no_longer(uow, row, ticket)
    if past is not None:
        return Suppressed(past)
    said = {} if ticket is None else changes(ticket.history)
    message = said.get(spoken(row.notice) or TextId(0))
    is_change = isinstance(row.target, ToMessage) or row.key.endswith(ANEW)
    if message is not None and message.is_deleted and not is_change:
        return Suppressed("it was deleted before it was said")
    clock = _clock(policies, ticket, row.notice, now)
    if isinstance(clock, Suppressed):
        return clock
    desk = uow.desks.get(row.desk_id)
    assert desk is not None
    threads = () if row.ticket_id is None else uow.threads.of_ticket(row.ticket_id)
    return Preparation(uow, row, policies, now, desk, ticket, threads, clock, said, again)


@dataclass(frozen=True, slots=True)
class Preparation:
    """One row with all that it is about, looked up."""

    uow: UnitOfWork
    row: Outgoing
    policies: Policies
    now: datetime
    desk: Desk
    ticket: Ticket | None
    threads: tuple[ThreadRef, ...]
    clock: ClockView | None
    said: Mapping[TextId, Now]
    """The messages that were edited or deleted since they joined the ticket."""
    again: bool = False

    def done(self) -> Prepared | Suppressed | Lost:
        """Its words and where they go."""
        match self.row.target:
            case ToCard(face=face):
                return self._card(face)
            case ToThread(face=face):
                return self._in_thread(face)
            case ToPlace(place_id=place_id):
                place = self.uow.places.get(self.desk.id, place_id)
                if place is None:
                    return Suppressed("the place no longer belongs to the desk")
                to = Destination(place.platform, place.tenant, place.conversation)
                return Prepared(to, self._shared(to, place.face))
            case ToPerson() as target:
                return self._privately(target)
            case ToMessage() as target:
                return self._in_place(target)
            case ToReference(place=ref):
                to = Destination(ref.platform, ref.tenant, ref.conversation, ref.thread)
                known = self.uow.places.by_ref(ref.platform, ref.tenant, ref.conversation)
                return Prepared(to, self._shared(to, None if known is None else known.face))

    def _card(self, face: Face) -> Prepared | Suppressed:
        thread = self._thread(face)
        if thread is None:
            return Suppressed(f"the ticket has no card on the {face} side")
        to = Destination(thread.platform, thread.tenant, thread.conversation)
        if thread.conversation.startswith(UNSEEN):
            user = thread.conversation.removeprefix(UNSEEN)
            to = Destination(to.platform, to.tenant, person=Actor(to.platform, to.tenant, user))
        return Prepared(to, self._shared(to, face), edits=thread.ref, thread=thread)

    def _in_thread(self, face: Face) -> Prepared | Suppressed | Lost:
        thread = self._thread(face)
        if thread is None:
            return Suppressed(f"the ticket has no thread on the {face} side")
        if thread.ref is None:
            return self._lost(face)
        to = Destination(thread.platform, thread.tenant, thread.conversation, thread.ref)
        return Prepared(to, self._shared(to, face))

    def _in_place(self, target: ToMessage) -> Prepared | Suppressed | Lost:
        """Other words for what stands there already. A row comes up after the one that it changes."""
        said = self.uow.outbox.get(self.desk.id, target.of)
        if said is None or said.state is not DeliveryState.SENT or said.ref is None:
            return Suppressed("what it changes was not said")
        if target.face is not None:
            prepared: Prepared | Suppressed | Lost = self._in_thread(target.face)
        else:
            assert target.person_id is not None
            prepared = self._privately(ToPerson(target.person_id))
        if not isinstance(prepared, Prepared):
            return prepared
        there = replace(prepared.to, conversation=said.conversation, person=None)
        return replace(prepared, to=there, edits=said.ref)

    def _lost(self, face: Face) -> Lost:
        """A row comes up after everything owed before it on its face: no card then means that none came."""
        assert self.row.ticket_id is not None
        failed = [
            row.reason
            for row in self.uow.outbox.of_ticket(self.desk.id, self.row.ticket_id)
            if row.target == ToCard(face) and row.state is DeliveryState.UNDELIVERABLE and row.reason
        ]
        return Lost(failed[-1], is_told=True) if failed else Lost("no_card", is_told=False)

    def _thread(self, face: Face) -> ThreadRef | None:
        return next((thread for thread in self.threads if thread.face is face), None)

    def _privately(self, target: ToPerson) -> Prepared | Suppressed:
        person = self.uow.people.get(target.person_id)
        actors = [
            actor
            for actor in self.uow.people.actors(target.person_id)
            if target.platform in {None, actor.platform} and target.tenant in {None, actor.tenant}
        ]
        if person is None or not actors:
            return Suppressed("the person has no identity to write to")
        within = [a for a in actors if not self.uow.installations.is_gone(a.platform, a.tenant)] or actors
        actor = within[0] if len(within) == 1 else self._nearest(target.person_id, within)
        to = Destination(actor.platform, actor.tenant, person=actor)
        language = language_for(person.language or self.desk.language)
        reader = Reader(language, person.zone, person.id, None, actor.platform, actor.tenant, now=self.now)
        return Prepared(to, word_notice(self.row.notice, self.context(to, None), reader))

    def _nearest(self, person: PersonId, actors: list[Actor]) -> Actor:
        """Of somebody on several platforms, who they are where their own side of the ticket lives."""
        of_desk = any(
            each.desk_id == self.desk.id and each.account_id is None
            for each in self.uow.people.memberships(person)
        )
        own = Face.DESK if of_desk else Face.CUSTOMER
        homes = sorted(self.threads, key=lambda thread: thread.face is not own)
        near = (a for home in homes for a in actors if (a.platform, a.tenant) == (home.platform, home.tenant))
        return next(near, actors[0])

    def _shared(self, to: Destination, face: Face | None) -> Reply:
        return word_notice(self.row.notice, self.context(to, face), self.reader(to, face))

    def reader(self, to: Destination, face: Face | None) -> Reader:
        """Of a shared post: the requester's language on the customer's side, the desk's on its own."""
        language, zone = self.desk.language, None
        if self.ticket is not None:
            document, _ = self.policies.pinned(self.ticket.policy_version, self.ticket.calendar_version)
            zone = document.zone
        reader_id = self._read_by()
        if face is Face.CUSTOMER and reader_id is not None:
            requester = self.uow.people.get(reader_id)
            language = (requester.language if requester else None) or language
        return Reader(
            language_for(language),
            zone,
            platform=to.platform,
            tenant=to.tenant,
            shared=True,
            zones=self._zones(face),
            now=self.now,
        )

    def _zones(self, face: Face | None) -> frozenset[str] | None:
        """The zones of the people who read that face, as far as they are known."""
        if self.ticket is None or face is None:
            return None
        readers = self.uow.people.staff(self.desk.id)
        if face is Face.CUSTOMER:
            readers += self.uow.people.members(self.desk.id, self.ticket.account_id)
        return frozenset(member.person.zone for member in readers if member.person.zone is not None)

    def _read_by(self) -> PersonId | None:
        """Whose language a customer's thread speaks: its ticket's requester's, else the asker's."""
        if self.ticket is not None:
            return self.ticket.requester_id
        match self.row.target:
            case ToReference(place=ref) if ref.thread is not None:
                found = self.uow.tickets.by_thread(ref.platform, ref.tenant, ref.conversation, ref.thread)
                if found is not None:
                    return found[0].requester_id
            case _:
                pass
        return self.row.notice.person if isinstance(self.row.notice, PrivatelyNotice) else None

    def _account(self) -> str | None:
        """The account that a notice without a ticket is about."""
        notice = self.row.notice
        about = notice.account if isinstance(notice, TaskNotice | StandingNotice | FairUseProposal) else None
        found = None if about is None else self.uow.accounts.get(self.desk.id, about)
        return None if found is None else found.name

    def context(self, to: Destination, face: Face | None) -> NoticeContext:
        """All that the notice may speak of."""
        notice, desk, ticket = self.row.notice, self.desk, self.ticket
        people, texts = named(notice)
        view: TicketView | None = None
        if ticket is not None:
            view = ticket_view(
                self.uow, ticket, self.policies, self.now, platform=to.platform, tenant=to.tenant
            )
            people |= {ticket.requester_id} | ({ticket.assignee_id} if ticket.assignee_id else set())
        if isinstance(notice, ReminderNotice) and Tell.LEAD in notice.tell:
            people |= {lead.person.id for lead in self.uow.people.staff(desk.id, (Role.LEAD,))}
        views = {p: person_view(self.uow, p, desk.id, to.platform, to.tenant, self.now) for p in people}
        return NoticeContext(
            ticket=view,
            desk=desk.name,
            account=view.account if view else self._account(),
            people={int(key): value for key, value in views.items() if value is not None},
            texts={int(text): self._text(text) for text in texts},
            files={int(text): files for text, files in self._files(texts).items()},
            edited={int(text): now.at for text, now in self.said.items() if not now.is_deleted},
            deleted={int(text): now.at for text, now in self.said.items() if now.is_deleted},
            clock=self.clock,
            face=face,
            now=self.now,
            revision=self._revision(notice),
            again=self.row.id if self.again else None,
        )

    def _files(self, texts: Iterable[TextId]) -> dict[TextId, tuple[File, ...]]:
        """What comes with them now."""
        present = {text: self._present(text) for text in texts}
        held = self.uow.attachments.of(self.desk.id, [now for now in present.values() if now is not None])
        return {text: held[now] for text, now in present.items() if now is not None and now in held}

    def _present(self, text: TextId) -> TextId | None:
        """The text that stands for it now, None once it was deleted."""
        now = self.said.get(text)
        return text if now is None else now.text

    def _text(self, text: TextId) -> str:
        """What it says now."""
        present = self._present(text)
        return "" if present is None else self.uow.texts.get(self.desk.id, present) or ""

    def _revision(self, notice: Notice) -> tuple[PolicyDocument, PolicyDocument] | None:
        if not isinstance(notice, RevisedNotice):
            return None
        before, after = self.policies.document(notice.before), self.policies.document(notice.after)
        return None if before is None or after is None else (before, after)


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
            case Met() | Breached():
                return Suppressed("the clock no longer runs: met")
            case PausedClock():
                return Suppressed("the clock no longer runs: paused")
            case CancelledClock():
                return Suppressed("the clock no longer runs: cancelled")
    return clock_view(clock, calendars[clock.promise.calendar], now)
