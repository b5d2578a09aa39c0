"""A message of a ticket's thread was edited or deleted where it was written.

What it said stays in the history; what it was carried to says the new words in place. Nothing is
answered, started or stopped by it. A change may come before the message does: then it waits for it.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.events import Answered, Event, Heard, MessageDeleted, MessageEdited, Noted
from bot.domain.files import File
from bot.domain.ids import TextId
from bot.domain.people import Face
from bot.domain.ticket import Ticket
from bot.outgoing import (
    DELETED_UNSAID,
    DeliveryState,
    Draft,
    Outgoing,
    Target,
    ToMessage,
    ToPerson,
    ToThread,
    spoken,
)
from bot.requests import Deleted, Edited
from bot.results import Joined
from bot.storage.said import SaidMessage, Spot
from bot.usecases.asking import Asking
from bot.usecases.recording import keep_message, keep_text
from policy.facts import Severity

_MAY_BE_SAID = {DeliveryState.READY, DeliveryState.SENDING, DeliveryState.SENT}


def changed(message: Edited | Deleted, asking: Asking) -> Joined | None:
    """Keep the change. None where it says nothing new: the same words, an older edit, a deleted message."""
    assert asking.here is not None
    spot = spot_of(asking, message.ref)
    ticket = asking.uow.tickets.load(asking.desk.id, asking.here.ticket.id, lock=True)
    known = asking.uow.said.get(spot)
    turn = message.turn if isinstance(message, Edited) else ""
    back = isinstance(message, Edited) and message.back and known is not None and known.is_deleted
    if known is not None and not back and (known.is_deleted or (turn and turn <= known.turn)):
        return None
    if known is None or known.text is None:
        kept = None if isinstance(message, Deleted) else keep_message(asking, ticket, message.text.strip())
        keep = asking.uow.said.add if known is None else asking.uow.said.change
        keep(spot, SaidMessage(ticket.id, None, kept, turn))
        return None
    last = known.now or _last(ticket, known.text)
    if known.ticket != ticket.id or last is None:
        return None
    if isinstance(message, Deleted):
        after = None
    else:
        before = asking.uow.attachments.of(ticket.desk_id, (last,)).get(last, ())
        files = _still(before, asking.files)
        body = message.text.strip()
        if not back and (body, files) == (asking.uow.texts.get(ticket.desk_id, last), before):
            return None  # a preview was added to it, say
        after = keep_text(asking, ticket, body)
        asking.uow.attachments.add(ticket.desk_id, ticket.id, after, files)
    asking.uow.said.change(spot, replace(known, now=after, turn=turn or known.turn))
    _record(asking, ticket, known.text, last, after)
    return Joined(ticket.number)


def taken_in(asking: Asking, ticket: Ticket, ref: str) -> None:
    """Remember which message has just joined the ticket; a change that came before it is made now."""
    text = next(found for event in reversed(ticket.history) if (found := _written(event)) is not None)
    spot = spot_of(asking, ref)
    early = asking.uow.said.get(spot)
    if early is None:
        asking.uow.said.add(spot, SaidMessage(ticket.id, text, text))
        return
    asking.uow.said.change(spot, replace(early, text=text))
    if early.now is None or _says(asking, early.now) != _says(asking, text):
        _record(asking, ticket, text, text, early.now)


def is_known(asking: Asking, ref: str) -> bool:
    """Whether that message of this conversation has joined a ticket already."""
    known = asking.uow.said.get(spot_of(asking, ref))
    return known is not None and known.text is not None


def spot_of(asking: Asking, ref: str) -> Spot:
    """Where that message of the conversation in which this was asked stands."""
    place = asking.request.place
    return Spot(place.platform, place.tenant, place.conversation, ref)


def _record(asking: Asking, ticket: Ticket, message: TextId, before: TextId, after: TextId | None) -> None:
    """Into the history, and onto everything that the message was carried to. No card shows it."""
    event: Event = (
        MessageDeleted(asking.at, asking.me, message, before)
        if after is None
        else MessageEdited(asking.at, asking.me, message, before, after)
    )
    ticket = asking.uow.tickets.append(ticket, event, received_at=asking.request.received_at)
    urgent = ticket.severity is Severity.CRITICAL
    rows = [r for r in asking.uow.outbox.of_ticket(ticket.desk_id, ticket.id) if spoken(r.notice) == message]
    standing = {row.target for row in rows if row.state in _MAY_BE_SAID}
    for row in rows:
        target: Target | None = _place_of(row)
        if target is not None and row.state in _MAY_BE_SAID:
            key = f"{row.key}:changed:{len(ticket.history)}"
        elif after is not None and row.reason == DELETED_UNSAID and row.target not in standing:
            # It was taken away before anybody there read it, and is back: it is said now.
            target, key = row.target, f"{row.key}:back:{len(ticket.history)}"
            standing.add(target)
        else:
            continue
        draft = Draft(ticket.desk_id, ticket.id, target, row.notice, key, urgent=urgent)
        asking.uow.outbox.add(draft, asking.now)


def _place_of(row: Outgoing) -> ToMessage | None:
    """The message that the row became or will become. What is changed waits until it was said."""
    match row.target:
        case ToThread(face=Face() as face):
            return ToMessage(row.id, face=face)
        case ToPerson(person_id=person):
            return ToMessage(row.id, person_id=person)
        case _:
            return None


def _still(before: tuple[File, ...], now: tuple[File, ...]) -> tuple[File, ...]:
    """The files that it still has, as they were first told of: an edit may tell their ids alone."""
    known = {file.attachment.ref: file for file in before}
    return tuple(known.get(file.attachment.ref, file) for file in now)


def _last(ticket: Ticket, message: TextId) -> TextId | None:
    """What a message said before it was deleted."""
    deleted = (e for e in reversed(ticket.history) if isinstance(e, MessageDeleted) and e.message == message)
    return next((event.before for event in deleted), None)


def _written(event: Event) -> TextId | None:
    return event.text if isinstance(event, Answered | Heard | Noted) else None


def _says(asking: Asking, text: TextId) -> str | None:
    return asking.uow.texts.get(asking.desk.id, text)
