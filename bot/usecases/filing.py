"""File a ticket that may be opened: row, first event, its two threads, and what is owed to be said."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import Open
from bot.domain import events
from bot.domain.ids import TextId, TicketId, TicketNumber
from bot.domain.people import Account, Face, Member, Place
from bot.domain.ticket import UNSEEN, Status, ThreadRef, Ticket
from bot.outgoing import CardNotice, HeardNotice, InternalHeader, OpenedNotice, ToCard, ToPerson, ToThread
from bot.requests import Via
from bot.usecases.asking import Asking
from bot.usecases.intake import given, told
from bot.usecases.prospect import Prospect
from bot.usecases.recording import begin, keep_message, owe
from bot.usecases.scope_checks import agreed_at_opening
from policy.intake import REMOTE, fields
from policy.ranks import rank

LONGEST = 200
"""Characters of a subject; a longer first line becomes the facts, and its beginning the subject."""


def opened(command: Open, asking: Asking, prospect: Prospect, requester: Member) -> Ticket:
    """The new ticket, stored, with everything that it makes the desk say."""
    uow, version, at = asking.uow, prospect.version, asking.at
    subject, facts = _fitted(command.subject or "", command.facts)
    asking.policies.keep(uow, version, asking.now.date())
    facts = told(facts, command.details, fields(version.document, prospect.case.plan), asking.language)
    first = events.Opened(
        at,
        asking.me,
        prospect.case.severity,
        prospect.case.channel,
        None,
        (*prospect.agreed, REMOTE) if command.remote else prospect.agreed,
        given(command),
        command.concerns,
    )
    named = replace(command, agreed=prospect.agreed)
    more = agreed_at_opening(named, asking, version.document, prospect.case)
    new = Ticket(
        id=TicketId(0),
        desk_id=asking.desk.id,
        number=TicketNumber(0),
        account_id=prospect.account.id,
        requester_id=requester.person.id,
        submitter_id=asking.me,
        subject=subject,
        status=Status.NEW,
        severity=prospect.case.severity,
        channel=prospect.case.channel,
        policy_version=version.policy_sha,
        calendar_version=version.calendar_sha,
        terms=prospect.terms,
        opened_at=at,
        product=prospect.case.product,
        product_version=prospect.product_version,
        rank=rank(version.document, prospect.account.plan, prospect.case.severity),
        history=(first, *more),
    )
    ticket = begin(asking, new, lambda it: _first_words(asking, it, facts))
    text = next((event.facts for event in ticket.history if isinstance(event, events.Opened)), None)
    _place_threads(asking, ticket, prospect.account, requester)
    for face in Face:
        owe(asking, ticket, ToCard(face), CardNotice(), f"card:{face}")
    owe(asking, ticket, ToThread(Face.DESK), InternalHeader(), "internal")
    if text is not None:
        # Whoever wrote by mail has their own words before them.
        faces = (Face.DESK,) if asking.request.via is Via.MAIL else tuple(Face)
        for face in faces:
            owe(asking, ticket, ToThread(face), HeardNotice(text, asking.me), f"facts:{face}")
    if asking.request.via is Via.FORM or requester.person.id != asking.me:
        owe(asking, ticket, ToPerson(requester.person.id, asking.platform), OpenedNotice(), "opened")
    return ticket


def _first_words(asking: Asking, ticket: Ticket, facts: str | None) -> TextId | None:
    return keep_message(asking, ticket, facts or "") if facts or asking.files else None


def _fitted(subject: str, facts: str | None) -> tuple[str, str | None]:
    # One line on every card and list, whatever was pasted into the field.
    subject = " ".join(subject.split())
    if len(subject) <= LONGEST:
        return subject, facts
    whole = subject if facts is None else f"{subject}\n\n{facts}"
    return subject[: LONGEST - 1].rstrip() + "…", whole


def _place_threads(asking: Asking, ticket: Ticket, account: Account, requester: Member) -> None:
    """Where each face will live: the desk's place; the account's place, else a private chat."""
    uow = asking.uow
    desks = uow.places.of_desk(ticket.desk_id, Face.DESK)
    if desks:
        place = next((p for p in desks if p.platform == asking.platform), desks[0])
        uow.threads.put(_thread(ticket.id, Face.DESK, place.platform, place.tenant, place.conversation))
    here = asking.place
    if here is not None and here.face is Face.CUSTOMER and here.account_id == account.id:
        customers: tuple[Place, ...] = (here,)
    else:
        customers = uow.places.of_desk(ticket.desk_id, Face.CUSTOMER, account.id)
    if customers:
        place = next((p for p in customers if p.platform == asking.platform), customers[0])
        uow.threads.put(_thread(ticket.id, Face.CUSTOMER, place.platform, place.tenant, place.conversation))
        return
    # Their own chat with the desk, even where it was asked in a private conversation: that one may be with
    # somebody else, and the desk cannot write there.
    actors = uow.people.actors(requester.person.id)
    here_too = [a for a in actors if a.platform == asking.platform]
    same = [a for a in here_too if a.tenant == asking.tenant]
    actor = next(iter((*same, *here_too, *actors)), None)
    if actor is not None:
        conversation = f"{UNSEEN}{actor.user}"
        uow.threads.put(_thread(ticket.id, Face.CUSTOMER, actor.platform, actor.tenant, conversation))


def _thread(ticket_id: TicketId, face: Face, platform: str, tenant: str, conversation: str) -> ThreadRef:
    return ThreadRef(ticket_id, face, platform, tenant, conversation)
