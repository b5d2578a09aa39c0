"""From a row of the outbox to words and a destination, or the reason why it is not said."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.installations import not_installed
from bot.domain.people import Face
from bot.domain.ticket import UNSEEN, ThreadRef
from bot.outgoing import (
    DeliveryState,
    Outgoing,
    ToCard,
    ToMessage,
    ToPerson,
    ToPlace,
    ToReference,
    ToThread,
)
from bot.policies import Policies
from bot.ports import Destination
from bot.reminders.about import About
from bot.reminders.prepared import Lost, Prepared, Suppressed
from bot.reminders.rereading import looked_up
from bot.replies import Reply
from bot.requests import Actor
from bot.storage import UnitOfWork
from bot.wording import Reader, language_for, word_notice


def prepare(
    uow: UnitOfWork, row: Outgoing, policies: Policies, now: datetime, *, again: bool = False
) -> Prepared | Suppressed | Lost:
    """Read the state again, then word the row for whoever will read it.

    `again`: it may have been said already, and says so.
    """
    found = looked_up(uow, row, policies, now, again=again)
    if isinstance(found, Suppressed):
        return found
    done = _destined(found)
    if isinstance(done, Prepared) and uow.installations.is_gone(done.to.platform, done.to.tenant):
        # Nobody is asked to take it: the desk's admins were told once, when the app was removed there.
        return Lost(not_installed(done.to.tenant), is_told=True)
    return done


def _destined(about: About) -> Prepared | Suppressed | Lost:
    """Its words and where they go."""
    match about.row.target:
        case ToCard(face=face):
            return _card(about, face)
        case ToThread(face=face):
            return _in_thread(about, face)
        case ToPlace(place_id=place_id):
            place = about.uow.places.get(about.desk.id, place_id)
            if place is None:
                return Suppressed("the place no longer belongs to the desk")
            to = Destination(place.platform, place.tenant, place.conversation)
            return Prepared(to, _shared(about, to, place.face))
        case ToPerson() as target:
            return _privately(about, target)
        case ToMessage() as target:
            return _in_place(about, target)
        case ToReference(place=ref):
            to = Destination(ref.platform, ref.tenant, ref.conversation, ref.thread)
            known = about.uow.places.by_ref(ref.platform, ref.tenant, ref.conversation)
            return Prepared(to, _shared(about, to, None if known is None else known.face))


def _card(about: About, face: Face) -> Prepared | Suppressed:
    thread = _thread(about, face)
    if thread is None:
        return Suppressed(f"the ticket has no card on the {face} side")
    to = Destination(thread.platform, thread.tenant, thread.conversation)
    if thread.conversation.startswith(UNSEEN):
        user = thread.conversation.removeprefix(UNSEEN)
        to = Destination(to.platform, to.tenant, person=Actor(to.platform, to.tenant, user))
    return Prepared(to, _shared(about, to, face), edits=thread.ref, thread=thread)


def _in_thread(about: About, face: Face) -> Prepared | Suppressed | Lost:
    thread = _thread(about, face)
    if thread is None:
        return Suppressed(f"the ticket has no thread on the {face} side")
    if thread.ref is None:
        return _lost(about, face)
    to = Destination(thread.platform, thread.tenant, thread.conversation, thread.ref)
    return Prepared(to, _shared(about, to, face))


def _in_place(about: About, target: ToMessage) -> Prepared | Suppressed | Lost:
    """Other words for what stands there already. A row comes up after the one that it changes."""
    said = about.uow.outbox.get(about.desk.id, target.of)
    if said is None or said.state is not DeliveryState.SENT or said.ref is None:
        return Suppressed("what it changes was not said")
    if target.face is not None:
        prepared: Prepared | Suppressed | Lost = _in_thread(about, target.face)
    else:
        assert target.person_id is not None
        prepared = _privately(about, ToPerson(target.person_id))
    if not isinstance(prepared, Prepared):
        return prepared
    there = replace(prepared.to, conversation=said.conversation, person=None)
    return replace(prepared, to=there, edits=said.ref)


def _lost(about: About, face: Face) -> Lost:
    """A row comes up after everything owed before it on its face: no card then means that none came."""
    assert about.row.ticket_id is not None
    failed = [
        row.reason
        for row in about.uow.outbox.of_ticket(about.desk.id, about.row.ticket_id)
        if row.target == ToCard(face) and row.state is DeliveryState.UNDELIVERABLE and row.reason
    ]
    return Lost(failed[-1], is_told=True) if failed else Lost("no_card", is_told=False)


def _thread(about: About, face: Face) -> ThreadRef | None:
    return next((thread for thread in about.threads if thread.face is face), None)


def _privately(about: About, target: ToPerson) -> Prepared | Suppressed:
    person = about.uow.people.get(target.person_id)
    actors = [
        actor
        for actor in about.uow.people.actors(target.person_id)
        if target.platform in {None, actor.platform} and target.tenant in {None, actor.tenant}
    ]
    if person is None or not actors:
        return Suppressed("the person has no identity to write to")
    within = [a for a in actors if not about.uow.installations.is_gone(a.platform, a.tenant)] or actors
    actor = within[0] if len(within) == 1 else _nearest(about, target.person_id, within)
    to = Destination(actor.platform, actor.tenant, person=actor)
    language = language_for(person.language or about.desk.language)
    reader = Reader(language, person.zone, person.id, None, actor.platform, actor.tenant, now=about.now)
    return Prepared(to, word_notice(about.row.notice, about.context(to, None), reader))


def _nearest(about: About, person: PersonId, actors: list[Actor]) -> Actor:
    """Of somebody on several platforms, who they are where their own side of the ticket lives."""
    of_desk = any(
        each.desk_id == about.desk.id and each.account_id is None
        for each in about.uow.people.memberships(person)
    )
    own = Face.DESK if of_desk else Face.CUSTOMER
    homes = sorted(about.threads, key=lambda thread: thread.face is not own)
    near = (a for home in homes for a in actors if (a.platform, a.tenant) == (home.platform, home.tenant))
    return next(near, actors[0])


def _shared(about: About, to: Destination, face: Face | None) -> Reply:
    return word_notice(about.row.notice, about.context(to, face), about.reader(to, face))
