"""What becomes of a notice that cannot be said for good: kept with its reason, and told to people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.people import Face
from bot.domain.ticket import Ticket
from bot.outgoing import (
    AnswerNotice,
    Draft,
    EscalatedNotice,
    HeardNotice,
    Outgoing,
    ReminderNotice,
    TaskNotice,
    ToCard,
    ToMessage,
    ToPerson,
    ToThread,
    UndeliveredNotice,
)
from bot.reminders.shutting import SHUT, could_not
from bot.requests import Shut
from bot.storage import UnitOfWork
from policy.facts import Role
from policy.targets import Tell

ANEW = ":anew"
"""Ends the key of what is said below a message that could not be changed in place."""
INSTEAD = ":instead:"
"""In the key of what is said to somebody else than it was for."""
BUG = "bug"
"""The reason of what we could not put into words: nor could we for somebody else."""


def give_up(
    uow: UnitOfWork,
    row: Outgoing,
    code: str,
    now: datetime,
    *,
    is_told: bool,
    why: Shut | None = None,
) -> None:
    """Mark the row, say it in private to the people whom it was for, and tell the desk's admins.

    `is_told`: the admins know the cause already, from another row. A card's trouble is told once a reason,
    not once a change of the card. `why`: the place is shut, and what it did not take is said there once it is
    open again. What cannot be told to the admins themselves is told to nobody.
    """
    reason = code if why is None else f"{SHUT}{code}"
    if not uow.outbox.undeliverable(row.id, reason) or isinstance(row.notice, UndeliveredNotice):
        return
    if isinstance(row.target, ToMessage) and row.target.face is not None and why is None:
        # A message that stands and cannot be changed (the platform may close it): its new words follow it.
        thread = ToThread(row.target.face)
        again = Draft(row.desk_id, row.ticket_id, thread, row.notice, f"{row.key}{ANEW}", urgent=row.urgent)
        uow.outbox.add(again, now)
        return
    if why is not None:
        is_told = could_not(uow, row, why, now) or is_told
    for person in sorted(_instead(uow, row) if code != BUG else ()):
        key = f"{row.key}{INSTEAD}{person}"
        draft = Draft(row.desk_id, row.ticket_id, ToPerson(person), row.notice, key, urgent=row.urgent)
        uow.outbox.add(draft, now)
    if is_told:
        return
    what = str(row.id)
    if isinstance(row.target, ToCard):
        what = f"{row.ticket_id}:{row.target.face}:{code}"
    if isinstance(row.target, ToPerson):
        # Whoever cannot be reached cannot be reached with anything: the admins hear of it once a day.
        what = f"to:{row.target.person_id}:{code}:{now:%Y-%m-%d}"
    for admin in uow.people.staff(row.desk_id, (Role.ADMIN,)):
        person = admin.person.id
        notice = UndeliveredNotice(row.id, code)
        draft = Draft(
            row.desk_id, row.ticket_id, ToPerson(person), notice, f"undelivered:{what}:{person}", urgent=False
        )
        uow.outbox.add(draft, now)


def _instead(uow: UnitOfWork, row: Outgoing) -> set[PersonId]:
    """Who must hear of it all the same: what was said to a thread or place and must not be lost."""
    if isinstance(row.target, ToPerson):
        return _beside(uow, row, row.target.person_id)
    if row.ticket_id is None:
        return set()
    ticket = uow.tickets.load(row.desk_id, row.ticket_id)
    match row.target, row.notice:
        case ToThread(face=Face.CUSTOMER), AnswerNotice():
            return {ticket.requester_id}
        case _, ReminderNotice(tell=tell):
            return set(_called(uow, ticket, leads=Tell.LEAD in tell))
        case ToThread(face=Face.DESK), HeardNotice():
            return set(_called(uow, ticket, leads=False))
        case _:
            return set()


def _beside(uow: UnitOfWork, row: Outgoing, person: PersonId) -> set[PersonId]:
    """Who hears what called on somebody of the desk who cannot be reached: the leads, else the directors.

    Once: what these cannot be told either is for the admins to see.
    """
    if INSTEAD in row.key or not isinstance(row.notice, EscalatedNotice | TaskNotice):
        return set()
    for role in (Role.LEAD, Role.DIRECTOR):
        others = {each.person.id for each in uow.people.staff(row.desk_id, (role,))} - {person}
        if others:
            return others
    return set()


def _called(uow: UnitOfWork, ticket: Ticket, *, leads: bool) -> Iterator[PersonId]:
    """The assignee; the leads too where asked for, or where nobody has the ticket."""
    if ticket.assignee_id is not None:
        yield ticket.assignee_id
    if leads or ticket.assignee_id is None:
        for lead in uow.people.staff(ticket.desk_id, (Role.LEAD,)):
            yield lead.person.id
