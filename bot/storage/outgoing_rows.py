"""Outbox rows to values and back."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, TypeAdapter
from sqlalchemy import select

from bot.domain.ids import PlaceId
from bot.outgoing import (
    DeliveryState,
    DigestNotice,
    Draft,
    Notice,
    Outgoing,
    ReminderNotice,
    Target,
    ToCard,
    ToMessage,
    ToPerson,
    ToPlace,
    ToThread,
)
from bot.storage.handle import AnyRow
from bot.storage.tables import outbox

_TARGET: TypeAdapter[Target] = TypeAdapter(Annotated[Target, Field(discriminator="tag")])
_NOTICE: TypeAdapter[Notice] = TypeAdapter(Annotated[Notice, Field(discriminator="tag")])

CARD = "card"
URGENT, USUAL, LATER = 0, 1, 2
"""The turns in which rows are claimed."""

ROWS = select(
    outbox.c.id,
    outbox.c.desk_id,
    outbox.c.ticket_id,
    outbox.c.target,
    outbox.c.notice,
    outbox.c.key,
    outbox.c.state,
    outbox.c.created_at,
    outbox.c.attempts,
    outbox.c.attempted_since,
    outbox.c.conversation,
    outbox.c.ref,
    outbox.c.reason,
    outbox.c.urgent,
)
"""In the order of the fields of `Outgoing`."""

_NAMES = [column.key for column in ROWS.selected_columns]
_FIELDS = len(_NAMES)
_AT = _NAMES.index("target")
_STATE = _NAMES.index("state")


def values(draft: Draft) -> dict[str, Any]:
    """The columns that a draft fills."""
    return {
        "desk_id": draft.desk_id,
        "ticket_id": draft.ticket_id,
        "key": draft.key,
        "kind": draft.target.tag,
        "lane": lane(draft),
        "target": _TARGET.dump_json(draft.target).decode(),
        "notice": _NOTICE.dump_json(draft.notice).decode(),
        "state": DeliveryState.READY.value,
        "urgent": draft.urgent,
        "turn": URGENT if draft.urgent else LATER if draft.can_wait else USUAL,
        "gathers_until": draft.gathers_until,
    }


def outgoing(row: AnyRow) -> Outgoing:
    """The value of a row of `ROWS`."""
    facts = list(row)[:_FIELDS]
    facts[_AT] = _TARGET.validate_json(facts[_AT])
    facts[_AT + 1] = _NOTICE.validate_json(facts[_AT + 1])
    facts[_STATE] = DeliveryState(facts[_STATE])
    return Outgoing(*facts)


def lane(draft: Draft) -> str | None:
    """What must be said in its order: one face of a ticket, its news to one person, a channel's reminders.

    The critical ones of a channel have a lane of their own, since they do not wait for the others.
    """
    match draft.target, draft.notice:
        case ToPlace(place_id=place), ReminderNotice():
            return channel_lanes(place)[0 if draft.urgent else 1]
        case ToPlace(place_id=place), DigestNotice():
            return f"place:{place}:digest"
        case _:
            pass
    if draft.ticket_id is None:
        return None
    match draft.target:
        case ToMessage(person_id=person) if person is not None:
            return f"{draft.ticket_id}:person:{person}"
        case ToCard(face=face) | ToThread(face=face) | ToMessage(face=face) if face is not None:
            return f"{draft.ticket_id}:{face.value}"
        case ToPerson(person_id=person):
            return f"{draft.ticket_id}:person:{person}"
        case _:
            return None


def channel_lanes(place: PlaceId) -> tuple[str, str]:
    """The lanes of a channel's reminders: the critical ones', the others'."""
    return f"place:{place}:critical", f"place:{place}:reminders"
