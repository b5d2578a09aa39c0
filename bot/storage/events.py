"""The rows of histories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, insert, select

from bot.domain.events import Event
from bot.domain.ids import DeskId, TicketId
from bot.storage.handle import Repository, distinct
from bot.storage.history import History
from bot.storage.tables import events

_READ = select(events.c.kind, events.c.v, events.c.at, events.c.actor_id, events.c.body, events.c.ticket_id)
_OF_TICKET = _READ.where(events.c.ticket_id == bindparam("of_ticket")).order_by(events.c.seq)
_OF_TICKETS = _READ.where(events.c.ticket_id.in_(bindparam("ids", expanding=True))).order_by(
    events.c.ticket_id, events.c.seq
)
_ADD = insert(events)
_HISTORY = History()


class Events(Repository):
    """Histories of tickets that were found within their desk."""

    def of_ticket(self, ticket_id: TicketId) -> tuple[Event, ...]:
        """The history, in the order in which it was appended."""
        rows = self._db.run(_OF_TICKET, {"of_ticket": ticket_id})
        return tuple(_HISTORY.event(*row[:5]) for row in rows)

    def of_tickets(self, ids: Iterable[TicketId]) -> dict[TicketId, tuple[Event, ...]]:
        """The histories of several, in one statement."""
        found: dict[TicketId, list[Event]] = defaultdict(list)
        for row in self._db.run(_OF_TICKETS, {"ids": distinct(ids)}):
            found[row.ticket_id].append(_HISTORY.event(*row[:5]))
        return {ticket_id: tuple(history) for ticket_id, history in found.items()}

    def append(
        self,
        desk_id: DeskId,
        ticket_id: TicketId,
        after: int,
        added: tuple[Event, ...],
        received_at: datetime,
    ) -> None:
        """Add events after the first `after`. Conflict where the history has grown meanwhile.

        The history of a ticket that this unit of work has opened is stored with the rest of what waits:
        nobody else can have written to it.
        """
        add = self._db.run if self._db.known("events", ticket_id) is None else self._db.later
        for place, event in enumerate(added, start=1):
            where = {"ticket_id": ticket_id, "seq": after + place, "desk_id": desk_id}
            add(_ADD, {**where, "received_at": received_at, **_HISTORY.row(event)})
